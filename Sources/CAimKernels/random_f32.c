#include "functions_f32.h"
#include "random_blocks.h"

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

#define SUFFIX f32
#define LOOPS "random_f32_loops.h"
#include "levels.h"
