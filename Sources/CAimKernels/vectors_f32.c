#define T float
#define SUFFIX f32
#define LOOPS "vectors_loops.h"
#include "levels.h"
