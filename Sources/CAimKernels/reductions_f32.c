#define T float
#define SUFFIX f32
#include "reductions_loops.h"
