/// A table of names as `Tools/names/build` packs it, made by hand.
public enum NameTable {
    /// A table in which every letter may follow any other alike, for five bits each.
    public static func bytes(of names: [String]) -> [UInt8] {
        let costs = [UInt8](repeating: 5 * 16, count: 27 * 27 * 27)
        let digests = names.map { $0.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 } }.sorted()
        var steps: [UInt8] = []
        var last: UInt32 = 0
        for digest in digests {
            // A step is three bytes: longer ones are made of several, which stand for no name.
            while digest - last > 0xFF_FFFF {
                steps += [0xFF, 0xFF, 0xFF]
                last += 0xFF_FFFF
            }
            steps += [16, 8, 0].map { UInt8(truncatingIfNeeded: (digest - last) >> $0) }
            last = digest
        }
        return costs + steps
    }
}
