import AimDiagnostics

/// Finds the cells in a notebook's bytes, in one pass over its lines.
struct NotebookReader {
  private let bytes: [UInt8]
  /// Each line with its line ending.
  private let lines: [Range<Int>]
  private(set) var cells: [Cell] = []
  private(set) var problems: [Notebook.Problem] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = Self.lines(of: bytes)
  }

  mutating func read() {
    var start = 0
    // A byte order mark and blank lines before the first marker are no cell.
    let markers = lines.indices.filter { CellMarker.begins(bytes[lines[$0]]) }
    let firstMarker = markers.first ?? lines.count
    if !lines[..<firstMarker].allSatisfy(isBlank) { addCell(marker: nil, lines: 0..<firstMarker) }
    for (index, marker) in markers.enumerated() {
      start = marker
      let end = index + 1 < markers.count ? markers[index + 1] : lines.count
      addCell(marker: lines[start], lines: (start + 1)..<end)
    }
  }

  private mutating func addCell(marker: Range<Int>?, lines cellLines: Range<Int>) {
    let start = marker?.upperBound ?? 0
    let words = marker.map { CellMarker(bytes[$0]) }
    let number = cells.count + 1
    if let marker, let words { check(words, at: marker, cell: number) }
    let kind = words?.kind ?? .code
    let output = kind == .text ? nil : outputLines(in: cellLines)
    let end = cellLines.isEmpty ? start : lines[cellLines.upperBound - 1].upperBound
    let outputBytes = output.map {
      lines[$0.lowerBound].lowerBound..<lines[$0.upperBound - 1].upperBound
    }
    let cell = Cell(
      kind: kind, number: number, title: words?.title ?? "", options: words?.options ?? .init(),
      marker: marker ?? start..<start, body: start..<(outputBytes?.lowerBound ?? end),
      output: outputBytes ?? end..<end, trailing: (outputBytes?.upperBound ?? end)..<end,
      firstLine: cellLines.lowerBound + 1)
    if kind == .text { checkText(cell, lines: cellLines) }
    cells.append(cell)
  }

  /// The lines of the `#>` block that ends a cell; blank lines may follow it.
  private func outputLines(in cellLines: Range<Int>) -> Range<Int>? {
    var end = cellLines.upperBound
    while end > cellLines.lowerBound, isBlank(lines[end - 1]) { end -= 1 }
    var start = end
    while start > cellLines.lowerBound, isOutput(lines[start - 1]) { start -= 1 }
    return start < end ? start..<end : nil
  }

  private func isOutput(_ line: Range<Int>) -> Bool { bytes[line].starts(with: Array("#>".utf8)) }

  private func isBlank(_ line: Range<Int>) -> Bool {
    bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(start..<(offset + 1))
      start = offset + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }
}

// MARK: - What can be wrong

extension NotebookReader {
  private mutating func check(_ marker: CellMarker, at range: Range<Int>, cell number: Int) {
    let line = trimmed(range)
    if let fault = marker.fault { problems.append(.init(fault: fault, range: line)) }
    if let edition = marker.options.edition, edition != Edition.current {
      problems.append(.init(fault: EditionUnknown(edition: edition), range: line))
    }
    guard number > 1 else { return }
    if marker.options.edition != nil {
      problems.append(.init(fault: PinOutsideFirstCell(name: "edition"), range: line))
    } else if marker.options.seed != nil {
      problems.append(.init(fault: PinOutsideFirstCell(name: "seed"), range: line))
    }
  }

  /// A text cell holds comment lines or one `"""` block: code in it would silently never run.
  private mutating func checkText(_ cell: Cell, lines cellLines: Range<Int>) {
    let text = String(decoding: bytes[cell.body], as: UTF8.self).trimmingBlanks
    guard text.hasPrefix("\"\"\"") else {
      let stray = cellLines.first { !isBlank(lines[$0]) && bytes[lines[$0]].first != 0x23 }
      guard let stray else { return }
      problems.append(.init(fault: CodeInTextCell(), range: trimmed(lines[stray])))
      return
    }
    if text.utf8.count >= 6, text.hasSuffix("\"\"\"") { return }
    problems.append(.init(fault: TextBlockNotClosed(), range: trimmed(cell.marker)))
  }

  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return line.lowerBound..<end
  }
}
