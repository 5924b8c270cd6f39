/// The prefixes and lengths of each network.
///
/// Old Chinese prefixes outside 62 (601428, 603xxx, 9xxxxx) are not here: only a table of issuers can tell them.
extension PrefixRange {
    static let all: [PrefixRange] =
        ranges(.unionpay, 16...19, [62...62, 8100...8171])
        + ranges(.visa, [13, 16, 18, 19], [4...4])
        + ranges(.mastercard, [16], [51...55, 2221...2720])
        + ranges(.amex, [15], [34...34, 37...37])
        + ranges(.jcb, 16...19, [3528...3589])
        + ranges(.diners, 14...19, [300...305, 3095...3095, 36...36, 38...39])
        + ranges(.discover, 16...19, [6011...6011, 644...649, 65...65])
        + ranges(.maestro, 12...19, [50...50, 56...58, 6304...6304, 6759...6759, 6761...6763])
        + ranges(.mir, 16...19, [2200...2204])
        + ranges(.troy, [16], [9792...9792])
        + ranges(.rupay, [16], [508_500...508_999, 606_985...607_984, 608_001...608_500, 652_150...653_149])
        + ranges(.elo, [16], elo)

    private static let elo: [ClosedRange<Int>] = [
        401_178...401_179, 431_274...431_274, 438_935...438_935, 451_416...451_416, 457_393...457_393,
        457_631...457_632, 504_175...504_175, 506_699...506_778, 509_000...509_999, 636_297...636_297,
        636_368...636_368, 650_031...650_033, 650_035...650_051, 650_405...650_439, 650_485...650_538,
        650_541...650_598, 650_700...650_718, 650_720...650_727, 650_901...650_920, 651_652...651_679,
        655_000...655_019, 655_021...655_058,
    ]

    private static func ranges(
        _ network: CardNetwork, _ lengths: some Sequence<Int>, _ prefixes: [ClosedRange<Int>]
    ) -> [PrefixRange] {
        prefixes.map { PrefixRange(network, $0, Array(lengths)) }
    }
}
