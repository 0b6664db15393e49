// Softmax and its relatives for one element type: read by levels.h, with OWN(name) defined.

#include "lanes.h"

// The output may be the input itself: each place is read before it is written, so that the loop may
// go by vectors then too, which the compiler cannot see.
#define IN_PLACE _Pragma("clang loop vectorize(assume_safety)")

// The sum of `term`, an expression of i, over a row: element i in lane i mod 32.
#define ROWSUM(target, term)                                                                   \
  do {                                                                                         \
    T lane[LANES] = {0};                                                                       \
    size_t base = 0;                                                                           \
    for (; base + LANES <= columns; base += LANES) {                                           \
      for (size_t j = 0; j < LANES; j++) {                                                     \
        size_t i = base + j;                                                                   \
        lane[j] += term;                                                                       \
      }                                                                                        \
    }                                                                                          \
    for (size_t j = 0; base + j < columns; j++) {                                              \
      size_t i = base + j;                                                                     \
      lane[j] += term;                                                                         \
    }                                                                                          \
    target = NAME(fold)((const ROW *)lane);                                                    \
  } while (0)

// The largest element of a row, NaN aside: it is subtracted before e^x, which then cannot overflow.
AIM_INLINE T NAME(row_largest)(const T *x, size_t columns) {
  T largest = -INFINITY;
  if (columns < LANES) {
    for (size_t i = 0; i < columns; i++) largest = x[i] > largest ? x[i] : largest;
    return largest;
  }
  ROW lane = LANES_OF(-INFINITY);
  for (size_t i = 0; i + LANES <= columns; i += LANES) {
    ROW p = LANES_AT(x + i);
    lane = CHOOSE(p > lane, p, lane);
  }
  ROW last = LANES_AT(x + columns - LANES);
  lane = CHOOSE(last > lane, last, lane);
  auto s0 = LOWER_32(lane), s1 = UPPER_32(lane);
  auto sixteen = CHOOSE(s0 > s1, s0, s1);
  auto e0 = LOWER_16(sixteen), e1 = UPPER_16(sixteen);
  auto eight = CHOOSE(e0 > e1, e0, e1);
  for (int j = 0; j < 8; j++) largest = eight[j] > largest ? eight[j] : largest;
  return largest;
}

KERNEL(void, softmax, (const T *input, T *output, size_t rows, size_t columns),
       (input, output, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T *out = output + r * columns;
    T largest = NAME(row_largest)(x, columns);
    IN_PLACE
    for (size_t i = 0; i < columns; i++) out[i] = OWN(exp)(x[i] - largest);
    T sum;
    ROWSUM(sum, out[i]);
    T scale = 1 / sum;
    for (size_t i = 0; i < columns; i++) out[i] *= scale;
  }
}

KERNEL(void, log_softmax, (const T *input, T *output, size_t rows, size_t columns),
       (input, output, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T *out = output + r * columns;
    T largest = NAME(row_largest)(x, columns);
    T sum;
    ROWSUM(sum, OWN(exp)(x[i] - largest));
    T logarithm = OWN(log)(sum);
    for (size_t i = 0; i < columns; i++) out[i] = (x[i] - largest) - logarithm;
  }
}

KERNEL(void, log_sum_exp, (const T *input, T *output, size_t rows, size_t columns),
       (input, output, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *x = input + r * columns;
    T largest = NAME(row_largest)(x, columns);
    // A row of -inf, or one with inf in it: inf - inf would be NaN.
    T shift = largest - largest == 0 ? largest : 0;
    T sum;
    ROWSUM(sum, OWN(exp)(x[i] - shift));
    output[r] = shift + OWN(log)(sum);
  }
}

KERNEL(void, softmax_gradient, (const T *upstream, const T *value, T *output, size_t rows,
                                size_t columns),
       (upstream, value, output, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *u = upstream + r * columns;
    const T *y = value + r * columns;
    T *out = output + r * columns;
    T mean;
    ROWSUM(mean, (u[i] * y[i]));
    IN_PLACE
    for (size_t i = 0; i < columns; i++) out[i] = y[i] * (u[i] - mean);
  }
}

KERNEL(void, log_softmax_gradient, (const T *upstream, const T *value, T *output, size_t rows,
                                    size_t columns),
       (upstream, value, output, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    const T *u = upstream + r * columns;
    const T *y = value + r * columns;
    T *out = output + r * columns;
    T sum;
    ROWSUM(sum, u[i]);
    for (size_t i = 0; i < columns; i++) out[i] = u[i] - OWN(exp)(y[i]) * sum;
  }
}

KERNEL(void, add_row, (const T *row, T *x, size_t rows, size_t columns), (row, x, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    T *out = x + r * columns;
    _Pragma("clang loop vectorize(assume_safety)")
    for (size_t i = 0; i < columns; i++) out[i] += row[i];
  }
}

#undef ROWSUM
#undef IN_PLACE
#include "lanes_end.h"
