// Products of matrices, by the calling thread.
//
// An element of c is the sum of its products in the order of the depth, from zero in each block of
// 2 KiB of elements, the blocks' sums added in order; where the level has fused multiplication it
// is used throughout. So rows and columns may be split among calls in any way: the same bits.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#define AIM_MATMUL(T, suffix)                                                                   \
  /* One side of a product: its lines (rows of a, columns of b) stand `line` apart, the elements \
     of a line, which lie along the depth, `step`. One of the two should be 1. */               \
  typedef struct {                                                                              \
    const T *base;                                                                              \
    ptrdiff_t line, step;                                                                       \
  } aim_side_##suffix;                                                                          \
                                                                                                \
  /* What becomes of a finished sum: added to what stands in c, then to the column's place of   \
     `bias` unless that is null, then cut off below zero. */                                    \
  typedef struct {                                                                              \
    bool adding;                                                                                \
    const T *bias;                                                                              \
    bool relu;                                                                                  \
  } aim_finish_##suffix;                                                                        \
                                                                                                \
  /* c = a b for a of rows × depth; the rows of c are consecutive and stand `leading` apart.    \
     A depth of 0 gives sums of 0. */                                                           \
  void aim_matmul_##suffix(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth,                  \
                           aim_side_##suffix a, aim_side_##suffix b, T *c, ptrdiff_t leading,   \
                           aim_finish_##suffix finish);                                         \
                                                                                                \
  /* How many elements b takes once packed. */                                                  \
  size_t aim_matmul_packed_count_##suffix(ptrdiff_t columns, ptrdiff_t depth);                  \
                                                                                                \
  /* Lays b out as the product reads it, for use in many products. */                           \
  void aim_matmul_pack_##suffix(ptrdiff_t columns, ptrdiff_t depth, aim_side_##suffix b,        \
                                T *packed);                                                     \
                                                                                                \
  /* The product with a packed b: the same bits as with b itself. The columns from `first`, a   \
     multiple of 64, to `first + columns` of all that were packed; c begins at the first. */    \
  void aim_matmul_packed_##suffix(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t columns,           \
                                  ptrdiff_t depth, aim_side_##suffix a, const T *packed, T *c,  \
                                  ptrdiff_t leading, aim_finish_##suffix finish);

AIM_MATMUL(float, f32)
AIM_MATMUL(double, f64)
#undef AIM_MATMUL
