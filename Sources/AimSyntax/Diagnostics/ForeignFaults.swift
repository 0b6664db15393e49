package import AimDiagnostics

// What can be wrong with habits from other languages.

/// A word of another language.
package struct ForeignWord: Fault {
  package static let identity = FaultIdentity(.syntax, "foreign-word")
  package static let example = "let x = None"
  package let written: String
  package let meant: String
  package var facts: [Fact] {
    [Fact("written", .code(written)), Fact("meant", .code(meant))]
  }
}

/// A block after a colon, as in Python.
package struct ColonBlock: Fault {
  package static let identity = FaultIdentity(.syntax, "colon-block")
  package static let example = "for i in 0..3:\n  print(i)"
}

/// `i++`.
package struct IncrementSign: Fault {
  package static let identity = FaultIdentity(.syntax, "increment-sign")
  package static let example = "var i = 0\ni++"
  package let sign: String
  package var facts: [Fact] {
    [Fact("sign", .code(sign))]
  }
}

/// `lambda x: …`.
package struct LambdaKeyword: Fault {
  package static let identity = FaultIdentity(.syntax, "lambda-keyword")
  package static let example = "let double = lambda x: x * 2"
}

/// `fn` without a name.
package struct AnonymousFunction: Fault {
  package static let identity = FaultIdentity(.syntax, "anonymous-function")
  package static let example = "let double = fn (x) { x * 2 }"
}

/// `=>`.
package struct FatArrow: Fault {
  package static let identity = FaultIdentity(.syntax, "fat-arrow")
  package static let example = "let double = x => x * 2"
}

/// `:=`.
package struct Walrus: Fault {
  package static let identity = FaultIdentity(.syntax, "walrus")
  package static let example = "x := 1"
}

/// `x <- 5`, as in R.
package struct ArrowAssignment: Fault {
  package static let identity = FaultIdentity(.syntax, "arrow-assignment")
  package static let example = "x <- 5"
}

/// `===`.
package struct TripleEquals: Fault {
  package static let identity = FaultIdentity(.syntax, "triple-equals")
  package static let example = "1 === 1"
}

/// `for (i = 0; …)`.
package struct CStyleFor: Fault {
  package static let identity = FaultIdentity(.syntax, "c-style-for")
  package static let example = "for (i = 0; i < 3; i += 1) { print(i) }"
}

/// `0...3`, `0:3`.
package struct ForeignRange: Fault {
  package static let identity = FaultIdentity(.syntax, "foreign-range")
  package static let example = "for i in 0...3 { print(i) }"
  package let sign: String
  package let mended: String
  package var facts: [Fact] {
    [Fact("sign", .code(sign)), Fact("mended", .code(mended))]
  }
}

/// `let f(x) = x + 1`.
package struct FunctionByLet: Fault {
  package static let identity = FaultIdentity(.syntax, "function-by-let")
  package static let example = "let double(x) = 2 * x"
  /// With its parameters, as it is written.
  package let head: String
  package var facts: [Fact] {
    [Fact("mended", .code("fn \(head) = …"))]
  }
}

/// `a if c else b`.
package struct ConditionalAfterValue: Fault {
  package static let identity = FaultIdentity(.syntax, "conditional-after-value")
  package static let example = "let c = true\nlet x = 1 if c else 2"
}

/// `// …` as a comment.
package struct ForeignComment: Fault {
  package static let identity = FaultIdentity(.syntax, "foreign-comment")
  package static let example = "// a comment"
  package let sign: String
  package var facts: [Fact] {
    [Fact("sign", .code(sign))]
  }
}

/// A `+` before a value.
package struct UnaryPlus: Fault {
  package static let identity = FaultIdentity(.syntax, "unary-plus")
  package static let example = "let x = 1 * + 2"
}

/// `f(*xs)`.
package struct StarArgument: Fault {
  package static let identity = FaultIdentity(.syntax, "star-argument")
  package static let example = "let xs = [1, 2]\nprint(*xs)"
}

/// `fn f(*rest)`.
package struct StarParameter: Fault {
  package static let identity = FaultIdentity(.syntax, "star-parameter")
  package static let example = "fn total(*numbers) = sum(numbers)"
}
