#if canImport(Glibc)
    internal import Glibc
#endif

/// e to the power of `x`.
@inline(__always)
func exponential(_ x: Float) -> Float { expf(x) }
