// Softmax and its relatives, along the rows of x[rows][columns].
#pragma once
#include <stddef.h>
#include <stdint.h>

#define AIM_ROWS(T, suffix)                                                                    \
  /* e^(x - max) divided by its sum. */                                                        \
  void aim_softmax_##suffix(const T *x, T *out, size_t rows, size_t columns);                  \
  /* x - max - log of the sum of e^(x - max). */                                               \
  void aim_log_softmax_##suffix(const T *x, T *out, size_t rows, size_t columns);              \
  /* max + log of the sum of e^(x - max): one number a row. */                                 \
  void aim_log_sum_exp_##suffix(const T *x, T *out, size_t rows, size_t columns);              \
  /* From the value y of softmax: y (u - the row's sum of u y). */                             \
  void aim_softmax_gradient_##suffix(const T *upstream, const T *y, T *out, size_t rows,       \
                                     size_t columns);                                          \
  /* From the value y of log softmax: u - e^y times the row's sum of u. */                     \
  void aim_log_softmax_gradient_##suffix(const T *upstream, const T *y, T *out, size_t rows,   \
                                         size_t columns);                                      \
  /* Adds one row to every row of x. */                                                        \
  void aim_add_row_##suffix(const T *row, T *x, size_t rows, size_t columns);

AIM_ROWS(float, f32)
AIM_ROWS(double, f64)
#undef AIM_ROWS
