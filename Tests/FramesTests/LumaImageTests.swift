import Frames
import Testing

/// Pictures that stages make and own.
@Suite struct LumaImageTests {
    @Test func isOfOneBrightnessAtFirst() {
        let image = LumaImage(width: 3, height: 2, filling: 9)
        #expect(image.pixels == [9, 9, 9, 9, 9, 9])
    }

    @Test func itsViewShowsEveryPixel() {
        let image = LumaImage(width: 3, height: 2, pixels: [0, 1, 2, 3, 4, 5])
        let view = image.view
        let shape = [view.width, view.height, view.rowStride, view.pixelStride]
        #expect(shape == [3, 2, 3, 1])
        for i in 0..<6 {
            let value = view[i % 3, i / 3]
            #expect(value == i)
        }
    }

    @Test func aCopyIsApartFromTheOriginal() {
        let image = LumaImage(width: 1, height: 1, filling: 5)
        var copy = image
        copy.pixels[0] = 6
        #expect(image.pixels == [5])
        #expect(image != copy)
    }
}
