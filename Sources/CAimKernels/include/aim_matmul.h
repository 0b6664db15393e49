// Products of matrices where the processor has 512-bit vectors, which Debian's BLAS does not use
// on every processor that has them: measured at twice its speed there.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#define AIM_MATMUL(T, suffix)                                                              \
  /* c = a b, or c += a b where `adding`, by the calling thread. Element (i, k) of a stands  \
     at `i a_line + k a_step`, element (k, j) of b at `j b_line + k b_step`; one of each     \
     pair is 1. The rows of c stand `leading` apart. An element of c is the sum of its       \
     products in the order of k, however a caller splits rows and columns: the same bits.    \
     False, and nothing done, where the processor lacks the vectors. */                      \
  bool aim_matmul_##suffix(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const T *a,  \
                            ptrdiff_t a_line, ptrdiff_t a_step, const T *b,                  \
                            ptrdiff_t b_line, ptrdiff_t b_step, T *c, ptrdiff_t leading,     \
                            bool adding);

AIM_MATMUL(float, f32)
AIM_MATMUL(double, f64)
#undef AIM_MATMUL
