#include "functions_f64.h"
#include "random_blocks.h"

AIM_INLINE double f64_unit(uint32_t high, uint32_t low) {
  return (double)(((uint64_t)high << 32 | low) >> 11) * 1.1102230246251565e-16;
}

AIM_INLINE void f64_normal_pair(const uint32_t *x, double *first, double *second) {
  double u = 1.0 - f64_unit(x[0], x[1]);
  double radius = sqrt(-2.0 * log(u));
  double angle = 6.283185307179586477 * f64_unit(x[2], x[3]);
  *first = radius * cos(angle);
  *second = radius * sin(angle);
}

#define SUFFIX f64
#define LOOPS "random_f64_loops.h"
#include "levels.h"
