#include "functions_f32.h"

#define T float
#define SUFFIX f32
#define OWN(name) f32_##name
#define LOOPS "rows_loops.h"
#include "levels.h"
