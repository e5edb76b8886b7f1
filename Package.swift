// swift-tools-version: 6.1
import PackageDescription

// Strict builds (scripts/check, CI) turn warnings into errors. It is opt-in because SwiftPM refuses
// packages with unsafe flags as dependencies, and Gongbao is a library too.
let strict: [SwiftSetting] =
    Context.environment["GONGBAO_STRICT"] == nil ? [] : [.unsafeFlags(["-warnings-as-errors"])]

let settings: [SwiftSetting] =
    strict + [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]

let package = Package(
    name: "gongbao",
    products: [
        .library(name: "Gongbao", targets: ["Gongbao"]),
        .library(name: "GongbaoReaders", targets: ["GongbaoReaders"]),
        .executable(name: "gongbao", targets: ["gongbao"]),
        .library(name: "GongbaoC", type: .dynamic, targets: ["GongbaoC"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CICUSys", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
        .target(name: "CICU", dependencies: ["CICUSys"]),
        .target(name: "CArchive"),
        .systemLibrary(name: "CStoreSys", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "CStore", dependencies: ["CStoreSys"]),
        .systemLibrary(
            name: "CXMLSys", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "CXML", dependencies: ["CXMLSys"]),
        .target(
            name: "Gongbao", dependencies: ["CICU"], exclude: ["Lexicon/Data"],
            swiftSettings: settings),
        .target(name: "GongbaoSystem", swiftSettings: settings),
        .target(
            name: "GongbaoTerminal", dependencies: ["Gongbao"], swiftSettings: settings),
        .target(name: "CPdfium"),
        .target(name: "COnnx"),
        .target(
            name: "GongbaoReaders",
            dependencies: ["Gongbao", "CArchive", "COnnx", "CPdfium", "CXML"],
            swiftSettings: settings),
        .target(
            name: "GongbaoArchive",
            dependencies: [
                "Gongbao", "GongbaoReaders", "GongbaoSystem", "CArchive", "CStore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(name: "CGongbao"),
        .target(
            name: "GongbaoC",
            dependencies: [
                "Gongbao", "GongbaoReaders", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "gongbao",
            dependencies: [
                "Gongbao",
                "GongbaoArchive",
                "GongbaoTerminal",
                "GongbaoReaders",
                "GongbaoSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/GongbaoCommand",
            swiftSettings: settings),
        .testTarget(
            name: "GongbaoTests",
            dependencies: ["Gongbao", "GongbaoTerminal", "GongbaoReaders", "GongbaoArchive"],
            exclude: ["Cases"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
