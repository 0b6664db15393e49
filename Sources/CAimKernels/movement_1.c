// Moving elements of 1 byte.
#include <stdint.h>
#include <string.h>

#define T uint8_t
#define ELEMENT_BYTES 1
#define SUFFIX 1
#define LOOPS "movement_loops.h"
#include "levels.h"
