package import AimDiagnostics

/// The faults of single builtins.
enum BuiltinFaults {
  static let all: [any Fault.Type] = [
    EmptySeparator.self, NegativeCount.self, LengthsDiffer.self, NotInList.self,
    NothingToReduce.self, CannotRead.self, CannotWrite.self, FileNotText.self,
  ]
}

/// `split_text(s, "")`.
package struct EmptySeparator: Fault {
  package static let identity = FaultIdentity(.value, "empty-separator")
  package static let example = "split_text(\"abc\", \"\")"
}

/// `repeat("a", -1)`.
package struct NegativeCount: Fault {
  package static let identity = FaultIdentity(.value, "negative-repeat")
  package static let example = "repeat(\"ab\", -1)"
  let function: String
  let count: Int
  package var facts: [Fact] { [Fact("function", .name(function)), Fact("count", .integer(count))] }
}

/// Collections of different lengths side by side.
package struct LengthsDiffer: Fault {
  package static let identity = FaultIdentity(.value, "lengths-differ")
  package static let example = "zip([1, 2], [1, 2, 3])"
  let function: String
  let first: Int
  let other: Int
  package var facts: [Fact] {
    [
      Fact("function", .name(function)), Fact("first", .integer(first)),
      Fact("other", .integer(other)),
    ]
  }
}

/// `xs.remove(x)` where no element equals x.
package struct NotInList: Fault {
  package static let identity = FaultIdentity(.value, "not-in-list")
  package static let example = "var xs = [1]\nxs.remove(2)"
  let value: String
  package var facts: [Fact] { [Fact("value", .code(value))] }
}

/// `reduce([], f)`.
package struct NothingToReduce: Fault {
  package static let identity = FaultIdentity(.value, "nothing-to-reduce")
  package static let example = "reduce([], (a, b) -> a + b)"
}

/// A file that cannot be read.
package struct CannotRead: Fault {
  package static let identity = FaultIdentity(.file, "cannot-read")
  package static let example = "read_text(\"no/such/file.txt\")"
  let path: String
  /// As the system says it.
  let why: String

  package init(path: String, why: String) {
    self.path = path
    self.why = why
  }

  package var facts: [Fact] { [Fact("path", .code(path)), Fact("why", .text(why))] }
}

/// A file that cannot be written.
package struct CannotWrite: Fault {
  package static let identity = FaultIdentity(.file, "cannot-write")
  package static let example = "write_text(\"no/such/folder/file.txt\", \"a\")"
  let path: String
  let why: String

  package init(path: String, why: String) {
    self.path = path
    self.why = why
  }

  package var facts: [Fact] { [Fact("path", .code(path)), Fact("why", .text(why))] }
}

/// A file whose bytes are no UTF-8.
package struct FileNotText: Fault {
  package static let identity = FaultIdentity(.file, "file-not-text")
  package static let example = "read_text(\"/usr/bin/env\")"
  let path: String
  package var facts: [Fact] { [Fact("path", .code(path))] }
}
