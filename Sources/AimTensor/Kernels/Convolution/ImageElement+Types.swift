import CAimKernels

extension Float: ImageElement {
  static var convolution: ConvolutionLoops<Float> { .single }

  static func unfold(
    _ image: UnsafePointer<Float>, _ channels: Int, _ window: aim_window,
    into columns: UnsafeMutablePointer<Float>, stride: Int
  ) {
    withUnsafePointer(to: window) {
      aim_image_to_columns_f32(image, channels, $0, columns, stride)
    }
  }

  static func fold(
    _ columns: UnsafePointer<Float>, stride: Int, _ channels: Int, _ window: aim_window,
    into image: UnsafeMutablePointer<Float>
  ) {
    withUnsafePointer(to: window) {
      aim_columns_to_image_f32(columns, stride, channels, $0, image)
    }
  }

  static func maxPool(
    _ x: UnsafePointer<Float>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Float>?, index: UnsafeMutablePointer<Int64>?
  ) {
    withUnsafePointer(to: window) { window in
      withUnsafeTemporaryAllocation(of: Self.self, capacity: max(window.pointee.out_width, 1)) {
        aim_max_pool_f32(x, planes, window, out, index, $0.baseAddress)
      }
    }
  }

  static func maxPoolGradient(
    _ upstream: UnsafePointer<Float>, _ x: UnsafePointer<Float>, _ planes: Int,
    _ window: aim_window, into out: UnsafeMutablePointer<Float>
  ) {
    withUnsafePointer(to: window) { window in
      let width = max(window.pointee.out_width, 1)
      withUnsafeTemporaryAllocation(of: Self.self, capacity: width) { best in
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: width) { places in
          aim_max_pool_gradient_f32(
            upstream, x, planes, window, out, best.baseAddress, places.baseAddress)
        }
      }
    }
  }

  static func averagePool(
    _ x: UnsafePointer<Float>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Float>
  ) {
    withUnsafePointer(to: window) { aim_average_pool_f32(x, planes, $0, 1, out) }
  }

  static func averagePoolGradient(
    _ upstream: UnsafePointer<Float>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Float>
  ) {
    withUnsafePointer(to: window) { aim_average_pool_gradient_f32(upstream, planes, $0, 1, out) }
  }

  static func scatter(
    _ upstream: UnsafePointer<Float>, _ index: UnsafePointer<Int64>, _ planes: Int, _ size: Int,
    _ outSize: Int, into out: UnsafeMutablePointer<Float>
  ) { aim_scatter_planes_f32(upstream, index, planes, size, outSize, out) }

  static func gather(
    _ x: UnsafePointer<Float>, _ index: UnsafePointer<Int64>, _ planes: Int, _ size: Int,
    _ outSize: Int, into out: UnsafeMutablePointer<Float>
  ) { aim_gather_planes_f32(x, index, planes, size, outSize, out) }
}

extension Double: ImageElement {
  static var convolution: ConvolutionLoops<Double> { .double }

  static func unfold(
    _ image: UnsafePointer<Double>, _ channels: Int, _ window: aim_window,
    into columns: UnsafeMutablePointer<Double>, stride: Int
  ) {
    withUnsafePointer(to: window) {
      aim_image_to_columns_f64(image, channels, $0, columns, stride)
    }
  }

  static func fold(
    _ columns: UnsafePointer<Double>, stride: Int, _ channels: Int, _ window: aim_window,
    into image: UnsafeMutablePointer<Double>
  ) {
    withUnsafePointer(to: window) {
      aim_columns_to_image_f64(columns, stride, channels, $0, image)
    }
  }

  static func maxPool(
    _ x: UnsafePointer<Double>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Double>?, index: UnsafeMutablePointer<Int64>?
  ) {
    withUnsafePointer(to: window) { window in
      withUnsafeTemporaryAllocation(of: Self.self, capacity: max(window.pointee.out_width, 1)) {
        aim_max_pool_f64(x, planes, window, out, index, $0.baseAddress)
      }
    }
  }

  static func maxPoolGradient(
    _ upstream: UnsafePointer<Double>, _ x: UnsafePointer<Double>, _ planes: Int,
    _ window: aim_window, into out: UnsafeMutablePointer<Double>
  ) {
    withUnsafePointer(to: window) { window in
      let width = max(window.pointee.out_width, 1)
      withUnsafeTemporaryAllocation(of: Self.self, capacity: width) { best in
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: width) { places in
          aim_max_pool_gradient_f64(
            upstream, x, planes, window, out, best.baseAddress, places.baseAddress)
        }
      }
    }
  }

  static func averagePool(
    _ x: UnsafePointer<Double>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Double>
  ) {
    withUnsafePointer(to: window) { aim_average_pool_f64(x, planes, $0, 1, out) }
  }

  static func averagePoolGradient(
    _ upstream: UnsafePointer<Double>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Double>
  ) {
    withUnsafePointer(to: window) { aim_average_pool_gradient_f64(upstream, planes, $0, 1, out) }
  }

  static func scatter(
    _ upstream: UnsafePointer<Double>, _ index: UnsafePointer<Int64>, _ planes: Int, _ size: Int,
    _ outSize: Int, into out: UnsafeMutablePointer<Double>
  ) { aim_scatter_planes_f64(upstream, index, planes, size, outSize, out) }

  static func gather(
    _ x: UnsafePointer<Double>, _ index: UnsafePointer<Int64>, _ planes: Int, _ size: Int,
    _ outSize: Int, into out: UnsafeMutablePointer<Double>
  ) { aim_gather_planes_f64(x, index, planes, size, outSize, out) }
}
