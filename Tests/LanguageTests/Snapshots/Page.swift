import AimTestSupport

/// A page of a snapshot: a title, words, and fenced sections in their order.
struct Page: Equatable {
  struct Section: Equatable {
    let title: String
    /// What stands behind the opening fence.
    let language: String
    let body: String
  }

  var title: String
  var sections: [Section]

  init(title: String, sections: [Section]) {
    self.title = title
    self.sections = sections
  }

  /// Reads what `text` writes; words between a heading and its fence are dropped.
  init(_ text: String) {
    var sections: [Section] = []
    var heading = ""
    var open: (language: String, lines: [String])?
    var title = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let fence = open {
        if line == Self.fence {
          let body = fence.lines.map { $0 + "\n" }.joined()
          sections.append(Section(title: heading, language: fence.language, body: body))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix(Self.fence) {
        open = (String(line.dropFirst(Self.fence.count)), [])
      } else if line.hasPrefix("## ") {
        heading = String(line.dropFirst(3))
      } else if line.hasPrefix("# ") {
        title = String(line.dropFirst(2))
      }
    }
    self.title = title
    self.sections = sections
  }

  /// Longer than any fence that a program's own comments would hold.
  private static let fence = "~~~~"

  var text: String {
    var lines = ["# \(title)", ""]
    for section in sections {
      lines += ["## \(section.title)", "", Self.fence + section.language]
      var body = section.body.split(separator: "\n", omittingEmptySubsequences: false)
      if body.last == "" { body.removeLast() }
      lines += body.map(String.init) + [Self.fence, ""]
    }
    return lines.joined(separator: "\n")
  }

  subscript(title: String) -> String? { sections.first { $0.title == title }?.body }

  /// Compares with what is recorded at `path`, or records it where `AIM_RECORD=1` says so.
  ///
  /// - Returns: What differs, or nil.
  func differs(from path: String) -> String? {
    if RepositoryFolder.isRecording {
      RepositoryFolder.write(text, to: path)
      return nil
    }
    let recorded = Page(RepositoryFolder.text(path))
    for section in sections where recorded[section.title] != section.body {
      return """
        \(path): `\(section.title)` is not as recorded (AIM_RECORD=1 accepts it). Recorded:
        \(recorded[section.title] ?? "(nothing)")
        Now:
        \(section.body)
        """
    }
    return recorded.sections.count == sections.count ? nil : "\(path): other sections than recorded"
  }
}
