// Batch norm in training: a channel's run in one image, of `n` elements.
#pragma once
#include <stddef.h>

#define AIM_BATCHES(T, suffix)                                                             \
  /* sums[0] += Σ upstream, sums[1] += Σ upstream (x - mean). */                           \
  void aim_batch_slopes_##suffix(const T *upstream, const T *x, T mean, size_t n,           \
                                 double *sums);                                            \
  /* out = (x - mean) factor + shift. */                                                   \
  void aim_batch_scale_##suffix(const T *x, T mean, T factor, T shift, T *out, size_t n);   \
  /* out = a upstream + b (x - mean) + c. */                                               \
  void aim_batch_combine_##suffix(const T *upstream, const T *x, T mean, T a, T b, T c,     \
                                  T *out, size_t n);

AIM_BATCHES(float, f32)
AIM_BATCHES(double, f64)
#undef AIM_BATCHES
