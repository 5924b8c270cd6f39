internal import Glibc

/// A buffer of the driver, mapped into memory. It is there until `unmap`; whoever maps it sees to that.
@safe struct V4L2Mapping {
    private let memory: UnsafeRawBufferPointer

    /// Maps a part of a device; `nil` with `errno` set where that fails.
    init?(device: Int32, offset: Int, count: Int) {
        let address = unsafe mmap(nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, device, offset)
        guard let address = unsafe address, unsafe address != MAP_FAILED else { return nil }
        unsafe memory = UnsafeRawBufferPointer(start: address, count: count)
    }

    /// Bytes.
    var count: Int { unsafe memory.count }

    /// A copy of the first bytes, at most `count`.
    func prefix(_ length: Int) -> [UInt8] {
        unsafe [UInt8](memory.prefix(length))
    }

    /// Gives the memory back; the mapping must not be used after it.
    func unmap() {
        unsafe _ = munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    }
}
