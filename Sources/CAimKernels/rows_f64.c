#include "functions_f64.h"

#define T double
#define SUFFIX f64
#define OWN(name) f64_##name
#include "rows_loops.h"
