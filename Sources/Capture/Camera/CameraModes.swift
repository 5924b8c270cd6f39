internal import CV4L2
public import Frames

/// One size of one format that a camera offers.
public struct CameraMode: Sendable, Equatable {
    /// The driver's four letters for the format, such as `MJPG`.
    public let code: String
    /// The format, where it can be read here.
    public let format: PixelFormat?
    /// Columns; of a range of sizes, the most.
    public let width: Int
    /// Rows; of a range of sizes, the most.
    public let height: Int
    /// Frames a second, as offered.
    public let rates: [Double]
    /// Smallest size, where the camera offers a range up to `width` and `height`.
    public let smallest: CameraOptions.Size?

    let pixelFormat: UInt32

    /// Whether pictures can be turned into a format that is read here.
    public var isConvertible: Bool { FormatConverter.knows(pixelFormat) }
}

extension CameraMode {
    /// More entries than any camera has: the end for a driver that never says EINVAL.
    private static let listLimit: UInt32 = 256

    /// Everything that a camera says it can do.
    static func all(of device: Int32, doors: V4L2Doors) -> [CameraMode] {
        list { index throws(SystemError) in try doors.format(device, index) }.flatMap { code in
            list { index throws(SystemError) in try doors.sizes(device, code, index) }.map { sizes in
                let (width, height) = (sizes.maximum_width, sizes.maximum_height)
                let intervals = list { index throws(SystemError) in
                    try doors.interval(device, code, width, height, index)
                }
                let isRange = sizes.minimum_width != width || sizes.minimum_height != height
                return CameraMode(
                    code: letters(code), format: PixelFormat(v4l2: code), width: Int(width), height: Int(height),
                    rates: intervals.compactMap(\.rate),
                    smallest: isRange
                        ? .init(width: Int(sizes.minimum_width), height: Int(sizes.minimum_height)) : nil,
                    pixelFormat: code)
            }
        }
    }

    private static func list<Item>(_ item: (UInt32) throws(SystemError) -> Item) -> [Item] {
        var items: [Item] = []
        for index in 0..<listLimit {
            guard let next = try? item(index) else { break }
            items.append(next)
        }
        return items
    }

    /// The four letters of a format's number.
    static func letters(_ code: UInt32) -> String {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: code >> (8 * $0)) }
        return String(decoding: bytes.map { (0x20...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
    }
}

extension PixelFormat {
    /// The format of a driver's number; `nil` for those that are not read here.
    init?(v4l2 code: UInt32) {
        switch code {
        case CV4L2_MJPEG, CV4L2_JPEG: self = .mjpeg
        case CV4L2_YUYV: self = .yuyv
        case CV4L2_NV12: self = .nv12
        case CV4L2_GREY: self = .grey
        default: return nil
        }
    }
}

extension CV4L2_Interval {
    /// Frames a second; `nil` where the driver gives nonsense.
    var rate: Double? {
        guard numerator > 0 && denominator > 0 else { return nil }
        return (Double(denominator) / Double(numerator) * 1000).rounded() / 1000
    }
}
