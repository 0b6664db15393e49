#include <stdbool.h>
#include <stdint.h>

#define LOOPS "choices_loops.h"

#define T uint8_t
#define SUFFIX 1
#include "levels.h"
#undef T
#undef SUFFIX

#define T uint32_t
#define SUFFIX 4
#include "levels.h"
#undef T
#undef SUFFIX

#define T uint64_t
#define SUFFIX 8
#include "levels.h"
