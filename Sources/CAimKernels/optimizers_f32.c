#define T float
#define SUFFIX f32
#include "optimizers_loops.h"
