/// A thing that can go wrong through what a user typed, opened or sent.
///
/// A fault carries typed facts and nothing else: no prose, no source range. Its words stand in a
/// `Catalogue` under its identity; the place is added by whoever knows it. One room per fault:
/// declare the struct beside the code that detects it, list its type in that module's
/// `…Faults.all`, and write its words in the catalogue.
package protocol Fault: Error, Sendable {
  /// Its kind and its name, e.g. `FaultIdentity(.shape, "inner-dimensions")`.
  static var identity: FaultIdentity { get }
  /// A program that causes it: it is run, rendered and recorded by the tests.
  static var example: String { get }
  /// What the example needs beside its text.
  static var setting: ExampleSetting { get }
  /// The facts by name, in the order in which Aim code sees them in `e.facts`.
  var facts: [Fact] { get }
  /// The fault's identity; the same as the type's, but for faults raised by Aim code.
  var identity: FaultIdentity { get }
}

extension Fault {
  package static var setting: ExampleSetting { ExampleSetting() }
  /// The example as it would be read from a file.
  package static var exampleBytes: [UInt8] { setting.bytes ?? Array(example.utf8) }
  package var facts: [Fact] { [] }
  package var identity: FaultIdentity { Self.identity }
}

/// What the example of a fault needs beside its text.
package struct ExampleSetting: Sendable {
  /// The texts of files beside the program, by their path; nil where there are no files at all.
  package var files: [String: String]? = [:]
  /// Whether a NaN is looked for, as after `:nan on`.
  package var watchesNaN = false
  /// The program's bytes, where they are no text.
  package var bytes: [UInt8]?
  /// What tensors may take, where that matters.
  package var ceiling: Int?

  package init() {}

  /// The setting with a change.
  package static func with(_ change: (inout ExampleSetting) -> Void) -> ExampleSetting {
    var setting = ExampleSetting()
    change(&setting)
    return setting
  }
}

/// What a fault is called: a kind for the reader's first glance, a name to look up.
package struct FaultIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The word in `error[shape]`.
  package enum Kind: String, Sendable, CaseIterable {
    case syntax, name, type, shape, value, index, key, arithmetic, call, resource, file, interrupt
    case thrown, notebook, internalError = "internal"
  }

  package let kind: Kind
  /// Lower-case words joined by hyphens, unique over all of Aim.
  package let name: String

  package init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  package var description: String { name }
}

/// One named fact of a fault.
package struct Fact: Sendable, Hashable {
  package let name: String
  package let value: FactValue

  package init(_ name: String, _ value: FactValue) {
    self.name = name
    self.value = value
  }
}

/// What a fact can be; each kind is shown in its own way in every language.
package enum FactValue: Sendable, Hashable {
  /// A name of the program, shown in backquotes.
  case name(String)
  /// Source code to type, shown in backquotes.
  case code(String)
  /// Words shown as they are.
  case text(String)
  case integer(Int)
  case number(Double)
  /// A shape, shown as `[64, 28]`.
  case shape([Int])
  /// A type as the user knows it: `f32[64, 28]`, `string`.
  case type(String)
  /// Several names, shown as `a`, `b` and `c`.
  case names([String])
  /// Not known; a part of a sentence that needs it is left out.
  case none

  /// What is called: a name, or words for a function that has none.
  package static func callee(_ name: String) -> FactValue {
    name.contains(" ") ? .text(name) : .name(name)
  }
}
