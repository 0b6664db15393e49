// Angles and hyperbolic functions of f32: read by levels.h.
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (size_t i = 0; i < n; i++)

#define UNARY(name, function)                                                                  \
  KERNEL(void, name, (const float *x, float *out, size_t n), (x, out, n)) {                    \
    EACH out[i] = function(x[i]);                                                              \
  }

// Of an angle: a stretch at a time, and libm's answer where the reduction lacks digits.
#define ANGLE(name, function, exact)                                                           \
  AIM_INLINE void NAME(name##_stretch)(const float *x, float *out, size_t n) {                 \
    int isFar = 0;                                                                             \
    for (size_t i = 0; i < n; i++) isFar |= !(fabsf(x[i]) <= F32_LARGEST_ANGLE);               \
    if (isFar) {                                                                               \
      for (size_t i = 0; i < n; i++) {                                                         \
        out[i] = fabsf(x[i]) <= F32_LARGEST_ANGLE ? function(x[i]) : exact(x[i]);              \
      }                                                                                        \
    } else {                                                                                   \
      EACH out[i] = function(x[i]);                                                            \
    }                                                                                          \
  }                                                                                            \
  KERNEL(void, name, (const float *x, float *out, size_t n), (x, out, n)) {                    \
    for (size_t start = 0; start < n; start += 512) {                                          \
      size_t size = n - start < 512 ? n - start : 512;                                         \
      NAME(name##_stretch)(x + start, out + start, size);                                      \
    }                                                                                          \
  }

ANGLE(sine, f32_sin, sinf)
ANGLE(cosine, f32_cos, cosf)
ANGLE(tangent, f32_tan, tanf)
UNARY(arcsine, f32_asin)
UNARY(arccosine, f32_acos)
UNARY(arctangent, f32_atan)
UNARY(hyperbolic_sine, f32_sinh)
UNARY(hyperbolic_cosine, f32_cosh)
UNARY(logarithm_to_2, f32_log2)

KERNEL(void, angle_of, (const float *a, const float *b, float *out, size_t n), (a, b, out, n)) {
  EACH out[i] = f32_atan2(a[i], b[i]);
}

#undef EACH
#undef UNARY
#undef ANGLE
