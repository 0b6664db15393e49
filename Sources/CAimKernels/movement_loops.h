// Moving elements of one size between layouts.
#undef TURN_BYTES
// A square of small elements fits into the registers only in vectors of 16 bytes.
#if ELEMENT_BYTES < 4
#define TURN_BYTES 16
#else
#define TURN_BYTES LEVEL_BYTES
#endif
#include "turn.h"

// Rows and columns of the parts in which a plane is transposed: their lines and pages stay at hand.
#undef PART
#define PART ((ptrdiff_t)128)

// One square: `LANES` rows of x become as many columns of the result.
AIM_INLINE void NAME(transpose_square)(
    const T *restrict x, ptrdiff_t x_stride, T *restrict out, ptrdiff_t out_stride) {
  VECTOR square[LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) square[i] = *(const VECTOR *)(x + i * x_stride);
  NAME(turn)(square);
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) *(VECTOR *)(out + i * out_stride) = square[i];
}

// What is left beside the squares, element by element.
static void NAME(transpose_rest)(
    ptrdiff_t rows, ptrdiff_t columns, const T *restrict x, ptrdiff_t x_stride, T *restrict out,
    ptrdiff_t out_stride) {
  for (ptrdiff_t column = 0; column < columns; column++) {
    for (ptrdiff_t row = 0; row < rows; row++) {
      out[column * out_stride + row] = x[row * x_stride + column];
    }
  }
}

// The squares of one part; each writes whole lines of the cache, next to the ones before.
static void NAME(transpose_part)(
    ptrdiff_t rows, ptrdiff_t columns, const T *restrict x, ptrdiff_t x_stride, T *restrict out,
    ptrdiff_t out_stride) {
  for (ptrdiff_t column = 0; column < columns; column += LANES) {
    for (ptrdiff_t row = 0; row < rows; row += LANES) {
      NAME(transpose_square)(
          x + row * x_stride + column, x_stride, out + column * out_stride + row, out_stride);
    }
  }
}

// out[columns][rows] = the transpose of x[rows][columns].
static void NAME(transpose)(
    ptrdiff_t rows, ptrdiff_t columns, const T *restrict x, ptrdiff_t x_stride, T *restrict out,
    ptrdiff_t out_stride) {
  ptrdiff_t whole_rows = rows / LANES * LANES, whole_columns = columns / LANES * LANES;
  for (ptrdiff_t column = 0; column < whole_columns; column += PART) {
    ptrdiff_t width = whole_columns - column < PART ? whole_columns - column : PART;
    for (ptrdiff_t row = 0; row < whole_rows; row += PART) {
      ptrdiff_t height = whole_rows - row < PART ? whole_rows - row : PART;
      NAME(transpose_part)(
          height, width, x + row * x_stride + column, x_stride, out + column * out_stride + row,
          out_stride);
    }
  }
  NAME(transpose_rest)(
      rows - whole_rows, columns, x + whole_rows * x_stride, x_stride, out + whole_rows,
      out_stride);
  NAME(transpose_rest)(
      whole_rows, columns - whole_columns, x + whole_columns, x_stride,
      out + whole_columns * out_stride, out_stride);
}

KERNEL(void, copy_plane,
       (ptrdiff_t rows, ptrdiff_t columns, const T *x, ptrdiff_t x_row, ptrdiff_t x_column, T *out,
        ptrdiff_t out_row),
       (rows, columns, x, x_row, x_column, out, out_row)) {
  if (x_column == 1) {
    for (ptrdiff_t row = 0; row < rows; row++) {
      memcpy(out + row * out_row, x + row * x_row, (size_t)columns * sizeof(T));
    }
  } else if (x_row == 1) {
    NAME(transpose)(columns, rows, x, x_column, out, out_row);
  } else {
    for (ptrdiff_t row = 0; row < rows; row++) {
      for (ptrdiff_t column = 0; column < columns; column++) {
        out[row * out_row + column] = x[row * x_row + column * x_column];
      }
    }
  }
}
