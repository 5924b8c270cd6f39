internal import CV4L2
internal import Glibc

/// An error number of the system.
struct SystemError: Error, Equatable {
    let number: Int32
}

/// What a video node says it is.
struct V4L2Capability: Equatable {
    var card: String
    /// Where the device is plugged in; the nodes of one camera share it.
    var bus: String
    var flags: UInt32
}

/// A setting of the camera that has a number.
struct V4L2Control: Equatable {
    var id: UInt32
    var name: String
    var range: ClosedRange<Int32>
}

/// Every system call that the camera makes, one door for each, so that tests can stand behind them.
struct V4L2Doors {
    var open: (String) throws(SystemError) -> Int32
    var close: (Int32) -> Void
    var capability: (Int32) throws(SystemError) -> V4L2Capability
    /// The pixel format at an index; EINVAL after the last. So with sizes and intervals.
    var format: (Int32, UInt32) throws(SystemError) -> UInt32
    var sizes: (Int32, _ format: UInt32, UInt32) throws(SystemError) -> CV4L2_Sizes
    var interval:
        (Int32, _ format: UInt32, _ width: UInt32, _ height: UInt32, UInt32) throws(SystemError) -> CV4L2_Interval
    /// Asks for a format; gives what the driver made of it.
    var setFormat: (Int32, CV4L2_Format) throws(SystemError) -> CV4L2_Format
    var setInterval: (Int32, CV4L2_Interval) throws(SystemError) -> CV4L2_Interval
    /// The controls that can be set.
    var controls: (Int32) -> [V4L2Control]
    var control: (Int32, _ id: UInt32) throws(SystemError) -> Int32
    var setControl: (Int32, _ id: UInt32, _ value: Int32) throws(SystemError) -> Void
    var requestBuffers: (Int32, UInt32) throws(SystemError) -> UInt32
    /// Maps the buffer at an index into memory.
    var map: (Int32, UInt32) throws(SystemError) -> V4L2Mapping
    var unmap: (V4L2Mapping) -> Void
    var queue: (Int32, UInt32) throws(SystemError) -> Void
    var dequeue: (Int32) throws(SystemError) -> CV4L2_Filled
    var start: (Int32) throws(SystemError) -> Void
    var stop: (Int32) -> Void
    /// Waits up to so many milliseconds.
    var wait: (Int32, Int32) throws(SystemError) -> V4L2Wait
}

/// How waiting for a frame ended.
enum V4L2Wait: Equatable {
    case ready
    /// The driver reports an error; taking a buffer gives its number.
    case broken
    case timedOut
}

extension V4L2Doors {
    /// The doors to the kernel.
    static var system: V4L2Doors {
        V4L2Doors(
            open: { path throws(SystemError) in
                let device = unsafe CV4L2_open(path)
                try check(device < 0 ? -1 : 0)
                return device
            },
            close: { _ = Glibc.close($0) },
            capability: { device throws(SystemError) in
                var found = CV4L2_Capability()
                try check(unsafe CV4L2_capability(device, &found))
                return V4L2Capability(card: text(found.card), bus: text(found.bus), flags: found.flags)
            },
            format: { device, index throws(SystemError) in
                var found: UInt32 = 0
                try check(unsafe CV4L2_format_at(device, index, &found))
                return found
            },
            sizes: { device, format, index throws(SystemError) in
                var found = CV4L2_Sizes()
                try check(unsafe CV4L2_sizes_at(device, format, index, &found))
                return found
            },
            interval: { device, format, width, height, index throws(SystemError) in
                var found = CV4L2_Interval()
                try check(unsafe CV4L2_interval_at(device, format, width, height, index, &found))
                return found
            },
            setFormat: { device, wanted throws(SystemError) in
                var format = wanted
                try check(unsafe CV4L2_set_format(device, &format))
                return format
            },
            setInterval: { device, wanted throws(SystemError) in
                var interval = wanted
                try check(unsafe CV4L2_set_interval(device, &interval))
                return interval
            },
            controls: controls,
            control: { device, id throws(SystemError) in
                var value: Int32 = 0
                try check(unsafe CV4L2_get_control(device, id, &value))
                return value
            },
            setControl: { device, id, value throws(SystemError) in try check(CV4L2_set_control(device, id, value)) },
            requestBuffers: { device, wanted throws(SystemError) in
                var count = wanted
                try check(unsafe CV4L2_request_buffers(device, &count))
                return count
            },
            map: map,
            unmap: { $0.unmap() },
            queue: { device, index throws(SystemError) in try check(CV4L2_queue(device, index)) },
            dequeue: { device throws(SystemError) in
                var filled = CV4L2_Filled()
                try check(unsafe CV4L2_dequeue(device, &filled))
                return filled
            },
            start: { device throws(SystemError) in try check(CV4L2_start(device)) },
            stop: { _ = CV4L2_stop($0) },
            wait: { device, milliseconds throws(SystemError) in
                var broken: Int32 = 0
                let result = unsafe CV4L2_wait(device, milliseconds, &broken)
                try check(result < 0 ? -1 : 0)
                return result == 0 ? .timedOut : broken != 0 ? .broken : .ready
            })
    }

    private static func check(_ result: Int32) throws(SystemError) {
        guard result == 0 else { throw SystemError(number: errno) }
    }

    private static func controls(of device: Int32) -> [V4L2Control] {
        var result: [V4L2Control] = []
        var found = CV4L2_Control()
        while unsafe CV4L2_control_after(device, found.id, &found) == 0 {
            guard found.can_be_set != 0, found.minimum <= found.maximum else { continue }
            result.append(V4L2Control(id: found.id, name: text(found.name), range: found.minimum...found.maximum))
        }
        return result
    }

    private static func map(device: Int32, index: UInt32) throws(SystemError) -> V4L2Mapping {
        var (offset, length): (UInt32, UInt32) = (0, 0)
        try check(unsafe CV4L2_buffer_place(device, index, &offset, &length))
        guard let mapping = V4L2Mapping(device: device, offset: Int(offset), count: Int(length)) else {
            throw SystemError(number: errno)
        }
        return mapping
    }

    /// A C array of characters, up to its zero.
    private static func text<Characters>(_ characters: Characters) -> String {
        unsafe withUnsafeBytes(of: characters) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
