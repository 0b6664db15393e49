import AimRuntime
import AimTensor
import Testing

/// Counts and sums as scikit-learn's `load_digits` and `load_iris` give them.
struct DataSetTests {
  @Test func `digits are 1797 images between 0 and 1`() throws {
    let digits = try #require(try DataSet.named("digits"))
    #expect(digits.inputs.shape == [1797, 1, 8, 8])
    #expect(digits.labels.shape == [1797])
    let pixels = try digits.inputs.withElements(as: Float.self) { Array($0) }
    #expect(pixels.min() == 0 && pixels.max() == 1)
    #expect(pixels.reduce(0.0) { $0 + Double($1) } == 561_718.0 / 16)
    // The first image's first rows: 0 0 5 13 9 1 0 0, 0 0 13 15 10 15 5 0.
    #expect(pixels[..<8].map { Int($0 * 16) } == [0, 0, 5, 13, 9, 1, 0, 0])
    #expect(pixels[8..<16].map { Int($0 * 16) } == [0, 0, 13, 15, 10, 15, 5, 0])
  }

  @Test func `each digit stands about 180 times`() throws {
    let digits = try #require(try DataSet.named("digits"))
    let labels = try digits.labels.withElements(as: Int.self) { Array($0) }
    let counts = (0..<10).map { digit in labels.count { $0 == digit } }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    #expect(Array(labels[..<5]) == [0, 1, 2, 3, 4])
  }

  @Test func `iris is 150 flowers of three kinds`() throws {
    let iris = try #require(try DataSet.named("iris"))
    #expect(iris.inputs.shape == [150, 4] && iris.classes == 3)
    #expect(iris.names == ["setosa", "versicolor", "virginica"])
    #expect(iris.features == ["sepal_length", "sepal_width", "petal_length", "petal_width"])
    let values = try iris.inputs.withElements(as: Float.self) { Array($0) }
    #expect(abs(values.reduce(0.0) { $0 + Double($1) } - 2078.7) < 1e-3)
    let labels = try iris.labels.withElements(as: Int.self) { Array($0) }
    #expect(labels == (0..<150).map { $0 / 50 })
  }

  @Test func `an unknown name is no data set`() throws {
    for name in DataSet.known { #expect(try DataSet.named(name) != nil) }
    #expect(try DataSet.named("mnist") == nil)
  }
}
