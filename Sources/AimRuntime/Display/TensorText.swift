import AimTensor

/// A tensor as text: dtype and shape first, then the elements, aligned, shortened when there are many.
enum TensorText {
  /// A tensor without dimensions shows as its number.
  static func full(_ tensor: Tensor) throws(RuntimeFault) -> String {
    if tensor.rank == 0 { return try scalar(tensor) }
    let head = tensor.type.description
    // Without elements the shape says it all.
    if tensor.count == 0 { return head + " []" }
    let columns = Display.columns
    let grid = try TensorGrid(tensor, columns: columns)
    let body = try grid.lines()
    if body.count == 1, head.count + body[0].count < columns { return head + " " + body[0] }
    return head + "\n" + body.joined(separator: "\n")
  }

  /// Inside a container: the type, and the elements where they are few.
  static func inline(_ tensor: Tensor, limit: Int) throws(RuntimeFault) -> String {
    if tensor.rank == 0 { return try scalar(tensor) }
    let head = tensor.type.description
    guard tensor.count <= limit, tensor.rank == 1 else { return head }
    if tensor.count == 0 { return head + " []" }
    return head + " " + (try TensorGrid(tensor, columns: Display.columns).nested())
  }

  /// The element of a tensor without dimensions.
  static func scalar(_ tensor: Tensor) throws(RuntimeFault) -> String {
    let item = try TensorBridge.make { try tensor.item() }
    switch item {
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .float(let number):
      return tensor.dtype == .f64 ? NumberText.float(number) : NumberText.float(Float(number))
    }
  }
}

/// The elements of a tensor that are shown, as texts of one width, and how they nest.
struct TensorGrid {
  /// Dimensions longer than this show that many at both ends.
  static let edge = 3
  static let summaryAbove = 1000

  private let shape: [Int]
  private let columns: Int
  /// Per axis, the places shown; -1 stands for what was left out.
  private let places: [[Int]]
  private let strides: [Int]
  private let texts: [Int: String]
  private let width: Int

  /// The tensor has dimensions and elements.
  init(_ tensor: Tensor, columns: Int) throws(RuntimeFault) {
    shape = tensor.shape.dimensions
    strides = tensor.shape.contiguousStrides
    self.columns = columns
    let isShortened = tensor.count > TensorGrid.summaryAbove
    var places = shape.map { size in
      TensorGrid.places(size, edge: isShortened ? TensorGrid.edge : size)
    }
    if shape.count > 1 {
      // No element takes less than three columns with what separates it.
      let last = shape.count - 1
      places[last] = TensorGrid.places(
        shape[last], edge: isShortened ? TensorGrid.edge : max(TensorGrid.edge, columns / 3))
      let widest = TensorGrid.width(of: try TensorGrid.texts(tensor, places))
      let room = columns - 2 * shape.count - 1
      if places[last].count * (widest + 2) - 2 > room {
        // Two columns separate neighbours, and `…` takes one.
        let edge = max(1, (room - 1) / (widest + 2) / 2)
        places[last] = TensorGrid.places(shape[last], edge: edge)
      }
    }
    self.places = places
    texts = try TensorGrid.texts(tensor, places)
    width = TensorGrid.width(of: texts)
  }

  /// All places along an axis, or those at both ends.
  private static func places(_ size: Int, edge: Int) -> [Int] {
    guard size > 2 * edge + 1 else { return Array(0..<size) }
    return Array(0..<edge) + [-1] + Array(size - edge..<size)
  }

  private static func texts(
    _ tensor: Tensor, _ places: [[Int]]
  ) throws(RuntimeFault) -> [Int: String] {
    ElementText.format(try shown(tensor, places))
  }

  private static func width(of texts: [Int: String]) -> Int {
    texts.values.reduce(0) { max($0, $1.count) }
  }

  /// The elements at the places shown, by their row-major number.
  private static func shown(
    _ tensor: Tensor, _ places: [[Int]]
  ) throws(RuntimeFault) -> [(Int, TensorScalar)] {
    var offsets = [(number: 0, place: 0)]
    let numbers = tensor.shape.contiguousStrides
    for axis in places.indices {
      var next: [(number: Int, place: Int)] = []
      for offset in offsets {
        try Stop.poll()
        for place in places[axis] where place >= 0 {
          next.append(
            (offset.number + place * numbers[axis], offset.place + place * tensor.strides[axis]))
        }
      }
      offsets = next
    }
    return try TensorBridge.make {
      try tensor.storage.materialize()
      return offsets.map { ($0.number, tensor.scalar(at: $0.place)) }
    }
  }

  /// All on one line: `[[1, 2], [3, 4]]`.
  func nested() throws(RuntimeFault) -> String { try row(axis: 0, start: 0, aligned: false) }

  /// One line per row of the last axis, indented under the first bracket.
  func lines() throws(RuntimeFault) -> [String] {
    if shape.count == 1 { return wrapped(try row(axis: 0, start: 0, aligned: false)) }
    return try block(axis: 0, start: 0)
  }

  private func row(axis: Int, start: Int, aligned: Bool) throws(RuntimeFault) -> String {
    var parts: [String] = []
    for place in places[axis] {
      try Stop.poll()
      if place < 0 {
        parts.append("…")
      } else if axis == shape.count - 1 {
        let text = texts[start + place] ?? ""
        parts.append(aligned ? String(repeating: " ", count: width - text.count) + text : text)
      } else {
        parts.append(
          try row(axis: axis + 1, start: start + place * strides[axis], aligned: aligned))
      }
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private func block(axis: Int, start: Int) throws(RuntimeFault) -> [String] {
    if axis == shape.count - 1 { return [try row(axis: axis, start: start, aligned: true)] }
    var lines: [String] = []
    for (number, place) in places[axis].enumerated() {
      let isLast = number == places[axis].count - 1
      var inner =
        place < 0 ? ["…"] : try block(axis: axis + 1, start: start + place * strides[axis])
      if !isLast, place >= 0 { inner[inner.count - 1] += "," }
      if number > 0, shape.count - axis > 2 { lines.append("") }
      lines += inner.map { $0.isEmpty ? "" : " " + $0 }
    }
    guard let first = lines.first else { return ["[]"] }
    lines[0] = "[" + first.dropFirst()
    lines[lines.count - 1] += "]"
    return lines
  }

  private func wrapped(_ line: String) -> [String] {
    guard line.count > columns else { return [line] }
    var lines: [String] = []
    var current = ""
    for part in line.split(separator: " ") {
      if !current.isEmpty, current.count + part.count + 1 > columns {
        lines.append(current)
        current = " " + part
      } else {
        current += current.isEmpty ? String(part) : " " + part
      }
    }
    return lines + [current]
  }
}

/// The elements of one tensor as texts: up to six digits, and none that say nothing (`0.135335`, `1`, `2.5e-07`).
enum ElementText {
  static func format(_ elements: [(Int, TensorScalar)]) -> [Int: String] {
    var texts: [Int: String] = [:]
    for (number, element) in elements { texts[number] = text(element) }
    return texts
  }

  private static func text(_ element: TensorScalar) -> String {
    switch element {
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .float(let number): number.isFinite ? FloatFormat.general(number, 6) : number.description
    }
  }
}
