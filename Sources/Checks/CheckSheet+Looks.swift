internal import Frames

extension CheckSheet {
    /// The picture, and the same mirrored across, down, and both ways: its parts and each piece by itself, so that all of
    /// them show what the first one shows. The mean of what a network says of them errs less (test-time augmentation:
    /// Krizhevsky et al., 2012).
    var looks: [LumaImage] {
        [
            image, mirrored(across: true, down: false), mirrored(across: false, down: true),
            mirrored(across: true, down: true),
        ]
    }

    private func mirrored(across: Bool, down: Bool) -> LumaImage {
        var mirrored = image
        for part in Self.parts {
            for y in 0..<part.height {
                let target = (part.top + y) * Self.width + part.left
                let source = (part.top + (down ? part.height - 1 - y : y)) * Self.width + part.left
                for x in 0..<part.width {
                    mirrored.pixels[target + x] = image.pixels[source + (across ? part.width - 1 - x : x)]
                }
            }
        }
        return mirrored
    }
}
