import Glibc

/// Floats with a fixed number of digits, correctly rounded, by the C library (as Python does).
enum FloatFormat {
  /// `12.50`.
  static func fixed(_ number: Double, _ digits: Int) -> String { print("%.*f", number, digits) }

  /// `1.250e+01`.
  static func exponent(_ number: Double, _ digits: Int) -> String { print("%.*e", number, digits) }

  /// The shorter of the two, without zeros at the end unless `alternate`.
  static func general(_ number: Double, _ digits: Int, alternate: Bool = false) -> String {
    print(alternate ? "%#.*g" : "%.*g", number, digits)
  }

  private static func print(_ format: String, _ number: Double, _ digits: Int) -> String {
    withVaList([Int32(clamping: digits), number]) { arguments in
      var buffer = [CChar](repeating: 0, count: 400 + max(0, digits))
      let written = vsnprintf(&buffer, buffer.count, format, arguments)
      return String(
        decoding: buffer.prefix(Int(max(0, written))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
