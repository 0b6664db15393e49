#define T double
#define SUFFIX f64
#include "optimizers_loops.h"
