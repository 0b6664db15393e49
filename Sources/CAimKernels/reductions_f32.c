#include <math.h>

#define T float
#define SUFFIX f32
#define LOOPS "reductions_loops.h"
#include "levels.h"
