#include <stdbool.h>
#include <stdint.h>

#define T int64_t
#define SUFFIX i64
#define LOOPS "integers_loops.h"
#include "levels.h"
