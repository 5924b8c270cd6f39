internal import CV4L2

/// Sets a camera's controls and puts back what they were.
///
/// Controls live in the camera and outlast the program that set them.
final class CameraControls {
    private let device: CameraDevice
    private var before: [(id: UInt32, value: Int32)] = []

    /// - Throws: `badOption` where there is no such control or the value is out of its range.
    init(_ wanted: [CameraOptions.Control], of device: CameraDevice) throws(CaptureFailure) {
        self.device = device
        let known = wanted.isEmpty ? [] : device.doors.controls(device.descriptor)
        for control in wanted { try set(control, known) }
    }

    deinit { restore() }

    /// Puts back what was changed, the last change first. What the camera refuses stays as it is.
    func restore() {
        for (id, value) in before.reversed() { try? device.doors.setControl(device.descriptor, id, value) }
        before = []
    }

    private func set(_ control: CameraOptions.Control, _ known: [V4L2Control]) throws(CaptureFailure) {
        let name = Self.plain(control.name)
        let short = ShortName(rawValue: name)
        guard let found = known.first(where: { Self.plain($0.name) == name || $0.id == short?.id }) else {
            let names = known.map { Self.plain($0.name) }.joined(separator: ", ")
            throw CaptureFailure(
                .badOption, "\(device.path): no control '\(control.name)'; it has: \(names.isEmpty ? "none" : names)")
        }
        guard let value = Int32(exactly: control.value), found.range.contains(value) else {
            throw CaptureFailure(
                .badOption,
                "\(device.path): \(control.name) takes \(found.range.lowerBound) to \(found.range.upperBound)")
        }
        if let (automatic, off) = short?.automatic, let switchable = known.first(where: { $0.id == automatic }) {
            try set(switchable, to: off)
        }
        try set(found, to: value)
    }

    private func set(_ control: V4L2Control, to value: Int32) throws(CaptureFailure) {
        let old = try? device.doors.control(device.descriptor, control.id)
        try device.run("set \(Self.plain(control.name))") { () throws(SystemError) in
            try device.doors.setControl(device.descriptor, control.id, value)
        }
        if let old { before.append((control.id, old)) }
    }

    /// A control's name as it is typed: `Exposure, Auto` is `exposure_auto`.
    private static func plain(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
    }

    /// Names that mean the same with every driver; drivers call these controls differently from version to version.
    private enum ShortName: String {
        case exposure, focus
        case powerLineFrequency = "power_line_frequency"
        case gain

        var id: UInt32 {
            switch self {
            case .exposure: CV4L2_EXPOSURE
            case .focus: CV4L2_FOCUS
            case .powerLineFrequency: CV4L2_POWER_LINE_FREQUENCY
            case .gain: CV4L2_GAIN
            }
        }

        /// The control by which the camera chooses this one by itself, and its value for "it does not".
        var automatic: (id: UInt32, off: Int32)? {
            switch self {
            case .exposure: (CV4L2_EXPOSURE_AUTO, CV4L2_EXPOSURE_MANUAL)
            case .focus: (CV4L2_FOCUS_AUTO, 0)
            case .powerLineFrequency, .gain: nil
            }
        }
    }
}
