import CV4L2
import Glibc
import Testing

@testable import Capture

/// Settings of the camera: found by name, and put back at the end.
@Suite struct CameraControlTests {
    private let fake = FakeCamera()

    init() {
        fake.controls = [
            V4L2Control(id: CV4L2_EXPOSURE_AUTO, name: "Auto Exposure", range: 0...3),
            V4L2Control(id: CV4L2_EXPOSURE, name: "Exposure Time, Absolute", range: 1...5000),
            V4L2Control(id: CV4L2_FOCUS_AUTO, name: "Focus, Automatic Continuous", range: 0...1),
            V4L2Control(id: CV4L2_FOCUS, name: "Focus, Absolute", range: 0...250),
            V4L2Control(id: CV4L2_POWER_LINE_FREQUENCY, name: "Power Line Frequency", range: 0...2),
            V4L2Control(id: CV4L2_GAIN, name: "Gain", range: 0...255),
        ]
        fake.settings = [
            CV4L2_EXPOSURE_AUTO: 3, CV4L2_EXPOSURE: 157, CV4L2_FOCUS_AUTO: 1, CV4L2_FOCUS: 30,
            CV4L2_POWER_LINE_FREQUENCY: 2, CV4L2_GAIN: 64,
        ]
    }

    private func open(_ controls: [CameraOptions.Control]) throws(CaptureFailure) -> V4L2Camera {
        try V4L2Camera(path: "/dev/video9", options: CameraOptions(controls: controls), doors: fake.doors)
    }

    @Test(arguments: [
        ("exposure", CV4L2_EXPOSURE), ("exposure_time_absolute", CV4L2_EXPOSURE), ("focus", CV4L2_FOCUS),
        ("power_line_frequency", CV4L2_POWER_LINE_FREQUENCY), ("Gain", CV4L2_GAIN),
    ])
    func isFoundByItsName(_ name: String, id: UInt32) throws {
        let camera = try open([.init(name: name, value: 1)])
        #expect(fake.settings[id] == 1)
        camera.close()
    }

    @Test func aValueOfOnesOwnSwitchesTheAutomaticOff() throws {
        let camera = try open([.init(name: "exposure", value: 200), .init(name: "focus", value: 10)])
        #expect(fake.settings[CV4L2_EXPOSURE_AUTO] == CV4L2_EXPOSURE_MANUAL && fake.settings[CV4L2_EXPOSURE] == 200)
        #expect(fake.settings[CV4L2_FOCUS_AUTO] == 0 && fake.settings[CV4L2_FOCUS] == 10)
        camera.close()
    }

    @Test(arguments: [true, false]) func everythingIsPutBack(byClosing: Bool) throws {
        let before = fake.settings
        do {
            let camera = try open(["exposure", "focus", "gain", "gain"].map { .init(name: $0, value: 9) })
            #expect(fake.settings != before)
            if byClosing {
                camera.close()
                #expect(fake.settings == before)
                fake.settings[CV4L2_GAIN] = 5
            }
        }
        #expect(fake.settings[CV4L2_GAIN] == (byClosing ? 5 : before[CV4L2_GAIN]), "once, and not over and over")
        #expect(fake.settings[CV4L2_EXPOSURE_AUTO] == 3)
    }

    @Test func whatWasSetBeforeARefusalIsPutBack() throws {
        let before = fake.settings
        #expect(
            failure { _ = try open([.init(name: "gain", value: 9), .init(name: "focus", value: 999)]) } == .badOption)
        #expect(fake.settings == before)
    }
}
