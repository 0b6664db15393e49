// One tile of a product: a few rows by two vectors of columns, kept in registers.
#undef TILE_ROWS
#undef TILE_COLUMNS
#define TILE_COLUMNS (2 * LANES)
// Beside the tile's sums the registers hold two vectors of the right side and some of the left.
#if LEVEL_BYTES == 64
#define TILE_ROWS 14
#elif defined(__aarch64__)
#define TILE_ROWS 12
#else
#define TILE_ROWS 6
#endif

#define SIDE AIM_MATMUL_TYPE(side)
#define FINISH AIM_MATMUL_TYPE(finish)

// Negative elements as zeros; NaN stays.
AIM_INLINE VECTOR NAME(matmul_relu)(VECTOR x) {
  auto isKept = ~(x <= 0);
  return (VECTOR)((typeof(isKept))x & isKept);
}

// What becomes of the sums, for a tile whose columns are all there.
AIM_INLINE void NAME(matmul_whole)(
    const int rows, const int vectors, VECTOR sum[TILE_ROWS][2], T *restrict c, ptrdiff_t leading,
    FINISH finish) {
#define EACH_VECTOR                                \
  _Pragma("clang loop unroll(full)")               \
  for (int row = 0; row < rows; row++)             \
    for (int v = 0; v < vectors; v++)
#define PLACE(start) (*(VECTOR *)((start) + v * LANES))
  if (finish.adding) {
    EACH_VECTOR sum[row][v] = PLACE(c + row * leading) + sum[row][v];
  }
  if (finish.bias) {
    EACH_VECTOR sum[row][v] += PLACE((T *)finish.bias);
  }
  if (finish.relu) {
    EACH_VECTOR sum[row][v] = NAME(matmul_relu)(sum[row][v]);
  }
  EACH_VECTOR PLACE(c + row * leading) = sum[row][v];
}

// The same for a tile at the right edge, of which only some columns are there.
AIM_INLINE void NAME(matmul_edge)(
    const int rows, const int vectors, VECTOR sum[TILE_ROWS][2], T *restrict c, ptrdiff_t leading,
    ptrdiff_t columns, FINISH finish) {
  T edge[TILE_ROWS][TILE_COLUMNS];
  EACH_VECTOR PLACE(edge[row]) = sum[row][v];
  for (int row = 0; row < rows; row++) {
    T *place = c + row * leading;
    for (ptrdiff_t column = 0; column < columns; column++) {
      T value = edge[row][column];
      if (finish.adding) value = place[column] + value;
      if (finish.bias) value += finish.bias[column];
      place[column] = finish.relu && value <= 0 ? 0 : value;
    }
  }
#undef EACH_VECTOR
#undef PLACE
}

// `rows` and `vectors` are constants where this is inlined. Line i of `a` is row i of the tile; the
// vectors of the right side stand `b_step` apart, one or two for each step of the depth.
//
// A pointer for every third line: the two between are reached by the processor's scaled offsets.
AIM_INLINE void NAME(matmul_tile)(
    const int rows, const int vectors, ptrdiff_t depth, SIDE a, const T *restrict b,
    ptrdiff_t b_step, T *restrict c, ptrdiff_t leading, ptrdiff_t columns, FINISH finish) {
  VECTOR sum[TILE_ROWS][2];
  const T *lines[(TILE_ROWS + 2) / 3];
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++) {
    if (row % 3 == 0) lines[row / 3] = a.base + row * a.line;
    for (int v = 0; v < vectors; v++) {
      sum[row][v] = (VECTOR){};
      __builtin_prefetch(c + row * leading + v * LANES, 1);
    }
  }
  for (ptrdiff_t step = 0; step < depth; step++) {
    VECTOR right[2];
    for (int v = 0; v < vectors; v++) right[v] = *(const VECTOR *)(b + v * LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++) {
      T left = lines[row / 3][row % 3 * a.line];
      for (int v = 0; v < vectors; v++) sum[row][v] += left * right[v];
    }
#pragma clang loop unroll(full)
    for (int line = 0; line < (rows + 2) / 3; line++) lines[line] += a.step;
    b += b_step;
  }
  if (columns == vectors * LANES) {
    NAME(matmul_whole)(rows, vectors, sum, c, leading, finish);
  } else {
    NAME(matmul_edge)(rows, vectors, sum, c, leading, columns, finish);
  }
}

#undef TILE
#define TILE(ROWS)                                                                               \
  case ROWS:                                                                                     \
    if (columns > LANES) {                                                                       \
      NAME(matmul_tile)(ROWS, 2, depth, a, b, b_step, c, leading, columns, finish);              \
    } else {                                                                                     \
      NAME(matmul_tile)(ROWS, 1, depth, a, b, b_step, c, leading, columns, finish);              \
    }                                                                                            \
    return;

// The tile of any number of rows. Vectors are read whole: two, or one where that is enough.
static void NAME(matmul_tiles)(
    int rows, ptrdiff_t columns, ptrdiff_t depth, SIDE a, const T *b, ptrdiff_t b_step, T *c,
    ptrdiff_t leading, FINISH finish) {
  switch (rows) {
    TILE(1)
    TILE(2)
    TILE(3)
    TILE(4)
    TILE(5)
    TILE(6)
#if TILE_ROWS >= 12
    TILE(7)
    TILE(8)
    TILE(9)
    TILE(10)
    TILE(11)
    TILE(12)
#endif
#if TILE_ROWS >= 14
    TILE(13)
    TILE(14)
#endif
  }
}

// The rows of each tile, evened out: 64 rows are 13, 13, 13, 13, 12.
AIM_INLINE ptrdiff_t NAME(matmul_tile_height)(ptrdiff_t rows) {
  ptrdiff_t tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  return (rows + tiles - 1) / tiles;
}
