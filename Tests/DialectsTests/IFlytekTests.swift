import Crypto
import Dialects
import Events
import Foundation
import Issuers
import Testing

/// iFlytek's clients.
@Suite struct IFlytekTests {
    private let form = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]

    /// A request as the vendor's clients make it.
    private func call(
        parameters: String = "{\"engine_type\": \"bankcard\", \"card_number_image\": \"0\"}",
        encoded: ((String) -> String)? = nil, body: String? = nil, key: ServiceKey = everyone, time: Int = now,
        headers: [(String, String)]? = nil, peer: String = "127.0.0.1"
    ) -> ServiceRequest {
        let plain = Data(parameters.utf8).base64EncodedString()
        let param = encoded?(plain) ?? plain
        let sum = hex(Insecure.MD5.hash(data: Data("\(key.secret)\(time)\(param)".utf8)))
        return request(
            "POST", "/v1/service/v1/ocr/bankcard",
            headers: [
                ("X-Appid", key.id), ("X-CurTime", "\(time)"), ("X-Param", param), ("X-CheckSum", sum),
            ] + (headers ?? form), body: body ?? "image=\(percentEncoded(pictureText))", peer: peer)
    }

    private func admit(_ request: ServiceRequest, _ keys: KeyRing = ring) -> Admission {
        IFlytekDialect().admit(request, keys: keys)
    }

    private func told(_ response: ServiceResponse?) throws -> (code: String, description: String, data: Any?) {
        let response = try #require(response)
        #expect(response.status == 200)
        #expect((response.json["sid"] as? String)?.hasPrefix("wcr") == true)
        return (
            try #require(response.json["code"] as? String), try #require(response.json["desc"] as? String),
            response.json["data"]
        )
    }

    /// The gateway's refusal, whose data is an empty text.
    private func refusal(_ request: ServiceRequest, _ keys: KeyRing = ring) throws -> String {
        let (code, description, data) = try told(admit(request, keys).refusal)
        #expect(data as? String == "")
        return "\(code) \(description)"
    }

    /// The engine's refusal, which is an object.
    private func engineError(_ response: ServiceResponse?) throws -> Int {
        let (code, description, data) = try told(response)
        #expect(code == "0" && description == "success")
        let fields = try #require(data as? [String: Any])
        #expect((fields["error_msg"] as? String)?.isEmpty == false)
        return try #require(fields["error_code"] as? Int)
    }

    @Test func genuineRequestIsAdmitted() throws {
        let job = try #require(admit(call()).job)
        #expect(job.image.bytes == pictureBytes)
        #expect(job.crops == .none)
        #expect(job.rules.kinds == [.jpeg])
        #expect(job.rules.allows(width: 160, height: 4000))
        #expect(!job.rules.allows(width: 159, height: 300))
        #expect(!job.rules.allows(width: 200, height: 4001))
    }

    @Test(arguments: ["1", "0"]) func numberImageIsASwitch(value: String) throws {
        for written in ["\"\(value)\"", value] {
            let parameters = "{\"engine_type\":\"bankcard\",\"card_number_image\":\(written),\"imei\":\"1\"}"
            #expect(try #require(admit(call(parameters: parameters)).job).crops == (value == "1" ? .number : .none))
        }
    }

    @Test func parametersMayBeEncodedForURLs() {
        // Only there the two alphabets differ.
        let parameters = "{\"engine_type\":\"bankcard\",\"ua\":\"?>?>~~~\"}"
        let request = call(parameters: parameters) {
            $0.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                .replacingOccurrences(of: "=", with: "")
        }
        #expect(admit(request).job != nil)
    }

    @Test func spacesWereOncePlus() throws {
        // The vendor's Java client does not encode the form; this text has both + and /.
        #expect(pictureText.contains("+"))
        let job = try #require(admit(call(body: "image=\(pictureText)")).job)
        #expect(job.image.bytes == pictureBytes)
    }

    @Test func wholeFormMayBeEncoded() throws {
        let job = try #require(admit(call(body: percentEncoded("image=\(pictureText)"))).job)
        #expect(job.image.bytes == pictureBytes)
    }

    @Test func contentTypeMayLackACharset() {
        #expect(admit(call(headers: [("Content-Type", "application/x-www-form-urlencoded")])).job != nil)
        #expect(admit(call(headers: [])).job != nil)
    }

    @Test func missingHeadersAreNamed() throws {
        for name in ["X-Appid", "X-CurTime", "X-Param", "X-CheckSum"] {
            #expect(try refusal(call().without(name)) == "10106 invalid parameter|invalid \(name)")
        }
        #expect(try refusal(call().with("X-CurTime", "now")) == "10106 invalid parameter|invalid X-CurTime")
        #expect(try refusal(call().with("X-Param", "%%%"), openRing) == "10106 invalid parameter|invalid X-Param")
    }

    @Test func whoMayNotIsIllegal() throws {
        var stranger = everyone
        stranger.id = "nobody"
        #expect(try refusal(call(key: stranger)) == "10105 illegal access|illegal X-Appid")
        #expect(try refusal(call().with("X-CheckSum", String(repeating: "0", count: 32))).hasPrefix("10105"))
        #expect(try refusal(call().with("X-CurTime", "\(now + 1)")).hasPrefix("10105"))
        #expect(admit(call(time: now - 300)).job != nil)
        #expect(try refusal(call(time: now - 301)) == "10105 illegal access|expired X-CurTime")
        #expect(try refusal(call(time: now + 301)) == "10105 illegal access|expired X-CurTime")
        var keys = ring
        keys.keys[0].services = [.tencent]
        #expect(try refusal(call(), keys) == "10105 illegal access|no license")
        keys.keys[0] = everyone
        keys.keys[0].addresses = ["192.0.2.0/24"].compactMap { AddressRange($0) }
        #expect(try refusal(call(), keys) == "10105 illegal access|illegal client_ip")
        #expect(admit(call(peer: "192.0.2.9"), keys).job != nil)
    }

    @Test func parametersMustAskForBankCards() throws {
        #expect(
            try refusal(call(parameters: "{\"engine_type\":\"idcard\"}"))
                == "10106 invalid parameter|invalid engine_type")
        #expect(try refusal(call(parameters: "{}")) == "10106 invalid parameter|invalid engine_type")
        #expect(
            try refusal(call(parameters: "{\"engine_type\":\"bankcard\",\"card_number_image\":\"2\"}"))
                == "10106 invalid parameter|invalid card_number_image")
        #expect(try refusal(call(parameters: "[1]")) == "10106 invalid parameter|invalid X-Param")
    }

    @Test func bodiesThatAreNoneHaveTheirCodes() throws {
        #expect(try engineError(admit(call(body: "")).refusal) == 40004)
        #expect(try engineError(admit(call(body: "picture=a")).refusal) == 40002)
        #expect(try engineError(admit(call(body: "image=")).refusal) == 40002)
        #expect(try engineError(admit(call(headers: [("Content-Type", "multipart/form-data")])).refusal) == 40008)
        #expect(try engineError(admit(call(body: "image=%21%21%21%21")).refusal) == 40009)
    }

    @Test func cardIsToldInItsFields() throws {
        let parameters = "{\"engine_type\":\"bankcard\",\"card_number_image\":\"1\"}"
        let job = try #require(admit(call(parameters: parameters)).job)
        let (code, description, data) = try told(job.reply(.success(fullAnswer())))
        #expect(code == "0" && description == "success")
        let fields = try #require(data as? [String: Any])
        #expect(fields["card_number"] as? String == "6225 7600 0000 0013")
        #expect(fields["validate"] as? String == "07/23")
        #expect(fields["holder_name"] as? String == "LI YUAN")
        #expect(fields["issuer"] as? String == "招商银行信用卡中心")
        #expect(fields["issuer_id"] as? String == "03080010")
        #expect(fields["type"] as? String == "贷记卡")
        #expect(fields["error_code"] as? Int == 0)
        #expect(fields["error_msg"] as? String == "ok")
        let picture = try #require((fields["card_number_image"] as? String).flatMap { Data(base64Encoded: $0) })
        #expect(picture.starts(with: [0xFF, 0xD8]))
    }

    @Test func debitCardIsOfTheBankItself() throws {
        let (_, _, data) = try told(try #require(admit(call()).job).reply(.success(fullAnswer(type: .debit))))
        let fields = try #require(data as? [String: Any])
        #expect(fields["issuer"] as? String == "招商银行")
        #expect(fields["issuer_id"] as? String == "03080000")
        #expect(fields["card_number_image"] == nil)
    }

    static let codes: [(Trouble, Int)] = [
        (.bodyTooLarge, 40006), (.slowBody, 40009), (.rateLimited, 50001), (.overloaded, 50001), (.timeLimit, 50004),
        (.notAnImage, 40005), (.damagedImage, 40010), (.imageSize, 40006), (.notACard, 40007), (.unusableCard, 40007),
        (.blurred, 40007), (.numberNotRead, 40007), (.illegalNumber, 40007), (.internal, 90099),
    ]

    @Test(arguments: codes) func troubleHasItsCode(trouble: Trouble, code: Int) throws {
        #expect(try engineError(try #require(admit(call()).job).reply(.failure(trouble))) == code)
        #expect(try engineError(IFlytekDialect().refuse(trouble, head: call().head, id: someID)) == code)
    }

    @Test func troubleOfAccessIsTheGateways() throws {
        let refused = IFlytekDialect().refuse(.addressRefused, head: call().head, id: someID)
        #expect(try told(refused).description == "illegal access|illegal client_ip")
        #expect(try told(IFlytekDialect().refuse(.replayed, head: call().head, id: someID)).code == "10105")
    }
}
