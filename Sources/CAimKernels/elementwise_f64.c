#include "functions_f64.h"

// erf of f64 is libm's: its loops stay loops over single numbers.
#pragma clang diagnostic ignored "-Wpass-failed"

#define T double
#define SUFFIX f64
#define F(name) name(x)
#define OWN(name) f64_##name
#define LOOPS "elementwise_loops.h"
#include "levels.h"
