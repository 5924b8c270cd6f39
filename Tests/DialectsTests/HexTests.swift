import Dialects
import Events
import Foundation
import Testing

/// The clients of an engine on premises, and YouTu's.
@Suite struct HexTests {
    private func call(
        _ body: String = "{\"image\":\"\(pictureText)\",\"session_id\":\"s-1\"}",
        path: String = "/hex/ocrapi/creditcardocr", authorization: String? = nil, method: String = "POST",
        time: Int = now
    ) -> ServiceRequest {
        let headers = [("Content-Type", "text/json")] + (authorization.map { [("Authorization", $0)] } ?? [])
        return request(method, path, headers: headers, body: body, time: time)
    }

    private func authorization(
        _ key: ServiceKey = everyone, expires: Int = now + 1000, time: Int = now
    ) -> String {
        let text = "u=0&a=10001&k=\(key.id)&e=\(expires)&t=\(time)&r=73&f="
        return (Data(hmac1(text, key.secret)) + Data(text.utf8)).base64EncodedString()
    }

    private func admit(_ request: ServiceRequest, _ keys: KeyRing = openRing) -> Admission {
        HexDialect().admit(request, keys: keys)
    }

    @Test(arguments: ["/hex/ocrapi/creditcardocr", "/youtu/ocrapi/creditcardocr"])
    func bothPathsAreServed(path: String) throws {
        #expect(Service(call(path: path).head) == .hex)
        let job = try #require(admit(call(path: path)).job)
        #expect(job.image.bytes == pictureBytes)
        // Alone among the services this one gives the number's picture unless it is told not to.
        #expect(job.crops == .number)
    }

    @Test func urlWins() throws {
        let job = try #require(admit(call("{\"image\":\"\(pictureText)\",\"url\":\"http://example.com/a\"}")).job)
        #expect(job.image.url == "http://example.com/a")
    }

    @Test func switchesStandFlatOrUnderOptions() throws {
        let flags = "\"ret_card_no_image\":false,\"ret_border_cut_image\":true"
        for rest in [flags, "\"options\":{\(flags)}"] {
            #expect(try #require(admit(call("{\"image\":\"\(pictureText)\",\(rest)}")).job).crops == .card)
        }
    }

    @Test func signedClientIsAdmitted() throws {
        let job = try #require(admit(call(authorization: authorization()), ring).job)
        #expect(job.key?.name == "everyone")
    }

    @Test func onceOnlyAuthorizationIsGoodForMinutes() {
        let once = authorization(expires: 0)
        #expect(admit(call(authorization: once, time: now + 300), ring).job != nil)
        #expect(admit(call(authorization: once, time: now + 301), ring).refusal?.status == 401)
    }

    @Test func whoMayNotIsUnauthorized() throws {
        var wrong = everyone
        wrong.secret = "another-secret-of-16"
        var unknown = everyone
        unknown.id = "AKIDnobody"
        let spoiled = authorization().replacingOccurrences(of: "A", with: "B")
        for header in [
            nil, "", "AAAA", spoiled, authorization(wrong), authorization(unknown), authorization(expires: now - 1),
            Data([UInt8](repeating: 1, count: 64)).base64EncodedString(),
        ] {
            let response = try #require(admit(call(authorization: header), ring).refusal)
            #expect(response.status == 401)
            #expect(response.json["errorcode"] as? Int == -5208)
        }
        #expect(admit(call(authorization: authorization(ring.keys[1])), ring).refusal?.status == 403)
        #expect(admit(call(method: "GET")).refusal?.status == 405)
    }

    @Test(arguments: ["", "[]", "{}", "{\"image\":7}", "{\"image\":\"!\"}", "{\"image\":\"\"}"])
    func whatIsNoPictureIsNotDecoded(body: String) throws {
        let response = try #require(admit(call(body)).refusal)
        #expect(response.status == 200)
        #expect(response.json["errorcode"] as? Int == -1102)
        #expect(response.json["errormsg"] as? String == "SDK_IMAGE_DECODE_FAILED")
    }

    @Test func sessionIsRepeated() throws {
        #expect(try #require(admit(call()).job).reply(.failure(.blurred)).json["session_id"] as? String == "s-1")
        #expect(try #require(admit(call()).job).reply(.success(bareAnswer)).json["session_id"] as? String == "s-1")
        let refused = try #require(admit(call("{\"session_id\":7}")).refusal)
        #expect(refused.json["session_id"] as? String == "7")
    }

    private func fields(_ answer: Answer = fullAnswer(), _ options: [String: Bool] = [:]) throws -> [String: Any] {
        let switches = options.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        let body = "{\"image\":\"\(pictureText)\",\"options\":{\(switches)}}"
        let response = try #require(admit(call(body)).job).reply(.success(answer))
        #expect(response.status == 200)
        return response.json
    }

    @Test func itemsAreThoseOfTheDocument() throws {
        let fields = try fields()
        #expect(fields["errorcode"] as? Int == 0)
        #expect(fields["errormsg"] as? String == "OK")
        #expect(fields["timecost"] as? Double == 0.25)
        let items = try #require(fields["items"] as? [[String: Any]])
        #expect(items.compactMap { $0["item"] as? String } == ["卡号", "卡类型", "卡名字", "银行信息", "有效期"])
        #expect(
            items.compactMap { $0["itemstring"] as? String } == [
                number, "贷记卡", "招商银行信用卡", "招商银行(03080000)", "07/23",
            ])
        #expect(items.allSatisfy { ($0["wordcoordpoint"] as? [Any])?.isEmpty == true })
        #expect(items[0]["itemconf"] as? Double == 0.97)
        #expect(items[0]["itemcoord"] as? [String: Int] == ["x": 107, "y": 270, "width": 642, "height": 54])
        #expect(items[3]["itemcoord"] as? [String: Int] == ["x": 0, "y": 0, "width": 0, "height": 0])
    }

    @Test func whatIsNotKnownIsEmpty() throws {
        let items = try #require(try fields(bareAnswer)["items"] as? [[String: Any]])
        #expect(items.map { $0["itemstring"] as? String } == [number, "", "", "", ""])
        #expect(items[1...].allSatisfy { $0["itemconf"] as? Double == 0 })
    }

    @Test func picturesFollowTheirSwitches() throws {
        let usual = try #require(try fields()["special_image"] as? [String: String])
        #expect(Set(usual.keys) == ["card_no"])
        #expect(Data(base64Encoded: usual["card_no"] ?? "")?.starts(with: [0xFF, 0xD8]) == true)
        let both = try fields(fullAnswer(), ["ret_border_cut_image": true])["special_image"] as? [String: String]
        #expect(both?.count == 2)
        let none = try fields(fullAnswer(), ["ret_card_no_image": false])["special_image"] as? [String: String]
        #expect(none?.isEmpty == true)
    }

    @Test func qualityAndWarningsFollowTheirSwitches() throws {
        let off = try fields()
        for name in ["quality_value", "warncode", "warnmsg", "recognize_warn_code", "recognize_warn_msg"] {
            #expect(off[name] == nil)
        }
        let on = try fields(
            fullAnswer(),
            ["enable_quality_value": true, "ret_warncode_flag": true, "enable_recognize_warn_code": true])
        #expect(on["quality_value"] as? Int == 80)
        #expect(on["warncode"] as? Int == -9112)
        #expect(on["warnmsg"] as? String == "WARN_CREDITCARD_REFLECT_LIGHT")
        #expect(on["recognize_warn_code"] as? [Int] == [-9110, -9112])
        let names = ["WARN_CREDITCARD_INVALID_DATE", "WARN_CREDITCARD_REFLECT_LIGHT"]
        #expect(on["recognize_warn_msg"] as? [String] == names)
        #expect(on["recognize_warn_warnmsg"] as? [String] == names)
    }

    @Test(arguments: [
        (["enable_border_check"], -9111), (["enable_copy_check"], -9113), (["enable_reshoot_check"], -9114),
        (["enable_copy_check", "enable_reshoot_check", "enable_border_check"], -9111),
        (["enable_copy_check", "enable_reshoot_check"], -9113),
    ])
    func singleWarningIsTheGravest(switches: [String], code: Int) throws {
        let options = Dictionary(uniqueKeysWithValues: (switches + ["ret_warncode_flag"]).map { ($0, true) })
        #expect(try fields(fullAnswer(), options)["warncode"] as? Int == code)
    }

    @Test func noWarningIsZero() throws {
        let fields = try fields(bareAnswer, ["ret_warncode_flag": true, "enable_recognize_warn_code": true])
        #expect(fields["warncode"] as? Int == 0)
        #expect(fields["warnmsg"] as? String == "")
        #expect((fields["recognize_warn_code"] as? [Any])?.isEmpty == true)
    }

    static let codes: [(Trouble, Int, String)] = [
        (.internal, -5208, "OCR_SERVER_INTERN_ERROR"), (.overloaded, -5208, "OCR_SERVER_INTERN_ERROR"),
        (.timeLimit, -5208, "OCR_SERVER_INTERN_ERROR"), (.rateLimited, -5208, "OCR_SERVER_INTERN_ERROR"),
        (.notAnImage, -1102, "SDK_IMAGE_DECODE_FAILED"), (.damagedImage, -1102, "SDK_IMAGE_DECODE_FAILED"),
        (.imageSize, -1102, "SDK_IMAGE_DECODE_FAILED"), (.downloadFailed, -1102, "SDK_IMAGE_DECODE_FAILED"),
        (.bodyTooLarge, -1102, "SDK_IMAGE_DECODE_FAILED"), (.unusableCard, -9010, "CREDITCARD_OCR_PREPROCESS_ERROR"),
        (.numberNotRead, -9011, "CREDITCARD_OCR_RECOG_FAILED"), (.blurred, -9012, "CREDITCARD_OCR_IMAGE_BLUR"),
        (.notACard, -9013, "ERROR_NOT_A_CREDITCARD"), (.illegalNumber, -9014, "ERROR_CREDITCARD_ILLEGAL"),
    ]

    @Test(arguments: codes) func troubleHasItsCode(trouble: Trouble, code: Int, text: String) throws {
        for response in [
            try #require(admit(call()).job).reply(.failure(trouble)),
            HexDialect().refuse(trouble, head: call().head, id: someID),
        ] {
            #expect(response.status == 200)
            #expect(response.json["errorcode"] as? Int == code)
            #expect(response.json["errormsg"] as? String == text)
        }
    }
}
