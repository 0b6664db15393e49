package import AimDiagnostics
package import AimSyntax

/// One compiled function: what the machine needs to run it, and what a reader needs to understand
/// it.
///
/// The top level of a file or cell is a function too.
package final class FunctionCode: Sendable {
  package let header: Header
  package let instructions: [Instruction]
  package let tables: Tables
  package let notes: Notes

  package init(header: Header, instructions: [Instruction], tables: Tables, notes: Notes) {
    self.header = header
    self.instructions = instructions
    self.tables = tables
    self.notes = notes
  }

  /// What a caller must know.
  package struct Header: Sendable {
    package var name: String = ""
    /// The whole definition; what `??name` shows.
    package var range: SourceRange
    package var documentation: String?
    package var parameters: [ParameterInfo] = []
    package var result: String?
    package var registerCount: Int = 0
    /// The registers, from the first, that may hold an object when the function returns.
    ///
    /// Those above are temporaries, empty by then.
    package var keptCount: Int = 0
    /// Where a call that gives every argument begins: behind the defaults.
    package var readyEntry: Int = 0
    package var isKernel: Bool = false
    /// A method's first parameter is `self`; a mutating one takes it by reference.
    package var isMethod: Bool = false
    package var isMutating: Bool = false
    /// True for the function that makes a model or type: it returns the instance.
    package var isConstructor: Bool = false
    /// True for the top level of a file or cell, and for tests: no call that a trace would name.
    package var isTopLevel: Bool = false
    /// True for a function that stands for a builtin: its calls are the builtin's caller's.
    package var isUntraced: Bool = false

    package init(range: SourceRange) { self.range = range }
  }

  /// What instructions index.
  package struct Tables: Sendable {
    package var constants: [Constant] = []
    package var globals: [GlobalReference] = []
    package var names: [String] = []
    package var functions: [FunctionCode] = []
    /// Where each captured value comes from when the function is made.
    package var captures: [CaptureSource] = []
    package var recordShapes: [[String]] = []
    package var callShapes: [CallShape] = []
    package var indexShapes: [[IndexItemShape]] = []
    package var placeShapes: [PlaceShape] = []
    package var textShapes: [[TextPart]] = []
    package var patterns: [ShapePattern] = []
    package var types: [TypeShape] = []
    package var imports: [ImportReference] = []
    package var assertions: [AssertionShape] = []
    /// Innermost first where several cover an instruction.
    package var handlers: [Handler] = []
    package init() {}
  }

  /// What tells a reader where things are; nothing here changes what the function does.
  package struct Notes: Sendable {
    /// The range of each instruction.
    package var ranges: [SourceRange] = []
    /// Ascending by instruction.
    package var operands: [OperandNote] = []
    package var expressions: [ExpressionNote] = []
    package var statements: [StatementNote] = []
    package var variables: [VariableNote] = []
    package init() {}
  }
}

/// A parameter as a caller sees it.
package struct ParameterInfo: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case value, reference, rest }
  package let name: String
  package let kind: Kind
  package let hasDefault: Bool
  /// True after a `...rest`.
  package let isNamedOnly: Bool
  /// The default as it is written.
  package let defaultText: String?
  /// The annotation as it is written.
  package let annotation: String?

  package init(
    name: String, kind: Kind, hasDefault: Bool, isNamedOnly: Bool, defaultText: String? = nil,
    annotation: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.hasDefault = hasDefault
    self.isNamedOnly = isNamedOnly
    self.defaultText = defaultText
    self.annotation = annotation
  }
}

/// A name of the top level that a function uses, found when the function is linked.
package enum GlobalReference: Sendable, Hashable {
  /// A name of the program's own module, or through it of the library.
  case module(String)
  /// A name of the library whatever the module binds it to.
  case library(String)

  package var name: String {
    switch self {
    case .module(let name), .library(let name): name
    }
  }
}

/// Where a captured value is found when its function is made.
package enum CaptureSource: Sendable, Hashable {
  /// A register of the function around it (a value, or a cell).
  case register(UInt16)
  /// A capture of the function around it.
  case capture(UInt16)
}

/// `import "path"`.
package struct ImportReference: Sendable, Hashable {
  package let path: String
  /// The file that imports: paths are relative to it.
  package let range: SourceRange
}

/// What `assert` reports.
package struct AssertionShape: Sendable, Hashable {
  package let condition: String
  /// For `a < b`, the registers of both and the operator, so that their values can be told.
  package let comparison: String?
  package let left: UInt16
  package let right: UInt16
}

/// A stretch of instructions whose faults are handled.
package struct Handler: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// `catch`: never for an interrupt.
    case `catch`
    /// Puts a place back and goes on with the fault; for an interrupt too.
    case restore
  }
  package let kind: Kind
  package let start: Int
  package let end: Int
  package let target: Int
  /// Registers from here on are given up before the handler runs.
  package let liveRegisters: Int
}

/// Which register an operand of an instruction comes from, and the code that it is.
package struct OperandNote: Sendable, Hashable {
  package let instruction: Int32
  package let register: UInt16
  package let range: SourceRange
}

/// Where an expression's value is, and the last instruction that makes it.
package struct ExpressionNote: Sendable, Hashable {
  package let node: NodeID
  package let range: SourceRange
  package let register: UInt16
  package let completeAt: Int32
}

/// The first instruction of a statement.
package struct StatementNote: Sendable, Hashable {
  package let instruction: Int32
  package let node: NodeID
  package let range: SourceRange
}

/// A variable, where it lives and while which instructions.
package struct VariableNote: Sendable, Hashable {
  package let name: String
  package let register: UInt16
  package let isCell: Bool
  package let start: Int32
  package var end: Int32
}
