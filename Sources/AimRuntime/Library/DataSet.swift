package import AimTensor

/// A data set that travels inside the binary, decoded: inputs, labels, and what they are called.
///
/// Where the numbers come from and who may use them stands in `stdlib/data/README.md`.
package struct DataSet {
  /// f32, one example for each place along the first axis.
  package let inputs: Tensor
  /// i64[N], from 0 to `classes` − 1.
  package let labels: Tensor
  package let classes: Int
  /// What each label stands for; empty where the label says it itself.
  package let names: [String]
  /// What each column of the inputs measures; empty for pictures.
  package let features: [String]

  /// The names that `named(_:)` knows.
  package static let known = ["digits", "iris"]

  /// The data set of this name, nil where there is none.
  ///
  /// O(its bytes), about a millisecond.
  package static func named(_ name: String) throws -> DataSet? {
    switch name {
    case "digits": try digits()
    case "iris": try iris()
    default: nil
    }
  }

  /// f32[1797, 1, 8, 8] between 0 and 1.
  ///
  /// The file holds 64 pixels of 0 to 16 and a label, 1797 times.
  private static func digits() throws -> DataSet? {
    guard let file = EmbeddedFile.at("data/digits.u8") else { return nil }
    let pixels = 64
    var inputs: [Float] = []
    var labels: [Int] = []
    inputs.reserveCapacity(file.count)
    file.withBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: pixels + 1) {
        for pixel in bytes[start..<start + pixels] { inputs.append(Float(pixel) / 16) }
        labels.append(Int(bytes[start + pixels]))
      }
    }
    return DataSet(
      inputs: try Tensor(inputs, shape: [labels.count, 1, 8, 8]), labels: try Tensor(labels),
      classes: 10, names: [], features: [])
  }

  /// f32[150, 4], centimetres.
  ///
  /// The file has a line of column names, then four numbers and a name a line.
  private static func iris() throws -> DataSet? {
    guard let file = EmbeddedFile.at("data/iris.csv") else { return nil }
    let text = file.withBytes { String(decoding: $0, as: UTF8.self) }
    let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    guard let header = rows.first else { return nil }
    var inputs: [Float] = []
    var labels: [Int] = []
    var names: [String] = []
    for row in rows.dropFirst() {
      guard let name = row.last else { continue }
      inputs.append(contentsOf: row.dropLast().compactMap { Float($0) })
      if names.last != name { names.append(name) }
      labels.append(names.count - 1)
    }
    return DataSet(
      inputs: try Tensor(inputs, shape: [labels.count, header.count - 1]),
      labels: try Tensor(labels), classes: names.count, names: names,
      features: header.dropLast())
  }
}
