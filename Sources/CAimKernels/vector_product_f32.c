// Products of a matrix and a vector of f32.
#define T float
#define ELEMENT_BYTES 4
#define SUFFIX f32
#define LOOPS "vector_product_loops.h"
#include "levels.h"
