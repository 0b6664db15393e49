#define T float
#define SUFFIX f32
#include "normalization_loops.h"
