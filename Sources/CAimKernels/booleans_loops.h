// Folds of booleans, bytes of 0 and 1: read by levels.h.
#define WIDTH 512

// How many are true: bytes hold the counts of 255 rows of lanes.
AIM_INLINE int64_t NAME(count)(const uint8_t *x, size_t n) {
  enum { LANES = 64, MOST = 255 };
  int64_t total = 0;
  size_t i = 0;
  while (i + LANES <= n) {
    uint8_t lane[LANES] = {0};
    for (int k = 0; k < MOST && i + LANES <= n; k++, i += LANES) {
      for (int j = 0; j < LANES; j++) lane[j] += x[i + j];
    }
    for (int j = 0; j < LANES; j++) total += lane[j];
  }
  for (; i < n; i++) total += x[i];
  return total;
}

KERNEL(void, count_each,
       (const bool *x, size_t rows, size_t columns, size_t stride, int64_t *out),
       (x, rows, columns, stride, out)) {
  for (size_t r = 0; r < rows; r++) out[r] = NAME(count)((const uint8_t *)x + r * stride, columns);
}

KERNEL(void, count_rows,
       (const bool *x, size_t rows, size_t columns, size_t stride, int64_t *out),
       (x, rows, columns, stride, out)) {
  enum { MOST = 255 };
  const uint8_t *bytes = (const uint8_t *)x;
  uint8_t count[WIDTH];
  for (size_t left = 0; left < columns; left += WIDTH) {
    size_t width = columns - left < WIDTH ? columns - left : WIDTH;
    for (size_t c = 0; c < width; c++) out[left + c] = 0;
    for (size_t top = 0; top < rows; top += MOST) {
      size_t bottom = rows - top < MOST ? rows : top + MOST;
      for (size_t c = 0; c < width; c++) count[c] = 0;
      for (size_t r = top; r < bottom; r++) {
        for (size_t c = 0; c < width; c++) count[c] += bytes[r * stride + left + c];
      }
      for (size_t c = 0; c < width; c++) out[left + c] += count[c];
    }
  }
}

// A stretch at a time, until the answer is known.
#define LOGICAL(name, start, operation)                                                        \
  KERNEL(void, name##_each,                                                                    \
         (const bool *x, size_t rows, size_t columns, size_t stride, bool *out),               \
         (x, rows, columns, stride, out)) {                                                    \
    for (size_t r = 0; r < rows; r++) {                                                        \
      const uint8_t *row = (const uint8_t *)x + r * stride;                                    \
      uint8_t answer = start;                                                                  \
      for (size_t from = 0; from < columns && answer == start; from += 4096) {                 \
        size_t to = columns - from < 4096 ? columns : from + 4096;                             \
        for (size_t i = from; i < to; i++) answer = answer operation row[i];                   \
      }                                                                                        \
      out[r] = answer;                                                                         \
    }                                                                                          \
  }                                                                                            \
  KERNEL(void, name##_rows,                                                                    \
         (const bool *x, size_t rows, size_t columns, size_t stride, bool *out),               \
         (x, rows, columns, stride, out)) {                                                    \
    uint8_t *answers = (uint8_t *)out;                                                         \
    for (size_t c = 0; c < columns; c++) answers[c] = start;                                   \
    for (size_t r = 0; r < rows; r++) {                                                        \
      const uint8_t *row = (const uint8_t *)x + r * stride;                                    \
      for (size_t c = 0; c < columns; c++) answers[c] = answers[c] operation row[c];           \
    }                                                                                          \
  }

LOGICAL(all, 1, &)
LOGICAL(any, 0, |)

#undef LOGICAL
#undef WIDTH
