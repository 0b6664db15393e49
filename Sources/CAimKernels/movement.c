#include "CAimKernels.h"

#define MOVEMENT(T, width)                                                                 \
  static void gather_##width(const T *x, ptrdiff_t stride, T *out, size_t n) {             \
    for (size_t i = 0; i < n; i++) out[i] = x[(ptrdiff_t)i * stride];                      \
  }                                                                                        \
  static void scatter_##width(const T *x, T *out, ptrdiff_t stride, size_t n) {            \
    for (size_t i = 0; i < n; i++) out[(ptrdiff_t)i * stride] = x[i];                      \
  }

MOVEMENT(uint8_t, 1)
MOVEMENT(uint16_t, 2)
MOVEMENT(uint32_t, 4)
MOVEMENT(uint64_t, 8)

void aim_copy_plane(ptrdiff_t rows, ptrdiff_t columns, const void *x, ptrdiff_t x_row,
                    ptrdiff_t x_column, void *out, ptrdiff_t out_row, size_t width) {
  switch (width) {
    case 1: aim_copy_plane_1(rows, columns, x, x_row, x_column, out, out_row); break;
    case 2: aim_copy_plane_2(rows, columns, x, x_row, x_column, out, out_row); break;
    case 4: aim_copy_plane_4(rows, columns, x, x_row, x_column, out, out_row); break;
    case 8: aim_copy_plane_8(rows, columns, x, x_row, x_column, out, out_row); break;
  }
}

void aim_gather_strided(const void *x, ptrdiff_t stride, void *out, size_t n, size_t width) {
  switch (width) {
    case 1: gather_1(x, stride, out, n); break;
    case 2: gather_2(x, stride, out, n); break;
    case 4: gather_4(x, stride, out, n); break;
    case 8: gather_8(x, stride, out, n); break;
  }
}

void aim_scatter_strided(const void *x, void *out, ptrdiff_t stride, size_t n, size_t width) {
  switch (width) {
    case 1: scatter_1(x, out, stride, n); break;
    case 2: scatter_2(x, out, stride, n); break;
    case 4: scatter_4(x, out, stride, n); break;
    case 8: scatter_8(x, out, stride, n); break;
  }
}
