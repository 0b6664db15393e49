// Elementwise loops: arithmetic, comparisons, and the functions that layers and losses need.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Two operands: both vectors; the right one a number; the left one a number.
#define AIM_BINARY(name, T, suffix)                                                        \
  void aim_##name##_##suffix(const T *a, const T *b, T *out, size_t n);                    \
  void aim_##name##_right_##suffix(const T *a, T b, T *out, size_t n);                     \
  void aim_##name##_left_##suffix(T a, const T *b, T *out, size_t n);
#define AIM_COMPARE(name, T, suffix)                                                       \
  void aim_##name##_##suffix(const T *a, const T *b, bool *out, size_t n);                 \
  void aim_##name##_right_##suffix(const T *a, T b, bool *out, size_t n);                  \
  void aim_##name##_left_##suffix(T a, const T *b, bool *out, size_t n);
#define AIM_UNARY(name, T, suffix) void aim_##name##_##suffix(const T *x, T *out, size_t n);

#define AIM_ELEMENTWISE(T, suffix)                                                         \
  AIM_BINARY(add, T, suffix)                                                               \
  AIM_BINARY(subtract, T, suffix)                                                          \
  AIM_BINARY(multiply, T, suffix)                                                          \
  AIM_BINARY(divide, T, suffix)                                                            \
  /* NaN where either is NaN, as NumPy's `maximum` and `minimum`. */                       \
  AIM_BINARY(maximum, T, suffix)                                                           \
  AIM_BINARY(minimum, T, suffix)                                                           \
  AIM_COMPARE(equal, T, suffix)                                                            \
  AIM_COMPARE(not_equal, T, suffix)                                                        \
  AIM_COMPARE(less, T, suffix)                                                             \
  AIM_COMPARE(less_equal, T, suffix)                                                       \
  AIM_COMPARE(greater, T, suffix)                                                          \
  AIM_COMPARE(greater_equal, T, suffix)                                                    \
  AIM_UNARY(negate, T, suffix)                                                             \
  AIM_UNARY(absolute, T, suffix)                                                           \
  AIM_UNARY(square, T, suffix)                                                             \
  AIM_UNARY(square_root, T, suffix)                                                        \
  AIM_UNARY(reciprocal, T, suffix)                                                         \
  /* -1, 0 or 1; NaN stays. */                                                             \
  AIM_UNARY(sign, T, suffix)                                                               \
  AIM_UNARY(floor, T, suffix)                                                              \
  AIM_UNARY(ceil, T, suffix)                                                               \
  AIM_UNARY(truncate, T, suffix)                                                           \
  /* To the nearest whole number, halves to the even one. */                               \
  AIM_UNARY(round, T, suffix)                                                              \
  AIM_UNARY(exponential, T, suffix)                                                        \
  AIM_UNARY(exponential_minus_one, T, suffix)                                              \
  AIM_UNARY(logarithm, T, suffix)                                                          \
  AIM_UNARY(logarithm_one_plus, T, suffix)                                                 \
  AIM_UNARY(tanh, T, suffix)                                                               \
  AIM_UNARY(sigmoid, T, suffix)                                                            \
  /* log(1 + exp x). */                                                                    \
  AIM_UNARY(softplus, T, suffix)                                                           \
  AIM_UNARY(error_function, T, suffix)                                                     \
  AIM_UNARY(relu, T, suffix)                                                               \
  /* x times the normal distribution function at x. */                                     \
  AIM_UNARY(gelu, T, suffix)                                                               \
  /* The slope of gelu at x, times upstream. */                                            \
  void aim_gelu_gradient_##suffix(const T *upstream, const T *x, T *out, size_t n);        \
  /* The same with a hyperbolic tangent in place of the normal distribution, and its slope. */\
  AIM_UNARY(gelu_tanh, T, suffix)                                                          \
  void aim_gelu_tanh_gradient_##suffix(const T *upstream, const T *x, T *out, size_t n);   \
  /* upstream where x > 0, else 0. */                                                      \
  void aim_relu_gradient_##suffix(const T *upstream, const T *x, T *out, size_t n);        \
  /* From the value y = tanh x: upstream (1 - y²). */                                      \
  void aim_tanh_gradient_##suffix(const T *upstream, const T *y, T *out, size_t n);        \
  /* From the value y = sigmoid x: upstream y (1 - y). */                                  \
  void aim_sigmoid_gradient_##suffix(const T *upstream, const T *y, T *out, size_t n);     \
  /* y + scale x. */                                                                       \
  void aim_add_scaled_##suffix(T scale, const T *x, const T *y, T *out, size_t n);         \
  void aim_fill_##suffix(T value, T *out, size_t n);

AIM_ELEMENTWISE(float, f32)
AIM_ELEMENTWISE(double, f64)

#undef AIM_ELEMENTWISE
#undef AIM_BINARY
#undef AIM_COMPARE
#undef AIM_UNARY

// Angles (in radians) and hyperbolic functions of f32; f64 has libm's.
void aim_sine_f32(const float *x, float *out, size_t n);
void aim_cosine_f32(const float *x, float *out, size_t n);
void aim_tangent_f32(const float *x, float *out, size_t n);
void aim_arcsine_f32(const float *x, float *out, size_t n);
void aim_arccosine_f32(const float *x, float *out, size_t n);
void aim_arctangent_f32(const float *x, float *out, size_t n);
void aim_hyperbolic_sine_f32(const float *x, float *out, size_t n);
void aim_hyperbolic_cosine_f32(const float *x, float *out, size_t n);
void aim_logarithm_to_2_f32(const float *x, float *out, size_t n);
// The angle of the point (b, a).
void aim_angle_of_f32(const float *a, const float *b, float *out, size_t n);

// Logic on booleans, bytes of 0 and 1.
void aim_and_bool(const bool *a, const bool *b, bool *out, size_t n);
void aim_or_bool(const bool *a, const bool *b, bool *out, size_t n);
void aim_xor_bool(const bool *a, const bool *b, bool *out, size_t n);
void aim_not_bool(const bool *x, bool *out, size_t n);

void aim_f32_from_f64(const double *x, float *out, size_t n);
void aim_f64_from_f32(const float *x, double *out, size_t n);
void aim_f32_from_i64(const int64_t *x, float *out, size_t n);
void aim_f64_from_i64(const int64_t *x, double *out, size_t n);
void aim_f32_from_bool(const bool *x, float *out, size_t n);
void aim_f64_from_bool(const bool *x, double *out, size_t n);

// Sums, differences and products of whole numbers; true if one of them overflowed.
bool aim_add_i64(const int64_t *a, const int64_t *b, int64_t *out, size_t n);
bool aim_subtract_i64(const int64_t *a, const int64_t *b, int64_t *out, size_t n);
bool aim_multiply_i64(const int64_t *a, const int64_t *b, int64_t *out, size_t n);

// out = a where the condition is true, else b: words of 1, 4 or 8 bytes, whatever they mean. A step
// is any distance between the words of an operand; 0 for one word for all.
#define AIM_CHOOSE(T, size)                                                                \
  void aim_choose_##size(const bool *condition, const T *a, ptrdiff_t a_step, const T *b,  \
                         ptrdiff_t b_step, T *out, size_t n);
AIM_CHOOSE(uint8_t, 1)
AIM_CHOOSE(uint32_t, 4)
AIM_CHOOSE(uint64_t, 8)
#undef AIM_CHOOSE
