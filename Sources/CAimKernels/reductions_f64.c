#define T double
#define SUFFIX f64
#include "reductions_loops.h"
