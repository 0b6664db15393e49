/// The arguments as the system gave them: Swift replaces what is not UTF-8.
enum RawArguments {
  /// The bytes of an argument that was read as `text`.
  static func bytes(of text: String) -> [UInt8] {
    guard text.unicodeScalars.contains("\u{FFFD}") else { return Array(text.utf8) }
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let raw = CommandLine.unsafeArgv[index] else { continue }
      var bytes: [UInt8] = []
      var position = 0
      while raw[position] != 0 {
        bytes.append(UInt8(bitPattern: raw[position]))
        position += 1
      }
      if String(decoding: bytes, as: UTF8.self) == text { return bytes }
    }
    return Array(text.utf8)
  }
}
