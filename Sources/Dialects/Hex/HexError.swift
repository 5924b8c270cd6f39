/// The engine's error codes and their texts.
enum HexError: Int, CaseIterable {
    case internalError = -5208
    case imageDecodeFailed = -1102
    case preprocessError = -9010
    case recognitionFailed = -9011
    case imageBlurred = -9012
    case notACard = -9013
    case illegalCard = -9014

    var message: String {
        switch self {
        case .internalError: "OCR_SERVER_INTERN_ERROR"
        case .imageDecodeFailed: "SDK_IMAGE_DECODE_FAILED"
        case .preprocessError: "CREDITCARD_OCR_PREPROCESS_ERROR"
        case .recognitionFailed: "CREDITCARD_OCR_RECOG_FAILED"
        case .imageBlurred: "CREDITCARD_OCR_IMAGE_BLUR"
        case .notACard: "ERROR_NOT_A_CREDITCARD"
        case .illegalCard: "ERROR_CREDITCARD_ILLEGAL"
        }
    }

    init(_ trouble: Trouble) {
        self =
            switch trouble {
            case .addressRefused, .replayed, .rateLimited, .overloaded, .timeLimit, .slowBody, .internal:
                .internalError
            case .bodyTooLarge, .downloadFailed, .downloadTooLarge, .notAnImage, .damagedImage, .imageSize,
                .gifUnopened, .gifUnread, .gifUndecoded, .gifColorless, .gifEmpty:
                .imageDecodeFailed
            case .unusableCard: .preprocessError
            case .numberNotRead: .recognitionFailed
            case .blurred: .imageBlurred
            case .notACard: .notACard
            case .illegalNumber: .illegalCard
            }
    }
}
