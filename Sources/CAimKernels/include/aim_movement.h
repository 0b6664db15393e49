// Moving elements: transposes and strided copies, by the size of an element in bytes.
#pragma once
#include <stddef.h>
#include <stdint.h>

// out[columns][rows] = the transpose of x[rows][columns], whose rows stand `x_stride` elements
// apart and the result's `out_stride`; `width` is 1, 4 or 8 bytes. Done in blocks that fit the
// cache.
void aim_transpose(const void *x, size_t rows, size_t columns, ptrdiff_t x_stride, void *out,
                   ptrdiff_t out_stride, size_t width);

// out[i] = x[i * stride]: any stride, 0 and negative ones too.
void aim_gather_strided(const void *x, ptrdiff_t stride, void *out, size_t n, size_t width);
// out[i * stride] = x[i].
void aim_scatter_strided(const void *x, void *out, ptrdiff_t stride, size_t n, size_t width);
