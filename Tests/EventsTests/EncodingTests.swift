import CardNumber
import Frames
import TestSupport
import Testing

@testable import Events

/// Events as lines.
@Suite struct EncodingTests {
    private func line(_ event: CardEvent, _ options: EncodingOptions = EncodingOptions()) -> String {
        String(decoding: EventEncoder(options: options).line(event, crops: PlacedCrops()), as: UTF8.self)
    }

    @Test func everyLineFitsTheSchema() throws {
        let schema = try JSONSchema.events()
        let crop = PlacedCrop(Crop(width: 856, height: 540, jpeg: [1, 2, 3]), .inline([1, 2, 3]))
        let file = PlacedCrop(Crop(width: 600, height: 60, jpeg: []), .file("crops/1-number.jpg"))
        var options = EncodingOptions()
        options.timings = true
        for event in SampleEvents.all {
            let bytes = EventEncoder(options: options).line(event, crops: PlacedCrops(card: crop, number: file))
            let complaints = schema.complaints(about: try JSONValue(bytes))
            #expect(complaints.isEmpty, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func theSchemaRefusesWhatItShould() throws {
        let schema = try JSONSchema.events()
        for wrong in [
            #"{"event":"removed","time":1.0}"#, #"{"event":"removed","time":1.0,"id":1,"name":"x"}"#,
            #"{"event":"removed","time":"1","id":1}"#, #"{"event":"unread","time":1,"id":1,"reason":"tired"}"#,
            #"{"event":"frame","time":1,"frame":1,"used":true,"number":"4111"}"#, #"{"event":"new","time":1}"#, "[]",
        ] {
            #expect(!schema.complaints(about: try JSONValue(wrong.utf8)).isEmpty, "\(wrong)")
        }
    }

    @Test func keysStandInTheirOrder() {
        #expect(
            line(SampleEvents.result()) == """
                {"event":"result","time":1.234,"frame":37,"id":1,"first_frame":30,"best_frame":35,"frames_used":6,\
                "first_time":1.000,"number":"411111******1111","grouping":[4,4,4,4],"luhn":true,"network":"visa",\
                "confidence":0.9999,"digits":[\
                \((0..<16).map { _ in #"{"p":0.9998,"frames":5}"# }.joined(separator: ","))],\
                "expiry":{"text":"07/23","month":7,"year":2023,"expired":true,"confidence":0.9800,\
                "box":[214.0,351.0,107.0,27.0]},\
                "holder":{"text":"TEST CARD","confidence":0.9500,"box":[107.0,432.0,428.0,27.0]},\
                "issuer":{"code":"03080000","name":"招商银行","name_en":"China Merchants Bank"},\
                "card_type":"quasi_credit","card_name":"测试卡","category":"card","quality":71,\
                "warnings":[{"code":-9112,"name":"reflect_light"}],\
                "quad":[[10.0,10.0],[390.0,10.0],[390.0,250.0],[10.0,250.0]],\
                "number_box":[85.6,270.0,684.8,54.0]}

                """)
    }

    @Test(arguments: NumberPolicy.allCases)
    func numbersAreShownAsThePolicySays(policy: NumberPolicy) throws {
        var options = EncodingOptions()
        options.number = policy
        let expected = try #require(SampleEvents.number).revealed(as: policy)
        for event in SampleEvents.all {
            let line = line(event, options)
            if line.contains("\"number\":\"") { #expect(line.contains("\"number\":\"\(expected)\"")) }
            if policy != .full { #expect(!line.contains("4111111111111111")) }
        }
    }

    @Test func timingsStandOnlyWhereTheyAreAskedFor() {
        var options = EncodingOptions()
        #expect(!line(SampleEvents.result(), options).contains("timings"))
        options.timings = true
        #expect(line(SampleEvents.result(), options).contains(#","timings":{"locate":7.250}}"#))
    }
}
