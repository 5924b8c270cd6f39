internal import CV4L2

/// The driver's buffers, mapped into memory; gives them back when it goes.
final class CameraBuffers {
    private static let wanted: UInt32 = 4

    private let device: CameraDevice
    private var mapped: [V4L2Mapping] = []

    /// Takes buffers, hands them all to the driver and starts the stream.
    init(_ device: CameraDevice) throws(CaptureFailure) {
        self.device = device
        let doors = device.doors
        let count = try device.run("take buffers") { () throws(SystemError) in
            try doors.requestBuffers(device.descriptor, Self.wanted)
        }
        guard count > 0 else { throw CaptureFailure(.cannotOpen, "\(device.path): the driver gives no buffers") }
        for index in 0..<count {
            mapped.append(
                try device.run("map a buffer") { () throws(SystemError) in try doors.map(device.descriptor, index) })
            try giveBack(index)
        }
        try device.run("start the stream") { () throws(SystemError) in try doors.start(device.descriptor) }
    }

    deinit {
        device.doors.stop(device.descriptor)
        mapped.forEach(device.doors.unmap)
    }

    /// Lets the driver fill a buffer again.
    func giveBack(_ index: UInt32) throws(CaptureFailure) {
        try device.run("give a buffer back") { () throws(SystemError) in
            try device.doors.queue(device.descriptor, index)
        }
    }

    /// Copies what the driver filled in; `nil` where it is marked as wrong, is empty or makes no sense.
    func bytes(of filled: CV4L2_Filled) -> [UInt8]? {
        let (index, used) = (Int(filled.index), Int(filled.used))
        guard index < mapped.count, used > 0, used <= mapped[index].count, filled.flags & CV4L2_BUFFER_ERROR == 0
        else { return nil }
        return mapped[index].prefix(used)
    }
}
