// One pass of an optimizer's arithmetic over a parameter: the formulas stand in `stdlib/optimizers/`.
//
// New values may be written over the old ones.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// `correction` is the root of 1 - b2 to the power of the step; `rate` has that of b1 in it.
typedef struct {
  double rate, b1, b2, correction, epsilon, shrink;
} aim_adam_rule;

typedef struct {
  double rate, momentum;
  bool nesterov;
} aim_sgd_rule;

typedef struct {
  double rate, alpha, epsilon, momentum;
} aim_rmsprop_rule;

#define AIM_OPTIMIZERS(T, suffix)                                                              \
  /* Kingma and Ba 2015, algorithm 1; `shrink` of each parameter is taken away first. */       \
  void aim_adam_##suffix(const T *parameter, const T *mean, const T *square,                   \
                         const T *gradient, T *new_parameter, T *new_mean, T *new_square,      \
                         const aim_adam_rule *rule, size_t n);                                 \
  /* parameter - rate gradient. */                                                             \
  void aim_descend_##suffix(const T *parameter, const T *gradient, T *new_parameter,           \
                            double rate, size_t n);                                            \
  /* Descent with momentum, also looking ahead (Nesterov). */                                  \
  void aim_sgd_##suffix(const T *parameter, const T *velocity, const T *gradient,              \
                        T *new_parameter, T *new_velocity, const aim_sgd_rule *rule, size_t n); \
  /* Gradients divided by their usual size, gathered with momentum. */                         \
  void aim_rmsprop_##suffix(const T *parameter, const T *square, const T *buffer,              \
                            const T *gradient, T *new_parameter, T *new_square, T *new_buffer, \
                            const aim_rmsprop_rule *rule, size_t n);

AIM_OPTIMIZERS(float, f32)
AIM_OPTIMIZERS(double, f64)
#undef AIM_OPTIMIZERS
