// Turns a square of elements that is held in vectors, as many as a vector has lanes.
//
// Read once a level; ELEMENT_BYTES is the size of T, TURN_BYTES that of a vector.
#undef LANES
#define LANES (TURN_BYTES / ELEMENT_BYTES)
#undef LOW_PAIRS
#undef HIGH_PAIRS
// The halves of two lines, interleaved.
#if LANES == 16
#define LOW_PAIRS 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_PAIRS 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#elif LANES == 8
#define LOW_PAIRS 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_PAIRS 4, 12, 5, 13, 6, 14, 7, 15
#elif LANES == 4
#define LOW_PAIRS 0, 4, 1, 5
#define HIGH_PAIRS 2, 6, 3, 7
#else
#define LOW_PAIRS 0, 2
#define HIGH_PAIRS 1, 3
#endif

#define VECTOR NAME(vector)
typedef T VECTOR __attribute__((vector_size(TURN_BYTES), aligned(sizeof(T)), may_alias));

// Line `i` of the square becomes place `i` of every line: a perfect shuffle of the lines, done as
// often as their number has binary digits.
AIM_INLINE void NAME(turn)(VECTOR square[LANES]) {
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
