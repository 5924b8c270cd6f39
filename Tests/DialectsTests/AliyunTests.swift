import Dialects
import Events
import Foundation
import Issuers
import Testing

/// The clients of Aliyun's marketplace.
@Suite struct AliyunTests {
    private static let path = "/rest/160601/ocr/ocr_bank_card.json"

    private func call(
        _ body: String = "{\"image\":\"\(pictureText)\"}", code: String? = aliyunCode, method: String = "POST",
        path: String = path, peer: String = "127.0.0.1"
    ) -> ServiceRequest {
        request(
            method, path, headers: code.map { [("Authorization", "APPCODE \($0)")] } ?? [], body: body, peer: peer)
    }

    private func admit(_ request: ServiceRequest, _ keys: KeyRing = ring) -> Admission {
        AliyunDialect().admit(request, keys: keys)
    }

    private func told(_ response: ServiceResponse?) throws -> String {
        let response = try #require(response)
        return "\(response.status) \(try #require(response["X-Ca-Error-Message"]))"
    }

    private func old(_ image: String, _ rest: String = "") -> String {
        "{\"inputs\":[{\"image\":{\"dataType\":50,\"dataValue\":\"\(image)\"}\(rest)}]}"
    }

    @Test func newAndOldFormsAreAdmitted() throws {
        #expect(try #require(admit(call()).job).image.bytes == pictureBytes)
        let job = try #require(admit(call(old(pictureText))).job)
        #expect(job.image.bytes == pictureBytes)
        #expect(job.key?.name == "shop")
        #expect(job.rules.kinds.contains(.gif))
    }

    @Test(arguments: ["\"{}\"", "\"[]\"", "\"\"", "\"{\\\"side\\\":\\\"face\\\"}\"", "{}", "null"])
    func configurationMayBeAnything(text: String) {
        #expect(admit(call("{\"image\":\"\(pictureText)\",\"configure\":\(text)}")).job != nil)
        guard text.hasPrefix("\"") else { return }
        #expect(admit(call(old(pictureText, ",\"configure\":{\"dataType\":50,\"dataValue\":\(text)}"))).job != nil)
    }

    @Test func wrappedLinesAndEscapedSlashesAreTaken() throws {
        let wrapped = pictureText.enumerated().map { $0.offset % 5 == 4 ? "\($0.element)\r\n" : "\($0.element)" }
            .joined()
        let escaped = pictureText.replacingOccurrences(of: "/", with: "\\/")
        #expect(pictureText.contains("/"))
        #expect(try #require(admit(call("{\r\n\t\"image\":\"\(wrapped)\"\r\n}")).job).image.bytes == pictureBytes)
        #expect(try #require(admit(call("{\"image\":\"\(escaped)\"}")).job).image.bytes == pictureBytes)
        let spelled = wrapped.replacingOccurrences(of: "\r\n", with: "\\r\\n")
        #expect(try #require(admit(call("{\"image\":\"\(spelled)\"}")).job).image.bytes == pictureBytes)
    }

    @Test func absoluteTargetIsTheSamePath() {
        let target = "http://yhk.market.alicloudapi.com\(Self.path)"
        let head = call().with(target: target).head
        #expect(Service(head) == .aliyun)
        #expect(admit(call().with(target: target)).job != nil)
    }

    @Test func imageMayBeAURL() throws {
        for url in ["http://example.com/a.jpg", "https://example.com/a.jpg"] {
            #expect(try #require(admit(call("{\"image\":\"\(url)\"}")).job).image.url == url)
        }
    }

    @Test func otherPathsAndMethodsAreInvalid() throws {
        #expect(try told(admit(call(path: "/rest/elsewhere")).refusal) == "400 Invalid URL")
        #expect(try told(admit(call(method: "GET")).refusal) == "400 Invalid URL")
        #expect(Service(call(path: "/rest/elsewhere").head) == .aliyun)
        #expect(Service(call(code: nil, path: "/rest/elsewhere").head) == nil)
    }

    @Test func whoHasNoCodeIsForbidden() throws {
        for code in [nil, "", "0123456789abcdef0123456789abcdee", "0123456789ABCDEF0123456789ABCDEF", " \(aliyunCode)"]
        {
            #expect(try told(admit(call(code: code)).refusal) == "403 Forbidden")
        }
        // A secret for another service is no AppCode.
        #expect(try told(admit(call(code: ring.keys[1].secret)).refusal) == "403 Forbidden")
        var bound = ring
        bound.keys[2].addresses = ["192.0.2.1"].compactMap { AddressRange($0) }
        #expect(try told(admit(call(), bound).refusal) == "403 Forbidden")
        #expect(admit(call(peer: "192.0.2.1"), bound).job != nil)
        #expect(admit(call(code: nil), openRing).job != nil)
    }

    static let malformed: [(String, String)] = [
        ("", "460 Invalid Input - failed to parse json"),
        ("{\"image\":", "460 Invalid Input - failed to parse json"),
        ("[]", "461 Invalid Input - json format error - json parse runtime exception"),
        ("{}", "461 Invalid Input - json format error - missing key: image"),
        ("{\"inputs\":[{}]}", "461 Invalid Input - json format error - missing key: image"),
        ("{\"image\":7}", "461 Invalid Input - json format error - image format error"),
        ("{\"inputs\":[{\"image\":\"a\"}]}", "461 Invalid Input - json format error - image format error"),
        (
            "{\"inputs\":[{\"image\":{\"dataValue\":\"a\"}}]}",
            "461 Invalid Input - json format error - image format error"
        ),
        (
            "{\"input\":[{\"image\":{\"dataType\":50,\"dataValue\":\"a\"}}]}",
            "461 Invalid Input - json format error - key inputs missing"
        ),
        ("{\"inputs\":{}}", "461 Invalid Input - json format error - value of inputs must be a array"),
        ("{\"inputs\":[]}", "461 Invalid Input - json format error - json parse runtime exception"),
        (
            "{\"inputs\":[{\"image\":{\"dataType\":50,\"dataValue\":7}}]}",
            "461 Invalid Input - json format error - image DataValue format error"
        ),
        (
            "{\"inputs\":[{\"image\":{\"dataType\":50,\"dataValue\":\"\(pictureText)\"},\"configure\":\"{}\"}]}",
            "461 Invalid Input - json format error - configure format error"
        ),
        (
            "{\"image\":\"\(pictureText)\",\"configure\":\"{x}\\r\\n\"}",
            "461 Invalid Input - json format error - failed to parse config str: {x}??"
        ),
        (
            "{\"image\":\"\"}",
            "462 Invalid Input - image data error - input image empty, please check your image binary data"
        ),
        (
            "{\"image\":\"data:image/jpg;base64,\(pictureText)\"}",
            "462 Invalid Input - image data error - please remove additional header: data:image/jpg:base64,"
        ),
        (
            "{\"image\":\"abc\"}",
            "462 Invalid Input - image data error - base64decode error: incorrect padding in base64 string"
        ),
        (
            "{\"image\":\"a!cd\"}",
            "462 Invalid Input - image data error - base64decode error: base64decode error: incorrect base64 "
                + "format data"
        ),
        (
            "{\"image\":\"\\n\"}",
            "462 Invalid Input - image data error - base64decode error, please check your image binary data"
        ),
    ]

    @Test(arguments: malformed) func malformedBodiesHaveTheirTexts(body: String, text: String) throws {
        #expect(try told(admit(call(body)).refusal) == text)
    }

    @Test func cardIsToldInBothShapes() throws {
        let response = try #require(admit(call()).job).reply(.success(fullAnswer()))
        #expect(response.status == 200)
        let fields = response.json
        #expect(fields["success"] as? Bool == true)
        #expect(fields["bank_name"] as? String == "招商银行")
        #expect(fields["card_num"] as? String == "6225 7600 0000 0013")
        #expect(fields["valid_date"] as? String == "07/23")
        #expect(fields["request_id"] as? String == someID.description)
        let result = try #require(fields["result"] as? [String: Any])
        #expect(result["bank_name"] as? String == "招商银行")
        #expect(result["bank_card_number"] as? String == "6225 7600 0000 0013")
        #expect(result["valid_date"] as? String == "07/23")
        #expect(result["bank_card_type"] as? Int == 2)
    }

    @Test func oldFormIsAnsweredInKind() throws {
        let response = try #require(admit(call(old(pictureText))).job).reply(.success(fullAnswer()))
        let output = try #require((response.json["outputs"] as? [[String: Any]])?.first)
        #expect(output["outputLabel"] as? String == "ocr_bankcard")
        #expect((output["outputMulti"] as? [String: Any])?.isEmpty == true)
        let value = try #require(output["outputValue"] as? [String: Any])
        #expect(value["dataType"] as? Int == 50)
        let text = try #require(value["dataValue"] as? String)
        let inner = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(inner["card_num"] as? String == "6225 7600 0000 0013")
        #expect(inner["success"] as? Bool == true)
    }

    @Test(arguments: [(CardType?.some(.debit), 1), (.credit, 2), (.quasiCredit, 2), (.prepaid, 0), (nil, 0)])
    func typesHaveTheirNumbers(type: CardType?, value: Int) throws {
        var answer = fullAnswer()
        answer.card.cardType = type
        let result = try #require(admit(call()).job).reply(.success(answer)).json["result"] as? [String: Any]
        #expect(result?["bank_card_type"] as? Int == value)
    }

    private static let undecoded =
        "462 Invalid Input - image data error - image decode failed, please check your image binary data"

    static let codes: [(Trouble, String)] = [
        (.bodyTooLarge, "413 Payload Too Large"), (.slowBody, "408 Request Timeout"),
        (.addressRefused, "403 Forbidden"),
        (.rateLimited, "403 Forbidden"), (.replayed, "403 Forbidden"),
        (.overloaded, "450 Service Busy - the queue is full, please try again"), (.timeLimit, "502 Bad Gateway"),
        (.downloadFailed, "462 Invalid Input - image data error - download image from url error"),
        (.notAnImage, undecoded),
        (.damagedImage, undecoded),
        (.gifUnopened, "462 Invalid Input - image data error - open gif image failed"),
        (.gifUnread, "462 Invalid Input - image data error - read gif image failed"),
        (.gifUndecoded, "462 Invalid Input - image data error - decode gif image failed"),
        (.gifColorless, "462 Invalid Input - image data error - gif data error, no color map got"),
        (.gifEmpty, "462 Invalid Input - image data error - gif image empty"),
        (.notACard, "463 Invalid Input - wrong category"),
        (.numberNotRead, "464 Invalid Result - algorithm run failed"),
        (.illegalNumber, "464 Invalid Result - illegal card number"),
        (.internal, "469 Invalid Service - parse result error"),
    ]

    @Test(arguments: codes) func troubleHasItsText(trouble: Trouble, text: String) throws {
        #expect(try told(try #require(admit(call()).job).reply(.failure(trouble))) == text)
        #expect(try told(AliyunDialect().refuse(trouble, head: call().head, id: someID)) == text)
    }
}
