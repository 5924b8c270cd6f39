import Dialects
import Events
import Foundation
import Testing

/// What Tencent's clients send, and who of them is let in.
@Suite struct TencentAdmissionTests {
    private func admit(_ request: ServiceRequest, _ keys: KeyRing = ring) -> Admission {
        TencentDialect().admit(request, keys: keys)
    }

    private func code(_ request: ServiceRequest, _ keys: KeyRing = ring) -> String? {
        let response = admit(request, keys).refusal
        #expect(response?.status == 200)
        #expect(response?["Content-Type"] == "application/json")
        let fields = response?.json["Response"] as? [String: Any]
        #expect(fields?["RequestId"] as? String == someID.description)
        return (fields?["Error"] as? [String: Any])?["Code"] as? String
    }

    @Test func signedCallIsAdmitted() throws {
        let job = try #require(admit(TencentClient.tc3()).job)
        #expect(job.image == .bytes(pictureBytes))
        #expect(job.key?.name == "everyone")
        #expect(job.crops == .none)
        #expect(job.rules.kinds == [.jpeg, .png, .bmp])
    }

    @Test(arguments: [
        "http://127.0.0.1:8080", "127.0.0.1:8080", "ocr.tencentcloudapi.com", "OCR.tencentcloudapi.com",
    ])
    func hostIsVerifiedAsItWasSent(host: String) { #expect(admit(TencentClient.tc3(host: host)).job != nil) }

    @Test func actionMayBeSignedInLowerCase() { #expect(admit(TencentClient.tc3(signActionToo: true)).job != nil) }

    @Test func payloadMayBeUnsigned() { #expect(admit(TencentClient.tc3(unsignedPayload: true)).job != nil) }

    @Test func parametersMayStandInTheQuery() throws {
        let query = "ImageBase64=\(percentEncoded(pictureText))&RetCardNoImage=True"
        let job = try #require(admit(TencentClient.tc3("GET", query: query)).job)
        #expect(job.image == .bytes(pictureBytes))
        #expect(job.crops == .number)
    }

    @Test(arguments: ["HmacSHA1", "HmacSHA256"])
    func formIsAdmitted(method: String) throws {
        let fields = ["ImageBase64": pictureText, "RetBorderCutImage": "True", "RetCardNoImage": "False"]
        let job = try #require(admit(TencentClient.form(method, fields: fields)).job)
        #expect(job.image == .bytes(pictureBytes))
        #expect(job.crops == .card)
        #expect(job.proof?.isUnique == true)
    }

    @Test func formMaySignAHostWithItsScheme() {
        #expect(admit(TencentClient.form(signedHost: "http://127.0.0.1:8080")).job != nil)
        #expect(code(TencentClient.form(signedHost: "elsewhere:8080")) == "AuthFailure.SignatureFailure")
    }

    @Test func everyByteOfTheSignatureCounts() {
        let last = TencentClient.tc3(spoil: { $0.dropLast() + ($0.last == "0" ? "1" : "0") })
        #expect(code(last) == "AuthFailure.SignatureFailure")
        var body = TencentClient.tc3()
        body.body[body.body.count - 3] ^= 1
        #expect(code(body) == "AuthFailure.SignatureFailure")
        #expect(code(TencentClient.tc3(query: "a=1").with(target: "/?a=2")) == "AuthFailure.SignatureFailure")
        let short = TencentClient.tc3(spoil: { String($0.dropLast(1)) })
        #expect(code(short) == "AuthFailure.SignatureFailure")
        let upper = TencentClient.tc3(spoil: { $0.replacingOccurrences(of: "Signature=", with: "Signature=0") })
        #expect(code(upper) == "AuthFailure.SignatureFailure")
    }

    @Test func wrongSecretIsASignatureFailure() {
        var key = everyone
        key.secret = "another-secret-of-16"
        #expect(code(TencentClient.tc3(key: key)) == "AuthFailure.SignatureFailure")
        #expect(code(TencentClient.form(key: key)) == "AuthFailure.SignatureFailure")
    }

    @Test(arguments: [(-300, true), (-301, false), (300, true), (301, false), (86_400, false), (-1_800_000_000, false)])
    func clockMayBeOffByFiveMinutes(offset: Int, isAdmitted: Bool) {
        let request = TencentClient.tc3(timestamp: now + offset)
        if isAdmitted {
            #expect(admit(request).job != nil)
        } else {
            #expect(code(request) == "AuthFailure.SignatureExpire")
        }
    }

    @Test func timestampsBeyondAllNumbersAreRefused() {
        for text in ["9223372036854775807", "-9223372036854775808", "99999999999999999999", "soon", ""] {
            let request = TencentClient.tc3().with("X-TC-Timestamp", text)
            #expect(admit(request).job == nil)
        }
    }

    @Test func unknownKeyIsNotFound() {
        var key = everyone
        key.id = "AKIDnobody"
        #expect(code(TencentClient.tc3(key: key)) == "AuthFailure.SecretIdNotFound")
    }

    @Test func keyWithoutThisServiceIsNotOpened() {
        #expect(code(TencentClient.tc3(key: ring.keys[1])) == "FailedOperation.UnOpenError")
    }

    @Test func keyMayBeBoundToAddresses() {
        var bound = ring
        bound.keys[0].addresses = ["10.0.0.0/8"].compactMap { AddressRange($0) }
        #expect(code(TencentClient.tc3(), bound) == "UnauthorizedOperation")
        var inside = TencentClient.tc3()
        inside.head.peer = Address("10.200.0.1")
        #expect(admit(inside, bound).job != nil)
    }

    @Test(arguments: [
        "", "Bearer x", "TC3-HMAC-SHA256 ", "TC3-HMAC-SHA256 Credential=a/b/ocr/tc3_request",
        "TC3-HMAC-SHA256 Credential=AKIDexample/2027-01-15/cvm/tc3_request, SignedHeaders=content-type;host, Signature=0",
        "TC3-HMAC-SHA256 Credential=AKIDexample/2027-01-15/ocr/tc3_request, SignedHeaders=content-type, Signature=0",
    ])
    func malformedAuthorizationIsInvalid(header: String) {
        #expect(code(TencentClient.tc3(spoil: { _ in header })) == "AuthFailure.InvalidAuthorization")
    }

    @Test func missingPartsAreNamed() {
        #expect(code(TencentClient.tc3(action: nil)) == "MissingParameter")
        #expect(code(TencentClient.tc3().without("X-TC-Version")) == "MissingParameter")
        #expect(code(TencentClient.tc3().without("X-TC-Timestamp")) == "MissingParameter")
        #expect(code(TencentClient.tc3().without("Authorization")) == "MissingParameter")
        #expect(code(TencentClient.form(nonce: nil)) == "MissingParameter")
        #expect(code(TencentClient.tc3(body: "{}")) == "MissingParameter")
        #expect(code(request(body: "{}")) == "MissingParameter")
    }

    @Test func otherActionsAndVersionsAreTold() {
        #expect(code(TencentClient.tc3(action: "IDCardOCR")) == "InvalidAction")
        #expect(code(TencentClient.tc3(version: "2017-03-12")) == "NoSuchVersion")
    }

    @Test func whatIsNoObjectIsAnInvalidParameter() {
        for body in ["", "[]", "{", "{\"a\":}", "\u{0}"] {
            #expect(code(TencentClient.tc3(body: body)) == "InvalidParameter")
        }
    }

    @Test func valuesOfAnotherTypeAreRefused() {
        for value in ["\"maybe\"", "2", "[]", "{}"] {
            let body = "{\"ImageBase64\":\"\(pictureText)\",\"EnableCopyCheck\":\(value)}"
            #expect(code(TencentClient.tc3(body: body)) == "InvalidParameterValue.InvalidParameterValueLimit")
        }
        #expect(
            code(TencentClient.tc3(body: "{\"ImageBase64\":7}")) == "InvalidParameterValue.InvalidParameterValueLimit")
        let nulls = "{\"ImageBase64\":\"\(pictureText)\",\"ImageUrl\":null,\"RetCardNoImage\":null}"
        #expect(admit(TencentClient.tc3(body: nulls)).job?.image == .bytes(pictureBytes))
    }

    @Test func urlWins() throws {
        let body = "{\"ImageBase64\":\"\(pictureText)\",\"ImageUrl\":\"https://example.com/a.jpg\"}"
        #expect(try #require(admit(TencentClient.tc3(body: body)).job).image.url == "https://example.com/a.jpg")
    }

    @Test func whatIsNoBase64CannotBeDecoded() {
        for text in ["%%%%", "abc", "data:image/jpeg;base64,AAAA"] {
            let body = "{\"ImageBase64\":\"\(text)\"}"
            #expect(code(TencentClient.tc3(body: body)) == "FailedOperation.ImageDecodeFailed")
        }
    }

    @Test func tenMegabytesAreTakenAndNotMore() {
        let limit = 10 << 20
        let most = TencentClient.tc3(body: "{\"ImageBase64\":\"\(String(repeating: "A", count: limit))\"}")
        #expect(admit(most).job?.image.bytes?.count == limit / 4 * 3)
        let more = TencentClient.tc3(body: "{\"ImageBase64\":\"\(String(repeating: "A", count: limit + 4))\"}")
        #expect(code(more) == "LimitExceeded.TooLargeFileError")
        #expect(most.body.count < TencentDialect().bodyLimit)
    }

    @Test func openServiceAsksForNoSignature() {
        let bare = request(
            headers: [("X-TC-Action", "BankCardOCR"), ("X-TC-Version", "2018-11-19")],
            body: "{\"ImageBase64\":\"\(pictureText)\"}")
        #expect(admit(bare, openRing).job != nil)
        var elsewhere = bare
        elsewhere.head.peer = Address("192.0.2.1")
        #expect(code(elsewhere, openRing) == "MissingParameter")
    }

    @Test func aKeyWithoutANameIsNobodysForTencent() {
        var key = everyone
        (key.id, key.secret) = ("", aliyunCode)
        #expect(code(TencentClient.tc3(key: key)) == "FailedOperation.UnOpenError")
    }
}

extension ServiceRequest {
    /// The request with one header set otherwise.
    func with(_ name: String, _ value: String) -> ServiceRequest {
        var request = without(name)
        request.head.headers.append((name, value))
        return request
    }

    /// The request without a header.
    func without(_ name: String) -> ServiceRequest {
        var request = self
        request.head.headers.removeAll { $0.name == name }
        return request
    }

    /// The request for another target.
    func with(target: String) -> ServiceRequest {
        var request = self
        request.head = RequestHead(
            method: head.method, target: target, headers: head.headers, peer: head.peer)
        return request
    }
}
