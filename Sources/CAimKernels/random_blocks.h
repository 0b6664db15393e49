// Blocks of random bits by counting, many side by side (include/aim_random.h says what Philox is).
#pragma once
#include <stdint.h>
#include <string.h>

#include "inline.h"

// Ten rounds on `BLOCK` counters side by side: c0…c3 hold the counters, then the result.
enum { BLOCK = 64 };

AIM_INLINE void philox_blocks(uint32_t *restrict c0, uint32_t *restrict c1, uint32_t *restrict c2,
                              uint32_t *restrict c3, uint32_t k0, uint32_t k1) {
  for (int round = 0; round < 10; round++) {
    for (int i = 0; i < BLOCK; i++) {
      uint64_t p0 = (uint64_t)c0[i] * 0xD2511F53u;
      uint64_t p1 = (uint64_t)c2[i] * 0xCD9E8D57u;
      uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1[i] ^ k0;
      uint32_t n2 = (uint32_t)(p0 >> 32) ^ c3[i] ^ k1;
      c1[i] = (uint32_t)p1;
      c3[i] = (uint32_t)p0;
      c0[i] = n0;
      c2[i] = n2;
    }
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

// The next BLOCK blocks from counter `block` on.
AIM_INLINE void next_blocks(uint64_t key, uint64_t block, uint32_t c[4][BLOCK]) {
  for (int i = 0; i < BLOCK; i++) {
    uint64_t counter = block + (uint64_t)i;
    c[0][i] = (uint32_t)counter;
    c[1][i] = (uint32_t)(counter >> 32);
    c[2][i] = 0;
    c[3][i] = 0;
  }
  philox_blocks(c[0], c[1], c[2], c[3], (uint32_t)key, (uint32_t)(key >> 32));
}
