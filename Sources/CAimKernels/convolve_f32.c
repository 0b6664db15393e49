#include <stdbool.h>
#include <string.h>

#define T float
#define ELEMENT_BYTES 4
#define SUFFIX f32
#define LOOPS "convolve_loops.h"
#include "levels.h"
