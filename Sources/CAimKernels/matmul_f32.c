// Products of matrices of f32.
#define SCALAR float
#define SUFFIX f32
// The halves of two lines of 16, interleaved.
#define LOW_PAIRS 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_PAIRS 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#include "matmul_loops.h"
