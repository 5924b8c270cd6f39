import CV4L2
import Glibc

@testable import Capture

/// A camera behind the doors: it offers modes, plays a script of frames and fails where it is told to.
final class FakeCamera {
    /// What one wait brings.
    enum Step {
        case frame([UInt8], sequence: UInt32, microseconds: Int64, flags: UInt32 = 0)
        case silence
        case error(Int32)
    }

    var flags = CV4L2_CAPTURE | CV4L2_STREAMING
    var formats: [UInt32] = [CV4L2_MJPEG]
    var sizes: [(UInt32, UInt32)] = [(1280, 720)]
    var interval = CV4L2_Interval(numerator: 1, denominator: 30)
    /// What the driver makes of a format.
    var answer: (CV4L2_Format) -> CV4L2_Format = { $0 }
    /// Error numbers by the name of the door.
    var errors: [String: Int32] = [:]
    /// Error numbers that a door gives once.
    var errorsOnce: [String: Int32] = [:]
    /// Controls by their numbers, with what they are set to.
    var controls: [V4L2Control] = [V4L2Control(id: 5, name: "Exposure, Auto", range: 0...3)]
    var settings: [UInt32: Int32] = [:]
    var script: [Step] = []

    private(set) var asked: CV4L2_Format?
    private(set) var askedInterval: CV4L2_Interval?
    private(set) var queued: [UInt32] = []
    private(set) var waits: [Int32] = []
    /// Descriptors that were opened and not closed.
    private(set) var descriptors: Set<Int32> = []
    private var lastDescriptor: Int32 = 2
    var isOpen: Bool { !descriptors.isEmpty }
    private(set) var isStreaming = false
    private(set) var mapped = 0
    private let folder = TestFolder()
    /// What stands for the driver's memory: a file, mapped as a device is.
    private let memory: Int32
    private static let bufferSize = 65536

    init() {
        memory = unsafe open(folder.write("memory", []), O_RDWR)
        _ = ftruncate(memory, 32 * Self.bufferSize)
    }

    deinit {
        _ = Glibc.close(memory)
    }

    private func check(_ door: String) throws(SystemError) {
        if let number = errorsOnce.removeValue(forKey: door) ?? errors[door] { throw SystemError(number: number) }
    }

    private func item<Item>(_ items: [Item], _ index: UInt32) throws(SystemError) -> Item {
        guard index < items.count else { throw SystemError(number: EINVAL) }
        return items[Int(index)]
    }

    private func map(_ index: UInt32) throws(SystemError) -> V4L2Mapping {
        try check("map")
        let offset = Int(index) * Self.bufferSize
        guard let mapping = V4L2Mapping(device: memory, offset: offset, count: Self.bufferSize) else {
            throw SystemError(number: errno)
        }
        mapped += 1
        return mapping
    }

    private func dequeue() throws(SystemError) -> CV4L2_Filled {
        guard !script.isEmpty else { throw SystemError(number: EAGAIN) }
        switch script.removeFirst() {
        case .frame(let bytes, let sequence, let microseconds, let flags):
            let index = queued.removeFirst()
            let offset = Int(index) * Self.bufferSize
            _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(memory, $0.baseAddress, $0.count, offset) }
            return CV4L2_Filled(
                index: index, used: UInt32(bytes.count), flags: flags, sequence: sequence, microseconds: microseconds)
        case .error(let number): throw SystemError(number: number)
        case .silence: throw SystemError(number: EAGAIN)
        }
    }

    private func wait(_ milliseconds: Int32) -> V4L2Wait {
        waits.append(milliseconds)
        switch script.first {
        case .frame: return .ready
        case .error: return .broken
        case .silence, nil:
            if !script.isEmpty { script.removeFirst() }
            return .timedOut
        }
    }

    /// The doors to this camera.
    var doors: V4L2Doors {
        V4L2Doors(
            open: { _ throws(SystemError) in
                try self.check("open")
                self.lastDescriptor += 1
                self.descriptors.insert(self.lastDescriptor)
                return self.lastDescriptor
            },
            close: { self.descriptors.remove($0) },
            capability: { _ throws(SystemError) in
                try self.check("capability")
                return V4L2Capability(card: "Fake", bus: "fake-0", flags: self.flags)
            },
            format: { _, index throws(SystemError) in try self.item(self.formats, index) },
            sizes: { _, _, index throws(SystemError) in
                let (width, height) = try self.item(self.sizes, index)
                return CV4L2_Sizes(
                    minimum_width: width, maximum_width: width, minimum_height: height, maximum_height: height)
            },
            interval: { _, _, _, _, index throws(SystemError) in try self.item([self.interval], index) },
            setFormat: { _, wanted throws(SystemError) in
                try self.check("setFormat")
                self.asked = wanted
                return self.answer(wanted)
            },
            setInterval: { _, wanted throws(SystemError) in
                try self.check("setInterval")
                self.askedInterval = wanted
                return self.interval
            },
            controls: { _ in self.controls },
            control: { _, id throws(SystemError) in
                guard let value = self.settings[id] else { throw SystemError(number: EINVAL) }
                return value
            },
            setControl: { _, id, value throws(SystemError) in
                try self.check("setControl")
                self.settings[id] = value
            },
            requestBuffers: { _, count throws(SystemError) in
                try self.check("requestBuffers")
                return count
            },
            map: { _, index throws(SystemError) in try self.map(index) },
            unmap: {
                $0.unmap()
                self.mapped -= 1
            },
            queue: { _, index throws(SystemError) in
                try self.check("queue")
                self.queued.append(index)
            },
            dequeue: { _ throws(SystemError) in try self.dequeue() },
            start: { _ throws(SystemError) in
                try self.check("start")
                self.isStreaming = true
            },
            stop: { _ in self.isStreaming = false },
            wait: { _, milliseconds throws(SystemError) in self.wait(milliseconds) })
    }
}
