// Batch norm in training for one element type: read by levels.h.

#define SUMS 32
#define STRETCH 4096

// 32 sums at a time, added up in double precision after each stretch.
KERNEL(void, batch_slopes, (const T *upstream, const T *x, T mean, size_t n, double *sums),
       (upstream, x, mean, n, sums)) {
  for (size_t start = 0; start < n; start += STRETCH) {
    size_t end = n - start < STRETCH ? n : start + STRETCH, i = start;
    T total[SUMS] = {0}, moment[SUMS] = {0};
    for (; i + SUMS <= end; i += SUMS) {
      for (size_t j = 0; j < SUMS; j++) {
        total[j] += upstream[i + j];
        moment[j] += upstream[i + j] * (x[i + j] - mean);
      }
    }
    for (size_t j = 0; i + j < end; j++) {
      total[j] += upstream[i + j];
      moment[j] += upstream[i + j] * (x[i + j] - mean);
    }
    for (size_t width = SUMS / 2; width > 0; width /= 2) {
      for (size_t j = 0; j < width; j++) {
        total[j] += total[j + width];
        moment[j] += moment[j + width];
      }
    }
    sums[0] += (double)total[0];
    sums[1] += (double)moment[0];
  }
}

KERNEL(void, batch_scale, (const T *x, T mean, T factor, T shift, T *out, size_t n),
       (x, mean, factor, shift, out, n)) {
  for (size_t i = 0; i < n; i++) out[i] = (x[i] - mean) * factor + shift;
}

KERNEL(void, batch_combine, (const T *upstream, const T *x, T mean, T a, T b, T c, T *out, size_t n),
       (upstream, x, mean, a, b, c, out, n)) {
  for (size_t i = 0; i < n; i++) out[i] = a * upstream[i] + b * (x[i] - mean) + c;
}

#undef SUMS
#undef STRETCH
