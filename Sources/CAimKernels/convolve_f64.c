#include <stdbool.h>
#include <string.h>

#define T double
#define ELEMENT_BYTES 8
#define SUFFIX f64
#define LOOPS "convolve_loops.h"
#include "levels.h"
