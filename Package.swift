// swift-tools-version:6.2
import PackageDescription

/// Every Swift target is held to the same rules: no data races, unsafe code marked, no warnings.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// One stage of the flow, or the ground that the stages stand on.
func stage(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one stage.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

/// What `import CardCam` brings. Who depends on it depends on these: a module that only passes others on is not built
/// anew with them, and so does not tell that they changed.
let library = [
    "Frames", "Codecs", "CardNumber", "Issuers", "Inference", "Capture", "Quality", "Locate", "Fuse", "Events",
    "Pipeline",
]

/// A program that shows how the library is used.
func example(_ name: String) -> Target {
    .executableTarget(
        name: "example-\(name)", dependencies: (["CardCam"] + library).map { .target(name: $0) },
        path: "Examples/\(name)", swiftSettings: strict)
}

let package = Package(
    name: "cardcam",
    products: [
        .executable(name: "cardcam", targets: ["cardcam"]),
        .executable(name: "cardcam-server", targets: ["cardcam-server"]),
        .library(name: "CardCam", targets: ["CardCam"] + library),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // For cardcam-server alone: `swift build --product cardcam` builds none of them.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // System libraries and what only C can say.
        .target(name: "CV4L2"),
        .target(name: "CV4LConvert", linkerSettings: [.linkedLibrary("v4lconvert")]),
        .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CGIF", providers: [.apt(["libgif-dev"])]),
        .target(name: "CONNXRuntime", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "CProcess"),
        .target(
            name: "CModels",
            exclude: [
                "backbone.onnx", "checks.onnx", "locator.onnx", "numbers.onnx", "texts.onnx",
                "backbone.json", "checks.json", "locator.json", "numbers.json", "texts.json",
                "names.bin", "names.json",
            ],
            cSettings: [.disableWarning("c23-extensions")]),
        .target(
            name: "CIssuers", exclude: ["issuers.bin", "issuers.json"],
            cSettings: [.disableWarning("c23-extensions")]),

        // Ground.
        stage("Frames", []),
        stage("Codecs", ["Frames", "CJPEG", "CPNG", "CGIF"]),
        stage("CardNumber", []),
        stage("Issuers", ["CardNumber", "CIssuers"]),
        stage("Inference", ["CONNXRuntime"]),

        // The flow, in its order.
        stage("Capture", ["Frames", "Codecs", "CV4L2", "CV4LConvert"]),
        stage("Quality", ["Frames"]),
        stage("Locate", ["Frames", "Inference"]),
        stage("Read", ["Frames", "CardNumber", "Locate", "Inference"]),
        stage("Checks", ["Frames", "Locate", "Inference", "Read"]),
        stage("Fuse", ["Locate", "Read", "CardNumber"]),
        stage("Events", ["Frames", "Codecs", "CardNumber", "Issuers", "Locate", "Fuse"]),
        stage(
            "Pipeline",
            [
                "Frames", "Codecs", "CardNumber", "Issuers", "Inference", "CModels", "Capture", "Quality", "Locate",
                "Read", "Checks", "Fuse", "Events",
            ]),

        // The library's one import, and examples of its use.
        .target(
            name: "CardCam", dependencies: library.map { .target(name: $0) }, path: "Sources/Library",
            swiftSettings: strict),
        example("still"),
        example("frames"),

        // A session as a page to look at.
        stage("Report", ["CardNumber", "Issuers", "Events"]),

        // What the programs have in common: their command lines, and what day it is.
        stage(
            "Arguments",
            [
                "CardNumber", "Capture", "Frames", "Pipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .executableTarget(
            name: "cardcam",
            dependencies: [
                "Arguments", "Frames", "Codecs", "CardNumber", "Issuers", "Inference", "Fuse", "Events", "Pipeline",
                "Capture", "Report", "CProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "soak",
            dependencies: [
                "Frames", "CardNumber", "Events", "Capture", "Pipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "lookup",
            dependencies: [
                "CardNumber", "Issuers", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "sheets",
            dependencies: [
                "Frames", "Codecs", "Locate", "Checks", "Pipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // The four services' dialects, and the program that serves them.
        .target(name: "CPages", exclude: ["openapi.yaml", "kiosk"], cSettings: [.disableWarning("c23-extensions")]),
        .target(
            name: "Dialects",
            dependencies: [
                "CardNumber", "Issuers", "Events", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "cardcam-server",
            dependencies: [
                "Arguments", "Dialects", "Frames", "Codecs", "CardNumber", "Issuers", "Inference", "Capture", "Quality",
                "Locate", "Events", "Pipeline", "CPages", "CProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        tests(
            "DialectsTests",
            [
                "Dialects", "CardNumber", "Codecs", "Events", "Frames", "Issuers", "Locate",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        tests(
            "ServerTests",
            [
                "cardcam-server", "Dialects", "Codecs", "Events", "Frames",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),

        .target(
            name: "TestSupport", dependencies: ["Frames", "Codecs"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("FramesTests", ["Frames"]),
        tests("CodecsTests", ["Codecs", "Frames"]),
        tests("CardNumberTests", ["CardNumber"]),
        tests("IssuersTests", ["Issuers", "CardNumber"]),
        tests("InferenceTests", ["Inference", "CModels"]),
        tests("CaptureTests", ["Capture", "Codecs", "Frames", "CV4L2"]),
        tests("QualityTests", ["Quality", "Frames"]),
        tests("LocateTests", ["Locate", "Frames", "Inference"]),
        tests("ReadTests", ["Read", "Locate", "Frames", "Inference"]),
        tests("ChecksTests", ["Checks", "Read", "Locate", "Frames", "Inference"]),
        tests("FuseTests", ["Fuse", "Read", "Locate", "CardNumber"]),
        tests("EventsTests", ["Events", "Fuse", "CardNumber", "Issuers", "Codecs", "Frames", "Locate"]),
        tests("ReportTests", ["Report", "Events", "CardNumber", "Codecs", "Frames", "Issuers", "Locate"]),
        tests(
            "PipelineTests",
            [
                "Pipeline", "Events", "Codecs", "Frames", "Capture", "CardNumber", "Issuers", "Inference", "Quality",
                "Locate", "Read", "Checks", "Fuse",
            ]),
        tests("CommandTests", ["Codecs", "Frames"]),
        tests("ReplayTests", ["Pipeline", "Capture", "Events", "Frames", "Codecs", "CardNumber", "Locate", "Read"]),
    ]
)

// For Tools/fuzz alone: needs the fuzzer's runtime.
if Context.environment["CARDCAM_FUZZ"] != nil {
    package.targets += [
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "fuzz", dependencies: ["Frames", "Codecs", "Capture", "CFuzzer"], swiftSettings: strict),
    ]
}
