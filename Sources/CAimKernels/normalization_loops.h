// Normalisation for one element type: include with T and SUFFIX defined.
#include <math.h>

#include "CAimKernels.h"
#include "clones.h"

AIM_CLONES void NAME(normalize_rows)(const T *input, T epsilon, T *output, T *scale, size_t rows,
                                     size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T *out = output + r * columns;
    T mean = (T)(NAME(sum)(x, columns) / (double)columns);
    T variance = (T)(NAME(sum_of_squared_deviations)(x, mean, columns) / (double)columns);
    T factor = 1 / (T)sqrt(variance + epsilon);
    for (size_t i = 0; i < columns; i++) out[i] = (x[i] - mean) * factor;
    scale[r] = factor;
  }
}

AIM_CLONES void NAME(normalize_rows_gradient)(const T *upstream, const T *value, const T *scale,
                                              T *output, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const T *u = upstream + r * columns;
    const T *y = value + r * columns;
    T *out = output + r * columns;
    T mean = (T)(NAME(sum)(u, columns) / (double)columns);
    T slope = (T)(NAME(dot)(u, y, columns) / (double)columns);
    for (size_t i = 0; i < columns; i++) out[i] = scale[r] * (u[i] - mean - y[i] * slope);
  }
}

AIM_CLONES void NAME(scale_shift)(const T *x, T factor, T shift, T *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = x[i] * factor + shift;
}

AIM_CLONES void NAME(combine)(T a, const T *u, T b, const T *y, T c, T *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = a * u[i] + b * y[i] + c;
}
