// Products of a matrix and a vector: several rows at a time, so that the memory has several streams
// to fetch ahead and each element of the vector is loaded once for all of them.
#undef LANES
#undef VECTOR
#define LANES (LEVEL_BYTES / ELEMENT_BYTES)
#define VECTOR NAME(vector)
typedef T VECTOR __attribute__((vector_size(LEVEL_BYTES), aligned(sizeof(T)), may_alias));
#define LOAD(place) (*(const VECTOR *)(place))

// The sum of the lanes: halves are added until one is left.
AIM_INLINE T NAME(lanes_sum)(VECTOR x) {
  T lane[LANES];
  *(VECTOR *)lane = x;
#pragma clang loop unroll(full)
  for (int half = LANES / 2; half > 0; half /= 2) {
    for (int i = 0; i < half; i++) lane[i] += lane[i + half];
  }
  return lane[0];
}

// `count` rows, a constant where this is inlined.
AIM_INLINE void NAME(matrix_vector_rows)(
    const int count, ptrdiff_t depth, const T *a, ptrdiff_t leading, const T *x, T *y) {
  VECTOR sum[4][2] = {};
  ptrdiff_t k = 0;
  for (; k + 2 * LANES <= depth; k += 2 * LANES) {
    VECTOR first = LOAD(x + k), second = LOAD(x + k + LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < count; row++) {
      sum[row][0] += LOAD(a + row * leading + k) * first;
      sum[row][1] += LOAD(a + row * leading + k + LANES) * second;
    }
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < count; row++) {
    T rest = 0;
    for (ptrdiff_t i = k; i < depth; i++) rest += a[row * leading + i] * x[i];
    y[row] = NAME(lanes_sum)(sum[row][0] + sum[row][1]) + rest;
  }
}

KERNEL(void, matrix_vector,
       (ptrdiff_t rows, ptrdiff_t depth, const T *a, ptrdiff_t leading, const T *x, T *y),
       (rows, depth, a, leading, x, y)) {
  ptrdiff_t row = 0;
  for (; row + 4 <= rows; row += 4) {
    NAME(matrix_vector_rows)(4, depth, a + row * leading, leading, x, y + row);
  }
  for (; row < rows; row++) {
    NAME(matrix_vector_rows)(1, depth, a + row * leading, leading, x, y + row);
  }
}

// Adds x[k] b[k] for `count` rows of b, a constant where this is inlined, to y, or sets y to it.
AIM_INLINE void NAME(vector_matrix_rows)(
    const int count, ptrdiff_t columns, const T *x, const T *b, ptrdiff_t leading, T *restrict y,
    bool adding) {
  ptrdiff_t j = 0;
  for (; j + 2 * LANES <= columns; j += 2 * LANES) {
    VECTOR first = {}, second = {};
    if (adding) first = LOAD(y + j), second = LOAD(y + j + LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < count; row++) {
      first += x[row] * LOAD(b + row * leading + j);
      second += x[row] * LOAD(b + row * leading + j + LANES);
    }
    *(VECTOR *)(y + j) = first;
    *(VECTOR *)(y + j + LANES) = second;
  }
#pragma clang loop vectorize(disable)
  for (; j < columns; j++) {
    T sum = adding ? y[j] : 0;
#pragma clang loop unroll(full)
    for (int row = 0; row < count; row++) sum += x[row] * b[row * leading + j];
    y[j] = sum;
  }
}

KERNEL(void, vector_matrix,
       (ptrdiff_t columns, ptrdiff_t depth, const T *x, const T *b, ptrdiff_t leading, T *y),
       (columns, depth, x, b, leading, y)) {
  ptrdiff_t k = 0;
  for (; k + 8 <= depth; k += 8) {
    NAME(vector_matrix_rows)(8, columns, x + k, b + k * leading, leading, y, k > 0);
  }
  for (; k < depth || k == 0; k++) {
    if (depth == 0) {
      for (ptrdiff_t j = 0; j < columns; j++) y[j] = 0;
      return;
    }
    NAME(vector_matrix_rows)(1, columns, x + k, b + k * leading, leading, y, k > 0);
  }
}
#undef LOAD
