/// An error of Aliyun's gateway or of the service behind it: a status, and a text in `X-Ca-Error-Message`.
struct AliyunError: Error, Equatable {
    let status: Int
    let message: String

    init(_ status: Int, _ message: String) { (self.status, self.message) = (status, message) }

    static let invalidURL = AliyunError(400, "Invalid URL")
    static let forbidden = AliyunError(403, "Forbidden")
    static let notJSON = AliyunError(460, "Invalid Input - failed to parse json")

    /// The JSON has not the form it should have.
    static func format(_ detail: String) -> AliyunError {
        AliyunError(461, "Invalid Input - json format error - \(detail)")
    }

    /// The picture in the JSON is none.
    static func image(_ detail: String) -> AliyunError {
        AliyunError(462, "Invalid Input - image data error - \(detail)")
    }

    init(_ trouble: Trouble) {
        self =
            switch trouble {
            case .bodyTooLarge: AliyunError(413, "Payload Too Large")
            case .slowBody: AliyunError(408, "Request Timeout")
            case .addressRefused, .replayed, .rateLimited: .forbidden
            case .overloaded: AliyunError(450, "Service Busy - the queue is full, please try again")
            case .timeLimit: AliyunError(502, "Bad Gateway")
            case .downloadFailed, .downloadTooLarge: .image("download image from url error")
            case .notAnImage, .damagedImage, .imageSize:
                .image("image decode failed, please check your image binary data")
            case .gifUnopened: .image("open gif image failed")
            case .gifUnread: .image("read gif image failed")
            case .gifUndecoded: .image("decode gif image failed")
            case .gifColorless: .image("gif data error, no color map got")
            case .gifEmpty: .image("gif image empty")
            case .notACard: AliyunError(463, "Invalid Input - wrong category")
            case .unusableCard, .blurred, .numberNotRead: AliyunError(464, "Invalid Result - algorithm run failed")
            case .illegalNumber: AliyunError(464, "Invalid Result - illegal card number")
            case .internal: AliyunError(469, "Invalid Service - parse result error")
            }
    }
}
