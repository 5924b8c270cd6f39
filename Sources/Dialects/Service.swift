/// One of the four services whose clients are served.
public enum Service: String, Sendable, CaseIterable {
    /// Tencent Cloud's `BankCardOCR`.
    case tencent
    /// iFlytek's bank card recognition.
    case iflytek
    /// The bank card service of Aliyun's marketplace.
    case aliyun
    /// The `creditcardocr` of an OCR engine on premises, which YouTu offered too.
    case hex

    /// What answers in the service's name.
    public var dialect: any Dialect {
        switch self {
        case .tencent: TencentDialect()
        case .iflytek: IFlytekDialect()
        case .aliyun: AliyunDialect()
        case .hex: HexDialect()
        }
    }

    /// The service that a request is meant for; `nil` where it is for none of them.
    public init?(_ head: RequestHead) {
        switch (head.method, head.path) {
        case ("POST", "/"): self = .tencent
        case ("GET", "/") where TencentDialect.isMeant(by: head): self = .tencent
        case (_, IFlytekDialect.path): self = .iflytek
        case (_, AliyunDialect.path): self = .aliyun
        case (_, let path) where HexDialect.paths.contains(path): self = .hex
        case _ where AliyunDialect.isMeant(by: head): self = .aliyun
        default: return nil
        }
    }
}
