// Products of a matrix and one vector: bound by the memory that the matrix is read from.
#pragma once
#include <stddef.h>

#define AIM_VECTORS(T, suffix)                                                                  \
  /* y[j] = Σ x[k] w[k][j] for w of rows x columns, its rows `leading` apart: eight rows are      \
     read side by side, so that memory is read in long runs. The sums go by eights in k. */      \
  void aim_vector_matrix_##suffix(const T *x, const T *w, ptrdiff_t leading, T *y,               \
                                  ptrdiff_t rows, ptrdiff_t columns);                            \
  /* y[i] = Σ w[i][k] x[k], element k of a row in lane k mod 32. */                               \
  void aim_matrix_vector_##suffix(const T *w, ptrdiff_t leading, const T *x, T *y,               \
                                  ptrdiff_t rows, ptrdiff_t columns);

AIM_VECTORS(float, f32)
AIM_VECTORS(double, f64)
#undef AIM_VECTORS
