// Recurrent layers for one element type and one level: read by levels.h.
//
// Rows of the batch are walked up to 16 at a time. A step is a product of their state [rows, H] with
// the weights [H, G H], then the gates. The weights are packed in panels of up to four vectors of
// columns: the gates of one vector of hidden units side by side, so that the gates of a panel can
// be computed from its product. A panel is read from the second cache once a step, and from the first
// for every tile of rows.

#define LANES ((ptrdiff_t)(LEVEL_BYTES / sizeof(T)))
#define VECTOR NAME(recurrent_vector)
typedef T VECTOR __attribute__((vector_size(LEVEL_BYTES), aligned(sizeof(T)), may_alias));

// Rows of a tile of so many vectors that keep the sums, the vectors and a factor in registers.
#if LEVEL_BYTES == 64
#define TILE_ROWS(vectors) ((vectors) == 4 ? 6 : 8)
#else
#define TILE_ROWS(vectors) ((vectors) == 4 ? 3 : (vectors) == 3 ? 4 : (vectors) == 2 ? 6 : 8)
#endif
// A panel of so many steps of the depth stays in the first cache.
#define BLOCK_DEPTH 128

AIM_INLINE ptrdiff_t NAME(whole)(ptrdiff_t hidden) { return (hidden + LANES - 1) / LANES * LANES; }
AIM_INLINE ptrdiff_t NAME(least)(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

// out = a b, or out += a b: `rows` by `vectors`, both constants where it is inlined.
AIM_INLINE void NAME(tile)(const int rows, const int vectors, ptrdiff_t depth, const T *a,
                           ptrdiff_t a_leading, const T *b, T *out, ptrdiff_t leading,
                           bool adding) {
  VECTOR sum[8][4];
  const T *line[8];
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++) {
    line[row] = a + row * a_leading;
    for (int v = 0; v < vectors; v++) sum[row][v] = (VECTOR){};
  }
  for (ptrdiff_t k = 0; k < depth; k++, b += vectors * LANES) {
    VECTOR right[4];
    for (int v = 0; v < vectors; v++) right[v] = *(const VECTOR *)(b + v * LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) sum[row][v] += line[row][k] * right[v];
    }
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < rows; row++) {
    for (int v = 0; v < vectors; v++) {
      VECTOR *place = (VECTOR *)(out + row * leading + v * LANES);
      *place = adding ? *place + sum[row][v] : sum[row][v];
    }
  }
}

#define TILE(ROWS, VECTORS)                                                                     \
  case ROWS * 8 + VECTORS:                                                                      \
    if (ROWS <= TILE_ROWS(VECTORS)) {                                                           \
      NAME(tile)(ROWS, VECTORS, depth, a, a_leading, b, out, leading, adding);                  \
    }                                                                                           \
    return;
#define TILES(ROWS) TILE(ROWS, 1) TILE(ROWS, 2) TILE(ROWS, 3) TILE(ROWS, 4)

static void NAME(tiles)(int rows, int vectors, ptrdiff_t depth, const T *a, ptrdiff_t a_leading,
                        const T *b, T *out, ptrdiff_t leading, bool adding) {
  switch (rows * 8 + vectors) {
    TILES(1)
    TILES(2)
    TILES(3)
    TILES(4)
    TILES(5)
    TILES(6)
    TILES(7)
    TILES(8)
  }
}

// out [rows, vectors] = a [rows, depth] times one panel, or added to it; rows evened out over tiles.
static void NAME(panel)(ptrdiff_t rows, int vectors, ptrdiff_t depth, const T *a,
                        ptrdiff_t a_leading, const T *b, T *out, ptrdiff_t leading, bool adding) {
  ptrdiff_t tiles = (rows + TILE_ROWS(vectors) - 1) / TILE_ROWS(vectors);
  ptrdiff_t height = (rows + tiles - 1) / tiles;
  for (ptrdiff_t k = 0; k < depth; k += BLOCK_DEPTH) {
    ptrdiff_t length = NAME(least)(BLOCK_DEPTH, depth - k);
    for (ptrdiff_t row = 0; row < rows; row += height) {
      NAME(tiles)((int)NAME(least)(height, rows - row), vectors, length, a + row * a_leading + k,
                  a_leading, b + k * vectors * LANES, out + row * leading, leading,
                  adding || k > 0);
    }
  }
}

// The vectors of the panel that begins at a hidden unit: four, or what is left.
AIM_INLINE int NAME(panel_vectors)(ptrdiff_t hidden, ptrdiff_t unit) {
  return (int)NAME(least)(4, (hidden - unit + LANES - 1) / LANES);
}

KERNEL(void, recurrent_pack, (int cell, ptrdiff_t hidden, const T *weight, T *packed),
       (cell, hidden, weight, packed)) {
  ptrdiff_t columns = cell * hidden;
  ptrdiff_t vectors = 0;
  for (ptrdiff_t unit = 0; unit < hidden; unit += cell == 1 ? vectors * LANES : LANES) {
    vectors = cell == 1 ? NAME(panel_vectors)(hidden, unit) : cell;
    for (ptrdiff_t k = 0; k < hidden; k++) {
      for (ptrdiff_t v = 0; v < vectors; v++, packed += LANES) {
        ptrdiff_t gate = cell == 1 ? 0 : v, first = cell == 1 ? unit + v * LANES : unit;
        ptrdiff_t count = NAME(least)(LANES, hidden - first);
        memcpy(packed, weight + k * columns + gate * hidden + first, (size_t)count * sizeof(T));
        memset(packed + count, 0, (size_t)(LANES - count) * sizeof(T));
      }
    }
  }
}

// Of the transpose: its lines are padded to whole vectors, gate by gate.
KERNEL(void, recurrent_pack_turned, (int cell, ptrdiff_t hidden, const T *weight, T *packed),
       (cell, hidden, weight, packed)) {
  ptrdiff_t padded = NAME(whole)(hidden), vectors = 0;
  for (ptrdiff_t unit = 0; unit < hidden; unit += vectors * LANES) {
    vectors = NAME(panel_vectors)(hidden, unit);
    ptrdiff_t width = vectors * LANES, count = NAME(least)(width, hidden - unit);
    if (count < width || padded > hidden) {
      memset(packed, 0, (size_t)(cell * padded * width) * sizeof(T));
    }
    for (ptrdiff_t gate = 0; gate < cell; gate++, packed += padded * width) {
      for (ptrdiff_t column = 0; column < count; column++) {
        const T *line = weight + (unit + column) * cell * hidden + gate * hidden;
        for (ptrdiff_t k = 0; k < hidden; k++) packed[k * width + column] = line[k];
      }
    }
  }
}

// A vector of hidden units, zeros beyond the last.
AIM_INLINE VECTOR NAME(read)(const T *from, ptrdiff_t count) {
  if (count == LANES) return *(const VECTOR *)from;
  VECTOR value = {};
  for (ptrdiff_t lane = 0; lane < count; lane++) value[lane] = from[lane];
  return value;
}

AIM_INLINE VECTOR NAME(read_or_zero)(const T *from, ptrdiff_t offset, ptrdiff_t count) {
  return from ? NAME(read)(from + offset, count) : (VECTOR){};
}

AIM_INLINE void NAME(write)(VECTOR value, T *to, ptrdiff_t count) {
  if (count == LANES) {
    *(VECTOR *)to = value;
    return;
  }
  for (ptrdiff_t lane = 0; lane < count; lane++) to[lane] = value[lane];
}

// A function of each lane. Not unrolled, so that the loop becomes one vector's work.
#define EACH_LANE(function, x)                                                                  \
  T lanes[LEVEL_BYTES / sizeof(T)];                                                             \
  *(VECTOR *)lanes = x;                                                                         \
  _Pragma("clang loop unroll(disable) interleave(disable)")                   \
  for (int lane = 0; lane < LANES; lane++) lanes[lane] = function(lanes[lane]);                 \
  return *(const VECTOR *)lanes;

AIM_INLINE VECTOR NAME(sigmoid_of)(VECTOR x) { EACH_LANE(SIGMOID, x) }
AIM_INLINE VECTOR NAME(tanh_of)(VECTOR x) { EACH_LANE(TANH, x) }

// A place in an array that may be missing.
AIM_INLINE const T *NAME(at)(const void *array, ptrdiff_t offset) {
  return array ? (const T *)array + offset : 0;
}

// [rows, H] of the batch into or out of rows of whole vectors.
static void NAME(load_rows)(const T *from, ptrdiff_t rows, ptrdiff_t hidden, T *to) {
  ptrdiff_t padded = NAME(whole)(hidden);
  for (ptrdiff_t row = 0; row < rows; row++, to += padded) {
    if (from) memcpy(to, from + row * hidden, (size_t)hidden * sizeof(T));
    ptrdiff_t known = from ? hidden : 0;
    memset(to + known, 0, (size_t)(padded - known) * sizeof(T));
  }
}

static void NAME(store_rows)(const T *from, ptrdiff_t rows, ptrdiff_t hidden, T *to) {
  ptrdiff_t padded = NAME(whole)(hidden);
  for (ptrdiff_t row = 0; row < rows; row++) {
    memcpy(to + row * hidden, from + row * padded, (size_t)hidden * sizeof(T));
  }
}

// Where the gates of a vector of hidden units work: sizes, and what holds for all of its rows.
typedef struct {
  ptrdiff_t rows, padded, unit, lanes;
  // From a row of the batch to the next, in arrays of H and of G H elements a step.
  ptrdiff_t unit_line, gate_line;
  // At this vector's first unit: in rows of whole vectors, the states before and after the step.
  const T *before;
  T *after, *cell;
} NAME(place);

// LSTM. c' = σ(f) c + σ(i) tanh(g), h' = σ(o) tanh(c').
AIM_INLINE void NAME(lstm_gates)(const aim_recurrence *r, NAME(place) p, const T *products,
                                 T *gates, T *outputs, T *kept) {
  VECTOR bias[4];
  ptrdiff_t hidden = r->hidden;
  for (int g = 0; g < 4; g++) {
    bias[g] = NAME(read)((const T *)r->bias_input + g * hidden + p.unit, p.lanes)
              + NAME(read)((const T *)r->bias_hidden + g * hidden + p.unit, p.lanes);
  }
  for (ptrdiff_t row = 0; row < p.rows; row++) {
    VECTOR z[4];
    for (int g = 0; g < 4; g++) {
      z[g] = NAME(read)(gates + g * hidden, p.lanes)
             + *(const VECTOR *)(products + (row * 4 + g) * LANES) + bias[g];
    }
    VECTOR i = NAME(sigmoid_of)(z[0]), f = NAME(sigmoid_of)(z[1]), g = NAME(tanh_of)(z[2]),
           o = NAME(sigmoid_of)(z[3]);
    VECTOR *cell = (VECTOR *)(p.cell + row * p.padded);
    VECTOR c = f * *cell + i * g;
    VECTOR h = o * NAME(tanh_of)(c);
    *cell = c;
    *(VECTOR *)(p.after + row * p.padded) = h;
    NAME(write)(h, outputs, p.lanes);
    if (kept) {
      NAME(write)(i, gates, p.lanes);
      NAME(write)(f, gates + hidden, p.lanes);
      NAME(write)(g, gates + 2 * hidden, p.lanes);
      NAME(write)(o, gates + 3 * hidden, p.lanes);
      NAME(write)(c, kept, p.lanes);
      kept += p.unit_line;
    }
    gates += p.gate_line;
    outputs += p.unit_line;
  }
}

// GRU. n = tanh(x_n + r (U h + b)), h' = (1 - z) n + z h.
AIM_INLINE void NAME(gru_gates)(const aim_recurrence *r, NAME(place) p, const T *products,
                                T *gates, T *outputs, T *kept) {
  VECTOR before[3], beside[3];
  ptrdiff_t hidden = r->hidden;
  for (int g = 0; g < 3; g++) {
    before[g] = NAME(read)((const T *)r->bias_input + g * hidden + p.unit, p.lanes);
    beside[g] = NAME(read)((const T *)r->bias_hidden + g * hidden + p.unit, p.lanes);
  }
  for (ptrdiff_t row = 0; row < p.rows; row++) {
    VECTOR x[3], u[3];
    for (int g = 0; g < 3; g++) {
      x[g] = NAME(read)(gates + g * hidden, p.lanes) + before[g];
      u[g] = *(const VECTOR *)(products + (row * 3 + g) * LANES) + beside[g];
    }
    VECTOR reset = NAME(sigmoid_of)(x[0] + u[0]), z = NAME(sigmoid_of)(x[1] + u[1]);
    VECTOR n = NAME(tanh_of)(x[2] + reset * u[2]);
    VECTOR h = (1 - z) * n + z * *(const VECTOR *)(p.before + row * p.padded);
    *(VECTOR *)(p.after + row * p.padded) = h;
    NAME(write)(h, outputs, p.lanes);
    if (kept) {
      NAME(write)(reset, gates, p.lanes);
      NAME(write)(z, gates + hidden, p.lanes);
      NAME(write)(n, gates + 2 * hidden, p.lanes);
      NAME(write)(u[2], kept, p.lanes);
      kept += p.unit_line;
    }
    gates += p.gate_line;
    outputs += p.unit_line;
  }
}

// RNN. h' = tanh(x + U h + b); `outputs` holds x W.
AIM_INLINE void NAME(rnn_gates)(const aim_recurrence *r, NAME(place) p, const T *products,
                                ptrdiff_t width, T *outputs) {
  VECTOR bias = NAME(read)((const T *)r->bias_input + p.unit, p.lanes)
                + NAME(read)((const T *)r->bias_hidden + p.unit, p.lanes);
  for (ptrdiff_t row = 0; row < p.rows; row++, outputs += p.unit_line) {
    VECTOR z = NAME(read)(outputs, p.lanes) + *(const VECTOR *)(products + row * width) + bias;
    VECTOR h = NAME(tanh_of)(z);
    *(VECTOR *)(p.after + row * p.padded) = h;
    NAME(write)(h, outputs, p.lanes);
  }
}

AIM_INLINE NAME(place) NAME(place_at)(const aim_recurrence *r, ptrdiff_t rows, ptrdiff_t unit) {
  ptrdiff_t hidden = r->hidden, line = r->steps * hidden;
  return (NAME(place)){.rows = rows, .padded = NAME(whole)(hidden), .unit = unit,
                       .lanes = NAME(least)(LANES, hidden - unit), .unit_line = line,
                       .gate_line = line * r->cell};
}

// One step of a few rows: panel by panel, a product and its gates.
static void NAME(step)(const aim_recurrence *r, ptrdiff_t first, ptrdiff_t rows, ptrdiff_t t,
                       const T *before, T *after, T *cell, T *products) {
  ptrdiff_t hidden = r->hidden, padded = NAME(whole)(hidden), vectors = r->cell;
  const T *weight = r->weight;
  for (ptrdiff_t unit = 0; unit < hidden; unit += r->cell == 1 ? vectors * LANES : LANES) {
    if (r->cell == 1) vectors = NAME(panel_vectors)(hidden, unit);
    ptrdiff_t width = vectors * LANES;
    NAME(panel)(rows, (int)vectors, hidden, before, padded, weight, products, width, false);
    weight += hidden * width;
    ptrdiff_t line = first * r->steps + t;
    T *outputs = (T *)r->outputs + line * hidden;
    T *kept = (T *)NAME(at)(r->kept, line * hidden + unit);
    for (ptrdiff_t v = 0; v < (r->cell == 1 ? vectors : 1); v++) {
      ptrdiff_t place = unit + v * LANES;
      NAME(place) p = NAME(place_at)(r, rows, place);
      p.before = before + place;
      p.after = after + place;
      p.cell = cell + place;
      T *gates = (T *)r->gates + line * r->cell * hidden + place;
      if (r->cell == AIM_CELL_LSTM) {
        NAME(lstm_gates)(r, p, products, gates, outputs + place, kept);
      } else if (r->cell == AIM_CELL_GRU) {
        NAME(gru_gates)(r, p, products, gates, outputs + place, kept);
      } else {
        NAME(rnn_gates)(r, p, products + v * LANES, width, outputs + place);
      }
    }
  }
}

KERNEL(void, recurrent_forward,
       (const aim_recurrence *r, ptrdiff_t row, ptrdiff_t count, ptrdiff_t start, ptrdiff_t end,
        T *scratch),
       (r, row, count, start, end, scratch)) {
  ptrdiff_t hidden = r->hidden, size = count * NAME(whole)(hidden);
  T *states[2] = {scratch, scratch + size};
  T *cell = scratch + 2 * size, *products = scratch + 3 * size;
  if (start == 0) {
    NAME(load_rows)((const T *)r->first_hidden + row * hidden, count, hidden, states[0]);
    if (r->first_cell) {
      NAME(load_rows)((const T *)r->first_cell + row * hidden, count, hidden, cell);
    }
  }
  for (ptrdiff_t t = start; t < end; t++) {
    NAME(step)(r, row, count, t, states[t & 1], states[(t + 1) & 1], cell, products);
  }
  if (end < r->steps) return;
  NAME(store_rows)(states[end & 1], count, hidden, (T *)r->last_hidden + row * hidden);
  if (r->last_cell) NAME(store_rows)(cell, count, hidden, (T *)r->last_cell + row * hidden);
}

// What the gates' gradients of a vector of hidden units read and write, at its first unit.
typedef struct {
  const T *upstream, *gates, *outputs, *kept;
  // The state and the cell before the step, rows `before_line` apart.
  const T *hidden_before, *cell_before;
  ptrdiff_t before_line;
  T *gates_gradient;
  // In rows of whole vectors: gradients of the state and the cell, and the product's operand.
  T *hidden, *cell, *operand;
  ptrdiff_t operand_line;
  T *bias;
} NAME(back);

// Writes the gradient of one gate where the arrays and the coming product want it.
AIM_INLINE void NAME(put)(VECTOR value, T *array, T *operand, ptrdiff_t lanes, VECTOR *sum) {
  NAME(write)(value, array, lanes);
  *(VECTOR *)operand = value;
  *sum += value;
}

AIM_INLINE void NAME(lstm_back)(const aim_recurrence *r, NAME(place) p, NAME(back) b) {
  ptrdiff_t hidden = r->hidden;
  VECTOR sum[4] = {};
  for (ptrdiff_t row = 0; row < p.rows; row++) {
    const T *gates = b.gates + row * p.gate_line;
    VECTOR i = NAME(read)(gates, p.lanes), f = NAME(read)(gates + hidden, p.lanes),
           g = NAME(read)(gates + 2 * hidden, p.lanes), o = NAME(read)(gates + 3 * hidden, p.lanes);
    VECTOR squashed = NAME(tanh_of)(NAME(read)(b.kept + row * p.unit_line, p.lanes));
    VECTOR before = NAME(read)(b.cell_before + row * b.before_line, p.lanes);
    VECTOR *carried = (VECTOR *)(b.cell + row * p.padded);
    VECTOR dh = *(const VECTOR *)(b.hidden + row * p.padded)
                + NAME(read_or_zero)(b.upstream, row * p.unit_line, p.lanes);
    VECTOR dc = *carried + dh * o * (1 - squashed * squashed);
    T *to = b.gates_gradient + row * p.gate_line, *operand = b.operand + row * b.operand_line;
    NAME(put)(dc * g * (i * (1 - i)), to, operand, p.lanes, &sum[0]);
    NAME(put)(dc * before * (f * (1 - f)), to + hidden, operand + p.padded, p.lanes, &sum[1]);
    NAME(put)(dc * i * (1 - g * g), to + 2 * hidden, operand + 2 * p.padded, p.lanes, &sum[2]);
    NAME(put)(dh * squashed * (o * (1 - o)), to + 3 * hidden, operand + 3 * p.padded, p.lanes,
              &sum[3]);
    *carried = dc * f;
  }
  for (int g = 0; g < 4; g++) {
    for (int half = 0; half < 2; half++) {
      T *bias = b.bias + (half * 4 + g) * hidden;
      NAME(write)(NAME(read)(bias, p.lanes) + sum[g], bias, p.lanes);
    }
  }
}

AIM_INLINE void NAME(gru_back)(const aim_recurrence *r, NAME(place) p, NAME(back) b) {
  ptrdiff_t hidden = r->hidden;
  VECTOR sum[4] = {};
  for (ptrdiff_t row = 0; row < p.rows; row++) {
    const T *gates = b.gates + row * p.gate_line;
    VECTOR reset = NAME(read)(gates, p.lanes), z = NAME(read)(gates + hidden, p.lanes),
           n = NAME(read)(gates + 2 * hidden, p.lanes);
    VECTOR part = NAME(read)(b.kept + row * p.unit_line, p.lanes);
    VECTOR before = NAME(read)(b.hidden_before + row * b.before_line, p.lanes);
    VECTOR *carried = (VECTOR *)(b.hidden + row * p.padded);
    VECTOR dh = *carried + NAME(read_or_zero)(b.upstream, row * p.unit_line, p.lanes);
    VECTOR dn = dh * (1 - z) * (1 - n * n);
    VECTOR dr = dn * part * (reset * (1 - reset)), dz = dh * (before - n) * (z * (1 - z));
    VECTOR du = dn * reset;
    T *to = b.gates_gradient + row * p.gate_line, *operand = b.operand + row * b.operand_line;
    NAME(put)(dr, to, operand, p.lanes, &sum[0]);
    NAME(put)(dz, to + hidden, operand + p.padded, p.lanes, &sum[1]);
    NAME(put)(dn, to + 2 * hidden, operand + 2 * p.padded, p.lanes, &sum[2]);
    // The state's product has reset between it and the candidate.
    *(VECTOR *)(operand + 2 * p.padded) = du;
    sum[3] += du;
    *carried = dh * z;
  }
  const int from[6] = {0, 1, 2, 0, 1, 3};
  for (int g = 0; g < 6; g++) {
    T *bias = b.bias + g * hidden;
    NAME(write)(NAME(read)(bias, p.lanes) + sum[from[g]], bias, p.lanes);
  }
}

AIM_INLINE void NAME(rnn_back)(const aim_recurrence *r, NAME(place) p, NAME(back) b) {
  VECTOR sum = {};
  for (ptrdiff_t row = 0; row < p.rows; row++) {
    VECTOR h = NAME(read)(b.outputs + row * p.unit_line, p.lanes);
    VECTOR dh = *(const VECTOR *)(b.hidden + row * p.padded)
                + NAME(read_or_zero)(b.upstream, row * p.unit_line, p.lanes);
    NAME(put)(dh * (1 - h * h), b.gates_gradient + row * p.gate_line,
              b.operand + row * b.operand_line, p.lanes, &sum);
  }
  for (int half = 0; half < 2; half++) {
    T *bias = b.bias + half * r->hidden;
    NAME(write)(NAME(read)(bias, p.lanes) + sum, bias, p.lanes);
  }
}

// One step back of a few rows: the gates' gradients, then the state's by one product.
static void NAME(step_back)(const aim_recurrence *r, ptrdiff_t first, ptrdiff_t rows, ptrdiff_t t,
                            T *bias, T *hidden_gradient, T *cell_gradient, T *operand) {
  ptrdiff_t hidden = r->hidden, padded = NAME(whole)(hidden), line = first * r->steps + t;
  // A vector more than the gates take: lines a power of two apart would share places in the cache.
  ptrdiff_t operand_line = r->cell * padded + LANES;
  for (ptrdiff_t unit = 0; unit < hidden; unit += LANES) {
    ptrdiff_t here = line * hidden + unit, gate = line * r->cell * hidden + unit;
    NAME(place) p = NAME(place_at)(r, rows, unit);
    NAME(back) b = {
        .upstream = NAME(at)(r->upstream, here),
        .gates = (const T *)r->gates + gate, .outputs = (const T *)r->outputs + here,
        .kept = NAME(at)(r->kept, here), .gates_gradient = (T *)r->gates_gradient + gate,
        .hidden = hidden_gradient + unit, .cell = cell_gradient + unit, .operand = operand + unit,
        .operand_line = operand_line, .bias = bias + unit,
        .before_line = t > 0 ? p.unit_line : hidden};
    b.hidden_before = t > 0 ? b.outputs - hidden : (const T *)r->first_hidden + first * hidden + unit;
    if (r->cell == AIM_CELL_LSTM) {
      b.cell_before = t > 0 ? b.kept - hidden : (const T *)r->first_cell + first * hidden + unit;
      NAME(lstm_back)(r, p, b);
    }
    if (r->cell == AIM_CELL_GRU) NAME(gru_back)(r, p, b);
    if (r->cell == AIM_CELL_RNN) NAME(rnn_back)(r, p, b);
  }
  const T *weight = r->weight;
  for (ptrdiff_t unit = 0; unit < hidden; unit += 4 * LANES) {
    int vectors = NAME(panel_vectors)(hidden, unit);
    NAME(panel)(rows, vectors, r->cell * padded, operand, operand_line, weight,
                hidden_gradient + unit, padded, r->cell == AIM_CELL_GRU);
    weight += r->cell * padded * vectors * LANES;
  }
}

KERNEL(void, recurrent_backward,
       (const aim_recurrence *r, ptrdiff_t row, ptrdiff_t count, ptrdiff_t start, ptrdiff_t end,
        T *bias_gradient, T *scratch),
       (r, row, count, start, end, bias_gradient, scratch)) {
  ptrdiff_t hidden = r->hidden, size = count * NAME(whole)(hidden);
  T *state = scratch, *cell = scratch + size, *operand = scratch + 2 * size;
  if (end == r->steps) {
    NAME(load_rows)(NAME(at)(r->upstream_hidden, row * hidden), count, hidden, state);
    NAME(load_rows)(NAME(at)(r->upstream_cell, row * hidden), count, hidden, cell);
  }
  for (ptrdiff_t t = end - 1; t >= start; t--) {
    NAME(step_back)(r, row, count, t, bias_gradient, state, cell, operand);
  }
  if (start > 0) return;
  NAME(store_rows)(state, count, hidden, (T *)r->hidden_gradient + row * hidden);
  if (r->cell_gradient) NAME(store_rows)(cell, count, hidden, (T *)r->cell_gradient + row * hidden);
}

#undef LANES
#undef VECTOR
#undef TILE_ROWS
#undef BLOCK_DEPTH
#undef TILE
#undef TILES
#undef EACH_LANE
