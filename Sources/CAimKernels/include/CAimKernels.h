// The vectorised loops that a benchmark showed to be slower in Swift.
//
// Every function works on contiguous elements and is pure but for what it writes. The order of
// its additions depends on the sizes alone, so the same call gives the same bits. `n` counts
// elements; `out` may be one of the inputs unless a function says otherwise. Names end in the type
// of the elements.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "aim_elementwise.h"
#include "aim_level.h"
#include "aim_images.h"
#include "aim_matmul.h"
#include "aim_movement.h"
#include "aim_normalization.h"
#include "aim_optimizers.h"
#include "aim_pool.h"
#include "aim_random.h"
#include "aim_reductions.h"
#include "aim_rows.h"
#include "aim_vector_product.h"
