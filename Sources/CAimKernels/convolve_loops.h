// Convolution for one element type: read by levels.h, with ELEMENT_BYTES defined too. See aim_convolve.h.

#undef TURN_BYTES
#define TURN_BYTES LEVEL_BYTES
#include "turn.h"

#define BLOCK (2 * LANES)
#define AT(place) (*(VECTOR *)(place))
#define READ(place) (*(const VECTOR *)(place))

// Rows of a tile: as many as the registers hold, two vectors each, with three left over.
#if LEVEL_BYTES == 64 || defined(__aarch64__)
#define TILE_ROWS 14
#else
#define TILE_ROWS 6
#endif

// Pixels whose sums wait in the first cache before they are turned into planes.
#define STRIP 112

KERNEL(ptrdiff_t, convolve_lanes, (void), ()) { return LANES; }

// What a block of outputs is packed to.
AIM_INLINE ptrdiff_t NAME(block_width)(ptrdiff_t outputs) {
  return outputs > LANES ? BLOCK : LANES;
}

// LANES outputs whose filters the walk reads whole: square by square, each step to its own place.
AIM_INLINE void NAME(pack_whole)(const T *filters, ptrdiff_t output_step, const aim_walk *walk,
                                 ptrdiff_t width, T *packed) {
  ptrdiff_t depth = walk->runs * walk->count;
  // Element e of a filter is step `i` of run `run`; the one after it is of the next run, or step.
  ptrdiff_t across = walk->step == 1 ? 1 : walk->runs;
  ptrdiff_t forth = walk->step == 1 ? width : walk->count * width;
  ptrdiff_t back = walk->step == 1 ? 0 : width - walk->runs * walk->count * width;
  ptrdiff_t turn = 0;
  for (ptrdiff_t element = 0; element < depth; element += LANES) {
    ptrdiff_t count = depth - element < LANES ? depth - element : LANES;
    VECTOR square[LANES];
    if (count == LANES) {
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) square[i] = READ(filters + i * output_step + element);
    } else {
      T rest[LANES * LANES] = {0};
      for (ptrdiff_t i = 0; i < LANES; i++) {
        for (ptrdiff_t j = 0; j < count; j++) {
          rest[i * LANES + j] = filters[i * output_step + element + j];
        }
      }
      for (int i = 0; i < LANES; i++) square[i] = READ(rest + i * LANES);
    }
    NAME(turn)(square);
    for (ptrdiff_t i = 0; i < count; i++) {
      AT(packed) = square[i];
      packed += forth;
      if (++turn == across) {
        turn = 0;
        packed += back;
      }
    }
  }
}

// True where the steps of the walk are all elements of a filter, from the first to the last.
AIM_INLINE bool NAME(reads_whole)(const aim_walk *walk) {
  bool by_runs = walk->step == walk->runs, by_steps = walk->step == 1;
  for (ptrdiff_t run = 0; run < walk->runs; run++) {
    by_runs = by_runs && walk->starts[run] == run;
    by_steps = by_steps && walk->starts[run] == run * walk->count;
  }
  return by_runs || by_steps;
}

KERNEL(void, pack_filters, (const T *filters, ptrdiff_t outputs, ptrdiff_t output_step,
                            const aim_walk *walk, ptrdiff_t first, ptrdiff_t last, T *packed),
       (filters, outputs, output_step, walk, first, last, packed)) {
  ptrdiff_t depth = walk->runs * walk->count, step = walk->step;
  bool whole = NAME(reads_whole)(walk);
  for (ptrdiff_t block = first; block < last; block++) {
    ptrdiff_t rest = outputs - block * BLOCK, width = NAME(block_width)(rest);
    T *to = packed + block * BLOCK * depth;
    ptrdiff_t lane = 0;
    for (; whole && lane + LANES <= width && lane + LANES <= rest; lane += LANES) {
      NAME(pack_whole)(filters + (block * BLOCK + lane) * output_step, output_step, walk, width,
                       to + lane);
    }
    for (; lane < width; lane++) {
      const T *from = filters + (block * BLOCK + lane) * output_step;
      T *place = to + lane;
      for (ptrdiff_t run = 0; run < walk->runs; run++) {
        const T *element = from + walk->starts[run];
        for (ptrdiff_t i = 0; i < walk->count; i++, place += width) {
          *place = lane < rest ? element[i * step] : 0;
        }
      }
    }
  }
}

KERNEL(void, unpack_filters, (const T *sums, ptrdiff_t outputs, ptrdiff_t output_step,
                              const aim_walk *walk, T *filters),
       (sums, outputs, output_step, walk, filters)) {
  ptrdiff_t depth = walk->runs * walk->count, step = walk->step;
  for (ptrdiff_t first = 0; first < outputs; first += BLOCK) {
    ptrdiff_t rest = outputs - first, width = NAME(block_width)(rest);
    for (ptrdiff_t lane = 0; lane < width && lane < rest; lane++) {
      const T *from = sums + first * depth + lane;
      T *to = filters + (first + lane) * output_step;
      for (ptrdiff_t run = 0; run < walk->runs; run++) {
        T *place = to + walk->starts[run];
        for (ptrdiff_t i = 0; i < walk->count; i++, from += width) place[i * step] = *from;
      }
    }
  }
}

KERNEL(void, frame_planes, (const T *source, const aim_frame *frame, T *framed),
       (source, frame, framed)) {
  ptrdiff_t stride = frame->stride, part = frame->part;
  for (ptrdiff_t plane = 0; plane < frame->planes; plane++) {
    const T *from = source + plane * frame->source_plane;
    T *to = framed + plane * frame->plane + frame->top * stride * part;
    for (ptrdiff_t y = 0; y < frame->height; y++, from += frame->source_row, to += stride * part) {
      if (stride == 1) {
        for (ptrdiff_t x = 0; x < frame->width; x++) to[frame->left + x] = from[x];
        continue;
      }
      for (ptrdiff_t x = 0, first = 0; first < stride && first < frame->width; first++) {
        ptrdiff_t place = frame->left + first;
        T *row = to + place % stride * part + place / stride;
        ptrdiff_t count = (frame->width - first + stride - 1) / stride;
        if (stride == 2) {
          for (x = 0; x < count; x++) row[x] = from[first + 2 * x];
        } else {
          for (x = 0; x < count; x++) row[x] = from[first + stride * x];
        }
      }
    }
  }
}

// One tile: sums[row][lane] = start[row][lane] + Σ a[row] b[lane] over the walk.
//
// `rows` and `vectors` are constants where it is inlined. The rows of a are neighbours; b has the
// steps' vectors one after the other.
AIM_INLINE void NAME(convolve_tile)(const int rows, const int vectors, const aim_walk *walk,
                                    const T *a, const T *restrict b, const T *start,
                                    ptrdiff_t start_pitch, T *sums) {
  VECTOR sum[TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++) {
    for (int v = 0; v < vectors; v++) sum[row][v] = READ(start + row * start_pitch + v * LANES);
  }
  ptrdiff_t step = walk->step;
  for (ptrdiff_t run = 0; run < walk->runs; run++) {
    const T *from = a + walk->starts[run];
    for (ptrdiff_t i = walk->count; i > 0; i--) {
      VECTOR right[2];
      for (int v = 0; v < vectors; v++) right[v] = READ(b + v * LANES);
#pragma clang loop unroll(full)
      for (int row = 0; row < rows; row++) {
        for (int v = 0; v < vectors; v++) sum[row][v] += from[row] * right[v];
      }
      from += step;
      b += vectors * LANES;
    }
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++) {
    for (int v = 0; v < vectors; v++) AT(sums + (row * vectors + v) * LANES) = sum[row][v];
  }
}

#define TILE(ROWS)                                                                    \
  case ROWS:                                                                          \
    if (width == BLOCK) {                                                             \
      NAME(convolve_tile)(ROWS, 2, walk, a, b, start, start_pitch, sums);             \
    } else {                                                                          \
      NAME(convolve_tile)(ROWS, 1, walk, a, b, start, start_pitch, sums);             \
    }                                                                                 \
    return;

// The tile of any number of rows.
static void NAME(convolve_tiles)(ptrdiff_t rows, ptrdiff_t width, const aim_walk *walk, const T *a,
                                 const T *b, const T *start, ptrdiff_t start_pitch, T *sums) {
  switch (rows) {
    TILE(1)
    TILE(2)
    TILE(3)
    TILE(4)
    TILE(5)
    TILE(6)
#if TILE_ROWS > 6
    TILE(7)
    TILE(8)
    TILE(9)
    TILE(10)
    TILE(11)
    TILE(12)
    TILE(13)
    TILE(14)
#endif
  }
}

// The rows of each tile, evened out: 32 pixels are 11, 11 and 10.
AIM_INLINE ptrdiff_t NAME(tile_height)(ptrdiff_t rows) {
  ptrdiff_t tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  return (rows + tiles - 1) / tiles;
}

// Sums of pixels, `width` side by side, into planes.
AIM_INLINE void NAME(spread_pixels)(const T *sums, ptrdiff_t width, ptrdiff_t pixels,
                                    ptrdiff_t outputs, T *result, ptrdiff_t plane,
                                    ptrdiff_t step) {
  ptrdiff_t full = step == 1 && pixels >= LANES ? outputs / LANES * LANES : 0;
  for (ptrdiff_t output = 0; output < full; output += LANES) {
    T *to = result + output * plane;
    for (ptrdiff_t pixel = 0; pixel < pixels; pixel += LANES) {
      // The last square overlaps the one before it.
      ptrdiff_t place = pixel + LANES <= pixels ? pixel : pixels - LANES;
      VECTOR square[LANES];
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) square[i] = READ(sums + (place + i) * width + output);
      NAME(turn)(square);
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) AT(to + i * plane + place) = square[i];
    }
  }
  for (ptrdiff_t output = full; output < outputs; output++) {
    for (ptrdiff_t pixel = 0; pixel < pixels; pixel++) {
      result[output * plane + pixel * step] = sums[pixel * width + output];
    }
  }
}

// Some rows of one block of outputs, columns first..<last: at most STRIP pixels.
AIM_INLINE void NAME(correlate_strip)(const T *source, const T *packed, const T *start,
                                      const aim_correlation *c, ptrdiff_t rows, ptrdiff_t columns,
                                      ptrdiff_t width, T *sums) {
  ptrdiff_t height = NAME(tile_height)(columns);
  for (ptrdiff_t row = 0; row < rows; row++, source += c->source_row) {
    for (ptrdiff_t column = 0; column < columns; column += height, sums += height * width) {
      ptrdiff_t count = columns - column < height ? columns - column : height;
      NAME(convolve_tiles)(count, width, &c->walk, source + column, packed, start, 0, sums);
      if (count < height) sums -= (height - count) * width;
    }
  }
}

KERNEL(void, correlate, (const T *source, const T *packed, const T *bias,
                         const aim_correlation *c, T *result),
       (source, packed, bias, c, result)) {
  T sums[STRIP * BLOCK], start[BLOCK];
  ptrdiff_t depth = c->walk.runs * c->walk.count;
  ptrdiff_t strip = c->columns < STRIP ? c->columns : STRIP;
  // Rows whose results follow each other are turned together.
  bool flat = c->result_step == 1 && c->result_row == c->columns && strip == c->columns;
  ptrdiff_t group = flat ? STRIP / strip : 1;
  for (ptrdiff_t first = 0; first < c->outputs; first += BLOCK) {
    ptrdiff_t rest = c->outputs - first, width = NAME(block_width)(rest);
    ptrdiff_t outputs = rest < width ? rest : width;
    for (ptrdiff_t i = 0; i < width; i++) start[i] = bias && i < rest ? bias[first + i] : 0;
    for (ptrdiff_t row = 0; row < c->rows; row += group) {
      ptrdiff_t rows = c->rows - row < group ? c->rows - row : group;
      for (ptrdiff_t column = 0; column < c->columns; column += strip) {
        ptrdiff_t columns = c->columns - column < strip ? c->columns - column : strip;
        NAME(correlate_strip)(source + row * c->source_row + column, packed + first * depth, start,
                              c, rows, columns, width, sums);
        NAME(spread_pixels)(
            sums, width, rows * columns, outputs,
            result + first * c->result_plane + row * c->result_row + column * c->result_step,
            c->result_plane, c->result_step);
      }
    }
  }
}

// The elements of LANES planes at LANES pixels from `pixel` on, row after row.
AIM_INLINE void NAME(turn_pixels)(const T *source, const aim_turning *t, ptrdiff_t pixel,
                                  T *turned) {
  VECTOR square[LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) square[i] = READ(source + i * t->source_plane + pixel);
  NAME(turn)(square);
  ptrdiff_t row = pixel / t->columns, column = pixel - row * t->columns;
  T *to = turned + row * t->row + column * t->pixel;
  ptrdiff_t skip = t->row - t->columns * t->pixel;
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) {
    AT(to) = square[i];
    to += t->pixel;
    if (++column == t->columns) {
      column = 0;
      to += skip;
    }
  }
}

KERNEL(void, turn_planes, (const T *source, const aim_turning *t, T *turned),
       (source, t, turned)) {
  ptrdiff_t pixels = t->rows * t->columns;
  ptrdiff_t full = pixels >= LANES ? t->planes / LANES * LANES : 0;
  for (ptrdiff_t plane = 0; plane < full; plane += LANES) {
    for (ptrdiff_t pixel = 0; pixel < pixels; pixel += LANES) {
      NAME(turn_pixels)(source + plane * t->source_plane, t,
                        pixel + LANES <= pixels ? pixel : pixels - LANES, turned + plane);
    }
  }
  for (ptrdiff_t plane = full; plane < t->planes; plane++) {
    const T *from = source + plane * t->source_plane;
    for (ptrdiff_t row = 0; row < t->rows; row++) {
      T *to = turned + row * t->row + plane;
      for (ptrdiff_t column = 0; column < t->columns; column++, to += t->pixel) *to = *from++;
    }
  }
}

KERNEL(void, turn_blocks, (const T *source, const aim_turning *t, T *turned),
       (source, t, turned)) {
  ptrdiff_t pixels = t->rows * t->columns;
  for (ptrdiff_t first = 0; first < t->planes; first += BLOCK) {
    ptrdiff_t rest = t->planes - first, width = NAME(block_width)(rest);
    aim_turning block = *t;
    block.planes = rest < width ? rest : width;
    block.pixel = width;
    block.row = width * t->columns;
    T *to = turned + first * pixels;
    if (block.planes < width) memset(to, 0, (size_t)(width * pixels) * sizeof(T));
    NAME(turn_planes)(source + first * t->source_plane, &block, to);
  }
}

KERNEL(void, sum_filters, (const T *image, const T *upstream, const aim_filter_sum *s, T *sums),
       (image, upstream, s, sums)) {
  // Some rows at a time: upstream and the image stay in the first cache for all lines.
  ptrdiff_t band = STRIP / s->columns > 0 ? STRIP / s->columns : 1;
  ptrdiff_t starts[STRIP];
  for (ptrdiff_t row = 0; row < band; row++) starts[row] = row * s->row;
  ptrdiff_t height = NAME(tile_height)(s->lines), pixels = s->rows * s->columns;
  for (ptrdiff_t row = 0; row < s->rows; row += band) {
    aim_walk walk = {s->rows - row < band ? s->rows - row : band, s->columns, s->pixel, starts};
    for (ptrdiff_t first = 0; first < s->outputs; first += BLOCK) {
      ptrdiff_t width = NAME(block_width)(s->outputs - first);
      const T *b = upstream + first * pixels + row * s->columns * width;
      T *to = sums + first * s->taps * s->lines;
      for (ptrdiff_t tap = 0; tap < s->taps; tap++, to += s->lines * width) {
        const T *a = image + s->starts[tap] + row * s->row;
        for (ptrdiff_t line = 0; line < s->lines; line += height) {
          ptrdiff_t count = s->lines - line < height ? s->lines - line : height;
          NAME(convolve_tiles)(count, width, &walk, a + line, b, to + line * width, width,
                               to + line * width);
        }
      }
    }
  }
}

#undef LANES
#undef BLOCK
#undef VECTOR
#undef AT
#undef READ
#undef TILE_ROWS
#undef STRIP
#undef TILE
#undef LOW_PAIRS
#undef HIGH_PAIRS
