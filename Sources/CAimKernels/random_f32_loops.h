// Uniform and normal numbers of f32: read by levels.h.
KERNEL(void, random_uniform, (uint64_t key, uint64_t block, size_t first, float *out, size_t n),
       (key, block, first, out, n)) {
  uint32_t c[4][BLOCK];
  float values[BLOCK][4];
  block += first / 4;
  for (size_t start = 0; start < n; start += BLOCK * 4) {
    next_blocks(key, block + start / 4, c);
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < 4; j++) values[i][j] = (float)(c[j][i] >> 8) * 5.9604644775390625e-8f;
    }
    size_t count = n - start < BLOCK * 4 ? n - start : BLOCK * 4;
    memcpy(out + start, values, count * sizeof(float));
  }
}

KERNEL(void, random_normal, (uint64_t key, uint64_t block, size_t first, float *out, size_t n),
       (key, block, first, out, n)) {
  uint32_t c[4][BLOCK];
  float pairs[4][BLOCK];
  float values[BLOCK][4];
  block += first / 4;
  for (size_t start = 0; start < n; start += BLOCK * 4) {
    next_blocks(key, block + start / 4, c);
    for (int i = 0; i < BLOCK; i++) f32_normal_pair(c[0][i], c[1][i], &pairs[0][i], &pairs[1][i]);
    for (int i = 0; i < BLOCK; i++) f32_normal_pair(c[2][i], c[3][i], &pairs[2][i], &pairs[3][i]);
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < 4; j++) values[i][j] = pairs[j][i];
    }
    size_t count = n - start < BLOCK * 4 ? n - start : BLOCK * 4;
    memcpy(out + start, values, count * sizeof(float));
  }
}
