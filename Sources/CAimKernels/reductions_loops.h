// The reductions of one element type: include with T and SUFFIX defined.
#include <math.h>
#include <string.h>

#include "CAimKernels.h"
#include "clones.h"

enum { LANES = 32, BLOCK = 4096 };

// Adds the lanes pairwise.
AIM_INLINE double NAME(fold)(T *lane) {
  for (size_t width = LANES / 2; width > 0; width /= 2) {
    for (size_t j = 0; j < width; j++) lane[j] += lane[j + width];
  }
  return (double)lane[0];
}

// A sum over i of `term`, block by block.
#define SUM(name, parameters, term)                                          \
  AIM_CLONES double NAME(name) parameters {                                  \
    double total = 0;                                                        \
    for (size_t start = 0; start < n; start += BLOCK) {                      \
      size_t end = n - start < BLOCK ? n : start + BLOCK;                    \
      T lane[LANES] = {0};                                                   \
      size_t base = start;                                                   \
      for (; base + LANES <= end; base += LANES) {                           \
        for (size_t j = 0; j < LANES; j++) {                                 \
          size_t i = base + j;                                               \
          lane[j] += term;                                                   \
        }                                                                    \
      }                                                                      \
      for (size_t j = 0; base + j < end; j++) {                              \
        size_t i = base + j;                                                 \
        lane[j] += term;                                                     \
      }                                                                      \
      total += NAME(fold)(lane);                                             \
    }                                                                        \
    return total;                                                            \
  }

SUM(sum, (const T *x, size_t n), x[i])
SUM(sum_of_squares, (const T *x, size_t n), (x[i] * x[i]))
SUM(dot, (const T *x, const T *y, size_t n), (x[i] * y[i]))
SUM(sum_of_squared_deviations, (const T *x, double center, size_t n),
    ((x[i] - (T)center) * (x[i] - (T)center)))

// The extreme by `operation`; a NaN, once seen, stays in its lane.
#define EXTREME(name, start, operation)                                      \
  AIM_INLINE T NAME(name##_of_two)(T x, T best) {                            \
    return x operation best || x != x ? x : best;                            \
  }                                                                          \
  AIM_CLONES T NAME(name)(const T *x, size_t n) {                            \
    T lane[LANES];                                                           \
    for (size_t j = 0; j < LANES; j++) lane[j] = start;                      \
    size_t base = 0;                                                         \
    for (; base + LANES <= n; base += LANES) {                               \
      for (size_t j = 0; j < LANES; j++) {                                   \
        lane[j] = NAME(name##_of_two)(x[base + j], lane[j]);                 \
      }                                                                      \
    }                                                                        \
    for (size_t j = 0; base + j < n; j++) {                                  \
      lane[j] = NAME(name##_of_two)(x[base + j], lane[j]);                   \
    }                                                                        \
    T best = lane[0];                                                        \
    for (size_t j = 1; j < LANES; j++) best = NAME(name##_of_two)(lane[j], best); \
    return best;                                                             \
  }                                                                          \
  size_t NAME(index_of_##name)(const T *x, size_t n) {                       \
    T best = NAME(name)(x, n);                                               \
    for (size_t i = 0; i < n; i++) {                                         \
      if (x[i] == best || (best != best && x[i] != x[i])) return i;          \
    }                                                                        \
    return 0;                                                                \
  }                                                                          \
  AIM_CLONES void NAME(name##_rows)(const T *x, size_t rows, size_t columns, \
                                    size_t stride, T *out) {                 \
    for (size_t c = 0; c < columns; c++) out[c] = start;                     \
    for (size_t r = 0; r < rows; r++) {                                      \
      const T *row = x + r * stride;                                         \
      for (size_t c = 0; c < columns; c++) {                                 \
        out[c] = NAME(name##_of_two)(row[c], out[c]);                        \
      }                                                                      \
    }                                                                        \
  }

EXTREME(largest, -INFINITY, >)
EXTREME(smallest, INFINITY, <)

AIM_CLONES T NAME(product)(const T *x, size_t n) {
  T lane[LANES];
  for (size_t j = 0; j < LANES; j++) lane[j] = 1;
  size_t base = 0;
  for (; base + LANES <= n; base += LANES) {
    for (size_t j = 0; j < LANES; j++) lane[j] *= x[base + j];
  }
  for (size_t j = 0; base + j < n; j++) lane[j] *= x[base + j];
  for (size_t width = LANES / 2; width > 0; width /= 2) {
    for (size_t j = 0; j < width; j++) lane[j] *= lane[j + width];
  }
  return lane[0];
}

// Columns are taken 256 at a time and rows 64 at a time: partial sums stay in the first cache, and
// no column adds more than 64 numbers, or 1/64 of its rows, one after the other.
AIM_CLONES void NAME(sum_rows)(const T *x, size_t rows, size_t columns, size_t stride, T *out) {
  enum { WIDTH = 256, HEIGHT = 64 };
  T partial[WIDTH];
  double total[WIDTH];
  for (size_t left = 0; left < columns; left += WIDTH) {
    size_t width = columns - left < WIDTH ? columns - left : WIDTH;
    for (size_t c = 0; c < width; c++) total[c] = 0;
    for (size_t top = 0; top < rows; top += HEIGHT) {
      size_t bottom = rows - top < HEIGHT ? rows : top + HEIGHT;
      for (size_t c = 0; c < width; c++) partial[c] = 0;
      for (size_t r = top; r < bottom; r++) {
        const T *row = x + r * stride + left;
        for (size_t c = 0; c < width; c++) partial[c] += row[c];
      }
      for (size_t c = 0; c < width; c++) total[c] += (double)partial[c];
    }
    for (size_t c = 0; c < width; c++) out[left + c] = (T)total[c];
  }
}

#undef SUM
#undef EXTREME
