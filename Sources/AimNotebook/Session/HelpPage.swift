package import AimDiagnostics
import AimRuntime
import AimTensor

/// What `?name` shows: how something is called, what it is for, how it is used.
package struct HelpPage: Sendable {
  package let lines: [StyledLine]
}

extension Session {
  /// The help for a name or a sign (`+`, `@`); nil where there is none.
  ///
  /// - Parameters:
  ///   - name: As it is written in a program.
  ///   - columns: The width that prose is broken at.
  /// - Returns: The page.
  package func help(for name: String, columns: Int = 80) -> HelpPage? {
    let name = Self.function(of: name)
    let path = name.split(separator: ".").map(String.init)
    if path.count == 1, let builtin = interpreter.builtin(named: name) {
      return HelpPage(lines: Self.lines(of: builtin, columns))
    }
    guard let found = value(at: path) else { return nil }
    if case .builtin(let object) = found.value.view {
      return HelpPage(lines: Self.lines(of: object.builtin, columns))
    }
    return HelpPage(lines: lines(of: found.value, name: name, columns))
  }

  /// The source of a name; nil where it is neither defined in Aim nor known at all.
  package func source(of name: String) -> SourcePage? {
    let path = name.split(separator: ".").map(String.init)
    guard let found = value(at: path), let definition = interpreter.definition(of: found.value)
    else { return nil }
    let range = definition.range
    let place = SourcePlace(range, in: definition.document).shortDescription
    let comment = interpreter.documentation(of: found.value)?.asComment ?? ""
    return SourcePage(place: place, text: comment + definition.document.text(range.offsets))
  }

  /// True where a name stands for something written in Swift.
  package func isBuiltin(_ name: String) -> Bool {
    interpreter.builtin(named: Self.function(of: name)) != nil
  }

  /// The function that a sign stands for; any other name is its own.
  private static func function(of name: String) -> String {
    ArithmeticOperator(rawValue: name)?.tensorOperator.name
      ?? AimRuntime.ComparisonOperator(rawValue: name)?.tensorOperator.name ?? name
  }
}

/// What `??name` shows.
package struct SourcePage: Sendable {
  package let place: String
  package let text: String
}

// MARK: - Pages

extension Session {
  private static func lines(of builtin: Builtin, _ columns: Int) -> [StyledLine] {
    var lines = [StyledLine(builtin.signature, .title)] + prose(builtin.summary, columns)
    if let formula = builtin.formula { lines.append(StyledLine("    " + formula, .operand)) }
    let typed = builtin.parameters.filter { $0.type != "anything" }
    if !typed.isEmpty {
      lines.append(StyledLine())
      let width = typed.map { DisplayWidth.of($0.text) }.max() ?? 0
      for parameter in typed {
        let margin = String(repeating: " ", count: width - DisplayWidth.of(parameter.text) + 2)
        var line = StyledLine("  " + parameter.text + margin, .operand)
        line.append(prose: parameter.type)
        lines.append(line)
      }
    }
    if !builtin.examples.isEmpty { lines.append(StyledLine()) }
    for example in builtin.examples {
      for line in example.source.split(separator: "\n") {
        lines.append(StyledLine("  > " + line, .code))
      }
      for line in example.shows.split(separator: "\n") { lines.append(StyledLine("  " + line)) }
    }
    return lines
  }

  private func lines(of value: Value, name: String, _ columns: Int) -> [StyledLine] {
    guard let definition = interpreter.definition(of: value) else {
      var line = StyledLine(name + ": ", .title)
      line.append(Display.short(value))
      return [line, StyledLine(value.typeName, .quiet)]
    }
    let head = Self.head(of: definition.document.text(definition.range.offsets))
    var lines = [StyledLine(head, .title)]
    let place = SourcePlace(definition.range, in: definition.document).shortDescription
    if let words = interpreter.documentation(of: value) { lines += Self.markdown(words, columns) }
    lines.append(StyledLine("\(place) · ??\(name) shows how it is made", .quiet))
    return lines
  }

  /// Markdown for a terminal: code blocks without their fences, further in.
  private static func markdown(_ text: String, _ columns: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    var paragraph: [Substring] = []
    func endParagraph() {
      lines += prose(paragraph.joined(separator: " "), columns)
      paragraph = []
    }
    var isCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        endParagraph()
        isCode.toggle()
      } else if isCode {
        lines.append(StyledLine("    " + line, .code))
      } else if line.isEmpty || "-*|#> ".contains(line.first ?? " ") {
        // A list, a table or a heading keeps its lines.
        endParagraph()
        lines += line.isEmpty ? [StyledLine()] : prose(String(line), columns)
      } else {
        paragraph.append(line)
      }
    }
    endParagraph()
    return lines
  }

  /// A definition up to its body, without `@kernel`: `fn area(r, pi = 3.14159)`.
  private static func head(of definition: String) -> String {
    var depth = 0
    var head = ""
    let marks = definition.prefix { $0 == "@" }.isEmpty ? "" : definition.prefix { !$0.isNewline }
    for character in definition.dropFirst(marks.count) {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0, "=" where depth == 0: return head.trimmingBlanks
      default: break
      }
      head.append(character)
    }
    return head.trimmingBlanks
  }

  private static func prose(_ text: String, _ columns: Int) -> [StyledLine] {
    guard !text.isEmpty else { return [] }
    return text.wrapped(to: columns).map { part in
      var line = StyledLine()
      line.append(prose: part)
      return line
    }
  }
}

extension String {
  /// The text as `##` lines.
  fileprivate var asComment: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "##\n" : "## \($0)\n" }.joined()
  }
}
