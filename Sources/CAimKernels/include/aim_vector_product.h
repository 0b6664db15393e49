// Products of a matrix and a vector, by the calling thread: bound by memory, not arithmetic.
//
// An element of the result is computed in one order, in whatever ranges the callers share the
// result's elements out: the same bits.
#pragma once
#include <stddef.h>

#define AIM_VECTOR_PRODUCT(T, suffix)                                                           \
  /* y[i] = the sum over k of a[i][k] x[k]. The rows of a are consecutive and stand `leading`    \
     apart; they are read as two vectors of running sums each. */                               \
  void aim_matrix_vector_##suffix(ptrdiff_t rows, ptrdiff_t depth, const T *a,                  \
                                  ptrdiff_t leading, const T *x, T *y);                         \
  /* y[j] = the sum over k of x[k] b[k][j], in the order of k. The rows of b are consecutive     \
     and stand `leading` apart. */                                                              \
  void aim_vector_matrix_##suffix(ptrdiff_t columns, ptrdiff_t depth, const T *x, const T *b,   \
                                  ptrdiff_t leading, T *y);

AIM_VECTOR_PRODUCT(float, f32)
AIM_VECTOR_PRODUCT(double, f64)
#undef AIM_VECTOR_PRODUCT
