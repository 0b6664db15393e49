// Normalisation for one element type: read by levels.h.
#include "lanes.h"

#define BLOCK 2048

// The mean of `term`, an expression of i, over a row: blocks in T, their sums in double precision.
#define ROWMEAN(target, term)                                                                  \
  do {                                                                                         \
    double total = 0;                                                                          \
    for (size_t start = 0; start < columns; start += BLOCK) {                                  \
      size_t end = columns - start < BLOCK ? columns : start + BLOCK;                          \
      T lane[LANES] = {0};                                                                     \
      size_t base = start;                                                                     \
      for (; base + LANES <= end; base += LANES) {                                             \
        for (size_t j = 0; j < LANES; j++) {                                                   \
          size_t i = base + j;                                                                 \
          lane[j] += term;                                                                     \
        }                                                                                      \
      }                                                                                        \
      for (size_t j = 0; base + j < end; j++) {                                                \
        size_t i = base + j;                                                                   \
        lane[j] += term;                                                                       \
      }                                                                                        \
      total += (double)NAME(fold)((const ROW *)lane);                                          \
    }                                                                                          \
    target = (T)(total / (double)columns);                                                     \
  } while (0)

// A row's mean, and 1 / sqrt(variance + epsilon).
AIM_INLINE T NAME(row_scale)(const T *x, size_t columns, T epsilon, T *center) {
  T mean, variance;
  ROWMEAN(mean, x[i]);
  ROWMEAN(variance, ((x[i] - mean) * (x[i] - mean)));
  *center = mean;
  return 1 / (T)sqrt(variance + epsilon);
}

KERNEL(void, normalize_rows,
       (const T *input, T epsilon, T *output, T *scale, size_t rows, size_t columns),
       (input, epsilon, output, scale, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T *out = output + r * columns;
    T mean;
    T factor = NAME(row_scale)(x, columns, epsilon, &mean);
    for (size_t i = 0; i < columns; i++) out[i] = (x[i] - mean) * factor;
    scale[r] = factor;
  }
}

KERNEL(void, layer_norm,
       (const T *input, const T *weight, const T *bias, T epsilon, T *output, size_t rows,
        size_t columns),
       (input, weight, bias, epsilon, output, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T *out = output + r * columns;
    T mean;
    T factor = NAME(row_scale)(x, columns, epsilon, &mean);
    for (size_t i = 0; i < columns; i++) out[i] = (x[i] - mean) * factor * weight[i] + bias[i];
  }
}

KERNEL(void, normalize_rows_gradient,
       (const T *upstream, const T *value, const T *scale, T *output, size_t rows, size_t columns),
       (upstream, value, scale, output, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *u = upstream + r * columns;
    const T *y = value + r * columns;
    T *out = output + r * columns;
    T mean, slope;
    ROWMEAN(mean, u[i]);
    ROWMEAN(slope, (u[i] * y[i]));
    for (size_t i = 0; i < columns; i++) out[i] = scale[r] * (u[i] - mean - y[i] * slope);
  }
}

KERNEL(void, scale_shift, (const T *x, T factor, T shift, T *out, size_t n),
       (x, factor, shift, out, n)) {
  for (size_t i = 0; i < n; i++) out[i] = x[i] * factor + shift;
}

KERNEL(void, combine, (T a, const T *u, T b, const T *y, T c, T *out, size_t n),
       (a, u, b, y, c, out, n)) {
  for (size_t i = 0; i < n; i++) out[i] = a * u[i] + b * y[i] + c;
}

#undef ROWMEAN
#undef BLOCK
#include "lanes_end.h"
