// Whole numbers of 64 bits, and whether they overflowed: read by levels.h.
//
// Overflow of a + b shows as a sign that neither operand has: one bit, gathered over the loop.
KERNEL(bool, add, (const T *a, const T *b, T *out, size_t n), (a, b, out, n)) {
  T seen = 0;
  for (size_t i = 0; i < n; i++) {
    T x = a[i], y = b[i];
    T sum = (T)((uint64_t)x + (uint64_t)y);
    seen |= (x ^ sum) & (y ^ sum);
    out[i] = sum;
  }
  return seen < 0;
}

KERNEL(bool, subtract, (const T *a, const T *b, T *out, size_t n), (a, b, out, n)) {
  T seen = 0;
  for (size_t i = 0; i < n; i++) {
    T x = a[i], y = b[i];
    T difference = (T)((uint64_t)x - (uint64_t)y);
    seen |= (x ^ y) & (x ^ difference);
    out[i] = difference;
  }
  return seen < 0;
}

KERNEL(bool, multiply, (const T *a, const T *b, T *out, size_t n), (a, b, out, n)) {
  bool overflowed = false;
  for (size_t i = 0; i < n; i++) {
    T product;
    overflowed |= __builtin_mul_overflow(a[i], b[i], &product);
    out[i] = product;
  }
  return overflowed;
}

#define WIDTH 512
// The halves of up to so many numbers add up within 64 bits.
#define MOST (1u << 30)

// The halves of sums as one number; true where 64 bits do not hold it.
AIM_INLINE bool NAME(joined)(T high, uint64_t low, T *out) {
  __int128 total = ((__int128)high << 32) + (__int128)low;
  *out = (T)total;
  return total != (__int128)*out;
}

// Exact whatever the order: upper and lower halves are added apart.
KERNEL(bool, sum_each, (const T *x, size_t rows, size_t columns, size_t stride, T *out),
       (x, rows, columns, stride, out)) {
  bool overflowed = false;
  for (size_t r = 0; r < rows; r++) {
    const T *row = x + r * stride;
    __int128 total = 0;
    for (size_t start = 0; start < columns; start += MOST) {
      size_t end = columns - start < MOST ? columns : start + MOST;
      T high = 0;
      uint64_t low = 0;
      for (size_t i = start; i < end; i++) {
        high += row[i] >> 32;
        low += (uint32_t)row[i];
      }
      total += ((__int128)high << 32) + (__int128)low;
    }
    out[r] = (T)total;
    overflowed |= total != (__int128)out[r];
  }
  return overflowed;
}

KERNEL(bool, sum_rows, (const T *x, size_t rows, size_t columns, size_t stride, T *out),
       (x, rows, columns, stride, out)) {
  bool overflowed = false;
  T high[WIDTH];
  uint64_t low[WIDTH];
  for (size_t left = 0; left < columns; left += WIDTH) {
    size_t width = columns - left < WIDTH ? columns - left : WIDTH;
    for (size_t c = 0; c < width; c++) high[c] = 0, low[c] = 0;
    for (size_t r = 0; r < rows; r++) {
      const T *row = x + r * stride + left;
      for (size_t c = 0; c < width; c++) {
        high[c] += row[c] >> 32;
        low[c] += (uint32_t)row[c];
      }
    }
    for (size_t c = 0; c < width; c++) overflowed |= NAME(joined)(high[c], low[c], out + left + c);
  }
  return overflowed;
}

#undef WIDTH
#undef MOST
