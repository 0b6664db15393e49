#include "CAimKernels.h"
#include "random_blocks.h"

void aim_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t c[4][BLOCK];
  for (int j = 0; j < 4; j++) {
    for (int i = 0; i < BLOCK; i++) c[j][i] = counter[j];
  }
  philox_blocks(c[0], c[1], c[2], c[3], key[0], key[1]);
  for (int j = 0; j < 4; j++) out[j] = c[j][0];
}

aim_random_state *aim_random_current(void) {
  static _Thread_local aim_random_state state;
  return &state;
}

#define SUFFIX bits
#define LOOPS "random_bits_loops.h"
#include "levels.h"
