import AimDiagnostics

/// The `:commands` of the prompt: one row each, from which help and completion are made.
enum PromptCommand: String, CaseIterable {
  case help, vars, time, profile, load, save, reset, nan, threads, quit

  /// What stands behind the name.
  var argument: String {
    switch self {
    case .help, .vars, .reset, .quit: ""
    case .time, .profile: "code"
    case .load: "file.aim"
    case .save: "file.aimnb"
    case .nan: "on|off"
    case .threads: "n"
    }
  }

  var summary: String {
    switch self {
    case .help: "shows this"
    case .vars: "lists what you have named"
    case .time: "runs code and says how long it took"
    case .profile: "runs code and says where time and memory went, by operator and by line"
    case .load: "runs a file as if it were typed here"
    case .save: "writes this session as a notebook; inputs that failed are left out"
    case .reset: "forgets everything and begins anew, with seed 0"
    case .nan: "on: stops at the line that made a NaN"
    case .threads: "how many threads tensor work may use; results do not depend on it"
    case .quit: "leaves, as Ctrl-D does"
    }
  }

  /// What may be typed, and what it means.
  typealias Row = (typed: String, meaning: String)

  var row: Row {
    (":" + rawValue + (argument.isEmpty ? "" : " " + argument), summary)
  }

  /// The command that someone probably meant: one that begins so, or is spelt nearly so.
  static func nearest(to name: String) -> String? {
    let typed = name.lowercased()
    let names = allCases.map(\.rawValue)
    let beginning = typed.isEmpty ? nil : names.first { $0.hasPrefix(typed) }
    return beginning ?? Nearest.match(typed, among: names)
  }

  /// What else one may type, for `:help`.
  static let questions: [Row] = [
    ("?name", "what it is and how to use it"),
    ("??name", "how it is made: its source"),
    (";command", "runs a command of the shell"),
    ("ans", "the last value"),
    ("Tab", "completes names, fields, arguments, files, commands"),
    ("Ctrl-C", "stops what is running; at the prompt it clears the line"),
    ("Ctrl-D", "leaves"),
  ]
}
