#define T double
#define SUFFIX f64
#define LOOPS "vectors_loops.h"
#include "levels.h"
