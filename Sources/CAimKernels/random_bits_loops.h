// Bits as they come: read by levels.h.
KERNEL(void, random, (uint64_t key, uint64_t block, uint32_t *out, size_t blocks),
       (key, block, out, blocks)) {
  uint32_t c[4][BLOCK];
  for (size_t start = 0; start < blocks; start += BLOCK) {
    next_blocks(key, block + start, c);
    size_t count = blocks - start < BLOCK ? blocks - start : BLOCK;
    for (size_t i = 0; i < count; i++) {
      for (int j = 0; j < 4; j++) out[(start + i) * 4 + (size_t)j] = c[j][i];
    }
  }
}
