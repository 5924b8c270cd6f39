public import Frames

/// How a camera is to be set up. What is not given is chosen: MJPEG of 1280x720 at 30 frames a second, or what comes
/// nearest to that.
public struct CameraOptions: Sendable, Equatable {
    /// A picture's size in pixels.
    public struct Size: Sendable, Equatable {
        /// Columns.
        public var width: Int
        /// Rows.
        public var height: Int

        /// Makes a size.
        public init(width: Int, height: Int) {
            (self.width, self.height) = (width, height)
        }
    }

    /// A setting by its name, such as `brightness`, and the number to give it.
    public struct Control: Sendable, Equatable {
        /// The driver's name for it; case, spaces, `_` and `-` make no difference.
        public var name: String
        /// The driver's number, within its range.
        public var value: Int

        /// Makes a setting.
        public init(name: String, value: Int) {
            (self.name, self.value) = (name, value)
        }
    }

    /// The size to ask for; the camera answers with the nearest that it has.
    public var size: Size?
    /// Frames a second to ask for.
    public var fps: Double?
    /// The format that frames must have; `nil` takes the best.
    public var format: PixelFormat?
    /// Settings to make before frames flow.
    public var controls: [Control]
    /// How long a camera may send nothing before it counts as silent. For the first frame it has three times as long.
    public var silenceLimit: Duration

    /// Gathers options.
    public init(
        size: Size? = nil, fps: Double? = nil, format: PixelFormat? = nil, controls: [Control] = [],
        silenceLimit: Duration = .seconds(2)
    ) {
        (self.size, self.fps, self.format) = (size, fps, format)
        (self.controls, self.silenceLimit) = (controls, silenceLimit)
    }
}
