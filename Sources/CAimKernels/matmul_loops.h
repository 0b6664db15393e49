// c = a b, by one thread.
//
// The plan is that of Goto and van de Geijn, "Anatomy of high-performance matrix multiplication"
// (2008): the depth is walked in blocks, c in tiles that stay in registers. A side is read where it
// lies as long as that is quick; it is packed first where its lines lie across the vectors, or so
// far apart that they would drive each other out of the caches and the pages' table.
#include <stdbool.h>
#include <stdlib.h>

#undef TURN_BYTES
#define TURN_BYTES LEVEL_BYTES
#include "turn.h"
#undef AIM_MATMUL_TYPE
#undef AIM_MATMUL_JOIN
#define AIM_MATMUL_JOIN(name, suffix) aim_##name##_##suffix
#define AIM_MATMUL_JOINED(name, suffix) AIM_MATMUL_JOIN(name, suffix)
#define AIM_MATMUL_TYPE(name) AIM_MATMUL_JOINED(name, SUFFIX)
#include "matmul_tile.h"
#include "matmul_pack.h"

// The same at every level: it decides the order of additions.
#undef BLOCK_DEPTH
#define BLOCK_DEPTH (2048 / ELEMENT_BYTES)
// Of the packed left side, about as much as the second cache holds; the more, the fewer times the
// right side is packed.
#undef BLOCK_ROWS
#if LEVEL_BYTES == 64
#define BLOCK_ROWS 512
#else
#define BLOCK_ROWS 96
#endif

AIM_INLINE ptrdiff_t NAME(matmul_lesser)(ptrdiff_t x, ptrdiff_t y) { return x < y ? x : y; }

// This thread's room for a block of the left side; null where there is no memory for it.
static T *NAME(matmul_room)(void) {
  static _Thread_local T *room;
  if (!room) room = aligned_alloc(64, sizeof(T) * (BLOCK_ROWS * BLOCK_DEPTH + 64));
  return room;
}

// Whether the left side is worth packing: its lines (or steps) lie pages apart, and are read for
// many panels.
AIM_INLINE bool NAME(matmul_packs_left)(SIDE a, ptrdiff_t columns, ptrdiff_t rows) {
  ptrdiff_t distance = a.line > a.step ? a.line : a.step;
  return distance * ELEMENT_BYTES >= 4096 && columns >= 8 * TILE_COLUMNS && rows >= TILE_ROWS;
}

// Whether a whole panel of the right side is: its steps lie pages apart, and many tiles read it.
AIM_INLINE bool NAME(matmul_packs_right)(SIDE b, ptrdiff_t rows) {
  return b.line != 1 || (b.step * ELEMENT_BYTES >= 128 * LEVEL_BYTES && rows >= 8 * TILE_ROWS);
}

// Packs the left side tile by tile.
static void NAME(matmul_pack_left)(SIDE a, ptrdiff_t rows, ptrdiff_t depth, T *packed) {
  ptrdiff_t height = NAME(matmul_tile_height)(rows);
  for (ptrdiff_t row = 0; row < rows; row += height) {
    ptrdiff_t count = NAME(matmul_lesser)(height, rows - row);
    SIDE lines = {a.base + row * a.line, a.line, a.step};
    NAME(matmul_pack_lines)(lines, count, count, depth, packed + row * depth);
  }
}

// One panel of columns: a packed tile by tile where `packed` is not null.
AIM_INLINE void NAME(matmul_panel)(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, SIDE a, const T *packed, const T *b,
    ptrdiff_t b_step, T *c, ptrdiff_t leading, FINISH finish) {
  ptrdiff_t height = NAME(matmul_tile_height)(rows);
  for (ptrdiff_t row = 0; row < rows; row += height) {
    ptrdiff_t count = NAME(matmul_lesser)(height, rows - row);
    SIDE lines = {a.base + row * a.line, a.line, a.step};
    if (packed) lines = (SIDE){packed + row * depth, 1, count};
    NAME(matmul_tiles)(
        (int)count, columns, depth, lines, b, b_step, c + row * leading, leading, finish);
  }
}

// One block of rows and depth, all columns.
//
// `isPacked` says that b has been packed as a whole: panels of columns, `line` apart for each column.
static void NAME(matmul_block)(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, SIDE a, SIDE b, bool isPacked, T *c,
    ptrdiff_t leading, FINISH finish) {
  _Alignas(64) T right[TILE_COLUMNS * BLOCK_DEPTH + LANES];
  T *left = NAME(matmul_packs_left)(a, columns, rows) ? NAME(matmul_room)() : NULL;
  if (left) NAME(matmul_pack_left)(a, rows, depth, left);
  bool packs = !isPacked && NAME(matmul_packs_right)(b, rows);
  const T *bias = finish.bias;
  for (ptrdiff_t column = 0; column < columns; column += TILE_COLUMNS) {
    ptrdiff_t count = NAME(matmul_lesser)(TILE_COLUMNS, columns - column);
    ptrdiff_t width = count > LANES ? TILE_COLUMNS : LANES;
    SIDE lines = {b.base + column * b.line, b.line, b.step};
    if (packs || (count != width && !isPacked)) {
      NAME(matmul_pack_lines)(lines, count, width, depth, right);
      lines = (SIDE){right, 1, width};
    }
    if (bias) finish.bias = bias + column;
    NAME(matmul_panel)(
        rows, count, depth, a, left, lines.base, lines.step, c + column, leading, finish);
  }
}

// All rows, and the depth block by block.
static void NAME(matmul_blocks)(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, SIDE a, SIDE b, bool isPacked, T *c,
    ptrdiff_t leading, FINISH finish) {
  for (ptrdiff_t k = 0; k < depth || k == 0; k += BLOCK_DEPTH) {
    ptrdiff_t steps = NAME(matmul_lesser)(BLOCK_DEPTH, depth - k);
    FINISH then = {finish.adding || k > 0, NULL, false};
    if (depth - k <= BLOCK_DEPTH) then = (FINISH){then.adding, finish.bias, finish.relu};
    for (ptrdiff_t row = 0; row < rows; row += BLOCK_ROWS) {
      SIDE left = {a.base + row * a.line + k * a.step, a.line, a.step};
      SIDE right = {b.base + k * b.step, b.line, b.step};
      NAME(matmul_block)(
          NAME(matmul_lesser)(BLOCK_ROWS, rows - row), columns, steps, left, right, isPacked,
          c + row * leading, leading, then);
    }
  }
}

KERNEL(void, matmul,
       (ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, SIDE a, SIDE b, T *c,
        ptrdiff_t leading, FINISH finish),
       (rows, columns, depth, a, b, c, leading, finish)) {
  NAME(matmul_blocks)(rows, columns, depth, a, b, false, c, leading, finish);
}

KERNEL(size_t, matmul_packed_count, (ptrdiff_t columns, ptrdiff_t depth), (columns, depth)) {
  ptrdiff_t panels = (columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
  return (size_t)(panels * TILE_COLUMNS * depth + LANES);
}

KERNEL(void, matmul_pack, (ptrdiff_t columns, ptrdiff_t depth, SIDE b, T *packed),
       (columns, depth, b, packed)) {
  for (ptrdiff_t column = 0; column < columns; column += TILE_COLUMNS) {
    SIDE lines = {b.base + column * b.line, b.line, b.step};
    NAME(matmul_pack_lines)(
        lines, NAME(matmul_lesser)(TILE_COLUMNS, columns - column), TILE_COLUMNS, depth,
        packed + column * depth);
  }
}

KERNEL(void, matmul_packed,
       (ptrdiff_t rows, ptrdiff_t first, ptrdiff_t columns, ptrdiff_t depth, SIDE a,
        const T *packed, T *c, ptrdiff_t leading, FINISH finish),
       (rows, first, columns, depth, a, packed, c, leading, finish)) {
  SIDE b = {packed + first * depth, depth, TILE_COLUMNS};
  NAME(matmul_blocks)(rows, columns, depth, a, b, true, c, leading, finish);
}
