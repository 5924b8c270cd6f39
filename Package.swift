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

let package = Package(
    name: "cardcam",
    products: [
        .executable(name: "cardcam", targets: ["cardcam"]),
        .library(name: "CardCam", targets: ["Pipeline", "Capture"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
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
            name: "CModels", exclude: ["locator.onnx", "reader.onnx", "locator.json", "reader.json"],
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
        stage("Read", ["Frames", "Locate", "Inference"]),
        stage("Fuse", ["Locate", "Read", "CardNumber"]),
        stage("Events", ["Frames", "Codecs", "CardNumber", "Issuers", "Locate", "Fuse"]),
        stage(
            "Pipeline",
            [
                "Frames", "Codecs", "CardNumber", "Issuers", "Inference", "CModels", "Capture", "Quality", "Locate",
                "Read", "Fuse", "Events",
            ]),

        .executableTarget(
            name: "cardcam",
            dependencies: [
                "Frames", "Codecs", "CardNumber", "Issuers", "Inference", "Fuse", "Events", "Pipeline", "Capture",
                "CProcess",
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

        // The four services' dialects.
        .target(
            name: "Dialects",
            dependencies: [
                "CardNumber", "Issuers", "Events", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        tests(
            "DialectsTests",
            [
                "Dialects", "CardNumber", "Codecs", "Events", "Frames", "Issuers", "Locate",
                .product(name: "Crypto", package: "swift-crypto"),
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
        tests("FuseTests", ["Fuse", "Read", "Locate", "CardNumber"]),
        tests("EventsTests", ["Events", "Fuse", "CardNumber", "Issuers", "Codecs", "Frames", "Locate"]),
        tests(
            "PipelineTests",
            [
                "Pipeline", "Events", "Codecs", "Frames", "Capture", "CardNumber", "Issuers", "Inference", "Quality",
                "Locate", "Read", "Fuse",
            ]),
        tests("CommandTests", ["Codecs", "Frames"]),
        tests("ReplayTests", ["Pipeline", "Capture", "Events", "Frames", "Codecs", "CardNumber"]),
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
