// Reductions. Sums of f32 run in 32 lanes over blocks of 4096 elements, and the blocks' sums are
// added in double precision, so that a long sum keeps its digits.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AIM_REDUCTIONS(T, suffix)                                                              \
  double aim_sum_##suffix(const T *x, size_t n);                                               \
  double aim_sum_of_squares_##suffix(const T *x, size_t n);                                    \
  double aim_dot_##suffix(const T *x, const T *y, size_t n);                                   \
  /* The sum of the squares of x - center. */                                                  \
  double aim_sum_of_squared_deviations_##suffix(const T *x, double center, size_t n);          \
  /* NaN if any element is; -inf and inf where n is 0. */                                      \
  T aim_largest_##suffix(const T *x, size_t n);                                                \
  T aim_smallest_##suffix(const T *x, size_t n);                                               \
  T aim_product_##suffix(const T *x, size_t n);                                                \
  /* The index of the first largest (smallest) element, or of the first NaN; n > 0. */         \
  size_t aim_index_of_largest_##suffix(const T *x, size_t n);                                  \
  size_t aim_index_of_smallest_##suffix(const T *x, size_t n);                                 \
  /* Over the rows of x[rows][columns], `stride` elements apart: one result for each column. */ \
  void aim_sum_rows_##suffix(const T *x, size_t rows, size_t columns, size_t stride, T *out);  \
  void aim_largest_rows_##suffix(const T *x, size_t rows, size_t columns, size_t stride, T *out); \
  void aim_smallest_rows_##suffix(const T *x, size_t rows, size_t columns, size_t stride, T *out);

AIM_REDUCTIONS(float, f32)
AIM_REDUCTIONS(double, f64)
#undef AIM_REDUCTIONS
