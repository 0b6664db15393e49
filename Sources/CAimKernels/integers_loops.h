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
