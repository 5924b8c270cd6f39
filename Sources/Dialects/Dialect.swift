/// What a service's clients say and want to hear.
///
/// A dialect is pure: the same request at the same time with the same keys gives the same job or the same refusal.
public protocol Dialect: Sendable {
    /// Most bytes of a request's body.
    var bodyLimit: Int { get }

    /// Understands a request.
    ///
    /// - Returns: what is to be done, or what the client is to be told at once.
    func admit(_ request: ServiceRequest, keys: KeyRing) -> Admission

    /// Puts trouble into the service's words where there is no job: the body never arrived, or was too large.
    func refuse(_ trouble: Trouble, head: RequestHead, id: RequestID) -> ServiceResponse
}

/// What becomes of a request.
public enum Admission: Sendable {
    /// It is to be done.
    case job(Job)
    /// It is refused, with the reason's short name for the log.
    case refused(ServiceResponse, reason: String)
}
