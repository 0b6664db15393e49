#include <stdbool.h>
#include <stdint.h>

#define SUFFIX bool
#define LOOPS "booleans_loops.h"
#include "levels.h"
