// Moving elements of 4 bytes.
#include <stdint.h>
#include <string.h>

#define T uint32_t
#define ELEMENT_BYTES 4
#define SUFFIX 4
#define LOOPS "movement_loops.h"
#include "levels.h"
