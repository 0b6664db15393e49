#define T float
#define SUFFIX f32
#define LOOPS "batches_loops.h"
#include "levels.h"
