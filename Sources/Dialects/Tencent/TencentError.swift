/// Tencent's error codes, as far as they can arise here, and their texts.
enum TencentError: String, CaseIterable {
    // The interface's own.
    case downloadError = "FailedOperation.DownLoadError"
    case illegalBankCard = "FailedOperation.IllegalBankCardError"
    case imageDecodeFailed = "FailedOperation.ImageDecodeFailed"
    case noBankCard = "FailedOperation.NoBankCardError"
    case ocrFailed = "FailedOperation.OcrFailed"
    case unknown = "FailedOperation.UnKnowError"
    case notOpened = "FailedOperation.UnOpenError"
    case engineImageDecodeFailed = "InvalidParameter.EngineImageDecodeFailed"
    case valueLimit = "InvalidParameterValue.InvalidParameterValueLimit"
    case tooLarge = "LimitExceeded.TooLargeFileError"

    // Common to all of its interfaces.
    case signatureFailure = "AuthFailure.SignatureFailure"
    case signatureExpire = "AuthFailure.SignatureExpire"
    case secretIDNotFound = "AuthFailure.SecretIdNotFound"
    case invalidAuthorization = "AuthFailure.InvalidAuthorization"
    case unauthorized = "UnauthorizedOperation"
    case missingParameter = "MissingParameter"
    case invalidParameter = "InvalidParameter"
    case invalidAction = "InvalidAction"
    case noSuchVersion = "NoSuchVersion"
    case requestLimit = "RequestLimitExceeded"
    case requestTimeout = "RequestTimeout"

    init(_ trouble: Trouble) {
        self =
            switch trouble {
            case .bodyTooLarge, .downloadTooLarge, .imageSize: .tooLarge
            case .slowBody: .requestTimeout
            case .addressRefused: .unauthorized
            case .replayed: .signatureExpire
            case .rateLimited, .overloaded: .requestLimit
            case .timeLimit, .unusableCard, .blurred, .numberNotRead: .ocrFailed
            case .downloadFailed: .downloadError
            case .notAnImage: .imageDecodeFailed
            case .damagedImage, .gifUnopened, .gifUnread, .gifUndecoded, .gifColorless, .gifEmpty:
                .engineImageDecodeFailed
            case .notACard: .noBankCard
            case .illegalNumber: .illegalBankCard
            case .internal: .unknown
            }
    }

    /// What the code says, in Chinese or, where the client asks for `en-US`, in English.
    func message(english: Bool) -> String { english ? texts.english : texts.chinese }

    private var texts: (chinese: String, english: String) {
        switch self {
        case .downloadError: ("文件下载失败。", "The file could not be downloaded.")
        case .illegalBankCard: ("银行卡信息非法。", "The bank card is not valid.")
        case .imageDecodeFailed, .engineImageDecodeFailed: ("图片解码失败。", "The image could not be decoded.")
        case .noBankCard: ("非银行卡。", "The image shows no bank card.")
        case .ocrFailed: ("OCR识别失败。", "The card could not be read.")
        case .unknown: ("未知错误。", "Unknown error.")
        case .notOpened: ("服务未开通。", "The service is not activated.")
        case .valueLimit: ("参数值错误。", "A parameter value is wrong.")
        case .tooLarge: ("文件内容太大。", "The file is too large.")
        case .signatureFailure: ("签名错误。", "The signature is wrong.")
        case .signatureExpire: ("签名过期。", "The signature is out of date or was used before.")
        case .secretIDNotFound: ("密钥不存在。", "The SecretId is not known.")
        case .invalidAuthorization:
            ("请求头部的 Authorization 不符合标准。", "The Authorization header is not well formed.")
        case .unauthorized: ("未授权操作。", "The operation is not permitted.")
        case .missingParameter: ("缺少参数。", "A parameter is missing.")
        case .invalidParameter: ("参数错误。", "The parameters are not well formed.")
        case .invalidAction: ("操作不存在。", "There is no such action.")
        case .noSuchVersion: ("接口版本不存在。", "There is no such version.")
        case .requestLimit: ("请求的次数超过了频率限制。", "Too many requests.")
        case .requestTimeout: ("请求超时。", "The request did not arrive in time.")
        }
    }
}
