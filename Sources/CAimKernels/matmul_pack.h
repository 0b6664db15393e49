// Laying lines of a product's side beside each other, as a tile reads them.

// Lines whose elements are consecutive: a square at a time.
//
// Writes whole vectors: up to a vector less one beyond each step's places, the first of the next
// step. So the last lines come first: what they spill is overwritten.
AIM_INLINE void NAME(matmul_pack_turned)(
    SIDE side, ptrdiff_t count, ptrdiff_t width, ptrdiff_t depth, T *restrict packed) {
  for (ptrdiff_t first = (width - 1) / LANES * LANES; first >= 0; first -= LANES) {
    ptrdiff_t lines = count - first < LANES ? count - first : LANES;
    const T *from = side.base + first * side.line;
    T *to = packed + first;
    ptrdiff_t step = 0;
    for (; step + LANES <= depth; step += LANES) {
      VECTOR square[LANES];
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) {
        square[i] = i < lines ? *(const VECTOR *)(from + i * side.line + step) : (VECTOR){};
      }
      NAME(turn)(square);
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++) *(VECTOR *)(to + (step + i) * width) = square[i];
    }
    ptrdiff_t places = width - first < LANES ? width - first : LANES;
    for (; step < depth; step++) {
      for (ptrdiff_t i = 0; i < places; i++) {
        to[step * width + i] = i < lines ? from[i * side.line + step] : 0;
      }
    }
  }
}

// Packs `count` lines side by side: `width` places for each step of the depth, zeros beyond
// `count`; `packed` has room for a vector more.
static void NAME(matmul_pack_lines)(
    SIDE side, ptrdiff_t count, ptrdiff_t width, ptrdiff_t depth, T *restrict packed) {
  if (side.step == 1 && side.line != 1) {
    NAME(matmul_pack_turned)(side, count, width, depth, packed);
    return;
  }
  const T *source = side.base;
  if (side.line == 1 && count == width && width % LANES == 0) {
    for (ptrdiff_t k = 0; k < depth; k++, source += side.step, packed += width) {
      for (ptrdiff_t v = 0; v < width; v += LANES) {
        *(VECTOR *)(packed + v) = *(const VECTOR *)(source + v);
      }
    }
    return;
  }
  for (ptrdiff_t k = 0; k < depth; k++, source += side.step, packed += width) {
    for (ptrdiff_t i = 0; i < count; i++) packed[i] = source[i * side.line];
    for (ptrdiff_t i = count; i < width; i++) packed[i] = 0;
  }
}
