// The reductions of one element type: read by levels.h.
#include "lanes.h"

// Elements that are added in T before their sum goes on in double precision.
#define BLOCK 2048

// A sum of `term` over x[0…n) in T; `term` says p for an element, q for one of y, in lanes or alone.
#define BLOCK_SUM(total, n, term, load, last, single)                                          \
  do {                                                                                         \
    size_t i = 0;                                                                              \
    if (n < LANES) {                                                                           \
      T sum[4] = {0};                                                                          \
      for (; i < n; i++) {                                                                     \
        single;                                                                                \
        sum[i % 4] += term;                                                                    \
      }                                                                                        \
      total = (sum[0] + sum[2]) + (sum[1] + sum[3]);                                           \
    } else {                                                                                   \
      ROW lane = {};                                                                           \
      for (; i + LANES <= n; i += LANES) {                                                     \
        load;                                                                                  \
        lane += term;                                                                          \
      }                                                                                        \
      if (i < n) {                                                                             \
        last;                                                                                  \
        lane += term;                                                                          \
      }                                                                                        \
      total = NAME(fold)(&lane);                                                                \
    }                                                                                          \
  } while (0)

// A sum over x, and one over x and y: block by block, the blocks' sums in double precision.
#define SUM(name, term)                                                                        \
  AIM_INLINE T NAME(name##_of_block)(const T *x, size_t n) {                                   \
    T total;                                                                                   \
    BLOCK_SUM(total, n, term, ROW p = LANES_AT(x + i),                                         \
              ROW p; NAME(last_lanes)(x + n, n - i, 0, &p), T p = x[i]);                          \
    return total;                                                                              \
  }                                                                                            \
  KERNEL(double, name, (const T *x, size_t n), (x, n)) {                                       \
    double total = 0;                                                                          \
    for (size_t start = 0; start < n; start += BLOCK) {                                        \
      total += (double)NAME(name##_of_block)(x + start, n - start < BLOCK ? n - start : BLOCK); \
    }                                                                                          \
    return total;                                                                              \
  }                                                                                            \
  KERNEL(void, name##_each, (const T *x, size_t rows, size_t columns, size_t stride, T *out),  \
         (x, rows, columns, stride, out)) {                                                    \
    for (size_t r = 0; r < rows; r++) out[r] = (T)NAME(name)(x + r * stride, columns);         \
  }

SUM(sum, p)
SUM(sum_of_squares, (p * p))

AIM_INLINE T NAME(dot_of_block)(const T *x, const T *y, size_t n) {
  T total;
  BLOCK_SUM(total, n, (p * q), ROW p = LANES_AT(x + i); ROW q = LANES_AT(y + i),
            ROW p; NAME(last_lanes)(x + n, n - i, 0, &p);
            ROW q; NAME(last_lanes)(y + n, n - i, 0, &q), T p = x[i]; T q = y[i]);
  return total;
}

KERNEL(double, dot, (const T *x, const T *y, size_t n), (x, y, n)) {
  double total = 0;
  for (size_t start = 0; start < n; start += BLOCK) {
    size_t size = n - start < BLOCK ? n - start : BLOCK;
    total += (double)NAME(dot_of_block)(x + start, y + start, size);
  }
  return total;
}

AIM_INLINE T NAME(deviations_of_block)(const T *x, T center, size_t n) {
  T total;
  BLOCK_SUM(total, n, (p * p), ROW p = LANES_AT(x + i) - LANES_OF(center),
            ROW p; NAME(last_lanes)(x + n, n - i, center, &p); p -= LANES_OF(center),
            T p = x[i] - center);
  return total;
}

KERNEL(double, sum_of_squared_deviations, (const T *x, double center, size_t n), (x, center, n)) {
  double total = 0;
  for (size_t start = 0; start < n; start += BLOCK) {
    size_t size = n - start < BLOCK ? n - start : BLOCK;
    total += (double)NAME(deviations_of_block)(x + start, (T)center, size);
  }
  return total;
}

// The better one by `operation`; a NaN, once seen, stays.
#define BETTER(x, best, operation) CHOOSE(((x)operation(best)) | ((x) != (x)), x, best)

// Rows that are taken together where columns are folded: the results are read and written once.
#define TOGETHER 4
// Columns whose results stay in the first cache.
#define WIDTH 1024

#define EXTREME(name, start, operation)                                                        \
  AIM_INLINE T NAME(name##_of_two)(T x, T best) {                                              \
    return x operation best || x != x ? x : best;                                              \
  }                                                                                            \
  KERNEL(T, name, (const T *x, size_t n), (x, n)) {                                            \
    T best = start;                                                                            \
    size_t i = 0;                                                                              \
    if (n >= LANES) {                                                                          \
      ROW lane = LANES_OF(start);                                                              \
      for (; i + LANES <= n; i += LANES) {                                                     \
        ROW p = LANES_AT(x + i);                                                               \
        lane = BETTER(p, lane, operation);                                                     \
      }                                                                                        \
      /* The last lanes once more: an extreme does not mind. */                                \
      ROW last = LANES_AT(x + n - LANES);                                                      \
      lane = BETTER(last, lane, operation);                                                    \
      auto s0 = LOWER_32(lane), s1 = UPPER_32(lane);                                           \
      auto s = BETTER(s0, s1, operation);                                                      \
      auto e0 = LOWER_16(s), e1 = UPPER_16(s);                                                 \
      auto e = BETTER(e0, e1, operation);                                                      \
      for (int j = 0; j < 8; j++) best = NAME(name##_of_two)(e[j], best);                      \
      return best;                                                                             \
    }                                                                                          \
    for (; i < n; i++) best = NAME(name##_of_two)(x[i], best);                                 \
    return best;                                                                               \
  }                                                                                            \
  KERNEL(void, name##_each, (const T *x, size_t rows, size_t columns, size_t stride, T *out),  \
         (x, rows, columns, stride, out)) {                                                    \
    for (size_t r = 0; r < rows; r++) out[r] = NAME(name)(x + r * stride, columns);            \
  }                                                                                            \
  KERNEL(size_t, index_of_##name, (const T *x, size_t n), (x, n)) {                            \
    T best = NAME(name)(x, n);                                                                 \
    bool isNumber = best == best;                                                              \
    size_t i = 0;                                                                              \
    /* A stretch at a time until one holds it. */                                              \
    for (; i + LANES <= n; i += LANES) {                                                       \
      int hits = 0;                                                                            \
      for (size_t j = 0; j < LANES; j++) {                                                     \
        hits |= isNumber ? x[i + j] == best : x[i + j] != x[i + j];                            \
      }                                                                                        \
      if (hits) break;                                                                         \
    }                                                                                          \
    for (; i < n; i++) {                                                                       \
      if (isNumber ? x[i] == best : x[i] != x[i]) return i;                                    \
    }                                                                                          \
    return 0;                                                                                  \
  }                                                                                            \
  KERNEL(void, index_of_##name##_each,                                                         \
         (const T *x, size_t rows, size_t columns, size_t stride, int64_t *out),               \
         (x, rows, columns, stride, out)) {                                                    \
    for (size_t r = 0; r < rows; r++) {                                                        \
      out[r] = (int64_t)NAME(index_of_##name)(x + r * stride, columns);                        \
    }                                                                                          \
  }                                                                                            \
  /* The strip's results so far become those with `count` rows more. */                        \
  AIM_INLINE void NAME(name##_more)(const T *x, size_t count, size_t stride, size_t width,     \
                                    T *best) {                                                 \
    for (size_t c = 0; c < width; c++) {                                                       \
      T value = best[c];                                                                       \
      for (size_t r = 0; r < count; r++) {                                                     \
        value = NAME(name##_of_two)(x[r * stride + c], value);                                 \
      }                                                                                        \
      best[c] = value;                                                                         \
    }                                                                                          \
  }                                                                                            \
  KERNEL(void, name##_rows, (const T *x, size_t rows, size_t columns, size_t stride, T *out),  \
         (x, rows, columns, stride, out)) {                                                    \
    for (size_t left = 0; left < columns; left += WIDTH) {                                     \
      size_t width = columns - left < WIDTH ? columns - left : WIDTH;                          \
      for (size_t c = 0; c < width; c++) out[left + c] = start;                                \
      size_t r = 0;                                                                            \
      for (; r + TOGETHER <= rows; r += TOGETHER) {                                            \
        NAME(name##_more)(x + r * stride + left, TOGETHER, stride, width, out + left);         \
      }                                                                                        \
      for (; r < rows; r++) {                                                                  \
        NAME(name##_more)(x + r * stride + left, 1, stride, width, out + left);                \
      }                                                                                        \
    }                                                                                          \
  }                                                                                            \
  KERNEL(void, index_of_##name##_rows,                                                         \
         (const T *x, size_t rows, size_t columns, size_t stride, int64_t *out),               \
         (x, rows, columns, stride, out)) {                                                    \
    T best[WIDTH];                                                                             \
    uint32_t place[WIDTH];                                                                     \
    for (size_t left = 0; left < columns; left += WIDTH) {                                     \
      size_t width = columns - left < WIDTH ? columns - left : WIDTH;                          \
      for (size_t c = 0; c < width; c++) best[c] = x[left + c];                                \
      for (size_t c = 0; c < width; c++) place[c] = 0;                                         \
      for (size_t r = 1; r < rows; r++) {                                                      \
        const T *row = x + r * stride + left;                                                  \
        for (size_t c = 0; c < width; c++) {                                                   \
          T value = row[c], held = best[c];                                                    \
          bool wins = value operation held || (value != value && held == held);                \
          best[c] = wins ? value : held;                                                       \
          place[c] = wins ? (uint32_t)r : place[c];                                            \
        }                                                                                      \
      }                                                                                        \
      for (size_t c = 0; c < width; c++) out[left + c] = (int64_t)place[c];                    \
    }                                                                                          \
  }

EXTREME(largest, -INFINITY, >)
EXTREME(smallest, INFINITY, <)

KERNEL(T, product, (const T *x, size_t n), (x, n)) {
  T result = 1;
  size_t i = 0;
  if (n >= LANES) {
    ROW lane = LANES_OF(1);
    for (; i + LANES <= n; i += LANES) lane *= LANES_AT(x + i);
    auto sixteen = LOWER_32(lane) * UPPER_32(lane);
    auto eight = LOWER_16(sixteen) * UPPER_16(sixteen);
    auto four = LOWER_8(eight) * UPPER_8(eight);
    result = (four[0] * four[2]) * (four[1] * four[3]);
  }
  for (; i < n; i++) result *= x[i];
  return result;
}

KERNEL(void, add_rows, (const T *x, size_t rows, size_t columns, size_t stride, T *sum),
       (x, rows, columns, stride, sum)) {
  size_t r = 0;
  for (; r + TOGETHER <= rows; r += TOGETHER) {
    const T *a = x + r * stride, *b = a + stride, *c = b + stride, *d = c + stride;
    for (size_t i = 0; i < columns; i++) sum[i] = (((sum[i] + a[i]) + b[i]) + c[i]) + d[i];
  }
  for (; r < rows; r++) {
    const T *a = x + r * stride;
    for (size_t i = 0; i < columns; i++) sum[i] += a[i];
  }
}

// Rows are taken 64 at a time, columns a strip at a time: partial sums stay in the first cache, and
// no column adds more than 64 numbers, or 1/64 of its rows, one after the other.
KERNEL(void, sum_rows, (const T *x, size_t rows, size_t columns, size_t stride, T *out),
       (x, rows, columns, stride, out)) {
  enum { HEIGHT = 64 };
  T partial[WIDTH];
  double total[WIDTH];
  for (size_t left = 0; left < columns; left += WIDTH) {
    size_t width = columns - left < WIDTH ? columns - left : WIDTH;
    if (rows <= HEIGHT) {
      for (size_t c = 0; c < width; c++) out[left + c] = 0;
      NAME(add_rows)(x + left, rows, width, stride, out + left);
      continue;
    }
    for (size_t c = 0; c < width; c++) total[c] = 0;
    for (size_t top = 0; top < rows; top += HEIGHT) {
      size_t height = rows - top < HEIGHT ? rows - top : HEIGHT;
      for (size_t c = 0; c < width; c++) partial[c] = 0;
      NAME(add_rows)(x + top * stride + left, height, width, stride, partial);
      for (size_t c = 0; c < width; c++) total[c] += (double)partial[c];
    }
    for (size_t c = 0; c < width; c++) out[left + c] = (T)total[c];
  }
}

#undef BLOCK_SUM
#undef SUM
#undef BETTER
#undef EXTREME
#undef BLOCK
#undef WIDTH
#undef TOGETHER
#include "lanes_end.h"
