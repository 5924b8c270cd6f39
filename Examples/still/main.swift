// Reads the card on one picture: swift run example-still photo.jpg
import CardCam

guard CommandLine.arguments.count == 2 else { fatalError("usage: example-still PICTURE") }

do {
    let file = try ImageFile.bytes(at: CommandLine.arguments[1])
    let picture = CapturedFrame(image: try StillDecoder.decode(file), sequence: 0, time: .zero)
    let frame = try FrameDecoder().decode(picture)

    let reader = StillReader(models: try Models())
    let (card, _) = try reader.read(frame)

    if let number = card.number {
        // A number prints itself masked. Nothing confirms a single picture: look at how sure it is, and at the check digit.
        print(number, "sure: \(card.confidence ?? 0), check digit right: \(card.luhn == true)")
        if let issuer = card.issuer { print(issuer.englishName ?? issuer.name) }
    } else {
        print("no number")
    }
} catch {
    print(error)
}
