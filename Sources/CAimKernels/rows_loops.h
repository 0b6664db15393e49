// Softmax and its relatives for one element type: include with T, SUFFIX and OWN(name) defined.
#include "CAimKernels.h"

enum { LANES = 32 };

#define ROWSUM(target, term)                                   \
  do {                                                         \
    T lane[LANES] = {0};                                       \
    size_t base = 0;                                           \
    for (; base + LANES <= columns; base += LANES) {           \
      for (size_t j = 0; j < LANES; j++) {                     \
        size_t i = base + j;                                   \
        lane[j] += term;                                       \
      }                                                        \
    }                                                          \
    for (size_t j = 0; base + j < columns; j++) {              \
      size_t i = base + j;                                     \
      lane[j] += term;                                         \
    }                                                          \
    for (size_t width = LANES / 2; width > 0; width /= 2) {    \
      for (size_t j = 0; j < width; j++) lane[j] += lane[j + width]; \
    }                                                          \
    target = lane[0];                                          \
  } while (0)

// The largest element of a row, NaN aside: it is subtracted before e^x, which then cannot overflow.
AIM_INLINE T NAME(row_largest)(const T *x, size_t columns) {
  T lane[LANES];
  for (size_t j = 0; j < LANES; j++) lane[j] = -INFINITY;
  size_t base = 0;
  for (; base + LANES <= columns; base += LANES) {
    for (size_t j = 0; j < LANES; j++) {
      T value = x[base + j];
      lane[j] = value > lane[j] ? value : lane[j];
    }
  }
  for (size_t j = 0; base + j < columns; j++) {
    T value = x[base + j];
    lane[j] = value > lane[j] ? value : lane[j];
  }
  T largest = lane[0];
  for (size_t j = 1; j < LANES; j++) largest = lane[j] > largest ? lane[j] : largest;
  return largest;
}

AIM_CLONES void NAME(softmax)(const T *input, T *output, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T *out = output + r * columns;
    T largest = NAME(row_largest)(x, columns);
    for (size_t i = 0; i < columns; i++) out[i] = OWN(exp)(x[i] - largest);
    T sum;
    ROWSUM(sum, out[i]);
    T scale = 1 / sum;
    for (size_t i = 0; i < columns; i++) out[i] *= scale;
  }
}

AIM_CLONES void NAME(log_softmax)(const T *input, T *output, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T *out = output + r * columns;
    T largest = NAME(row_largest)(x, columns);
    T sum;
    ROWSUM(sum, OWN(exp)(x[i] - largest));
    T logarithm = OWN(log)(sum);
    for (size_t i = 0; i < columns; i++) out[i] = (x[i] - largest) - logarithm;
  }
}

AIM_CLONES void NAME(log_sum_exp)(const T *input, T *output, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T largest = NAME(row_largest)(x, columns);
    // A row of -inf, or one with inf in it: inf - inf would be NaN.
    T shift = largest - largest == 0 ? largest : 0;
    T sum;
    ROWSUM(sum, OWN(exp)(x[i] - shift));
    output[r] = shift + OWN(log)(sum);
  }
}

AIM_CLONES void NAME(softmax_gradient)(const T *upstream, const T *value, T *output, size_t rows,
                                       size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const T *u = upstream + r * columns;
    const T *y = value + r * columns;
    T *out = output + r * columns;
    T mean;
    ROWSUM(mean, (u[i] * y[i]));
    for (size_t i = 0; i < columns; i++) out[i] = y[i] * (u[i] - mean);
  }
}

AIM_CLONES void NAME(log_softmax_gradient)(const T *upstream, const T *value, T *output,
                                           size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const T *u = upstream + r * columns;
    const T *y = value + r * columns;
    T *out = output + r * columns;
    T sum;
    ROWSUM(sum, u[i]);
    for (size_t i = 0; i < columns; i++) out[i] = u[i] - OWN(exp)(y[i]) * sum;
  }
}

#undef ROWSUM
