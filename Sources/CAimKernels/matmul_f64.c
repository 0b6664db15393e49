// Products of matrices of f64.
#include <stdbool.h>
#include <stdlib.h>

#define T double
#define ELEMENT_BYTES 8
#define SUFFIX f64
#define LOOPS "matmul_loops.h"
#include "levels.h"
