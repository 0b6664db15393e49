#include "CAimKernels.h"
#include "clones.h"

// Overflow of a + b shows as a sign that neither operand has: one bit, gathered over the loop.
AIM_CLONES bool aim_add_i64(const int64_t *a, const int64_t *b, int64_t *out, size_t n) {
  int64_t seen = 0;
  for (size_t i = 0; i < n; i++) {
    int64_t x = a[i], y = b[i];
    int64_t sum = (int64_t)((uint64_t)x + (uint64_t)y);
    seen |= (x ^ sum) & (y ^ sum);
    out[i] = sum;
  }
  return seen < 0;
}

AIM_CLONES bool aim_subtract_i64(const int64_t *a, const int64_t *b, int64_t *out, size_t n) {
  int64_t seen = 0;
  for (size_t i = 0; i < n; i++) {
    int64_t x = a[i], y = b[i];
    int64_t difference = (int64_t)((uint64_t)x - (uint64_t)y);
    seen |= (x ^ y) & (x ^ difference);
    out[i] = difference;
  }
  return seen < 0;
}

bool aim_multiply_i64(const int64_t *a, const int64_t *b, int64_t *out, size_t n) {
  bool overflowed = false;
  for (size_t i = 0; i < n; i++) {
    int64_t product;
    overflowed |= __builtin_mul_overflow(a[i], b[i], &product);
    out[i] = product;
  }
  return overflowed;
}
