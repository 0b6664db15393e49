#include <string.h>

#include "functions_f64.h"

#define T double
#define SUFFIX f64
#define SIGMOID f64_sigmoid
#define TANH f64_tanh
#define LOOPS "recurrent_loops.h"
#include "levels.h"
