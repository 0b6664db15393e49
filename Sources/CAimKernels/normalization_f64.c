#include <math.h>

#define T double
#define SUFFIX f64
#define LOOPS "normalization_loops.h"
#include "levels.h"
