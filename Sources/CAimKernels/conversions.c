// Each pass converts from one type: `aim_f32_from_i64` is the kernel f32_from of i64.
#include <stdbool.h>
#include <stdint.h>

#define LOOPS "conversions_loops.h"

#define T double
#define SUFFIX f64
#include "levels.h"
#undef T
#undef SUFFIX

#define T float
#define SUFFIX f32
#include "levels.h"
#undef T
#undef SUFFIX

#define T int64_t
#define SUFFIX i64
#include "levels.h"
#undef T
#undef SUFFIX

#define T bool
#define SUFFIX bool
#include "levels.h"
