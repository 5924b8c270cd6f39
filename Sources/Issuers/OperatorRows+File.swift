internal import CardNumber

extension OperatorRows {
    /// A column of the file, by its name in the first line.
    enum Column: String, CaseIterable {
        case prefix, length, code, name
        case englishName = "name_en"
        case centreCode = "centre_code"
        case centreName = "centre_name"
        case cardType = "card_type"
        case cardName = "card_name"
        case network
    }

    /// Takes the rows of a file: text with tabs or commas between the cells, whose first line names the columns.
    ///
    /// `prefix` and `name` are needed; the others, empty or missing, mean that it is not known: `length` (digits of the
    /// numbers, `16` or `16-19`; any), `code`, `name_en`, `centre_code`, `centre_name`, `card_type` (debit, credit,
    /// quasi_credit, prepaid), `card_name`, `network` (as events name it; else by the number).
    ///
    /// - Parameters:
    ///   - text: what the file holds.
    ///   - file: its name, for messages.
    /// - Throws: `IssuerFileFailure` at the first line that is wrong.
    public init(_ text: String, file: String) throws(IssuerFileFailure) {
        self.init()
        let lines = DelimitedText(text).lines
        guard let head = lines.first else { throw IssuerFileFailure(file, 1, "the file is empty") }
        let names = Self.list(Column.allCases.map(\.rawValue))
        var columns: [Column] = []
        for cell in head.cells {
            guard let column = Column(rawValue: cell) else {
                throw IssuerFileFailure(file, head.number, "the first line must name columns: \(names)")
            }
            guard !columns.contains(column) else {
                throw IssuerFileFailure(file, head.number, "the column \(column.rawValue) is there twice")
            }
            columns.append(column)
        }
        guard columns.contains(.prefix), columns.contains(.name) else {
            throw IssuerFileFailure(file, head.number, "the columns prefix and name are needed")
        }
        for line in lines.dropFirst() {
            guard line.cells.count == columns.count else {
                let counts = "\(columns.count) cells were expected, not \(line.cells.count)"
                throw IssuerFileFailure(file, line.number, counts)
            }
            let cells = Dictionary(uniqueKeysWithValues: zip(columns, line.cells)).filter { !$0.value.isEmpty }
            do throws(Complaint) {
                guard add(try Row(cells)) else { throw Complaint("another row has this prefix and length") }
            } catch {
                throw IssuerFileFailure(file, line.number, error.text)
            }
        }
    }

    fileprivate static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

/// What is wrong with a row.
private struct Complaint: Error {
    let text: String

    init(_ text: String) { self.text = text }
}

extension OperatorRows.Row {
    /// Reads the cells of a line that are not empty.
    fileprivate init(_ cells: [OperatorRows.Column: String]) throws(Complaint) {
        let places = OperatorRows.prefixPlaces
        guard let digits = cells[.prefix]?.asciiDigits, places.contains(digits.count) else {
            throw Complaint("prefix must be \(places.lowerBound) to \(places.upperBound) digits")
        }
        guard let name = cells[.name] else { throw Complaint("name must not be empty") }
        (prefix, lengths) = (digits, try Self.lengths(cells[.length]))
        let issuer = CardIssuer(
            code: try Self.code(cells, .code), name: name, englishName: cells[.englishName],
            centreCode: try Self.code(cells, .centreCode), centreName: cells[.centreName])
        product = CardProduct(
            issuer: issuer, type: try Self.choice(cells, .cardType), name: cells[.cardName],
            network: try Self.choice(cells, .network))
    }

    private static func lengths(_ cell: String?) throws(Complaint) -> ClosedRange<Int> {
        guard let cell else { return PAN.lengths }
        let ends = cell.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first <= last,
            ends.allSatisfy(PAN.lengths.contains)
        else { throw Complaint("length must be a number of 12 to 19, or two of them as 16-19") }
        return first...last
    }

    private static func code(
        _ cells: [OperatorRows.Column: String], _ column: OperatorRows.Column
    ) throws(Complaint) -> String? {
        guard let cell = cells[column] else { return nil }
        guard cell.asciiDigits?.count == 8 else { throw Complaint("\(column.rawValue) must be 8 digits") }
        return cell
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ cells: [OperatorRows.Column: String], _ column: OperatorRows.Column
    ) throws(Complaint) -> Choice? {
        guard let cell = cells[column] else { return nil }
        guard let choice = Choice(rawValue: cell) else {
            let choices = OperatorRows.list(Choice.allCases.map(\.rawValue))
            throw Complaint("\(column.rawValue) must be one of \(choices)")
        }
        return choice
    }
}

extension String {
    /// The digits, each 0...9; `nil` where something else is among them.
    fileprivate var asciiDigits: [UInt8]? {
        let digits = utf8.map { $0 &- UInt8(ascii: "0") }
        return digits.allSatisfy { $0 <= 9 } ? digits : nil
    }
}
