// The elementwise loops of one element type: read by levels.h, with F(name) and OWN(name) defined.

// Each element by itself: the result may be one of the operands, so no look at overlaps is needed.
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (size_t i = 0; i < n; i++)

#define BINARY(name, expression)                                                               \
  KERNEL(void, name, (const T *a, const T *b, T *out, size_t n), (a, b, out, n)) {             \
    EACH {                                                           \
      T x = a[i], y = b[i];                                                                    \
      out[i] = expression;                                                                     \
    }                                                                                          \
  }                                                                                            \
  KERNEL(void, name##_right, (const T *a, T y, T *out, size_t n), (a, y, out, n)) {            \
    EACH {                                                           \
      T x = a[i];                                                                              \
      out[i] = expression;                                                                     \
    }                                                                                          \
  }                                                                                            \
  KERNEL(void, name##_left, (T x, const T *b, T *out, size_t n), (x, b, out, n)) {             \
    EACH {                                                           \
      T y = b[i];                                                                              \
      out[i] = expression;                                                                     \
    }                                                                                          \
  }

#define COMPARE(name, operation)                                                               \
  KERNEL(void, name, (const T *a, const T *b, bool *out, size_t n), (a, b, out, n)) {          \
    EACH out[i] = a[i] operation b[i];                               \
  }                                                                                            \
  KERNEL(void, name##_right, (const T *a, T b, bool *out, size_t n), (a, b, out, n)) {         \
    EACH out[i] = a[i] operation b;                                  \
  }                                                                                            \
  KERNEL(void, name##_left, (T a, const T *b, bool *out, size_t n), (a, b, out, n)) {          \
    EACH out[i] = a operation b[i];                                  \
  }

#define UNARY(name, expression)                                                                \
  KERNEL(void, name, (const T *input, T *out, size_t n), (input, out, n)) {                    \
    EACH {                                                           \
      T x = input[i];                                                                          \
      out[i] = expression;                                                                     \
    }                                                                                          \
  }

// The slope of a function at x (or given its value y), times upstream u.
#define GRADIENT(name, expression)                                                             \
  KERNEL(void, name, (const T *upstream, const T *input, T *out, size_t n), (upstream, input, out, n)) { \
    EACH {                                                           \
      T u = upstream[i], x = input[i];                                                         \
      out[i] = expression;                                                                     \
    }                                                                                          \
  }

BINARY(add, x + y)
BINARY(subtract, x - y)
BINARY(multiply, x *y)
BINARY(divide, x / y)
BINARY(maximum, x > y || x != x ? x : y)
BINARY(minimum, x < y || x != x ? x : y)
COMPARE(equal, ==)
COMPARE(not_equal, !=)
COMPARE(less, <)
COMPARE(less_equal, <=)
COMPARE(greater, >)
COMPARE(greater_equal, >=)

UNARY(negate, -x)
UNARY(absolute, x < 0 ? -x : x + 0)
UNARY(square, x *x)
UNARY(square_root, F(sqrt))
UNARY(reciprocal, 1 / x)
UNARY(sign, x > 0 ? 1 : (x < 0 ? -1 : x))
UNARY(floor, F(floor))
UNARY(ceil, F(ceil))
UNARY(truncate, F(trunc))
UNARY(round, F(rint))
UNARY(exponential, OWN(exp)(x))
UNARY(exponential_minus_one, OWN(expm1)(x))
UNARY(logarithm, OWN(log)(x))
UNARY(logarithm_one_plus, OWN(log1p)(x))
UNARY(tanh, OWN(tanh)(x))
UNARY(sigmoid, OWN(sigmoid)(x))
UNARY(softplus, OWN(softplus)(x))
UNARY(error_function, OWN(erf)(x))
UNARY(relu, x <= 0 ? 0 : x)
UNARY(gelu, (T)0.5 * x * (1 + OWN(erf)(x * (T)0.70710678118654752440)))

GRADIENT(gelu_gradient, u *((T)0.5 * (1 + OWN(erf)(x * (T)0.70710678118654752440)) +
                            x * (T)0.39894228040143267794 * OWN(exp)((T)-0.5 * x * x)))
// (1 + tanh(a)) / 2 = sigmoid(2 a), which loses nothing where tanh is close to -1; with
// a = sqrt(2 / π) (x + 0.044715 x³). It is 0 or 1 at |x| = 32 in either type: further out x³ might overflow.
AIM_INLINE T NAME(gelu_near)(T x) {
  T near = x > 32 ? 32 : x;
  return near < -32 ? -32 : near;
}

AIM_INLINE T NAME(gelu_share)(T near) {
  return OWN(sigmoid)((T)1.59576912160573071176 * (near + (T)0.044715 * near * near * near));
}

AIM_INLINE T NAME(gelu_tanh_slope)(T x) {
  T near = NAME(gelu_near)(x);
  T share = NAME(gelu_share)(near), other = NAME(gelu_share)(-near);
  T steepness = (T)1.59576912160573071176 * (1 + (T)0.134145 * near * near);
  return share + near * (share * other) * steepness;
}

UNARY(gelu_tanh, x * NAME(gelu_share)(NAME(gelu_near)(x)))
GRADIENT(gelu_tanh_gradient, u * NAME(gelu_tanh_slope)(x))
GRADIENT(relu_gradient, x > 0 ? u : 0)
GRADIENT(tanh_gradient, u *(1 - x * x))
GRADIENT(sigmoid_gradient, u *(x * (1 - x)))

KERNEL(void, add_scaled, (T scale, const T *x, const T *y, T *out, size_t n),
       (scale, x, y, out, n)) {
  EACH out[i] = y[i] + scale * x[i];
}

KERNEL(void, fill, (T value, T *out, size_t n), (value, out, n)) {
  EACH out[i] = value;
}

#undef BINARY
#undef COMPARE
#undef UNARY
#undef GRADIENT
#undef EACH
