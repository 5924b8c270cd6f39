/// Why iFlytek gives no card: its gateway refuses a request, or its engine a picture.
enum IFlytekRefusal: Error, Equatable {
    /// 10105: who asks may not; the text says what of it is wrong.
    case illegalAccess(String)
    /// 10106: a header or the parameters in it are missing or wrong; the text names which.
    case invalidParameter(String)
    /// The engine's own.
    case engine(Engine)

    /// The engine's error codes.
    enum Engine: Int, CaseIterable {
        case invalidParameter = 40001
        case missingParameter = 40002
        case invalidUser = 40003
        case missingBody = 40004
        case invalidFormat = 40005
        case invalidSize = 40006
        case notRecognized = 40007
        case invalidContentType = 40008
        case corruptedBody = 40009
        case notExtracted = 40010
        case backendDown = 50001
        case timeout = 50004
        case unknown = 90099

        var message: String {
            switch self {
            case .invalidParameter: "invalid parameter"
            case .missingParameter: "missing parameter"
            case .invalidUser: "invalid user or password"
            case .missingBody: "missing request body"
            case .invalidFormat: "invalid image format"
            case .invalidSize: "invalid image size"
            case .notRecognized: "fail to recognize"
            case .invalidContentType: "invalid content type"
            case .corruptedBody: "corrupted request body"
            case .notExtracted: "fail to extract image"
            case .backendDown: "backend down"
            case .timeout: "timeout"
            case .unknown: "unknown"
            }
        }
    }

    init(_ trouble: Trouble) {
        self =
            switch trouble {
            case .addressRefused: .illegalAccess("illegal client_ip")
            case .replayed: .illegalAccess("repeated X-CheckSum")
            case .bodyTooLarge, .imageSize, .downloadTooLarge: .engine(.invalidSize)
            case .slowBody: .engine(.corruptedBody)
            case .rateLimited, .overloaded: .engine(.backendDown)
            case .timeLimit: .engine(.timeout)
            case .notAnImage: .engine(.invalidFormat)
            case .damagedImage, .gifUnopened, .gifUnread, .gifUndecoded, .gifColorless, .gifEmpty, .downloadFailed:
                .engine(.notExtracted)
            case .notACard, .unusableCard, .blurred, .numberNotRead, .illegalNumber: .engine(.notRecognized)
            case .internal: .engine(.unknown)
            }
    }

    /// The reason's short name for the log.
    var reason: String {
        switch self {
        case .illegalAccess(let what): "10105 \(what)"
        case .invalidParameter(let what): "10106 \(what)"
        case .engine(let error): String(error.rawValue)
        }
    }
}
