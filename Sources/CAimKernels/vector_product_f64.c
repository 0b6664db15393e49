// Products of a matrix and a vector of f64.
#define T double
#define ELEMENT_BYTES 8
#define SUFFIX f64
#define LOOPS "vector_product_loops.h"
#include "levels.h"
