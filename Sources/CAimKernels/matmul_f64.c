// Products of matrices of f64.
#define SCALAR double
#define SUFFIX f64
// The halves of two lines of 8, interleaved.
#define LOW_PAIRS 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_PAIRS 4, 12, 5, 13, 6, 14, 7, 15
#include "matmul_loops.h"
