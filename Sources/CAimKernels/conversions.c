#include "CAimKernels.h"
#include "clones.h"

#define CONVERT(name, From, To)                                \
  AIM_CLONES void name(const From *x, To *out, size_t n) {     \
    for (size_t i = 0; i < n; i++) out[i] = (To)x[i];          \
  }

CONVERT(aim_f32_from_f64, double, float)
CONVERT(aim_f64_from_f32, float, double)
CONVERT(aim_f32_from_i64, int64_t, float)
CONVERT(aim_f64_from_i64, int64_t, double)
CONVERT(aim_f32_from_bool, bool, float)
CONVERT(aim_f64_from_bool, bool, double)
