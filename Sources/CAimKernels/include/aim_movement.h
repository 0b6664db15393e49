// Moving elements between layouts, by the size of an element in bytes: 1, 2, 4 or 8.
#pragma once
#include <stddef.h>
#include <stdint.h>

// out[row][column] = x[row x_row + column x_column], for a result whose rows are consecutive and
// stand `out_row` apart; all in elements, `width` bytes each. Where x_row is 1 that is a transpose,
// done in squares that fit the registers. The two do not overlap.
void aim_copy_plane(ptrdiff_t rows, ptrdiff_t columns, const void *x, ptrdiff_t x_row,
                    ptrdiff_t x_column, void *out, ptrdiff_t out_row, size_t width);

// The same for one width.
void aim_copy_plane_1(ptrdiff_t rows, ptrdiff_t columns, const uint8_t *x, ptrdiff_t x_row,
                      ptrdiff_t x_column, uint8_t *out, ptrdiff_t out_row);
void aim_copy_plane_2(ptrdiff_t rows, ptrdiff_t columns, const uint16_t *x, ptrdiff_t x_row,
                      ptrdiff_t x_column, uint16_t *out, ptrdiff_t out_row);
void aim_copy_plane_4(ptrdiff_t rows, ptrdiff_t columns, const uint32_t *x, ptrdiff_t x_row,
                      ptrdiff_t x_column, uint32_t *out, ptrdiff_t out_row);
void aim_copy_plane_8(ptrdiff_t rows, ptrdiff_t columns, const uint64_t *x, ptrdiff_t x_row,
                      ptrdiff_t x_column, uint64_t *out, ptrdiff_t out_row);

// out[i] = x[i * stride]: any stride, 0 and negative ones too.
void aim_gather_strided(const void *x, ptrdiff_t stride, void *out, size_t n, size_t width);
// out[i * stride] = x[i].
void aim_scatter_strided(const void *x, void *out, ptrdiff_t stride, size_t n, size_t width);
