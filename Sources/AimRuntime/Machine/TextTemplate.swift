import AimCompiler

/// An interpolated string as the machine makes it, trivial to the Swift compiler: its pieces in a row.
struct TextTemplate {
  let pieces: UnsafeMutablePointer<TemplatePiece>
  let count: Int

  init(_ parts: [TextPart]) {
    count = parts.count
    pieces = .allocate(capacity: max(count, 1))
    for (index, part) in parts.enumerated() {
      (pieces + index).initialize(to: TemplatePiece(part))
    }
  }

  func deallocate() {
    for index in 0..<count { pieces[index].bytes?.deallocate() }
    pieces.deallocate()
  }
}

/// Bytes that stand in the source, or a value that is written into its place.
struct TemplatePiece {
  enum Kind: UInt8 { case text, value, formatted, withFormat }

  let kind: Kind
  /// Of a text: its bytes, and whether they are plain.
  let bytes: UnsafeMutablePointer<UInt8>?
  let length: Int
  let isPlain: Bool

  init(_ part: TextPart) {
    var text = ""
    switch part {
    case .text(let piece):
      kind = .text
      text = piece
    case .value(let format): kind = format.isEmpty ? .value : .formatted
    case .valueWithFormat: kind = .withFormat
    }
    length = text.utf8.count
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(length, 1))
    for (index, byte) in text.utf8.enumerated() { copy[index] = byte }
    bytes = copy
    isPlain = StringObject.isPlain(UnsafeBufferPointer(start: copy, count: length))
  }
}

extension Machine {
  /// An interpolated string.
  func makeText(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) throws(RuntimeFault) {
    let template = frame.pointee.code.pointee.texts[word.c]
    let mark = textBuffer.count
    let first = base + word.b
    var register = first
    do throws(RuntimeFault) {
      for index in 0..<template.count {
        let piece = template.pieces[index]
        switch piece.kind {
        case .text:
          if let bytes = piece.bytes {
            try textBuffer.append(bytes, piece.length, isPlain: piece.isPlain)
          }
        case .value: try write(register.pointee)
        case .formatted:
          if let format = try frame.linked.format(word.c, index) {
            try textBuffer.append(try format.format(register.pointee))
          }
        case .withFormat:
          let format = try FormatSpec(register[1].asText ?? "")
          try textBuffer.append(try format.format(register.pointee))
          register += 1
        }
        if piece.kind != .text { register += 1 }
      }
      let text = try textBuffer.take(from: mark)
      first.clear(register - first)
      (base + word.a).put(text)
    } catch {
      textBuffer.drop(from: mark)
      throw error
    }
  }

  /// A value as `print` shows it.
  private func write(_ value: Value) throws(RuntimeFault) {
    if value.isSmallInteger {
      try textBuffer.append(value.smallInteger)
    } else if value.has(kind: .string) {
      try textBuffer.append(value.object(as: StringObject.self))
    } else {
      try textBuffer.append(try Display.text(value))
    }
  }
}
