// One pass of an optimizer's arithmetic over a parameter.
#pragma once
#include <stddef.h>
#include <stdint.h>

#define AIM_OPTIMIZERS(T, suffix)                                                            \
  /* mean = b1 mean + (1 - b1) g; square = b2 square + (1 - b2) g²;                          \
     parameter -= rate (mean / c1) / (sqrt(square / c2) + epsilon), with c = 1 - b^step.     \
     Kingma and Ba 2015, algorithm 1. Changes its first three arguments in place. */         \
  void aim_adam_##suffix(T *parameter, T *mean, T *square, const T *gradient, T rate, T b1,  \
                         T b2, T c1, T c2, T epsilon, size_t n);                             \
  /* velocity = momentum velocity + g; parameter -= rate velocity. In place. */              \
  void aim_sgd_##suffix(T *parameter, T *velocity, const T *gradient, T rate, T momentum,    \
                        size_t n);

AIM_OPTIMIZERS(float, f32)
AIM_OPTIMIZERS(double, f64)
#undef AIM_OPTIMIZERS
