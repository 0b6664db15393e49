import AimDiagnostics
import Glibc

/// What leaves the program or enters it: output, input, time, files.
extension Builtin {
  static var world: [Builtin] {
    [print, input, progress, measureText, clock, time, readText, writeText]
  }

  static var print: Builtin {
    Builtin(
      calling: "print", Parameter<Rest>("values"),
      Parameter<String>("separator", default: " ", shown: "\" \""),
      Parameter<String>("end", default: "\n", shown: "\"\\n\""),
      summary: "Writes values as text, with a separator between them and a new line at the end."
    ) { (context, values, separator, end) throws(RuntimeFault) in
      var text = ""
      for (index, value) in values.values.enumerated() {
        if index > 0 { text += separator }
        if let shown = try Display.shownByType(value, context) {
          text += shown
        } else {
          text += try Display.printed(value)
        }
      }
      context.emit(.text(text + end, stream: .out))
      return .nothing
    }
  }

  static var input: Builtin {
    Builtin(
      calling: "input", Parameter<String>("prompt", default: "", shown: "\"\""),
      summary: "Asks for a line of text; nil where the input has ended."
    ) { (context, prompt) throws(RuntimeFault) in
      guard let line = try context.readLine(prompt: prompt) else { return .nothing }
      return .string(line)
    }
  }

  static var measureText: Builtin {
    Builtin(
      "measure_text", Parameter<Double>("value"),
      summary:
        "A measure as the lines of training show it: three decimals, or a power of ten where those say little.",
      examples: [
        Example("measure_text(0.02149)", gives: "\"0.021\""),
        Example("measure_text(143850632861.013)", gives: "\"1.44e11\""),
      ]
    ) { value throws(RuntimeFault) in .string(MeasureText.text(value)) }
  }

  static var progress: Builtin {
    Builtin(
      calling: "progress", Parameter<String>("label"), Parameter<Int>("done"),
      Parameter<Int>("total"),
      Parameter<DictionaryObject?>("measures", default: nil, shown: "[:]"),
      summary: "Shows how far a long work has come, with measures beside it. Never recorded."
    ) { (context, label, done, total, measures) throws(RuntimeFault) in
      var shown: [Progress.Measure] = []
      if let measures {
        for entry in 0..<measures.entryCount where !measures.entryKey(entry).isMissing {
          guard let number = measures.entryValue(entry).elementAsNumber?.asDouble else { continue }
          let name = measures.entryKey(entry).asText ?? Display.short(measures.entryKey(entry))
          shown.append(Progress.Measure(name: name, value: number))
        }
      }
      context.emit(
        .progress(
          Progress(
            label: label, done: done, total: total, seconds: Clock.monotonic(), measures: shown)))
      return .nothing
    }
  }

  static var clock: Builtin {
    Builtin(
      raw: "clock", [],
      summary: "Seconds on a clock that only goes forward: the difference of two is a duration."
    ) {
      (_, _) throws(RuntimeFault) in .number(Clock.monotonic())
    }
  }

  static var time: Builtin {
    Builtin(raw: "time", [], summary: "Seconds since the beginning of 1970 (UTC).") {
      (_, _) throws(RuntimeFault) in .number(Clock.wall())
    }
  }

  static var readText: Builtin {
    Builtin("read_text", Parameter<String>("path"), summary: "The text of a file (UTF-8).") {
      path throws(RuntimeFault) in .string(try TextFile.read(path))
    }
  }

  static var writeText: Builtin {
    Builtin(
      "write_text", Parameter<String>("path"), Parameter<String>("text"),
      summary: "Writes a text to a file, whole or not at all."
    ) { (path, text) throws(RuntimeFault) in
      try TextFile.write(text, to: path)
      return .nothing
    }
  }
}

/// The clocks of the system, in seconds.
enum Clock {
  static func monotonic() -> Double { read(CLOCK_MONOTONIC) }
  static func wall() -> Double { read(CLOCK_REALTIME) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// Whole text files.
enum TextFile {
  static func read(_ path: String) throws(RuntimeFault) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw RuntimeFault(CannotRead(path: path, why: systemMessage())) }
    defer { _ = close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      try Stop.poll()
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw RuntimeFault(CannotRead(path: path, why: systemMessage())) }
      if count == 0 { break }
      try HeapAccount.expect(roomFor: bytes.count + count)
      bytes += buffer[..<count]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw RuntimeFault(FileNotText(path: path))
    }
    return text
  }

  /// Replaces a file's text, so that an interruption leaves the old one.
  static func write(_ text: String, to path: String) throws(RuntimeFault) {
    do throws(WholeFile.Refusal) {
      try WholeFile.replace(path, with: Array(text.utf8))
    } catch {
      throw RuntimeFault(CannotWrite(path: path, why: error.words))
    }
  }

  private static func systemMessage() -> String { WholeFile.Refusal(errno).words }
}
