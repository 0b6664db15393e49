#define T double
#define SUFFIX f64
#define LOOPS "batches_loops.h"
#include "levels.h"
