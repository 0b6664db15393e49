#include "CAimKernels.h"
#include "functions_f32.h"
#include "functions_f64.h"

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

void aim_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t c[4][BLOCK];
  for (int j = 0; j < 4; j++) {
    for (int i = 0; i < BLOCK; i++) c[j][i] = counter[j];
  }
  philox_blocks(c[0], c[1], c[2], c[3], key[0], key[1]);
  for (int j = 0; j < 4; j++) out[j] = c[j][0];
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

AIM_CLONES void aim_random_bits(uint64_t key, uint64_t block, uint32_t *out, size_t blocks) {
  uint32_t c[4][BLOCK];
  for (size_t start = 0; start < blocks; start += BLOCK) {
    next_blocks(key, block + start, c);
    size_t count = blocks - start < BLOCK ? blocks - start : BLOCK;
    for (size_t i = 0; i < count; i++) {
      for (int j = 0; j < 4; j++) out[(start + i) * 4 + (size_t)j] = c[j][i];
    }
  }
}

// sin(2 pi t) and cos(2 pi t) for t in [0, 1): reduced to an eighth of a turn around the nearest
// quarter, where Taylor's polynomials reach the type's precision.
AIM_INLINE void f32_turn(float t, float *sine, float *cosine) {
  float quarter = f32_nearest(t * 4.0f);
  float r = (t - quarter * 0.25f) * 6.28318530717958648f;
  float s = r * r;
  float sin_r = r + r * s * (-1.6666666e-1f + s * (8.333333e-3f + s * (-1.9841270e-4f + s * 2.7557319e-6f)));
  float cos_r = 1.0f + s * (-0.5f + s * (4.1666667e-2f + s * (-1.3888889e-3f + s * 2.4801587e-5f)));
  int q = (int)quarter & 3;
  float a = q & 1 ? cos_r : sin_r;
  float b = q & 1 ? sin_r : cos_r;
  *sine = q & 2 ? -a : a;
  *cosine = (q == 1 || q == 2) ? -b : b;
}

// Two normal numbers from two 32-bit ones: sqrt(-2 log u) around the circle.
AIM_INLINE void f32_normal_pair(uint32_t x, uint32_t y, float *first, float *second) {
  float u = ((float)(x >> 1) + 0.5f) * 4.656612873077393e-10f;
  float radius = sqrtf(-2.0f * f32_log(u < 1.0f ? u : 0.99999994f));
  float sine, cosine;
  f32_turn((float)(y >> 8) * 5.9604644775390625e-8f, &sine, &cosine);
  *first = radius * cosine;
  *second = radius * sine;
}

static double f64_unit(uint32_t high, uint32_t low) {
  return (double)(((uint64_t)high << 32 | low) >> 11) * 1.1102230246251565e-16;
}

static void f64_normal_pair(const uint32_t *x, double *first, double *second) {
  double u = 1.0 - f64_unit(x[0], x[1]);
  double radius = sqrt(-2.0 * log(u));
  double angle = 6.283185307179586477 * f64_unit(x[2], x[3]);
  *first = radius * cos(angle);
  *second = radius * sin(angle);
}

AIM_CLONES void aim_random_uniform_f32(uint64_t key, uint64_t block, size_t first, float *out,
                                       size_t n) {
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

AIM_CLONES void aim_random_normal_f32(uint64_t key, uint64_t block, size_t first, float *out,
                                      size_t n) {
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

// f64: half a block each, by way of a buffer of bits.
#define F64_DRAWS(name, fill)                                                            \
  void name(uint64_t key, uint64_t block, size_t first, double *out, size_t n) {         \
    uint32_t bits[4 * BLOCK];                                                            \
    double values[2 * BLOCK];                                                            \
    block += first / 2;                                                                  \
    for (size_t start = 0; start < n; start += 2 * BLOCK) {                              \
      aim_random_bits(key, block + start / 2, bits, BLOCK);                              \
      for (size_t i = 0; i < BLOCK; i++) fill;                                           \
      size_t count = n - start < 2 * BLOCK ? n - start : 2 * BLOCK;                      \
      memcpy(out + start, values, count * sizeof(double));                               \
    }                                                                                    \
  }

F64_DRAWS(aim_random_uniform_f64, {
  values[2 * i] = f64_unit(bits[4 * i], bits[4 * i + 1]);
  values[2 * i + 1] = f64_unit(bits[4 * i + 2], bits[4 * i + 3]);
})
F64_DRAWS(aim_random_normal_f64,
          f64_normal_pair(bits + 4 * i, values + 2 * i, values + 2 * i + 1))

aim_random_state *aim_random_current(void) {
  static _Thread_local aim_random_state state;
  return &state;
}
