#include <math.h>
#include <string.h>

#define T float
#define SUFFIX f32
#define LOOPS "images_loops.h"
#include "levels.h"
