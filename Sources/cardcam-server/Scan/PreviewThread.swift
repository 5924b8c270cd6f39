import Codecs
import Events
import Foundation
import Frames
import Locate
import Logging
import NIOCore
import Pipeline

/// Paints pictures for viewers beside recognition: of the frames that are reported the newest, a few a second.
final class PreviewThread: Sendable {
    /// Least time from one picture to the next: 15 a second.
    private static let interval = Duration.milliseconds(66)
    private static let quality = 80

    private let reports = Handoff<FrameReport>(.newest)

    /// Starts painting.
    init(_ painter: PreviewPainter, broadcast: Broadcast, logger: Logger) {
        let thread = Thread { [reports] in
            var painter = painter
            while case .item(let report) = reports.take() {
                let due = ContinuousClock.now + Self.interval
                do {
                    if let picture = try painter.picture(of: report) {
                        let jpeg = try JPEGEncoder.encode(picture, quality: Self.quality)
                        broadcast.publish(picture: PreviewPart.bytes(jpeg: jpeg, of: report))
                    }
                } catch {
                    logger.warning("no preview of a frame: \(error)")
                }
                let wait = due - .now
                if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
            }
        }
        thread.name = "preview"
        thread.start()
    }

    /// Gives a frame's report; one that nobody took yet gives way.
    func give(_ report: FrameReport) { _ = reports.give(report) }

    /// Ends painting.
    func stop() { reports.close(discarding: true) }
}

/// A picture as a part of a multipart stream.
enum PreviewPart {
    /// What stands between parts.
    static let boundary = "cardcam-picture"
    /// What comes before the first part.
    static let start = ByteBuffer(string: "--\(boundary)\r\n")

    /// A part, with the boundary that ends it: the picture can be shown before the next one comes.
    static func bytes(jpeg: [UInt8], of report: FrameReport) -> ByteBuffer {
        var head = "Content-Type: image/jpeg\r\nContent-Length: \(jpeg.count)\r\n"
        if let frame = report.at.frame { head += "X-Cardcam-Frame: \(frame)\r\n" }
        if let picture = report.picture { head += "X-Cardcam-Size: \(picture.width)x\(picture.height)\r\n" }
        if let quad = report.quad {
            let corners = quad.corners.map { "\(tenths($0.x)),\(tenths($0.y))" }.joined(separator: " ")
            head += "X-Cardcam-Quad: \(corners)\r\n"
        }
        var part = ByteBuffer(string: head + "\r\n")
        part.writeBytes(jpeg)
        part.writeString("\r\n--\(boundary)\r\n")
        return part
    }

    private static func tenths(_ value: Float) -> Double { (Double(value) * 10).rounded() / 10 }
}
