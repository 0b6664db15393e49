// Optimizer steps for one element type: read by levels.h.
//
// What is read and what is written may be one buffer: element i of the results depends on the
// elements i alone, which is what `assume_safety` tells the compiler.

AIM_INLINE T NAME(root)(T x) { return sizeof(T) == 4 ? (T)sqrtf((float)x) : (T)sqrt((double)x); }

#undef EACH
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (size_t i = 0; i < n; i++)

KERNEL(void, adam,
       (const T *parameter, const T *mean, const T *square, const T *gradient, T *new_parameter,
        T *new_mean, T *new_square, const aim_adam_rule *rule, size_t n),
       (parameter, mean, square, gradient, new_parameter, new_mean, new_square, rule, n)) {
  const T b1 = (T)rule->b1, c1 = (T)(1 - rule->b1), b2 = (T)rule->b2, c2 = (T)(1 - rule->b2);
  const T rate = (T)rule->rate, grown = (T)(1 / rule->correction);
  const T epsilon = (T)rule->epsilon, kept = (T)(1 - rule->shrink);
  EACH {
    T g = gradient[i];
    T m = b1 * mean[i] + c1 * g;
    T v = b2 * square[i] + c2 * (g * g);
    T p = kept * parameter[i] - rate * m / (NAME(root)(v) * grown + epsilon);
    new_mean[i] = m;
    new_square[i] = v;
    new_parameter[i] = p;
  }
}

KERNEL(void, descend,
       (const T *parameter, const T *gradient, T *new_parameter, double rate, size_t n),
       (parameter, gradient, new_parameter, rate, n)) {
  const T r = (T)rate;
  EACH new_parameter[i] = parameter[i] - r * gradient[i];
}

KERNEL(void, sgd,
       (const T *parameter, const T *velocity, const T *gradient, T *new_parameter,
        T *new_velocity, const aim_sgd_rule *rule, size_t n),
       (parameter, velocity, gradient, new_parameter, new_velocity, rule, n)) {
  const T rate = (T)rule->rate, momentum = (T)rule->momentum;
  const T ahead = rule->nesterov ? momentum : 0;
  EACH {
    T g = gradient[i];
    T v = momentum * velocity[i] + g;
    T step = rule->nesterov ? g + ahead * v : v;
    T p = parameter[i] - rate * step;
    new_velocity[i] = v;
    new_parameter[i] = p;
  }
}

KERNEL(void, rmsprop,
       (const T *parameter, const T *square, const T *buffer, const T *gradient, T *new_parameter,
        T *new_square, T *new_buffer, const aim_rmsprop_rule *rule, size_t n),
       (parameter, square, buffer, gradient, new_parameter, new_square, new_buffer, rule, n)) {
  const T rate = (T)rule->rate, a = (T)rule->alpha, c = (T)(1 - rule->alpha);
  const T epsilon = (T)rule->epsilon, momentum = (T)rule->momentum;
  EACH {
    T g = gradient[i];
    T v = a * square[i] + c * (g * g);
    T b = momentum * buffer[i] + g / (NAME(root)(v) + epsilon);
    T p = parameter[i] - rate * b;
    new_square[i] = v;
    new_buffer[i] = b;
    new_parameter[i] = p;
  }
}
