// Angles and hyperbolic functions of f32 without branches, so that a loop over them is vectorised.
//
// Polynomials are Cephes's (S. Moshier, single precision). Errors are in units in the last place.
#pragma once
#include "functions_f32.h"

// Beyond it the reduction of an angle needs more digits: the kernels ask libm.
#define F32_LARGEST_ANGLE 8192.0f

// x less the nearest multiple of a quarter turn, and the number of quarters; |x| <= F32_LARGEST_ANGLE.
// In double precision: near a multiple almost all digits cancel.
AIM_INLINE float f32_quarter(float x, int32_t *quarters) {
  float shifted = x * 0.636619772367581343f + F32_SHIFT;
  *quarters = f32_shifted_whole(shifted);
  return (float)((double)x - (double)(shifted - F32_SHIFT) * 1.57079632679489661923);
}

AIM_INLINE float f32_sine_reduced(float r) {
  float z = r * r;
  float p = -1.9515295891e-4f;
  p = p * z + 8.3321608736e-3f;
  p = p * z - 1.6666654611e-1f;
  return p * z * r + r;
}

AIM_INLINE float f32_cosine_reduced(float r) {
  float z = r * r;
  float p = 2.443315711809948e-5f;
  p = p * z - 1.388731625493765e-3f;
  p = p * z + 4.166664568298827e-2f;
  return p * z * z + (1.0f - 0.5f * z);
}

// Within 2 ulp.
AIM_INLINE float f32_sin(float x) {
  int32_t q;
  float r = f32_quarter(x, &q);
  float value = q & 1 ? f32_cosine_reduced(r) : f32_sine_reduced(r);
  value = q & 2 ? -value : value;
  return x == 0.0f ? x : value;
}

AIM_INLINE float f32_cos(float x) {
  int32_t q;
  float r = f32_quarter(x, &q);
  float value = q & 1 ? f32_sine_reduced(r) : f32_cosine_reduced(r);
  return (q + 1) & 2 ? -value : value;
}

// Within 4 ulp.
AIM_INLINE float f32_tan(float x) {
  int32_t q;
  float r = f32_quarter(x, &q);
  float s = f32_sine_reduced(r), c = f32_cosine_reduced(r);
  float value = q & 1 ? -c / s : s / c;
  return x == 0.0f ? x : value;
}

// asin(x) for 0 <= x <= 1/2.
AIM_INLINE float f32_asin_reduced(float x, float z) {
  float p = 4.2163199048e-2f;
  p = p * z + 2.4181311049e-2f;
  p = p * z + 4.5470025998e-2f;
  p = p * z + 7.4953002686e-2f;
  p = p * z + 1.6666752422e-1f;
  return p * z * x + x;
}

// Within 3 ulp; NaN outside -1 to 1.
AIM_INLINE float f32_asin(float x) {
  float size = fabsf(x);
  bool isLarge = size > 0.5f;
  float z = isLarge ? 0.5f * (1.0f - size) : size * size;
  float value = f32_asin_reduced(isLarge ? sqrtf(z) : size, z);
  value = isLarge ? 1.57079632679489662f - 2.0f * value : value;
  return copysignf(value, x);
}

AIM_INLINE float f32_acos(float x) {
  float size = fabsf(x);
  bool isLarge = size > 0.5f;
  float z = isLarge ? 0.5f * (1.0f - size) : size * size;
  float value = f32_asin_reduced(isLarge ? sqrtf(z) : size, z);
  float twice = 2.0f * value;
  float far = x < 0.0f ? 3.14159265358979324f - twice : twice;
  float near = 1.57079632679489662f - copysignf(value, x);
  return isLarge ? far : near;
}

// atan(x) for |x| <= tan(pi / 8).
AIM_INLINE float f32_atan_reduced(float x) {
  float z = x * x;
  float p = 8.05374449538e-2f;
  p = p * z - 1.38776856032e-1f;
  p = p * z + 1.99777106478e-1f;
  p = p * z - 3.33329491539e-1f;
  return p * z * x + x;
}

// atan(a / b) for 0 <= a, 0 < b, without the quotient's overflow.
AIM_INLINE float f32_atan_of(float a, float b) {
  bool isFar = a > 2.414213562373095f * b, isMiddle = a > 0.4142135623730950f * b;
  float above = isFar ? -b : (isMiddle ? a - b : a);
  float below = isFar ? a : (isMiddle ? a + b : b);
  float start = isFar ? 1.57079632679489662f : (isMiddle ? 0.78539816339744831f : 0.0f);
  return start + f32_atan_reduced(above / below);
}

AIM_INLINE float f32_atan(float x) {
  float size = fabsf(x);
  float value = f32_atan_of(size, 1.0f);
  value = size > 3.0e38f ? 1.57079632679489662f : value;
  return copysignf(value, x);
}

// e^x / 2, also where e^x alone would be too large.
AIM_INLINE float f32_half_exp(float x) {
  float bounded = x < -104.0f ? -104.0f : x;
  bounded = bounded > 90.0f ? 90.0f : bounded;
  float shifted = bounded * 1.44269504088896341f + F32_SHIFT;
  float n = shifted - F32_SHIFT;
  float r = bounded - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  float p = 1.0f + f32_exp_minus_one_reduced(r);
  int32_t whole = f32_shifted_whole(shifted) - 1;
  int32_t half = whole >> 1;
  return p * f32_power_of_two(half) * f32_power_of_two(whole - half);
}

AIM_INLINE float f32_sinh(float x) {
  float size = fabsf(x);
  float z = x * x;
  float p = 2.03721912945e-4f;
  p = p * z + 8.33028376239e-3f;
  p = p * z + 1.66667160211e-1f;
  float near = p * z * size + size;
  float half = f32_half_exp(size);
  float far = half - 0.25f / half;
  return copysignf(size < 1.0f ? near : far, x);
}

AIM_INLINE float f32_cosh(float x) {
  float half = f32_half_exp(fabsf(x));
  return half + 0.25f / half;
}

// The logarithm to base 2: exact for powers of 2.
AIM_INLINE float f32_log2(float x) {
  float tiny = x < 1.17549435e-38f ? 1.0f : 0.0f;
  float scaled = tiny != 0.0f ? x * 8388608.0f : x;
  uint32_t bits = f32_bits(scaled) - 0x3f3504f3u;
  float e = (float)((int32_t)bits >> 23) - tiny * 23.0f;
  float f = f32_from_bits((bits & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  float value = f32_log_reduced(f, 0.0f, 0.0f) * 1.44269504088896341f + e;
  value = x == INFINITY ? x : value;
  value = x == 0.0f ? -INFINITY : value;
  value = x < 0.0f ? NAN : value;
  return x != x ? x : value;
}

// The angle of the point (b, a). Within 4 ulp.
AIM_INLINE float f32_atan2(float a, float b) {
  float up = fabsf(a), along = fabsf(b);
  bool isSteep = up > along;
  float above = isSteep ? along : up, below = isSteep ? up : along;
  float quotient = above / below;
  quotient = below == 0.0f ? 0.0f : quotient;
  quotient = above == INFINITY ? 1.0f : quotient;
  bool isMiddle = quotient > 0.4142135623730950f;
  float r = f32_atan_reduced(isMiddle ? (quotient - 1.0f) / (quotient + 1.0f) : quotient);
  r = isMiddle ? r + 0.78539816339744831f : r;
  r = isSteep ? 1.57079632679489662f - r : r;
  r = copysignf(1.0f, b) < 0.0f ? 3.14159265358979324f - r : r;
  r = a != a ? a : (b != b ? b : r);
  return copysignf(r, a);
}
