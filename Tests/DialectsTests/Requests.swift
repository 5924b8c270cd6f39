import Crypto
import Dialects
import Foundation

/// A moment: what all tests take for now.
let now = 1_800_000_000

/// A request's name.
let someID = RequestID(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210)

/// What passes for a picture: the first bytes of a JPEG. Its base 64 has every letter that clients stumble over.
let pictureBytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFF]
let pictureText = Data(pictureBytes).base64EncodedString()

/// Keys for tests: one for everything, one for each service alone.
let everyone = ServiceKey(
    name: "everyone", id: "AKIDexample", secret: "secret-of-everyone-01", services: Set(Service.allCases))
let aliyunCode = "0123456789abcdef0123456789abcdef"
let ring = KeyRing(keys: [
    everyone,
    ServiceKey(name: "other", id: "AKIDother", secret: "secret-of-the-other-2", services: [.iflytek]),
    ServiceKey(name: "shop", id: "", secret: aliyunCode, services: [.aliyun]),
])

/// Every service without a key.
let openRing = KeyRing(open: [
    OpenDoor(services: Set(Service.allCases), addresses: ["127.0.0.1"].compactMap { AddressRange($0) })
])

/// Puts a request together.
func request(
    _ method: String = "POST", _ target: String = "/", headers: [(String, String)] = [], body: String = "",
    peer: String = "127.0.0.1", time: Int = now
) -> ServiceRequest {
    ServiceRequest(
        head: RequestHead(
            method: method, target: target, headers: headers.map { (name: $0.0, value: $0.1) }, peer: Address(peer)),
        body: Array(body.utf8), time: time, id: someID)
}

func hex(_ bytes: some Sequence<UInt8>) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

func hmac256(_ text: String, _ key: some ContiguousBytes) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
}

func hmac1(_ text: String, _ key: String) -> [UInt8] {
    Array(HMAC<Insecure.SHA1>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(key.utf8))))
}

func percentEncoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}

extension Admission {
    /// What the client is told at once; `nil` where there is a job.
    var refusal: ServiceResponse? {
        guard case .refused(let response, _) = self else { return nil }
        return response
    }

    /// The job; `nil` where it is refused.
    var job: Job? {
        guard case .job(let job) = self else { return nil }
        return job
    }
}

extension ServiceResponse {
    /// The body as JSON.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:] }
}

extension Job.Image {
    /// The picture's bytes.
    var bytes: [UInt8]? {
        guard case .bytes(let bytes) = self else { return nil }
        return bytes
    }

    /// Where it is to be fetched.
    var url: String? {
        guard case .url(let url, _) = self else { return nil }
        return url
    }
}
