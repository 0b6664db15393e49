#include "CAimKernels.h"

// Rounded up to the widest level's four vectors of the narrowest elements.
static ptrdiff_t padded(ptrdiff_t hidden) { return (hidden + 63) / 64 * 64; }

ptrdiff_t aim_recurrent_packed_size(int cell, ptrdiff_t hidden) {
  return cell * padded(hidden) * padded(hidden);
}

// Two states, the cell's or what passes by the product, a tile's products, the gates' gradients.
ptrdiff_t aim_recurrent_scratch_size(int cell, ptrdiff_t hidden, ptrdiff_t rows) {
  return rows * ((3 + cell) * padded(hidden) + 5 * 64);
}
