// Unfolding, folding and pooling for one element type: read by levels.h.

AIM_INLINE ptrdiff_t NAME(divide_up)(ptrdiff_t a, ptrdiff_t b) {
  return a <= 0 ? 0 : (a + b - 1) / b;
}

// The outputs first..<last whose element at kernel offset `shift` lies inside 0..<size.
AIM_INLINE void NAME(inside)(ptrdiff_t shift, ptrdiff_t size, ptrdiff_t stride, ptrdiff_t count,
                             ptrdiff_t *first, ptrdiff_t *last) {
  ptrdiff_t low = NAME(divide_up)(-shift, stride);
  ptrdiff_t high = NAME(divide_up)(size - shift, stride);
  *first = low < count ? low : count;
  *last = high < count ? high : count;
  if (*last < *first) *last = *first;
}

KERNEL(void, image_to_columns, (const T *image, ptrdiff_t channels, const aim_window *w, T *columns,
                                ptrdiff_t column_stride),
       (image, channels, w, columns, column_stride)) {
  for (ptrdiff_t c = 0; c < channels; c++) {
    const T *plane = image + c * w->height * w->width;
    for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++) {
      ptrdiff_t dy = ky * w->dilation_height - w->padding_height;
      for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
        ptrdiff_t dx = kx * w->dilation_width - w->padding_width;
        ptrdiff_t first, last;
        NAME(inside)(dx, w->width, w->stride_width, w->out_width, &first, &last);
        T *out = columns;
        columns += column_stride;
        for (ptrdiff_t oy = 0; oy < w->out_height; oy++, out += w->out_width) {
          ptrdiff_t y = oy * w->stride_height + dy;
          if (y < 0 || y >= w->height || first == last) {
            memset(out, 0, (size_t)w->out_width * sizeof(T));
            continue;
          }
          const T *row = plane + y * w->width + dx;
          for (ptrdiff_t ox = 0; ox < first; ox++) out[ox] = 0;
          if (w->stride_width == 1) {
            for (ptrdiff_t ox = first; ox < last; ox++) out[ox] = row[ox];
          } else {
            for (ptrdiff_t ox = first; ox < last; ox++) out[ox] = row[ox * w->stride_width];
          }
          for (ptrdiff_t ox = last; ox < w->out_width; ox++) out[ox] = 0;
        }
      }
    }
  }
}

KERNEL(void, columns_to_image, (const T *columns, ptrdiff_t column_stride, ptrdiff_t channels,
                                const aim_window *w, T *image),
       (columns, column_stride, channels, w, image)) {
  for (ptrdiff_t c = 0; c < channels; c++) {
    T *plane = image + c * w->height * w->width;
    for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++) {
      ptrdiff_t dy = ky * w->dilation_height - w->padding_height;
      for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
        ptrdiff_t dx = kx * w->dilation_width - w->padding_width;
        ptrdiff_t first, last;
        NAME(inside)(dx, w->width, w->stride_width, w->out_width, &first, &last);
        const T *from = columns;
        columns += column_stride;
        for (ptrdiff_t oy = 0; oy < w->out_height; oy++, from += w->out_width) {
          ptrdiff_t y = oy * w->stride_height + dy;
          if (y < 0 || y >= w->height) continue;
          T *row = plane + y * w->width + dx;
          if (w->stride_width == 1) {
            for (ptrdiff_t ox = first; ox < last; ox++) row[ox] += from[ox];
          } else {
            for (ptrdiff_t ox = first; ox < last; ox++) row[ox * w->stride_width] += from[ox];
          }
        }
      }
    }
  }
}

// The part of a window that starts at `start` that lies inside 0..<size: kernel offsets.
AIM_INLINE void NAME(clip)(ptrdiff_t start, ptrdiff_t size, ptrdiff_t dilation, ptrdiff_t kernel,
                           ptrdiff_t *first, ptrdiff_t *last) {
  NAME(inside)(start, size, dilation, kernel, first, last);
}

// One element of a window for a whole row of outputs at a time, in the window's order: so the first
// of equals stays.
AIM_INLINE void NAME(max_row)(const T *row, ptrdiff_t stride, ptrdiff_t first, ptrdiff_t last,
                              T *best) {
  for (ptrdiff_t ox = first; ox < last; ox++) {
    T value = row[ox * stride];
    best[ox] = value > best[ox] || value != value ? value : best[ox];
  }
}

AIM_INLINE void NAME(max_row_index)(const T *row, ptrdiff_t stride, ptrdiff_t first,
                                    ptrdiff_t last, int64_t place, T *best, int64_t *at) {
  for (ptrdiff_t ox = first; ox < last; ox++) {
    T value = row[ox * stride];
    T other = best[ox];
    bool better = value > other || at[ox] < 0 || (value != value && other == other);
    best[ox] = better ? value : other;
    at[ox] = better ? place + ox * stride : at[ox];
  }
}

// The window's elements, for the row `oy` of outputs of one plane. `at` may be null.
AIM_INLINE void NAME(max_outputs)(const T *x, const aim_window *w, ptrdiff_t oy, T *best,
                                  int64_t *at) {
  for (ptrdiff_t ox = 0; ox < w->out_width; ox++) best[ox] = -INFINITY;
  if (at) {
    for (ptrdiff_t ox = 0; ox < w->out_width; ox++) at[ox] = -1;
  }
  for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++) {
    ptrdiff_t y = oy * w->stride_height + ky * w->dilation_height - w->padding_height;
    if (y < 0 || y >= w->height) continue;
    for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
      ptrdiff_t dx = kx * w->dilation_width - w->padding_width;
      ptrdiff_t first, last, stride = w->stride_width, place = y * w->width + dx;
      NAME(inside)(dx, w->width, stride, w->out_width, &first, &last);
      const T *row = x + place;
      if (at) {
        NAME(max_row_index)(row, stride, first, last, place, best, at);
      } else if (stride == 1) {
        NAME(max_row)(row, 1, first, last, best);
      } else if (stride == 2) {
        NAME(max_row)(row, 2, first, last, best);
      } else {
        NAME(max_row)(row, stride, first, last, best);
      }
    }
  }
}

// Windows of 2 x 2 side by side: four elements at a time, in the window's order.
AIM_INLINE bool NAME(is_quartering)(const aim_window *w) {
  return w->kernel_height == 2 && w->kernel_width == 2 && w->stride_height == 2 &&
         w->stride_width == 2 && w->padding_height == 0 && w->padding_width == 0;
}

AIM_INLINE T NAME(larger)(T value, T best) { return value > best || value != value ? value : best; }

AIM_INLINE void NAME(quarter_row)(const T *restrict top, const T *restrict bottom,
                                  ptrdiff_t count, T *restrict out) {
  for (ptrdiff_t i = 0; i < count; i++) {
    T upper = NAME(larger)(top[2 * i + 1], top[2 * i]);
    out[i] = NAME(larger)(bottom[2 * i + 1], NAME(larger)(bottom[2 * i], upper));
  }
}

// True where `value` takes the place of `best`: the first of equals stays, and the first NaN.
AIM_INLINE bool NAME(takes_place)(T value, T best) {
  return value > best || (value != value && best == best);
}

AIM_INLINE void NAME(quarter_row_gradient)(const T *restrict top, const T *restrict bottom,
                                           const T *restrict upstream, ptrdiff_t count,
                                           T *restrict upper, T *restrict lower) {
  for (ptrdiff_t i = 0; i < count; i++) {
    T a = top[2 * i], b = top[2 * i + 1], c = bottom[2 * i], d = bottom[2 * i + 1];
    bool right = NAME(takes_place)(b, a), below = NAME(takes_place)(d, c);
    bool low = NAME(takes_place)(below ? d : c, right ? b : a);
    T u = upstream[i];
    upper[2 * i] = low || right ? 0 : u;
    upper[2 * i + 1] = !low && right ? u : 0;
    lower[2 * i] = low && !below ? u : 0;
    lower[2 * i + 1] = low && below ? u : 0;
  }
}

KERNEL(void, max_pool_gradient, (const T *upstream, const T *x, ptrdiff_t planes,
                                 const aim_window *w, T *out, T *best, int64_t *at),
       (upstream, x, planes, w, out, best, at)) {
  ptrdiff_t size = w->height * w->width, width = w->width;
  bool quartering = NAME(is_quartering)(w);
  bool filled = quartering && 2 * w->out_height == w->height && 2 * w->out_width == width;
  for (ptrdiff_t p = 0; p < planes; p++, x += size, out += size) {
    if (!filled) memset(out, 0, (size_t)size * sizeof(T));
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++, upstream += w->out_width) {
      if (quartering) {
        const T *top = x + 2 * oy * width;
        T *upper = out + 2 * oy * width;
        NAME(quarter_row_gradient)(top, top + width, upstream, w->out_width, upper, upper + width);
        continue;
      }
      NAME(max_outputs)(x, w, oy, best, at);
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) out[at[ox]] += upstream[ox];
    }
  }
}

KERNEL(void, max_pool, (const T *x, ptrdiff_t planes, const aim_window *w, T *out, int64_t *index,
                        T *scratch),
       (x, planes, w, out, index, scratch)) {
  for (ptrdiff_t p = 0; p < planes; p++, x += w->height * w->width) {
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++) {
      if (out && !index && NAME(is_quartering)(w)) {
        const T *top = x + 2 * oy * w->width;
        NAME(quarter_row)(top, top + w->width, w->out_width, out);
        out += w->out_width;
        continue;
      }
      NAME(max_outputs)(x, w, oy, out ? out : scratch, index);
      if (out) out += w->out_width;
      if (index) index += w->out_width;
    }
  }
}

// What the mean over a window divides by.
AIM_INLINE T NAME(window_share)(const aim_window *w, int counts_padding, ptrdiff_t inside) {
  ptrdiff_t whole = w->kernel_height * w->kernel_width;
  ptrdiff_t count = counts_padding ? whole : inside;
  return count > 0 ? (T)1 / (T)count : 0;
}

KERNEL(void, average_pool, (const T *x, ptrdiff_t planes, const aim_window *w, int counts_padding,
                            T *out),
       (x, planes, w, counts_padding, out)) {
  for (ptrdiff_t p = 0; p < planes; p++, x += w->height * w->width) {
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++) {
      ptrdiff_t y0 = oy * w->stride_height - w->padding_height;
      ptrdiff_t top, bottom;
      NAME(clip)(y0, w->height, w->dilation_height, w->kernel_height, &top, &bottom);
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) {
        ptrdiff_t x0 = ox * w->stride_width - w->padding_width;
        ptrdiff_t left, right;
        NAME(clip)(x0, w->width, w->dilation_width, w->kernel_width, &left, &right);
        T sum = 0;
        for (ptrdiff_t ky = top; ky < bottom; ky++) {
          const T *row = x + (y0 + ky * w->dilation_height) * w->width + x0;
          for (ptrdiff_t kx = left; kx < right; kx++) sum += row[kx * w->dilation_width];
        }
        ptrdiff_t inside = (bottom - top) * (right - left);
        *out++ = sum * NAME(window_share)(w, counts_padding, inside);
      }
    }
  }
}

KERNEL(void, average_pool_gradient, (const T *upstream, ptrdiff_t planes, const aim_window *w,
                                     int counts_padding, T *out),
       (upstream, planes, w, counts_padding, out)) {
  memset(out, 0, (size_t)(planes * w->height * w->width) * sizeof(T));
  for (ptrdiff_t p = 0; p < planes; p++, out += w->height * w->width) {
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++) {
      ptrdiff_t y0 = oy * w->stride_height - w->padding_height;
      ptrdiff_t top, bottom;
      NAME(clip)(y0, w->height, w->dilation_height, w->kernel_height, &top, &bottom);
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) {
        ptrdiff_t x0 = ox * w->stride_width - w->padding_width;
        ptrdiff_t left, right;
        NAME(clip)(x0, w->width, w->dilation_width, w->kernel_width, &left, &right);
        ptrdiff_t inside = (bottom - top) * (right - left);
        T share = *upstream++ * NAME(window_share)(w, counts_padding, inside);
        for (ptrdiff_t ky = top; ky < bottom; ky++) {
          T *row = out + (y0 + ky * w->dilation_height) * w->width + x0;
          for (ptrdiff_t kx = left; kx < right; kx++) row[kx * w->dilation_width] += share;
        }
      }
    }
  }
}

KERNEL(void, scatter_planes, (const T *upstream, const int64_t *index, ptrdiff_t planes,
                              ptrdiff_t size, ptrdiff_t out_size, T *out),
       (upstream, index, planes, size, out_size, out)) {
  memset(out, 0, (size_t)(planes * out_size) * sizeof(T));
  for (ptrdiff_t p = 0; p < planes; p++, out += out_size, upstream += size, index += size) {
    for (ptrdiff_t i = 0; i < size; i++) out[index[i]] += upstream[i];
  }
}

KERNEL(void, gather_planes, (const T *x, const int64_t *index, ptrdiff_t planes, ptrdiff_t size,
                             ptrdiff_t out_size, T *out),
       (x, index, planes, size, out_size, out)) {
  for (ptrdiff_t p = 0; p < planes; p++, x += size, index += out_size, out += out_size) {
    for (ptrdiff_t i = 0; i < out_size; i++) out[i] = x[index[i]];
  }
}
