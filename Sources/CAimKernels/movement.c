#include "CAimKernels.h"

enum { BLOCK = 16 };

#define MOVEMENT(U, name)                                                                  \
  static void transpose_##name(const U *x, size_t rows, size_t columns, ptrdiff_t x_stride, \
                               U *out, ptrdiff_t out_stride) {                             \
    for (size_t top = 0; top < rows; top += BLOCK) {                                       \
      size_t bottom = rows - top < BLOCK ? rows : top + BLOCK;                             \
      for (size_t left = 0; left < columns; left += BLOCK) {                               \
        size_t right = columns - left < BLOCK ? columns : left + BLOCK;                    \
        for (size_t c = left; c < right; c++) {                                            \
          for (size_t r = top; r < bottom; r++) {                                          \
            out[(ptrdiff_t)c * out_stride + (ptrdiff_t)r] =                                \
                x[(ptrdiff_t)r * x_stride + (ptrdiff_t)c];                                 \
          }                                                                                \
        }                                                                                  \
      }                                                                                    \
    }                                                                                      \
  }                                                                                        \
  static void gather_##name(const U *x, ptrdiff_t stride, U *out, size_t n) {              \
    for (size_t i = 0; i < n; i++) out[i] = x[(ptrdiff_t)i * stride];                      \
  }                                                                                        \
  static void scatter_##name(const U *x, U *out, ptrdiff_t stride, size_t n) {             \
    for (size_t i = 0; i < n; i++) out[(ptrdiff_t)i * stride] = x[i];                      \
  }

MOVEMENT(uint8_t, 1)
MOVEMENT(uint32_t, 4)
MOVEMENT(uint64_t, 8)

void aim_transpose(const void *x, size_t rows, size_t columns, ptrdiff_t x_stride, void *out,
                   ptrdiff_t out_stride, size_t width) {
  switch (width) {
    case 1: transpose_1(x, rows, columns, x_stride, out, out_stride); break;
    case 4: transpose_4(x, rows, columns, x_stride, out, out_stride); break;
    case 8: transpose_8(x, rows, columns, x_stride, out, out_stride); break;
  }
}

void aim_gather_strided(const void *x, ptrdiff_t stride, void *out, size_t n, size_t width) {
  switch (width) {
    case 1: gather_1(x, stride, out, n); break;
    case 4: gather_4(x, stride, out, n); break;
    case 8: gather_8(x, stride, out, n); break;
  }
}

void aim_scatter_strided(const void *x, void *out, ptrdiff_t stride, size_t n, size_t width) {
  switch (width) {
    case 1: scatter_1(x, out, stride, n); break;
    case 4: scatter_4(x, out, stride, n); break;
    case 8: scatter_8(x, out, stride, n); break;
  }
}
