#include <math.h>

#define T float
#define SUFFIX f32
#define LOOPS "normalization_loops.h"
#include "levels.h"
