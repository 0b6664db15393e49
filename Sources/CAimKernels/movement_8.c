// Moving elements of 8 bytes.
#include <stdint.h>
#include <string.h>

#define T uint64_t
#define ELEMENT_BYTES 8
#define SUFFIX 8
#define LOOPS "movement_loops.h"
#include "levels.h"
