// Optimizer steps for one element type: read by levels.h.

AIM_INLINE T NAME(root)(T x) { return sizeof(T) == 4 ? (T)sqrtf((float)x) : (T)sqrt((double)x); }

KERNEL(void, adam, (T *parameter, T *mean, T *square, const T *gradient, T rate, T b1, T b2, T c1,
                    T c2, T epsilon, size_t n),
       (parameter, mean, square, gradient, rate, b1, b2, c1, c2, epsilon, n)) {
  for (size_t i = 0; i < n; i++) {
    T g = gradient[i];
    T m = b1 * mean[i] + (1 - b1) * g;
    T s = b2 * square[i] + (1 - b2) * (g * g);
    mean[i] = m;
    square[i] = s;
    parameter[i] -= rate * (m / c1) / (NAME(root)(s / c2) + epsilon);
  }
}

KERNEL(void, sgd, (T *parameter, T *velocity, const T *gradient, T rate, T momentum, size_t n),
       (parameter, velocity, gradient, rate, momentum, n)) {
  for (size_t i = 0; i < n; i++) {
    T v = momentum * velocity[i] + gradient[i];
    velocity[i] = v;
    parameter[i] -= rate * v;
  }
}
