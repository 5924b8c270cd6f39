/// The request's switches, which stand under `options` or beside the picture.
struct HexOptions: Equatable {
    var warnings: WarningSwitches
    var borderCut: Bool
    /// On unless it is turned off, as in no other service.
    var numberCut: Bool
    var warnCode: Bool
    var warnCodes: Bool
    var quality: Bool

    /// Reads the switches; one that is neither on nor off counts as not given.
    init(_ request: JSONValue) {
        func flag(_ name: String, _ usual: Bool = false) -> Bool {
            (request["options"]?[name] ?? request[name]).flatMap(Switch.value) ?? usual
        }
        warnings = WarningSwitches(
            border: flag("enable_border_check"), copy: flag("enable_copy_check"), reshoot: flag("enable_reshoot_check"))
        borderCut = flag("ret_border_cut_image")
        numberCut = flag("ret_card_no_image", true)
        warnCode = flag("ret_warncode_flag")
        warnCodes = flag("enable_recognize_warn_code")
        quality = flag("enable_quality_value")
    }
}
