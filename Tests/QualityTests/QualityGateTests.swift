import Quality
import Testing

/// Which frames are read, and what a person hears.
@Suite struct QualityGateTests {
    private static func quality(
        sharpness: Double = 0.7, brightness: Double = 120, glare: Double = 0
    ) -> CardQuality {
        CardQuality(sharpness: sharpness, brightness: brightness, highlights: brightness, glare: glare)
    }

    @Test func aFineFrameIsReadWithoutComplaint() {
        let gate = QualityGate()
        #expect(gate.refusal(Self.quality(), width: 500) == nil)
        #expect(gate.complaint(Self.quality(), width: 500) == nil)
    }

    @Test(arguments: [
        (quality(), 149.0, QualityGate.Fault.tooFar), (quality(brightness: 21), 500, .tooDark),
        (quality(brightness: 249), 500, .tooBright), (quality(glare: 0.61), 500, .glare),
        (quality(brightness: 220, glare: 0.61), 500, .tooBright),
        (quality(sharpness: 0.11), 500, .blurred),
    ])
    func refusesWhatCannotBeRead(_ quality: CardQuality, width: Double, fault: QualityGate.Fault) {
        let gate = QualityGate()
        #expect(gate.refusal(quality, width: width) == fault)
        #expect(gate.complaint(quality, width: width) == fault)
    }

    @Test(arguments: [
        (quality(), 259.0, QualityGate.Fault.tooFar), (quality(brightness: 54), 500, .tooDark),
        (quality(brightness: 236), 500, .tooBright), (quality(glare: 0.16), 500, .glare),
        (quality(sharpness: 0.34), 500, .blurred),
    ])
    func readsWhatIsHardButSaysSo(_ quality: CardQuality, width: Double, fault: QualityGate.Fault) {
        let gate = QualityGate()
        #expect(gate.refusal(quality, width: width) == nil)
        #expect(gate.complaint(quality, width: width) == fault)
    }

    @Test func distanceIsNamedBeforeBlur() {
        // What a far card lacks in pixels shows as blur: coming closer mends both.
        #expect(QualityGate().refusal(Self.quality(sharpness: 0), width: 100) == .tooFar)
    }

    @Test func theBoundsCanBeMoved() {
        var gate = QualityGate()
        (gate.minimumWidth, gate.comfortableWidth) = (10, 20)
        (gate.minimumQuality, gate.comfortableQuality) = (0, 0)
        #expect(gate.complaint(Self.quality(sharpness: 0.01), width: 21) == nil)
        #expect(gate.complaint(Self.quality(), width: 19) == .tooFar)
        #expect(gate.refusal(Self.quality(), width: 9) == .tooFar)
    }
}
