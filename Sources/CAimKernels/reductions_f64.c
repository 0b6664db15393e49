#include <math.h>

#define T double
#define SUFFIX f64
#define LOOPS "reductions_loops.h"
#include "levels.h"
