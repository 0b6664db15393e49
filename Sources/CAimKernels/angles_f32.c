#include "angles_f32.h"

#define SUFFIX f32
#define LOOPS "angles_loops.h"
#include "levels.h"
