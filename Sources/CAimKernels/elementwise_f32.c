#include "functions_f32.h"

#define T float
#define SUFFIX f32
#define F(name) name##f(x)
#define OWN(name) f32_##name
#define LOOPS "elementwise_loops.h"
#include "levels.h"
