// Moving elements of 2 bytes.
#include <stdint.h>
#include <string.h>

#define T uint16_t
#define ELEMENT_BYTES 2
#define SUFFIX 2
#define LOOPS "movement_loops.h"
#include "levels.h"
