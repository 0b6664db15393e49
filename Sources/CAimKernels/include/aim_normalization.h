// Normalisation along rows (layer norm) and over channels (batch norm).
#pragma once
#include <stddef.h>
#include <stdint.h>

#define AIM_NORMALIZATION(T, suffix)                                                         \
  /* Each row of x[rows][columns] less its mean, divided by sqrt(variance + epsilon). The     \
     row's 1 / sqrt(…) is kept in `scale` for the gradient. */                               \
  void aim_normalize_rows_##suffix(const T *x, T epsilon, T *out, T *scale, size_t rows,     \
                                   size_t columns);                                          \
  /* The same rows times a weight, plus a bias: one of each for a column. */                  \
  void aim_layer_norm_##suffix(const T *x, const T *weight, const T *bias, T epsilon, T *out, \
                               size_t rows, size_t columns);                                 \
  /* From the normalized y: scale (u - mean(u) - y mean(u y)), row by row. */                \
  void aim_normalize_rows_gradient_##suffix(const T *upstream, const T *y, const T *scale,   \
                                            T *out, size_t rows, size_t columns);            \
  /* out = x factor + shift over one run, for a channel's run of an image. */                \
  void aim_scale_shift_##suffix(const T *x, T factor, T shift, T *out, size_t n);            \
  /* out = a u + b y + c: the gradient of batch norm along one run. */                       \
  void aim_combine_##suffix(T a, const T *u, T b, const T *y, T c, T *out, size_t n);

AIM_NORMALIZATION(float, f32)
AIM_NORMALIZATION(double, f64)
#undef AIM_NORMALIZATION
