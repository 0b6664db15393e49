/// A value known when the program is compiled; the machine makes the value when it links a function.
package indirect enum Constant: Sendable, Hashable {
  case nothing
  case boolean(Bool)
  case integer(Int)
  case float(Double)
  case string(String)
  /// A list whose elements are all constants; shared, and copied by who changes it.
  case list([Constant])

  /// True for a number, the only constants that instructions take as an operand.
  package var isNumber: Bool {
    switch self {
    case .integer, .float: true
    case .nothing, .boolean, .string, .list: false
    }
  }
}

extension Constant: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothing: "nil"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): "\(number)"
    case .float(let number): "\(number)"
    case .string(let text): text.debugDescription
    case .list(let elements): elements.description
    }
  }
}
