// Elementary functions of f64 without branches, so that a loop over them is vectorised.
//
// exp is a Taylor polynomial after range reduction; log and log1p follow fdlibm (Sun Microsystems,
// 1993), tanh follows Cephes (S. Moshier). erf is libm's.
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "inline.h"

AIM_INLINE double f64_from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

AIM_INLINE uint64_t f64_bits(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

#define F64_SHIFT 6755399441055744.0  // 1.5 · 2^52: added, it pushes the fraction out.

// 2^n for whole n in -1022...1023, given as the bits of n + F64_SHIFT.
AIM_INLINE double f64_power_of_two(double n) {
  uint64_t whole = f64_bits(n + F64_SHIFT);
  return f64_from_bits((whole + 1023u) << 52);
}

// exp(r) - 1 for |r| <= log(2) / 2; the terms up to r^13 / 13! leave less than 2^-57.
AIM_INLINE double f64_exp_minus_one_reduced(double r) {
  double p = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  return p * (r * r) + r;
}

// e^x. Within 2 ulp; subnormal results, infinities and NaN included.
AIM_INLINE double f64_exp(double x) {
  double bounded = x < -746.0 ? -746.0 : x;
  bounded = bounded > 710.0 ? 710.0 : bounded;
  double n = (bounded * 1.44269504088896338700e+00 + F64_SHIFT) - F64_SHIFT;
  double r = bounded - n * 6.93147180369123816490e-01;
  r = r - n * 1.90821492927058770002e-10;
  double p = 1.0 + f64_exp_minus_one_reduced(r);
  double half = (n * 0.5 + F64_SHIFT) - F64_SHIFT;
  return p * f64_power_of_two(half) * f64_power_of_two(n - half);
}

// e^x - 1. Within 3 ulp.
AIM_INLINE double f64_expm1(double x) {
  double bounded = x < -60.0 ? -60.0 : x;
  bounded = bounded > 710.0 ? 710.0 : bounded;
  double n = (bounded * 1.44269504088896338700e+00 + F64_SHIFT) - F64_SHIFT;
  double r = bounded - n * 6.93147180369123816490e-01;
  r = r - n * 1.90821492927058770002e-10;
  double q = f64_exp_minus_one_reduced(r);
  double scale = f64_power_of_two(n - 1.0);
  double value = 2.0 * (scale * q + (scale - 0.5));
  return n == 0.0 ? copysign(q, x) : value;
}

// log(1 + f) + e log(2) for 1 + f between sqrt(1/2) and sqrt(2), and a small correction c of f.
AIM_INLINE double f64_log_reduced(double f, double e, double c) {
  double s = f / (2.0 + f);
  double z = s * s;
  double w = z * z;
  double even = w * (3.999999999940941908e-01 +
                     w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  double odd = z * (6.666666666666735130e-01 +
                    w * (2.857142874366239149e-01 +
                         w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  double half = 0.5 * f * f;
  double low = s * (half + (even + odd)) + (e * 1.90821492927058770002e-10 + c);
  return e * 6.93147180369123816490e-01 - ((half - low) - f);
}

// The exponent e and fraction f of x = 2^e (1 + f).
AIM_INLINE double f64_split(double x, double *exponent) {
  uint64_t bits = f64_bits(x) - 0x3fe6a09e667f3bcdull;
  int64_t e = (int64_t)bits >> 52;
  *exponent = f64_from_bits((uint64_t)e + 0x4338000000000000ull) - F64_SHIFT;
  return f64_from_bits((bits & 0x000fffffffffffffull) + 0x3fe6a09e667f3bcdull) - 1.0;
}

// The natural logarithm. Within 1 ulp; -inf at 0, NaN below.
AIM_INLINE double f64_log(double x) {
  double tiny = x < 2.2250738585072014e-308 ? 1.0 : 0.0;
  double e;
  double f = f64_split(tiny != 0.0 ? x * 4503599627370496.0 : x, &e);
  double value = f64_log_reduced(f, e - tiny * 52.0, 0.0);
  value = x == INFINITY ? x : value;
  value = x == 0.0 ? -INFINITY : value;
  value = x < 0.0 ? NAN : value;
  return x != x ? x : value;
}

// log(1 + x). Within 2 ulp, near 0 too: what rounding 1 + x lost is added back.
AIM_INLINE double f64_log1p(double x) {
  double u = 1.0 + x;
  double e;
  double f = f64_split(u, &e);
  double lost = e > 0.0 ? 1.0 - (u - x) : x - (u - 1.0);
  double c = e < 54.0 ? lost / u : 0.0;
  double value = f64_log_reduced(f, e, c);
  value = x > -1.1102230246251565e-16 && x < 1.1102230246251565e-16 ? x : value;
  value = x == INFINITY ? x : value;
  value = x == -1.0 ? -INFINITY : value;
  value = x < -1.0 ? NAN : value;
  return x != x ? x : value;
}

// Within 3 ulp.
AIM_INLINE double f64_tanh(double x) {
  double size = fabs(x);
  double s = x * x;
  double p = -9.64399179425052238628e-1;
  p = p * s - 9.92877231001918586564e1;
  p = p * s - 1.61468768441708447952e3;
  double q = s + 1.12811678491632931402e2;
  q = q * s + 2.23548839060100448583e3;
  q = q * s + 4.84406305325125486048e3;
  double near = copysign(x + x * s * (p / q), x);
  double far = copysign(1.0 - 2.0 / (f64_exp(2.0 * size) + 1.0), x);
  return size < 0.625 ? near : far;
}

// 1 / (1 + e^-x), exact in relative terms at both ends. Within 3 ulp.
AIM_INLINE double f64_sigmoid(double x) {
  double e = f64_exp(-fabs(x));
  return (x < 0.0 ? e : 1.0) / (1.0 + e);
}

// log(1 + e^x).
AIM_INLINE double f64_softplus(double x) {
  double positive = x > 0.0 || x != x ? x : 0.0;
  return positive + f64_log1p(f64_exp(-fabs(x)));
}

AIM_INLINE double f64_erf(double x) { return erf(x); }
