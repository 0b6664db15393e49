#include <string.h>

#include "functions_f32.h"

#define T float
#define SUFFIX f32
#define SIGMOID f32_sigmoid
#define TANH f32_tanh
#define LOOPS "recurrent_loops.h"
#include "levels.h"
