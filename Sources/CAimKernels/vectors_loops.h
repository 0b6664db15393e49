// A matrix times a vector, for one element type: read by levels.h.
#include "lanes.h"

KERNEL(void, vector_matrix,
       (const T *x, const T *w, ptrdiff_t leading, T *restrict y, ptrdiff_t rows,
        ptrdiff_t columns),
       (x, w, leading, y, rows, columns)) {
  for (ptrdiff_t j = 0; j < columns; j++) y[j] = 0;
  ptrdiff_t k = 0;
  for (; k + 8 <= rows; k += 8) {
    const T *a = w + k * leading, *b = a + leading, *c = b + leading, *d = c + leading;
    const T *e = d + leading, *f = e + leading, *g = f + leading, *h = g + leading;
    const T *s = x + k;
    for (ptrdiff_t j = 0; j < columns; j++) {
      T low = s[0] * a[j] + s[1] * b[j] + s[2] * c[j] + s[3] * d[j];
      T high = s[4] * e[j] + s[5] * f[j] + s[6] * g[j] + s[7] * h[j];
      y[j] += low + high;
    }
  }
  for (; k < rows; k++) {
    const T *a = w + k * leading;
    for (ptrdiff_t j = 0; j < columns; j++) y[j] += x[k] * a[j];
  }
}

KERNEL(void, matrix_vector,
       (const T *w, ptrdiff_t leading, const T *x, T *y, ptrdiff_t rows, ptrdiff_t columns),
       (w, leading, x, y, rows, columns)) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    const T *a = w + i * leading;
    ROW sum = {};
    ptrdiff_t k = 0;
    for (; k + LANES <= columns; k += LANES) sum += LANES_AT(a + k) * LANES_AT(x + k);
    T total = NAME(fold)(&sum);
    for (; k < columns; k++) total += a[k] * x[k];
    y[i] = total;
  }
}

#include "lanes_end.h"
