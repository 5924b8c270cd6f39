// `import CardCam`: the modules that a program meets which uses the library.
@_exported public import Capture
@_exported public import CardNumber
@_exported public import Codecs
@_exported public import Events
@_exported public import Frames
@_exported public import Fuse
@_exported public import Inference
@_exported public import Issuers
@_exported public import Locate
@_exported public import Pipeline
@_exported public import Quality
