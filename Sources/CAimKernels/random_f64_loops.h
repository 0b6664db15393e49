// Uniform and normal numbers of f64: read by levels.h.
// f64: half a block each, by way of a buffer of bits.
AIM_INLINE void NAME(bits)(uint64_t key, uint64_t block, uint32_t *out) {
  uint32_t c[4][BLOCK];
  next_blocks(key, block, c);
  for (size_t i = 0; i < BLOCK; i++) {
    for (size_t j = 0; j < 4; j++) out[i * 4 + j] = c[j][i];
  }
}

#define DRAWS(name, fill)                                                                \
  KERNEL(void, name, (uint64_t key, uint64_t block, size_t first, double *out, size_t n), \
         (key, block, first, out, n)) {                                                  \
    uint32_t bits[4 * BLOCK];                                                            \
    double values[2 * BLOCK];                                                            \
    block += first / 2;                                                                  \
    for (size_t start = 0; start < n; start += 2 * BLOCK) {                              \
      NAME(bits)(key, block + start / 2, bits);                              \
      for (size_t i = 0; i < BLOCK; i++) fill;                                           \
      size_t count = n - start < 2 * BLOCK ? n - start : 2 * BLOCK;                      \
      memcpy(out + start, values, count * sizeof(double));                               \
    }                                                                                    \
  }

DRAWS(random_uniform, {
  values[2 * i] = f64_unit(bits[4 * i], bits[4 * i + 1]);
  values[2 * i + 1] = f64_unit(bits[4 * i + 2], bits[4 * i + 3]);
})
DRAWS(random_normal,
      f64_normal_pair(bits + 4 * i, values + 2 * i, values + 2 * i + 1))

#undef DRAWS
