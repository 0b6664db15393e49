#define T double
#define SUFFIX f64
#include "normalization_loops.h"
