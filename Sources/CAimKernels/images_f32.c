#define T float
#define SUFFIX f32
#include "images_loops.h"
