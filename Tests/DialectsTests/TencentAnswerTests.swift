import Dialects
import Events
import Foundation
import Issuers
import Testing

/// What Tencent's clients are told.
@Suite struct TencentAnswerTests {
    private func fields(_ answer: Answer, _ switches: [String] = []) throws -> [String: Any] {
        let flags = switches.map { ",\"\($0)\":true" }.joined()
        let body = "{\"ImageBase64\":\"\(pictureText)\"\(flags)}"
        let job = try #require(TencentDialect().admit(TencentClient.tc3(body: body), keys: ring).job)
        let response = job.reply(.success(answer))
        #expect(response.status == 200)
        #expect(response["Content-Type"] == "application/json")
        return try #require(response.json["Response"] as? [String: Any])
    }

    @Test func everyFieldIsThere() throws {
        let switches = ["RetBorderCutImage", "RetCardNoImage", "EnableQualityValue"]
        let fields = try fields(fullAnswer(), switches)
        #expect(fields["CardNo"] as? String == number)
        #expect(fields["BankInfo"] as? String == "招商银行(03080000)")
        #expect(fields["ValidDate"] as? String == "07/2023")
        #expect(fields["CardType"] as? String == "贷记卡")
        #expect(fields["CardName"] as? String == "招商银行信用卡")
        #expect(fields["CardCategory"] as? String == "标准实体银行卡")
        #expect(fields["QualityValue"] as? Int == 80)
        #expect(fields["RequestId"] as? String == "01234567-89ab-cdef-fedc-ba9876543210")
        for name in ["BorderCutImage", "CardNoImage"] {
            let picture = try #require((fields[name] as? String).flatMap { Data(base64Encoded: $0) })
            #expect(picture.starts(with: [0xFF, 0xD8]))
        }
    }

    @Test func whatIsOffIsNull() throws {
        let fields = try fields(fullAnswer())
        for name in ["BorderCutImage", "CardNoImage", "QualityValue"] { #expect(fields[name] is NSNull) }
    }

    @Test func whatIsNotKnownIsEmpty() throws {
        let fields = try fields(bareAnswer, ["RetBorderCutImage", "RetCardNoImage", "EnableQualityValue"])
        for name in ["BankInfo", "ValidDate", "CardType", "CardName"] { #expect(fields[name] as? String == "") }
        for name in ["BorderCutImage", "CardNoImage", "QualityValue", "WarningCode", "CardCategory"] {
            #expect(fields[name] is NSNull)
        }
    }

    @Test(arguments: [
        ([], [-9110, -9112]), (["EnableBorderCheck"], [-9110, -9111, -9112]),
        (["EnableCopyCheck"], [-9110, -9112, -9113]), (["EnableReshootCheck"], [-9110, -9112, -9114]),
        (["EnableBorderCheck", "EnableCopyCheck", "EnableReshootCheck"], [-9110, -9111, -9112, -9113, -9114]),
    ])
    func warningsFollowTheirSwitches(switches: [String], codes: [Int]) throws {
        #expect(try fields(fullAnswer(), switches)["WarningCode"] as? [Int] == codes)
    }

    @Test(arguments: [
        (CardType.debit, "借记卡"), (.credit, "贷记卡"), (.quasiCredit, "准贷记卡"), (.prepaid, "预付费卡"),
    ])
    func typesHaveTheirNames(type: CardType, name: String) throws {
        #expect(try fields(fullAnswer(type: type))["CardType"] as? String == name)
    }

    @Test func screenshotsAreTold() throws {
        var answer = fullAnswer()
        answer.card.category = .screenshot
        #expect(try fields(answer)["CardCategory"] as? String == "电子银行卡信息截图")
    }

    @Test func aDateThatIsNoneIsToldAsPrinted() throws {
        var answer = fullAnswer()
        answer.card.expiry = Expiry(text: "88/88", confidence: 0.9)
        #expect(try fields(answer)["ValidDate"] as? String == "88/88")
    }

    static let codes: [(Trouble, String)] = [
        (.bodyTooLarge, "LimitExceeded.TooLargeFileError"), (.slowBody, "RequestTimeout"),
        (.addressRefused, "UnauthorizedOperation"), (.replayed, "AuthFailure.SignatureExpire"),
        (.rateLimited, "RequestLimitExceeded"), (.overloaded, "RequestLimitExceeded"),
        (.timeLimit, "FailedOperation.OcrFailed"), (.downloadFailed, "FailedOperation.DownLoadError"),
        (.downloadTooLarge, "LimitExceeded.TooLargeFileError"), (.notAnImage, "FailedOperation.ImageDecodeFailed"),
        (.damagedImage, "InvalidParameter.EngineImageDecodeFailed"), (.imageSize, "LimitExceeded.TooLargeFileError"),
        (.notACard, "FailedOperation.NoBankCardError"), (.unusableCard, "FailedOperation.OcrFailed"),
        (.blurred, "FailedOperation.OcrFailed"), (.numberNotRead, "FailedOperation.OcrFailed"),
        (.illegalNumber, "FailedOperation.IllegalBankCardError"), (.internal, "FailedOperation.UnKnowError"),
    ]

    @Test(arguments: codes) func troubleHasItsCode(trouble: Trouble, code: String) throws {
        let job = try #require(TencentDialect().admit(TencentClient.tc3(), keys: ring).job)
        for response in [
            job.reply(.failure(trouble)), TencentDialect().refuse(trouble, head: request().head, id: someID),
        ] {
            #expect(response.status == 200)
            #expect(response["Content-Type"] == "application/json")
            let fields = try #require(response.json["Response"] as? [String: Any])
            let error = try #require(fields["Error"] as? [String: Any])
            #expect(error["Code"] as? String == code)
            #expect((error["Message"] as? String)?.isEmpty == false)
            #expect(fields["RequestId"] as? String == someID.description)
        }
    }

    @Test func messagesSpeakTheClientsLanguage() throws {
        func message(_ language: String?) throws -> String {
            let headers = language.map { [("X-TC-Language", $0)] } ?? []
            let response = TencentDialect().refuse(.notACard, head: request(headers: headers).head, id: someID)
            let fields = try #require(response.json["Response"] as? [String: Any])
            return try #require((fields["Error"] as? [String: Any])?["Message"] as? String)
        }
        #expect(try message(nil) == "非银行卡。")
        #expect(try message("zh-CN") == "非银行卡。")
        #expect(try message("en-US") == "The image shows no bank card.")
    }
}
