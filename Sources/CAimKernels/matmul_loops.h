// c = a b, or c += a b, by one thread, where the processor has 512-bit vectors.
//
// The plan is that of Goto and van de Geijn, "Anatomy of high-performance matrix multiplication"
// (2008): the depth is walked in blocks; of each block the left side is packed once, in panels of a
// few rows, and the right side panel by panel just before its use, while it is warm in the first
// cache; the innermost loop keeps a tile of c in registers.
//
// Each element of c is the sum of its products in the order of the depth, block by block, however
// rows and columns are split among calls: the same bits.
//
// Included once for each element type, with SCALAR, SUFFIX, LOW_PAIRS and HIGH_PAIRS defined.
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

#include "aim_level.h"
#include "clones.h"

#if defined(__x86_64__)

#define VECTOR NAME(matmul_vector)
typedef SCALAR VECTOR __attribute__((vector_size(64), aligned(sizeof(SCALAR)), may_alias));

#define LANES ((ptrdiff_t)(64 / sizeof(SCALAR)))
// A tile of c: 14 rows of two vectors, which leaves three of the 32 registers for its factors.
#define TILE_ROWS 14
#define TILE_COLUMNS (2 * LANES)
// A panel of the right side fits into half of the first cache, the packed left side into a
// quarter of the second.
#define BLOCK_DEPTH ((ptrdiff_t)(1024 / sizeof(SCALAR)))
#define BLOCK_ROWS ((ptrdiff_t)252)

// Without the second word clang would split each vector in two for this level's processors.
#define WIDE __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))

// One tile of c: `rows` by one or two vectors, both constants where it is inlined.
//
// For each step of the depth `a` holds the tile's rows side by side, `b` its columns.
WIDE AIM_INLINE void NAME(matmul_tile)(
    const int rows, const int vectors, ptrdiff_t depth, const SCALAR *restrict a,
    const SCALAR *restrict b, SCALAR *restrict c, ptrdiff_t leading, ptrdiff_t columns, bool adding) {
  VECTOR sum[TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++) {
    for (int v = 0; v < vectors; v++) sum[row][v] = (VECTOR){};
  }
  for (ptrdiff_t step = 0; step < depth; step++) {
    VECTOR right[2];
    for (int v = 0; v < vectors; v++) right[v] = *(const VECTOR *)(b + v * LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) sum[row][v] += a[row] * right[v];
    }
    a += rows;
    b += vectors * LANES;
  }
  SCALAR edge[TILE_ROWS][TILE_COLUMNS];
  if (columns == vectors * LANES) {
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        VECTOR *place = (VECTOR *)(c + row * leading + v * LANES);
        *place = adding ? *place + sum[row][v] : sum[row][v];
      }
    }
    return;
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++) {
    for (int v = 0; v < vectors; v++) *(VECTOR *)(edge[row] + v * LANES) = sum[row][v];
  }
  for (int row = 0; row < rows; row++) {
    SCALAR *place = c + row * leading;
    for (ptrdiff_t column = 0; column < columns; column++) {
      place[column] = adding ? place[column] + edge[row][column] : edge[row][column];
    }
  }
}

#define TILE(ROWS)                                                                              \
  case ROWS:                                                                                    \
    if (width == TILE_COLUMNS) {                                                                \
      NAME(matmul_tile)(ROWS, 2, depth, a, b, c, leading, columns, adding);                    \
    } else {                                                                                    \
      NAME(matmul_tile)(ROWS, 1, depth, a, b, c, leading, columns, adding);                    \
    }                                                                                           \
    return;

// The tile of any number of rows up to 14; `width` is what the right side was packed to.
WIDE static void NAME(matmul_tiles)(
    int rows, ptrdiff_t width, ptrdiff_t depth, const SCALAR *a, const SCALAR *b, SCALAR *c,
    ptrdiff_t leading, ptrdiff_t columns, bool adding) {
  switch (rows) {
    TILE(1)
    TILE(2)
    TILE(3)
    TILE(4)
    TILE(5)
    TILE(6)
    TILE(7)
    TILE(8)
    TILE(9)
    TILE(10)
    TILE(11)
    TILE(12)
    TILE(13)
    TILE(14)
  }
}

// Turns a square: line `i` of `square` becomes place `i` of every line.
//
// A perfect shuffle of the lines, done as often as the lines' number has binary digits.
WIDE AIM_INLINE void NAME(matmul_turn)(VECTOR square[LANES]) {
#pragma clang loop unroll(full)
  for (int distance = 1; distance < LANES; distance *= 2) {
    VECTOR shuffled[LANES];
#pragma clang loop unroll(full)
    for (int line = 0; line < LANES / 2; line++) {
      shuffled[2 * line] =
          __builtin_shufflevector(square[line], square[line + LANES / 2], LOW_PAIRS);
      shuffled[2 * line + 1] =
          __builtin_shufflevector(square[line], square[line + LANES / 2], HIGH_PAIRS);
    }
#pragma clang loop unroll(full)
    for (int line = 0; line < LANES; line++) square[line] = shuffled[line];
  }
}

// Packs lines whose elements are consecutive: `LANES` steps of the depth at a time.
//
// Writes whole vectors: up to `LANES - 1` places beyond each step, the first of the next one. So the
// last lines come first: what they spill is overwritten.
WIDE AIM_INLINE void NAME(matmul_pack_turned)(
    const SCALAR *restrict source, ptrdiff_t line, ptrdiff_t count, ptrdiff_t width,
    ptrdiff_t depth, SCALAR *restrict packed) {
  for (ptrdiff_t first = (width - 1) / LANES * LANES; first >= 0; first -= LANES) {
    ptrdiff_t lines = count - first < LANES ? count - first : LANES;
    const SCALAR *from = source + first * line;
    SCALAR *to = packed + first;
    ptrdiff_t step = 0;
    for (; step + LANES <= depth; step += LANES) {
      VECTOR square[LANES];
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) {
        square[i] = i < lines ? *(const VECTOR *)(from + i * line + step) : (VECTOR){};
      }
      NAME(matmul_turn)(square);
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) *(VECTOR *)(to + (step + i) * width) = square[i];
    }
    ptrdiff_t places = width - first < LANES ? width - first : LANES;
    for (; step < depth; step++) {
      for (ptrdiff_t i = 0; i < places; i++) {
        to[step * width + i] = i < lines ? from[i * line + step] : 0;
      }
    }
  }
}

// Packs `count` lines (rows of the left side, columns of the right) side by side: `width` places
// for each step of the depth, zeros beyond `count`.
//
// Lines stand `line` apart, the elements of a line `step`; one of the two is 1.
WIDE static void NAME(matmul_pack)(
    const SCALAR *restrict source, ptrdiff_t line, ptrdiff_t step, ptrdiff_t count,
    ptrdiff_t width, ptrdiff_t depth, SCALAR *restrict packed) {
  if (step == 1 && line != 1) {
    NAME(matmul_pack_turned)(source, line, count, width, depth, packed);
    return;
  }
  if (count == width && width % LANES == 0) {
    for (ptrdiff_t k = 0; k < depth; k++, source += step, packed += width) {
      for (ptrdiff_t v = 0; v < width; v += LANES) {
        *(VECTOR *)(packed + v) = *(const VECTOR *)(source + v);
      }
    }
    return;
  }
  for (ptrdiff_t k = 0; k < depth; k++, source += step, packed += width) {
    for (ptrdiff_t i = 0; i < count; i++) packed[i] = source[i * line];
    for (ptrdiff_t i = count; i < width; i++) packed[i] = 0;
  }
}

// The rows of each tile, evened out: 64 rows are 13, 13, 13, 13, 12.
static ptrdiff_t NAME(matmul_tile_height)(ptrdiff_t rows) {
  ptrdiff_t tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  return (rows + tiles - 1) / tiles;
}

// One block of rows and depth, all columns.
WIDE static void NAME(matmul_block)(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const SCALAR *a, ptrdiff_t a_line,
    ptrdiff_t a_step, const SCALAR *b, ptrdiff_t b_line, ptrdiff_t b_step, SCALAR *c,
    ptrdiff_t leading, bool adding) {
  // A vector beyond the end: packing writes whole vectors.
  static _Thread_local alignas(64) SCALAR left[BLOCK_ROWS * BLOCK_DEPTH + LANES];
  static _Thread_local alignas(64) SCALAR right[TILE_COLUMNS * BLOCK_DEPTH + LANES];
  ptrdiff_t height = NAME(matmul_tile_height)(rows);
  for (ptrdiff_t row = 0; row < rows; row += height) {
    ptrdiff_t count = rows - row < height ? rows - row : height;
    NAME(matmul_pack)(a + row * a_line, a_line, a_step, count, count, depth, left + row * depth);
  }
  for (ptrdiff_t column = 0; column < columns; column += TILE_COLUMNS) {
    ptrdiff_t count = columns - column < TILE_COLUMNS ? columns - column : TILE_COLUMNS;
    ptrdiff_t width = count <= LANES ? LANES : TILE_COLUMNS;
    NAME(matmul_pack)(b + column * b_line, b_line, b_step, count, width, depth, right);
    for (ptrdiff_t row = 0; row < rows; row += height) {
      ptrdiff_t tile = rows - row < height ? rows - row : height;
      NAME(matmul_tiles)(
          (int)tile, width, depth, left + row * depth, right, c + row * leading + column, leading,
          count, adding);
    }
  }
}

// Element (i, k) of a stands at `i a_line + k a_step`, element (k, j) of b at `j b_line + k b_step`;
// one of each pair is 1. The rows of c are consecutive and stand `leading` apart.
WIDE static void NAME(matmul_wide)(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const SCALAR *a, ptrdiff_t a_line,
    ptrdiff_t a_step, const SCALAR *b, ptrdiff_t b_line, ptrdiff_t b_step, SCALAR *c,
    ptrdiff_t leading, bool adding) {
  for (ptrdiff_t k = 0; k < depth; k += BLOCK_DEPTH) {
    ptrdiff_t steps = depth - k < BLOCK_DEPTH ? depth - k : BLOCK_DEPTH;
    for (ptrdiff_t row = 0; row < rows; row += BLOCK_ROWS) {
      ptrdiff_t height = rows - row < BLOCK_ROWS ? rows - row : BLOCK_ROWS;
      NAME(matmul_block)(
          height, columns, steps, a + row * a_line + k * a_step, a_line, a_step, b + k * b_step,
          b_line, b_step, c + row * leading, leading, adding || k > 0);
    }
  }
}

#endif

// False, and nothing done, where the processor lacks the vectors.
bool NAME(matmul)(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const SCALAR *a, ptrdiff_t a_line,
    ptrdiff_t a_step, const SCALAR *b, ptrdiff_t b_line, ptrdiff_t b_step, SCALAR *c,
    ptrdiff_t leading, bool adding) {
#if defined(__x86_64__)
  if (aim_level() < AIM_LEVEL_V4) return false;
  NAME(matmul_wide)(
      rows, columns, depth, a, a_line, a_step, b, b_line, b_step, c, leading, adding);
  return true;
#else
  return false;
#endif
}
