import CArguments

/// The arguments as the system gave them, without the program's name.
enum RawArguments {
  private static let all: [[UInt8]] = {
    var all: [[UInt8]] = []
    guard var place = aim_arguments() else { return all }
    while let argument = place.pointee {
      all.append(bytes(at: argument))
      place += 1
    }
    return Array(all.dropFirst())
  }()

  /// As texts; what is not UTF-8 is replaced, and found again by `bytes(of:)`.
  static var texts: [String] { all.map(text) }

  /// The bytes of an argument that was read as `text`.
  static func bytes(of text: String) -> [UInt8] {
    all.first { Self.text($0) == text } ?? Array(text.utf8)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func bytes(at start: UnsafeMutablePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = start
    while place.pointee != 0 {
      bytes.append(UInt8(bitPattern: place.pointee))
      place += 1
    }
    return bytes
  }
}
