// Convolution without unfolding: tiles of outputs in registers, read straight from the images.
//
// The vectors' lanes are output channels; a tile is some pixels of one row by one or two vectors.
// For each step of the depth, the pixels' elements of a source plane are spread over the lanes and
// multiplied by a vector of packed filters. So pixels may lie anywhere (any stride, dilation and
// padding), and only the number of output channels has to fit the vectors.
//
// Each result is one sum in the order of the depth, whatever rows, images or threads it is done
// with: the same bits.
#pragma once
#include <stddef.h>

// A walk over the depth: `runs` runs of `count` steps. Run r begins at element starts[r], and each
// step moves on by `step`.
typedef struct {
  ptrdiff_t runs, count, step;
  const ptrdiff_t *starts;
} aim_walk;

// Planes set in frames of zeros: `planes` of `height` x `width`, `source_plane` apart, their rows
// `source_row`.
//
// In the frame a row's elements are dealt out by their place modulo `stride`, so that elements
// `stride` apart become neighbours: `stride` parts of `part` elements a row.
typedef struct {
  ptrdiff_t planes, height, width, source_plane, source_row;
  ptrdiff_t top, left, stride, part;
  // Elements of a framed plane, what lies between two of them included.
  ptrdiff_t plane;
} aim_frame;

// What `correlate` computes: `outputs` planes of `rows` x `columns`.
//
// Element (row, column) of output o goes to o result_plane + row result_row + column result_step,
// and reads the source from row source_row + column on.
typedef struct {
  ptrdiff_t outputs, rows, columns;
  ptrdiff_t source_row;
  ptrdiff_t result_plane, result_row, result_step;
  aim_walk walk;
} aim_correlation;

// Planes turned into pixels: the elements of one pixel side by side, `pixel` to the next one,
// `row` to the next row.
typedef struct {
  ptrdiff_t planes, rows, columns, source_plane;
  ptrdiff_t pixel, row;
} aim_turning;

// A gradient of filters, summed over `rows` x `columns` pixels of upstream.
//
// Its lines are the filters' elements: `taps` groups of `lines` neighbours each, group t of the
// turned image from element starts[t] on; `row` and `pixel` lead from one pixel to the next.
typedef struct {
  ptrdiff_t outputs, rows, columns;
  ptrdiff_t taps, lines;
  const ptrdiff_t *starts;
  ptrdiff_t row, pixel;
} aim_filter_sum;

#define AIM_CONVOLVE(T, suffix)                                                               \
  /* Lanes of a vector; filters, upstream and sums are packed in blocks of two vectors, the   \
     last one or two. */                                                                     \
  ptrdiff_t aim_convolve_lanes_##suffix(void);                                                \
  /* Filters as `correlate` reads them: for each block of outputs, each step of the walk, the \
     outputs side by side, zeros beyond the last. Blocks `first` to `last`. */                \
  void aim_pack_filters_##suffix(const T *filters, ptrdiff_t outputs, ptrdiff_t output_step,   \
                                 const aim_walk *walk, ptrdiff_t first, ptrdiff_t last,       \
                                 T *packed);                                                  \
  /* The zeros around are there already. */                                                   \
  void aim_frame_planes_##suffix(const T *source, const aim_frame *frame, T *framed);         \
  /* result = bias + filters x source; `bias` may be null. */                                \
  void aim_correlate_##suffix(const T *source, const T *packed, const T *bias,                \
                              const aim_correlation *correlation, T *result);                 \
  void aim_turn_planes_##suffix(const T *source, const aim_turning *turning, T *turned);      \
  /* The same for upstream: blocks of outputs, in each pixel after pixel. */                  \
  void aim_turn_blocks_##suffix(const T *source, const aim_turning *turning, T *turned);      \
  /* sums += image x upstream; for each block of outputs, taps x lines x the block's width. */ \
  void aim_sum_filters_##suffix(const T *image, const T *upstream, const aim_filter_sum *sum, \
                                T *sums);                                                     \
  /* filters[output output_step + starts[t] + line step] = the sums of blocks, unpacked. */   \
  void aim_unpack_filters_##suffix(const T *sums, ptrdiff_t outputs, ptrdiff_t output_step,    \
                                   const aim_walk *walk, T *filters);

AIM_CONVOLVE(float, f32)
AIM_CONVOLVE(double, f64)
#undef AIM_CONVOLVE
