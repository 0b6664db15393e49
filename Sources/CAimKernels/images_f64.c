#include <math.h>
#include <string.h>

#define T double
#define SUFFIX f64
#define LOOPS "images_loops.h"
#include "levels.h"
