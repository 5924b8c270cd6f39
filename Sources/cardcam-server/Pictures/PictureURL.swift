import Dialects
import FoundationEssentials

/// A URL that a picture may be fetched from, as far as its text tells.
struct PictureURL: Equatable {
    /// The URL as it is asked for.
    let text: String
    /// The host, without brackets.
    let host: String
    /// The port, also where none is written.
    let port: Int

    /// Takes `http` and `https` with a host, without a user, to a port that the rules name; `nil` for anything else.
    init?(_ text: String, rules: FetchRules) {
        // What a parser might take for something else than its neighbour does: white space, controls, backslashes.
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") }),
            let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(percentEncoded: true), !host.isEmpty, !host.contains("%"),
            url.user() == nil, url.password() == nil
        else { return nil }
        let port = url.port ?? (scheme == "https" ? 443 : 80)
        guard rules.ports.contains(port) else { return nil }
        self.text = text
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.port = port
    }

    /// Where a redirect leads; `nil` where that may not be.
    func redirected(to location: String, rules: FetchRules) -> PictureURL? {
        guard let base = URL(string: text), let target = URL(string: location, relativeTo: base) else { return nil }
        // From a secret way no open one is taken.
        if text.lowercased().hasPrefix("https:"), target.absoluteURL.scheme?.lowercased() != "https" { return nil }
        return PictureURL(target.absoluteString, rules: rules)
    }
}
