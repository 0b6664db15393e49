extension Report {
  /// The report as people read it: a title, the source with its marks, reason, help and calls.
  ///
  /// - Parameter columns: The width to keep to where it can be kept; nil for plain logs, where
  ///   prose is not broken and only very long source lines are cut.
  /// - Returns: Its lines, without line ends.
  package func lines(columns: Int? = nil) -> [StyledLine] {
    var output = [heading]
    let excerpts = excerpts(columns: columns)
    let gutter = gutterWidth(excerpts)
    for (index, excerpt) in excerpts.enumerated() {
      output += render(excerpt, gutter: gutter, isFirst: index == 0)
    }
    let notes = notes(columns: columns.map { max(20, $0 - gutter - 5) })
    let margin = String(repeating: " ", count: gutter + 1)
    if !excerpts.isEmpty, !notes.isEmpty { output.append(StyledLine(margin + "│", .frame)) }
    for note in notes { output.append(StyledLine(margin) + note) }
    return output
  }

  /// The report as one text.
  package func text(_ style: TextStyle, columns: Int? = nil) -> String {
    style.render(lines(columns: columns))
  }

  private var heading: StyledLine {
    var line = StyledLine("error[\(identity.kind.rawValue)]", .error)
    line.append(": " + title.withVisibleControls, .title)
    return line
  }
}

// MARK: - Excerpts

extension Report {
  /// One excerpt per document: the fault's own first.
  private func excerpts(columns: Int?) -> [Excerpt] {
    guard let primary else { return [] }
    var order: [SourceDocument.ID] = [primary.document]
    for label in labels where !order.contains(label.range.document) {
      order.append(label.range.document)
    }
    let room = max(30, (columns ?? 110) - 8)
    return order.compactMap { id in
      guard let document = sources[id] else { return nil }
      return Excerpt(document, marks: marks(in: document), columns: room)
    }
  }

  /// A label without words inside the fault's range is the caret; where there is none, the whole
  /// range is.
  ///
  /// One elsewhere is another place of the same fault.
  private func marks(in document: SourceDocument) -> [Excerpt.Mark] {
    let bounds = 0..<document.utf8.count
    var marks = labels.filter { $0.range.document == document.id }.map { label in
      Excerpt.Mark(
        bytes: label.range.offsets.clamped(to: bounds),
        text: label.text?.withVisibleControls.onOneLine, isCaret: label.text == nil)
    }
    if let primary, primary.document == document.id {
      let bytes = primary.offsets.clamped(to: bounds)
      if !marks.contains(where: { $0.isCaret && bytes.clamped(to: $0.bytes) == $0.bytes }) {
        marks.insert(Excerpt.Mark(bytes: bytes, text: nil, isCaret: true), at: 0)
      }
    }
    return marks
  }

  private func gutterWidth(_ excerpts: [Excerpt]) -> Int {
    let numbers = excerpts.map { excerpt -> Int in
      let range = SourceRange(document: excerpt.document.id, start: 0, end: 0)
      return SourcePlace(range, in: excerpt.document).gutterNumber(ofLine: excerpt.lastLine + 1)
    }
    return String(numbers.max() ?? 0).count
  }

  private func render(_ excerpt: Excerpt, gutter: Int, isFirst: Bool) -> [StyledLine] {
    let margin = String(repeating: " ", count: gutter + 1)
    let start = isFirst ? primary?.offsets.lowerBound : excerpt.marks.first?.bytes.lowerBound
    let range = SourceRange(document: excerpt.document.id, start: start ?? 0, end: start ?? 0)
    let place = SourcePlace(range, in: excerpt.document)
    var output: [StyledLine] = []
    if !isFirst { output.append(StyledLine(margin + "│", .frame)) }
    var header = StyledLine(margin + (isFirst ? "┌─ " : "├─ "), .frame)
    header.append(place.description)
    output.append(header)
    output.append(StyledLine(margin + "│", .frame))
    output += excerpt.render(gutter: gutter) { place.gutterNumber(ofLine: $0 + 1) }
    return output
  }
}

// MARK: - Notes

extension Report {
  private func notes(columns: Int?) -> [StyledLine] {
    var notes: [StyledLine] = []
    if let reason { notes += note(nil, reason, columns) }
    if let mend { notes += note("help", mend, columns) }
    notes += callLines
    return notes
  }

  /// `= help: words`, with further lines indented below.
  private func note(_ name: String?, _ text: String, _ columns: Int?) -> [StyledLine] {
    let lead = name.map { "\($0): " } ?? ""
    let lines = text.withVisibleControls.wrapped(to: columns.map { $0 - lead.count })
    return lines.enumerated().map { index, text in
      var line = StyledLine(index == 0 ? "= " : "  ", .frame)
      let margin = String(repeating: " ", count: lead.count)
      line.append(index == 0 ? lead : margin, .help)
      line.append(prose: text)
      return line
    }
  }

  /// The chain of calls, as a small table; the same call many times over is one row.
  private var callLines: [StyledLine] {
    guard !calls.isEmpty else { return [] }
    var heading = StyledLine("= ", .frame)
    heading.append("calls, innermost first:", .quiet)
    let rows = callRows
    let widths = (0..<2).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    return [heading]
      + rows.map { row in
        let cells = zip(row, widths).map {
          $0 + String(repeating: " ", count: $1 - DisplayWidth.of($0))
        }
        var line = StyledLine("    " + cells[0] + "  ", .operand)
        line.append(cells[1] + "  ", .quiet)
        line.append(row[2])
        return line
      }
  }

  private var callRows: [[String]] {
    var groups: [(call: Call, count: Int)] = []
    for call in calls {
      if let last = groups.last, last.call.function == call.function, last.call.range == call.range
      {
        groups[groups.count - 1].count += call.times
      } else {
        groups.append((call, call.times))
      }
    }
    var rows = groups.map { call, count in
      let times = count > 1 ? " (\(count) times)" : ""
      let source = (call.source ?? "").withVisibleControls.clipped(to: 60)
      return [
        call.function.withVisibleControls + times, call.place?.shortDescription ?? "", source,
      ]
    }
    if rows.count > 12 {
      rows.replaceSubrange(8..<(rows.count - 3), with: [["…", "\(rows.count - 11) more", ""]])
    }
    return rows
  }
}
