// Products of matrices of f32.
#include <stdbool.h>
#include <stdlib.h>

#define T float
#define ELEMENT_BYTES 4
#define SUFFIX f32
#define LOOPS "matmul_loops.h"
#include "levels.h"
