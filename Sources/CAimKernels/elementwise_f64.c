#include "functions_f64.h"

#define T double
#define SUFFIX f64
#define F(name) name(x)
#define OWN(name) f64_##name
#define LOOPS "elementwise_loops.h"
#include "levels.h"
