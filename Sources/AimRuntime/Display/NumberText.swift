/// Numbers as text: the shortest digits that read back as the same number.
package enum NumberText {
  /// A float always shows that it is one: `2.0`, `1e-05`, `1e+16`, `inf`, `nan` (Python's `repr`).
  package static func float(_ number: Double) -> String {
    if number.magnitude >= 0x1p53, number.magnitude < 1e16 {
      return String(Int(number)) + ".0"
    }
    return number.description
  }

  /// The same for 32 bits: `0.1`, not `0.10000000149011612`.
  package static func float(_ number: Float) -> String {
    if number.magnitude >= 0x1p24, number.magnitude < 1e16 {
      return String(Int(number)) + ".0"
    }
    return number.description
  }

  /// As an element of a tensor, where the dtype is said beforehand: whole floats without `.0`.
  package static func element(_ number: Double, isSingle: Bool) -> String {
    let text = isSingle ? float(Float(number)) : float(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
