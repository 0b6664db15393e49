#define T double
#define SUFFIX f64
#include "images_loops.h"
