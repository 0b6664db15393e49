import Testing

@testable import AimTensor

struct BufferPoolTests {
  @Test func `a class holds its sizes with at most an eighth to spare`() {
    for size in Array(1025...5000) + [1 << 20, (1 << 20) + 1, 123_456_789] {
      let (_, room) = BufferPool.sizeClass(size)
      #expect(room >= size && room - size <= size / 8 + 1)
      #expect(room % 64 == 0)
    }
  }

  @Test func `larger sizes have larger classes, each number one size`() {
    var sizes: [Int: Int] = [:]
    var last = 0
    for size in stride(from: 1025, to: 1 << 22, by: 97) {
      let (number, room) = BufferPool.sizeClass(size)
      #expect(sizes[number] ?? room == room)
      #expect(number >= last)
      sizes[number] = room
      last = number
    }
    #expect(sizes.count > 80)
  }

  @Test func `a buffer that came back serves the next request of its size`() throws {
    BufferPool.drain()
    let first = try #require(BufferPool.take(100_000))
    BufferPool.give(first, 100_000, keeping: 1 << 30)
    #expect(BufferPool.bytesKept >= 100_000)
    let second = try #require(BufferPool.take(99_000))
    #expect(second == first)
    BufferPool.give(second, 99_000, keeping: 0)
    #expect(BufferPool.bytesKept == 0)
  }
}
