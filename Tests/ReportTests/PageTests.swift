import CardNumber
import Codecs
import Events
import Foundation
import Frames
import Testing

@testable import Report

/// What stands on the page, and what never does.
@Suite struct PageTests {
    @Test func tellsTheResultWithItsFieldsAndWarnings() {
        let page = Session().html()
        for text in [
            "400000******7893".inserting(" ", every: 4), "visa", "88/88", "TEST CARD", "invalid date (-9110)",
            "reflect light (-9112)", "cardcam 1.2.3", "mjpeg 400 × 300", "Dropped: 1 damaged, 2 blurred.",
        ] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test func isCompleteInItself() {
        let page = Session().html()
        // Nothing is asked of a network, a file or a script engine; pictures are in the page.
        for word in ["http:", "https:", "//", "<script", "<link", "@import", "url(", "file:"] {
            let text = word == "//" ? page.replacing(#/base64,[^"]*/#, with: "") : page
            #expect(!text.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'".replacing("'", with: "&#39;")))
        #expect(page.matches(of: #/<img src="data:image\/jpeg;base64,[^"]+"/#).count == 2)
    }

    @Test(arguments: NumberPolicy.allCases)
    func showsOfANumberWhatThePolicyLets(_ policy: NumberPolicy) {
        var session = Session()
        session.options.number = policy
        let page = session.html()
        let digits = page.replacing(#/<img[^>]*>/#, with: "").replacing(#/<[^>]*>/#, with: "").filter(\.isNumber)
        #expect(digits.contains(Session.number) == (policy == .full))
        #expect(digits.contains(Session.hidden) == (policy == .full))
        let cells = page.matches(of: #/<td class="s\d[^"]*">(.)<\/td>/#).map { String($0.1) }.joined()
        let shown = PAN(Session.number)?.revealed(as: policy).replacing("*", with: "•") ?? ""
        #expect(cells == shown + shown + shown)
    }

    @Test func paintsOverInPicturesWhatItHidesInText() throws {
        for (policy, isDark) in [(NumberPolicy.masked, true), (.full, false)] {
            var session = Session()
            (session.options.number, session.options.crops) = (policy, .number)
            let text = try #require(session.html().firstMatch(of: #/base64,([^"]+)"/#)?.1)
            let file = try #require(Data(base64Encoded: String(text)))
            let image = try StillDecoder.decode(Array(file))
            let decoder = FrameDecoder()
            let color = try decoder.color(of: try decoder.decode(.init(image: image, sequence: 0, time: .zero)))
            #expect(color.pixels.contains { $0 < 0x40 } == isDark)
        }
    }

    @Test func hasNoPicturesWhereNoneAreWanted() {
        var session = Session()
        session.options.crops = .none
        #expect(!session.html().contains("<img"))
    }

    @Test func severalCardsAreListedAndLinked() {
        var report = ScanReport(options: EncodingOptions(), errorRate: 1e-4)
        let session = Session()
        for event in session.events { report.add(event) }
        report.add(.unread(Unread(at: session.at(9), id: 2, reason: .tooFar)))
        let page = String(decoding: report.html(session.ended), as: UTF8.self)
        for id in 1...2 { #expect(page.contains("href=\"#card-\(id)\"") && page.contains("id=\"card-\(id)\"")) }
        #expect(page.contains(">unread (too_far)<"))
        #expect(!Session().html().contains("#card-1"))
    }

    @Test func escapesWhatComesFromOutside() {
        var session = Session()
        session.source = "<script>alert('1')</script>&\"\u{1B}\u{202E}"
        session.holder = "<B>A&B"
        let page = session.html()
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;\u{FFFD}\u{FFFD}"))
        #expect(page.contains("&lt;B&gt;A&amp;B"))
    }

    @Test func differsFromRunToRunInItsMillisecondsAlone() throws {
        let (quick, slow) = (Session(), Session(milliseconds: 7))
        #expect(quick.html() == quick.html())
        #expect(quick.html() != slow.html())
        let section = #/<section id="milliseconds">.*?<\/section>/#.dotMatchesNewlines()
        #expect(quick.html().replacing(section, with: "") == slow.html().replacing(section, with: ""))
        #expect(quick.html().contains(section))
    }

    @Test func isWholeHTML() throws {
        // Every element that is opened is closed, in order.
        var open: [String] = []
        for tag in Session().html().matches(of: #/<(\/?)([a-z0-9]+)[^>]*>/#) {
            let name = String(tag.2)
            if ["meta", "img"].contains(name) { continue }
            if tag.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
        }
        #expect(open.isEmpty)
    }
}

extension String {
    fileprivate func inserting(_ separator: String, every count: Int) -> String {
        enumerated().map { ($0.offset > 0 && $0.offset % count == 0 ? separator : "") + String($0.element) }.joined()
    }
}
