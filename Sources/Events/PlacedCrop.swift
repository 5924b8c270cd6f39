/// A crop as an event refers to it.
struct PlacedCrop {
    enum Place {
        /// The JPEG file's bytes, to stand in the event.
        case inline([UInt8])
        /// The path of the JPEG file.
        case file(String)
    }

    let width: Int
    let height: Int
    let place: Place

    init(_ crop: Crop, _ place: Place) { (width, height, self.place) = (crop.width, crop.height, place) }
}

/// The crops of one event.
struct PlacedCrops {
    var card: PlacedCrop?
    var number: PlacedCrop?
}
