/// A format spec of an interpolated string, Python's: `[[fill]align][sign][#][0][width][,_][.precision][type]`.
package struct FormatSpec: Sendable, Equatable {
  enum Align: Character, Sendable { case left = "<", right = ">", center = "^", afterSign = "=" }
  enum Sign: Character, Sendable { case plus = "+", minus = "-", space = " " }

  var fill: Character = " "
  var align: Align?
  var sign = Sign.minus
  var isAlternate = false
  var width = 0
  var grouping: Character?
  var precision: Int?
  var type: Character?

  static let maximumWidth = 100_000

  /// Reads a spec; the fault names the part that it does not know.
  package init(_ source: String) throws(RuntimeFault) {
    var rest = Array(source)[...]
    if rest.count >= 2, let align = Align(rawValue: rest[rest.startIndex + 1]) {
      fill = rest.removeFirst()
      self.align = align
      rest.removeFirst()
    } else if let first = rest.first, let align = Align(rawValue: first) {
      self.align = align
      rest.removeFirst()
    }
    if let first = rest.first, let sign = Sign(rawValue: first) {
      self.sign = sign
      rest.removeFirst()
    }
    isAlternate = FormatSpec.take("#", from: &rest)
    if FormatSpec.take("0", from: &rest), align == nil {
      fill = "0"
      align = .afterSign
    }
    width = try FormatSpec.number(&rest, source) ?? 0
    if let first = rest.first, first == "," || first == "_" {
      grouping = rest.removeFirst()
    }
    if FormatSpec.take(".", from: &rest) {
      guard let digits = try FormatSpec.number(&rest, source) else {
        throw RuntimeFault(BadFormat(spec: source, part: "."))
      }
      precision = digits
    }
    type = rest.popFirst()
    if let type, !"bcdeEfFgGosxX%".contains(type) {
      throw RuntimeFault(BadFormat(spec: source, part: String(type) + String(rest)))
    }
    if !rest.isEmpty { throw RuntimeFault(BadFormat(spec: source, part: String(rest))) }
  }

  private static func take(_ character: Character, from rest: inout ArraySlice<Character>) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static func number(
    _ rest: inout ArraySlice<Character>, _ source: String
  ) throws(RuntimeFault) -> Int? {
    var digits = ""
    while let first = rest.first, first.isASCII, first.isNumber {
      digits.append(first)
      rest.removeFirst()
    }
    if digits.isEmpty { return nil }
    guard let number = Int(digits), number <= maximumWidth else {
      throw RuntimeFault(FormatTooWide(digits: digits, limit: maximumWidth))
    }
    return number
  }
}

extension FormatSpec {
  /// The value as the spec asks.
  ///
  /// Tensors without dimensions stand for their element.
  package func format(_ value: Value) throws(RuntimeFault) -> String {
    if let number = value.elementAsNumber, !value.has(kind: .tensor) || !isPlainText {
      if let whole = number.asInteger { return try format(whole) }
      return try format(number.double)
    }
    if value.isBoolean, let type, type != "s" { throw wrongType(value, type) }
    if let type, type != "s" { throw wrongType(value, type) }
    if sign != .minus || isAlternate || grouping != nil || align == .afterSign && fill != "0" {
      throw wrongType(value, grouping ?? (isAlternate ? "#" : sign.rawValue))
    }
    var text = try Display.text(value, .whole)
    if let precision { text = String(text.prefix(precision)) }
    let isPadded = align == .afterSign
    return pad(text, default: .left, instead: isPadded ? .left : nil)
  }

  /// True where the spec says nothing about numbers.
  private var isPlainText: Bool { type == nil && precision == nil && grouping == nil }

  private func wrongType(_ value: Value, _ part: Character) -> RuntimeFault {
    RuntimeFault(FormatType(part: String(part), type: value.typeName))
  }

  private func format(_ number: Int) throws(RuntimeFault) -> String {
    switch type {
    case nil, "d":
      if precision != nil { throw RuntimeFault(FormatPrecision(type: "int")) }
      return finish(String(number.magnitude), isNegative: number < 0)
    case "x": return radix(number, 16, "0x")
    case "X": return radix(number, 16, "0X").uppercased()
    case "b": return radix(number, 2, "0b")
    case "o": return radix(number, 8, "0o")
    case "c":
      guard let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else {
        throw RuntimeFault(FormatType(part: "c", type: "int"))
      }
      return pad(String(Character(scalar)), default: .left)
    case "s": throw RuntimeFault(FormatType(part: "s", type: "int"))
    default: return try format(Double(number))
    }
  }

  private func radix(_ number: Int, _ base: Int, _ prefix: String) -> String {
    finish(
      String(number.magnitude, radix: base), isNegative: number < 0,
      prefix: isAlternate ? prefix : "", group: 4)
  }

  private func format(_ number: Double) throws(RuntimeFault) -> String {
    if let type, "bcdosxX".contains(type) {
      throw RuntimeFault(FormatType(part: String(type), type: "float"))
    }
    let isNegative = number.sign == .minus && !number.isNaN
    var text = digits(number.magnitude)
    if type == "%" { text += "%" }
    if let type, "EFG".contains(type) { text = text.uppercased() }
    return finish(text, isNegative: isNegative)
  }

  private func digits(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : "inf" }
    switch type {
    case "f", "F": return point(FloatFormat.fixed(number, precision ?? 6))
    case "e", "E": return point(FloatFormat.exponent(number, precision ?? 6))
    case "g", "G": return FloatFormat.general(number, precision ?? 6, alternate: isAlternate)
    case "%": return point(FloatFormat.fixed(number * 100, precision ?? 6))
    default:
      guard let precision else { return NumberText.float(number) }
      return general(number, max(1, precision))
    }
  }

  private func point(_ text: String) -> String {
    isAlternate && precision == 0 && !text.contains(".") ? text + "." : text
  }

  /// Without a type: as `g`, but a float shows that it is one, and turns to an exponent one digit earlier.
  private func general(_ number: Double, _ digits: Int) -> String {
    let text = FloatFormat.general(number, digits)
    if text.contains("e") || text.contains(".") { return text }
    if text.count >= digits, number >= 1 || number == 0 {
      return FloatFormat.exponentTrimmed(number, digits - 1)
    }
    return text + ".0"
  }

  /// Sign, prefix, grouping and padding around the digits of a magnitude.
  private func finish(
    _ digits: String, isNegative: Bool, prefix: String = "", group: Int = 3
  ) -> String {
    let head = (isNegative ? "-" : sign == .plus ? "+" : sign == .space ? " " : "") + prefix
    var body = digits
    if let grouping, digits.first?.isHexDigit == true {
      body = Grouping.separated(
        digits, by: grouping, every: group,
        padTo: fill == "0" && align == .afterSign ? width - head.count : 0)
    }
    if align == .afterSign {
      let missing = max(0, width - head.count - body.count)
      return head + String(repeating: fill, count: missing) + body
    }
    return pad(head + body, default: .right)
  }

  private func pad(_ text: String, default side: Align, instead: Align? = nil) -> String {
    let missing = width - text.count
    guard missing > 0 else { return text }
    switch instead ?? align ?? side {
    case .left: return text + String(repeating: fill, count: missing)
    case .right, .afterSign: return String(repeating: fill, count: missing) + text
    case .center:
      let left = missing / 2
      return String(repeating: fill, count: left) + text
        + String(repeating: fill, count: missing - left)
    }
  }
}

extension FloatFormat {
  /// An exponent form without zeros at the end of its digits: `1e+02`.
  static func exponentTrimmed(_ number: Double, _ digits: Int) -> String {
    let text = exponent(number, digits)
    guard let e = text.firstIndex(of: "e"), text[..<e].contains(".") else { return text }
    var mantissa = text[..<e]
    while mantissa.last == "0" { mantissa.removeLast() }
    if mantissa.last == "." { mantissa.removeLast() }
    return String(mantissa + text[e...])
  }
}

/// Separators between groups of digits.
enum Grouping {
  /// `1234567.5` → `1,234,567.5`; zeros are put before, within the grouping, up to a width.
  static func separated(
    _ digits: String, by separator: Character, every size: Int, padTo width: Int
  ) -> String {
    let end = digits.firstIndex { size == 3 ? !$0.isNumber : !$0.isHexDigit } ?? digits.endIndex
    var whole = Array(digits[..<end])
    let rest = digits[end...]
    var text = joined(whole, separator, size)
    while text.count + rest.count < width {
      whole.insert("0", at: 0)
      text = joined(whole, separator, size)
    }
    return text + rest
  }

  private static func joined(_ digits: [Character], _ separator: Character, _ size: Int) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % size == 0 { text.append(separator) }
      text.append(digit)
    }
    return text
  }
}
