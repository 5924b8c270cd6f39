import CardNumber
import Testing

@testable import Issuers

/// The file of the built-in table holds together.
@Suite struct PackedTableTests {
    @Test func isOfTheFormatThatIsRead() {
        let table = PackedTable.embedded
        let magic = (0..<4).map { table.byte($0) }
        #expect(magic == Array("CIS1".utf8))
    }

    @Test func namesTheNetworksAndTypesOnce() {
        #expect(Set(PackedTable.networks) == Set(CardNetwork.allCases))
        #expect(Set(PackedTable.types) == Set(CardType.allCases))
        #expect(PackedTable.networks.count == CardNetwork.allCases.count)
        #expect(PackedTable.types.count == CardType.allCases.count)
    }

    @Test func everyRowStandsInItsPageAndTheLongestComeFirst() {
        let table = PackedTable.embedded
        #expect(table.count(of: .rows) > 2000)
        var (next, wrong) = (0, 0)
        for page in 0..<10_000 {
            let end = table.number(at: table.place(.pages, page + 1) + 4, bytes: 4)
            var places = 10
            while next < end {
                let row = table.place(.rows, next)
                let isSorted = Int(table.byte(row + 5)) <= places
                places = Int(table.byte(row + 5))
                let scale = (4..<places).reduce(1) { scale, _ in scale * 10 }
                let isInPage = table.number(at: row, bytes: 5) / scale == page
                let isOfSomeLength = table.byte(row + 6) != 0
                let isKnown = table.number(at: row + 8, bytes: 4) < table.count(of: .products)
                wrong += isSorted && isInPage && isOfSomeLength && isKnown ? 0 : 1
                next += 1
            }
        }
        #expect(wrong == 0)
        #expect(next == table.count(of: .rows))
    }

    @Test func everyPageHasAHundredPrefixes() {
        let table = PackedTable.embedded
        #expect(table.count(of: .pages) == 10_001)
        let products = table.count(of: .products)
        var wrong = 0
        for page in 0..<10_000 {
            let runs = (page...page + 1).map { table.number(at: table.place(.pages, $0), bytes: 4) }
            var prefixes = 0
            for run in stride(from: table.place(.runs, 0) + runs[0], to: table.place(.runs, 0) + runs[1], by: 3) {
                prefixes += Int(table.byte(run))
                let product = table.number(at: run + 1, bytes: 2)
                wrong += product == PackedTable.nothing || product < products ? 0 : 1
            }
            wrong += prefixes == 100 ? 0 : 1
        }
        #expect(wrong == 0)
    }

    @Test func everyProductCanBeRead() {
        let table = PackedTable.embedded
        let issuers = (0..<table.count(of: .products)).compactMap { table.product($0).issuer }
        #expect(issuers.count > 10_000)
        #expect(!issuers.contains { $0.name.isEmpty })
        #expect(issuers.compactMap(\.code).allSatisfy { $0.utf8.count == 8 })
    }
}
