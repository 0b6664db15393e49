import CAimKernels

/// Runs the pooling kernels on tensors, some planes at a time.
enum PoolingRun {
  /// Windows that look at several planes of an image: `[N, C]` of them, `area` elements each.
  private static func run<Element: ImageElement>(
    _ type: Element.Type, _ x: Tensor, _ window: aim_window,
    _ body: @escaping (UnsafePointer<Element>, Range<Int>) -> Void
  ) throws {
    let source = try x.contiguous()
    defer { withExtendedLifetime(source) {} }
    let base = UnsafePointer(source.pointer(as: type))
    let area = max(window.height * window.width, window.out_height * window.out_width, 1)
    try Pool.run(x.shape[0] * x.shape[1], by: max(1, Pool.grain / area)) { body(base, $0) }
  }

  static func largest<Element: ImageElement>(
    _ type: Element.Type, _ x: Tensor, _ window: aim_window, into result: Tensor
  ) throws {
    let target = result.pointer(as: type)
    let (size, outSize) = sizes(window)
    try run(type, x, window) { base, planes in
      Element.maxPool(
        base + planes.lowerBound * size, planes.count, window,
        into: target + planes.lowerBound * outSize, index: nil)
    }
  }

  /// Where the largest elements stand, each in its plane.
  static func indices<Element: ImageElement>(
    _ type: Element.Type, _ x: Tensor, _ window: aim_window, into result: Tensor
  ) throws {
    let target = UnsafeMutableRawPointer(result.bytes).assumingMemoryBound(to: Int64.self)
    let (size, outSize) = sizes(window)
    try run(type, x, window) { base, planes in
      Element.maxPool(
        base + planes.lowerBound * size, planes.count, window, into: nil,
        index: target + planes.lowerBound * outSize)
    }
  }

  /// Each element of upstream goes to the largest of its window.
  static func largestGradient<Element: ImageElement>(
    _ type: Element.Type, _ upstream: Tensor, _ x: Tensor, _ window: aim_window,
    into result: Tensor
  ) throws {
    let source = try upstream.contiguous()
    defer { withExtendedLifetime(source) {} }
    let from = UnsafePointer(source.pointer(as: type))
    let target = result.pointer(as: type)
    let (size, outSize) = sizes(window)
    try run(type, x, window) { base, planes in
      let (first, count) = (planes.lowerBound, planes.count)
      Element.maxPoolGradient(
        from + first * outSize, base + first * size, count, window, into: target + first * size)
    }
  }

  static func average<Element: ImageElement>(
    _ type: Element.Type, _ x: Tensor, _ window: aim_window, into result: Tensor
  ) throws {
    let target = result.pointer(as: type)
    let (size, outSize) = sizes(window)
    try run(type, x, window) { base, planes in
      Element.averagePool(
        base + planes.lowerBound * size, planes.count, window,
        into: target + planes.lowerBound * outSize)
    }
  }

  static func averageGradient<Element: ImageElement>(
    _ type: Element.Type, _ upstream: Tensor, _ window: aim_window, into result: Tensor
  ) throws {
    let target = result.pointer(as: type)
    let (size, outSize) = sizes(window)
    try run(type, upstream, window) { base, planes in
      Element.averagePoolGradient(
        base + planes.lowerBound * outSize, planes.count, window,
        into: target + planes.lowerBound * size)
    }
  }

  /// result[plane][index] += upstream.
  static func scatter<Element: ImageElement>(
    _ type: Element.Type, _ upstream: Tensor, _ index: Tensor, into result: Tensor
  ) throws {
    let (source, places) = (try upstream.contiguous(), try index.contiguous())
    defer { withExtendedLifetime((source, places)) {} }
    let from = UnsafePointer(source.pointer(as: type))
    let at = UnsafePointer(
      UnsafeMutableRawPointer(places.bytes).assumingMemoryBound(to: Int64.self))
    let target = result.pointer(as: type)
    let (size, outSize) = (area(upstream), area(result))
    try Pool.run(planes(result), by: max(1, Pool.grain / max(outSize, 1))) { planes in
      let first = planes.lowerBound
      Element.scatter(
        from + first * size, at + first * size, planes.count, size, outSize,
        into: target + first * outSize)
    }
  }

  /// result = x[plane][index].
  static func gather<Element: ImageElement>(
    _ type: Element.Type, _ x: Tensor, _ index: Tensor, into result: Tensor
  ) throws {
    let (source, places) = (try x.contiguous(), try index.contiguous())
    defer { withExtendedLifetime((source, places)) {} }
    let from = UnsafePointer(source.pointer(as: type))
    let at = UnsafePointer(
      UnsafeMutableRawPointer(places.bytes).assumingMemoryBound(to: Int64.self))
    let target = result.pointer(as: type)
    let (size, outSize) = (area(x), area(result))
    try Pool.run(planes(result), by: max(1, Pool.grain / max(size, 1))) { planes in
      let first = planes.lowerBound
      Element.gather(
        from + first * size, at + first * outSize, planes.count, size, outSize,
        into: target + first * outSize)
    }
  }

  private static func sizes(_ window: aim_window) -> (image: Int, result: Int) {
    (window.height * window.width, window.out_height * window.out_width)
  }

  private static func planes(_ x: Tensor) -> Int { x.shape[0] * x.shape[1] }

  private static func area(_ x: Tensor) -> Int {
    x.shape.dimensions.dropFirst(2).reduce(1, &*)
  }
}
