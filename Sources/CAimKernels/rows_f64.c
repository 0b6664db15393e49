#include "functions_f64.h"

#define T double
#define SUFFIX f64
#define OWN(name) f64_##name
#define LOOPS "rows_loops.h"
#include "levels.h"
