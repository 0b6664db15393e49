// Elementary functions of f32 without branches, so that a loop over them is vectorised.
//
// Ranges are reduced as in Cephes (S. Moshier, single precision), polynomials are Cephes's unless a
// function says otherwise. Errors are stated in units in the last place (ulp), as measured against
// libm in double precision by the tests.
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "inline.h"

AIM_INLINE float f32_from_bits(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

AIM_INLINE uint32_t f32_bits(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

// 2^n for whole n in -126...127.
AIM_INLINE float f32_power_of_two(int32_t n) { return f32_from_bits((uint32_t)(n + 127) << 23); }

// Added to x with |x| < 2^22, 1.5 · 2^23 pushes the fraction out: the sum's low bits hold the whole
// number nearest to x.
#define F32_SHIFT 12582912.0f

AIM_INLINE float f32_nearest(float x) { return (x + F32_SHIFT) - F32_SHIFT; }

// That number as an integer, from the sum; anything for NaN.
AIM_INLINE int32_t f32_shifted_whole(float shifted) {
  return (int32_t)(f32_bits(shifted) - 0x4b400000u);
}

// exp(r) - 1 for |r| <= log(2) / 2.
AIM_INLINE float f32_exp_minus_one_reduced(float r) {
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  return p * (r * r) + r;
}

// e^x. Within 2 ulp; subnormal results, infinities and NaN included.
AIM_INLINE float f32_exp(float x) {
  float bounded = x < -104.0f ? -104.0f : x;
  bounded = bounded > 89.0f ? 89.0f : bounded;
  float shifted = bounded * 1.44269504088896341f + F32_SHIFT;
  float n = shifted - F32_SHIFT;
  float r = bounded - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  float p = 1.0f + f32_exp_minus_one_reduced(r);
  int32_t whole = f32_shifted_whole(shifted);
  int32_t half = whole >> 1;
  return p * f32_power_of_two(half) * f32_power_of_two(whole - half);
}

// e^x - 1. Within 3 ulp; exact in sign and size near 0.
AIM_INLINE float f32_expm1(float x) {
  float bounded = x < -30.0f ? -30.0f : x;
  bounded = bounded > 89.0f ? 89.0f : bounded;
  float shifted = bounded * 1.44269504088896341f + F32_SHIFT;
  float n = shifted - F32_SHIFT;
  float r = bounded - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  float q = f32_exp_minus_one_reduced(r);
  int32_t whole = f32_shifted_whole(shifted);
  // 2^n (1 + q) - 1 in two halves, as 2^128 is no float: 2 · (2^(n-1) q + (2^(n-1) - 1/2)).
  float scale = f32_power_of_two(whole - 1);
  float value = 2.0f * (scale * q + (scale - 0.5f));
  return whole == 0 ? copysignf(q, x) : value;
}

// log(m) + e log(2), for m = 1 + f between sqrt(1/2) and sqrt(2), and a small correction c of f.
AIM_INLINE float f32_log_reduced(float f, float e, float c) {
  float z = f * f;
  float p = 7.0376836292e-2f;
  p = p * f - 1.1514610310e-1f;
  p = p * f + 1.1676998740e-1f;
  p = p * f - 1.2420140846e-1f;
  p = p * f + 1.4249322787e-1f;
  p = p * f - 1.6668057665e-1f;
  p = p * f + 2.0000714765e-1f;
  p = p * f - 2.4999993993e-1f;
  p = p * f + 3.3333331174e-1f;
  float y = p * f * z;
  y = y + (e * -2.12194440e-4f + c);
  y = y - 0.5f * z;
  return (f + y) + e * 0.693359375f;
}

// The natural logarithm. Within 2 ulp; -inf at 0, NaN below.
AIM_INLINE float f32_log(float x) {
  float tiny = x < 1.17549435e-38f ? 1.0f : 0.0f;
  float scaled = tiny != 0.0f ? x * 8388608.0f : x;
  uint32_t bits = f32_bits(scaled) - 0x3f3504f3u;
  float e = (float)((int32_t)bits >> 23) - tiny * 23.0f;
  float f = f32_from_bits((bits & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  float value = f32_log_reduced(f, e, 0.0f);
  value = x == INFINITY ? x : value;
  value = x == 0.0f ? -INFINITY : value;
  value = x < 0.0f ? NAN : value;
  return x != x ? x : value;
}

// log(1 + x). Within 2 ulp, near 0 too: what rounding 1 + x lost is added back.
AIM_INLINE float f32_log1p(float x) {
  float u = 1.0f + x;
  uint32_t bits = f32_bits(u) - 0x3f3504f3u;
  float e = (float)((int32_t)bits >> 23);
  float f = f32_from_bits((bits & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  float lost = e > 0.0f ? 1.0f - (u - x) : x - (u - 1.0f);
  float c = e < 25.0f ? lost / u : 0.0f;
  float value = f32_log_reduced(f, e, c);
  value = x > -5.9604645e-8f && x < 5.9604645e-8f ? x : value;
  value = x == INFINITY ? x : value;
  value = x == -1.0f ? -INFINITY : value;
  value = x < -1.0f ? NAN : value;
  return x != x ? x : value;
}

// Within 3 ulp. From m = e^-2|x| - 1, which keeps its digits near 0: tanh |x| = -m / (m + 2).
AIM_INLINE float f32_tanh(float x) {
  float t = -2.0f * fabsf(x);
  t = t < -20.0f ? -20.0f : t;
  float shifted = t * 1.44269504088896341f + F32_SHIFT;
  float n = shifted - F32_SHIFT;
  float r = t - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  float q = f32_exp_minus_one_reduced(r);
  float scale = f32_power_of_two(f32_shifted_whole(shifted));
  float m = scale * q + (scale - 1.0f);
  return copysignf(-m / (m + 2.0f), x);
}

// 1 / (1 + e^-x), exact in relative terms at both ends. Within 3 ulp.
AIM_INLINE float f32_sigmoid(float x) {
  float e = f32_exp(-fabsf(x));
  return (x < 0.0f ? e : 1.0f) / (1.0f + e);
}

// log(1 + e^x).
AIM_INLINE float f32_softplus(float x) {
  float positive = x > 0.0f || x != x ? x : 0.0f;
  return positive + f32_log1p(f32_exp(-fabsf(x)));
}

// The error function. Within 2 ulp. Near 0 it is x + x P(x²); further out 1 - e^Q(|x|), with P and Q
// fitted by iterated least squares to a relative error below 2^-29.
AIM_INLINE float f32_erf(float x) {
  float t = fabsf(x);
  t = t > 4.0f ? 4.0f : t;
  float q = -1.15257435e-5f;
  q = q * t + 3.25753528e-4f;
  q = q * t - 3.65446392e-3f;
  q = q * t + 2.37874798e-2f;
  q = q * t - 1.06266417e-1f;
  q = q * t - 6.35133445e-1f;
  q = q * t - 1.28652900e-1f;
  float far = copysignf(1.0f - f32_exp(q * t - t), x);
  float s = x * x;
  float p = 8.33191225e-5f;
  p = p * s - 8.13363935e-4f;
  p = p * s + 5.20023052e-3f;
  p = p * s - 2.68590730e-2f;
  p = p * s + 1.12836897e-1f;
  p = p * s - 3.76126319e-1f;
  p = p * s + 1.28379166e-1f;
  float near = p * x + x;
  return t > 0.9277f ? far : near;
}
