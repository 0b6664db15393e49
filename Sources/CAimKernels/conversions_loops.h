// From one type to the floats: read by levels.h.
KERNEL(void, f32_from, (const T *x, float *out, size_t n), (x, out, n)) {
  for (size_t i = 0; i < n; i++) out[i] = (float)x[i];
}

KERNEL(void, f64_from, (const T *x, double *out, size_t n), (x, out, n)) {
  for (size_t i = 0; i < n; i++) out[i] = (double)x[i];
}
