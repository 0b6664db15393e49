// Reductions. A sum of f32 runs in 32 lanes over blocks of 2048 elements, and the blocks' sums are
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
  /* sum[c] += each of `rows` rows, one after the other. */                                    \
  void aim_add_rows_##suffix(const T *x, size_t rows, size_t columns, size_t stride, T *sum);  \
  AIM_FOLDS(T, T, sum, suffix)                                                                 \
  AIM_FOLDS(T, T, largest, suffix)                                                             \
  AIM_FOLDS(T, T, smallest, suffix)                                                            \
  AIM_FOLDS(T, int64_t, index_of_largest, suffix)                                              \
  AIM_FOLDS(T, int64_t, index_of_smallest, suffix)

// Of x[rows][columns], whose rows stand `stride` elements apart: each row into one result; all rows
// into one result for each column.
#define AIM_FOLDS(T, R, name, suffix)                                                          \
  void aim_##name##_each_##suffix(const T *x, size_t rows, size_t columns, size_t stride,      \
                                  R *out);                                                     \
  void aim_##name##_rows_##suffix(const T *x, size_t rows, size_t columns, size_t stride, R *out);

AIM_REDUCTIONS(float, f32)
AIM_REDUCTIONS(double, f64)
// Of booleans: how many are true, whether all are, whether any is.
AIM_FOLDS(bool, int64_t, count, bool)
AIM_FOLDS(bool, bool, all, bool)
AIM_FOLDS(bool, bool, any, bool)
#undef AIM_REDUCTIONS
#undef AIM_FOLDS

// Sums of whole numbers, exact before they are told to overflow: then true.
bool aim_sum_each_i64(const int64_t *x, size_t rows, size_t columns, size_t stride, int64_t *out);
bool aim_sum_rows_i64(const int64_t *x, size_t rows, size_t columns, size_t stride, int64_t *out);
