import Testing

@testable import Read

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Calibration")
struct CalibrationTests {
    @Test("keeps the order of probabilities, and stays one")
    func order() {
        let stated = [0, 1e-9, 0.03, 0.2, 0.5, 0.9, 0.999, 1]
        let mended = stated.map(Calibration.ofStill)
        #expect(mended == mended.sorted())
        #expect(mended.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(mended[3] < mended[4] && mended[4] < mended[5], "the curve is not flat")
    }

    @Test("follows the curve whose numbers the tool writes")
    func curve() {
        let even = 1 / (1 + exp(-Calibration.offset))
        #expect(abs(Calibration.ofStill(0.5) - even) < 1e-9, "even odds leave the offset alone")
        let surer = 1 / (1 + exp(-(Calibration.slope * 2 + Calibration.offset)))
        #expect(abs(Calibration.ofStill(1 / (1 + exp(-2.0))) - surer) < 1e-9)
    }
}
