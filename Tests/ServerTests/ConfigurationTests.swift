import Dialects
import Testing

@testable import cardcam_server

/// What an operator may set, and what he is told where he errs.
@Suite struct ConfigurationTests {
    private static let secret = "abcdefghijklmnopqrst"

    @Test func everythingCanBeSet() throws {
        let configuration = try Configuration(
            yaml: """
                listen: '[::]:8443'
                tls: {certificate: a.pem, private_key: b.pem}
                keys:
                  - {name: shop, id: AKID1, secret: \(Self.secret), services: [tencent, hex], addresses: [10.0.0.0/8], rate: 2.5}
                  - {name: old, secret: 0123456789abcdef0123456789abcdef, services: [aliyun]}
                open:
                  - {services: [hex], addresses: [192.0.2.1, '2001:db8::/32']}
                trusted_proxies: [127.0.0.1]
                observers: [192.0.2.7]
                allow_non_luhn: true
                minimum_confidence: 0.9
                refuse_replays: yes
                urls: {enabled: true, ports: [8080], seconds: 2, redirects: 0, allow: [10.9.0.0/16]}
                limits: {workers: 3, queue: 5, request_seconds: 4, connections: 9, megapixels: 12}
                """)
        #expect(configuration.listen == ListenAddress(host: "::", port: 8443))
        #expect(configuration.tls?.privateKey == "b.pem")
        #expect(configuration.keys.keys.count == 2)
        #expect(configuration.keys.keys[0].rate == 2.5)
        #expect(configuration.keys.keys[0].services == [.tencent, .hex])
        #expect(configuration.keys.open[0].addresses.count == 2)
        #expect(configuration.allowsNonLuhn && configuration.refusesReplays)
        #expect(configuration.urls.ports == [8080])
        #expect(configuration.urls.redirects == 0)
        #expect(configuration.limits.workers == 3)
        #expect(configuration.limits.queue == 5)
        #expect(!configuration.isForThisMachineAlone)
        try configuration.check()
    }

    @Test func nothingIsEnough() throws {
        #expect(try Configuration(yaml: "") == Configuration())
        #expect(Configuration().listen.isLoopback)
        try Configuration().check()
    }

    static let mistakes: [(String, String)] = [
        ("listne: 127.0.0.1:1", "line 1: listne is no setting; here are known: "),
        ("listen: 8080", "line 1: listen should be an address and a port, such as 127.0.0.1:8080"),
        ("listen: example.com:80", "listen should be an address and a port"),
        ("\nlimits: {queue: -1}", "line 2: limits.queue should be a whole number from 0 to 10000"),
        ("limits: {queue: many}", "limits.queue should be a whole number"),
        ("limits: 5", "limits: should be settings, each with its value"),
        ("limits: {qeue: 1}", "limits.qeue is no setting; here are known: answer_seconds, "),
        ("allow_non_luhn: maybe", "allow_non_luhn should be true or false"),
        ("keys: {}", "keys should be a list of settings"),
        ("keys:\n  - {name: a, secret: \(secret), services: [tencent]}", "id of a is missing"),
        ("keys:\n  - {id: a, secret: \(secret), services: [tencent]}", "keys[0]: name is missing"),
        ("keys:\n  - {name: a, id: b, secret: short, services: [hex]}", "the secret of a is short; use 16 characters"),
        ("keys:\n  - {name: a, id: b, secret: \(secret)}", "services is missing; name some of tencent, "),
        ("keys:\n  - {name: a, id: b, secret: \(secret), services: [baidu]}", "keys[0].services should be a list of"),
        ("keys:\n  - {name: a, id: b, secret: \(secret), services: [hex], rate: 0}", "keys[0].rate should be a number"),
        (
            "keys:\n  - &k {name: a, id: b, secret: \(secret), services: [hex]}\n  - *k",
            "keys: two are called a; give each a name of its own"
        ),
        (
            "keys:\n  - {name: a, id: b, secret: \(secret), services: [iflytek], addresses: [1.1.1.1, 1.1.1.2, 1.1.1.3, "
                + "1.1.1.4, 1.1.1.5, 1.1.1.6]}", "more than five addresses"
        ),
        ("open:\n  - {services: [hex]}", "open: addresses is missing"),
        ("open:\n  - {services: [hex], addresses: [everywhere]}", "open[0].addresses should be a list of addresses"),
        ("tls: {certificate: a}", "tls: private_key is missing; it should be a file in PEM"),
        ("a: 1\na: 2", "is no YAML"), ("[", "this is no YAML"), ("- a", "should be settings"),
    ]

    @Test(arguments: mistakes) func mistakesAreNamed(yaml: String, message: String) throws {
        let failure = #expect(throws: ConfigurationFailure.self) { try Configuration(yaml: yaml) }
        #expect(failure?.description.contains(message) == true, "\(failure?.description ?? "")")
        #expect(failure?.description.contains(Self.secret) == false)
    }

    @Test func withoutKeysNobodyElseIsServed() throws {
        for address in ["0.0.0.0:80", "[::]:80", "192.0.2.1:80"] {
            let failure = #expect(throws: ConfigurationFailure.self) {
                try Configuration(yaml: "listen: '\(address)'").check()
            }
            #expect(failure?.description.contains("there are no keys") == true)
        }
        for address in ["127.0.0.1:80", "[::1]:80", "localhost:80", "127.1.2.3:0"] {
            try Configuration(yaml: "listen: '\(address)'").check()
        }
    }
}
