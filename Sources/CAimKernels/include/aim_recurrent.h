// Recurrent layers: a whole sequence of steps for some rows of the batch, by the calling thread.
//
// Rows do not depend on each other, so a thread walks all steps with its rows and waits for nobody.
// The product with the weights of the state runs once a step, on weights packed once for the whole
// sequence; the gates are computed from its tile while that is warm.
#pragma once
#include <stdbool.h>
#include <stddef.h>

// Cells by the number of products that a step makes of the state.
enum { AIM_CELL_RNN = 1, AIM_CELL_GRU = 3, AIM_CELL_LSTM = 4 };

// Rows of a batch that one call takes at most.
enum { AIM_RECURRENT_ROWS = 16 };

// One layer's walk over a batch. All arrays are of the function's element type, contiguous, batch
// first; G is the number of gates, H of hidden units.
typedef struct {
  int cell;
  ptrdiff_t steps, hidden;
  // Packed by `aim_recurrent_pack` or `aim_recurrent_pack_turned`.
  const void *weight;
  const void *bias_input, *bias_hidden;    // [G H]
  const void *first_hidden, *first_cell;   // [batch, H]; the cell: LSTM alone
  // [batch, steps, G H]. Forward: read as x W, left as what the gates were (RNN: not used: there
  // `outputs` holds x W). Backward: read.
  void *gates;
  void *outputs;                           // [batch, steps, H]
  // [batch, steps, H]: the cell of each step (LSTM), or the state's part of the candidate (GRU).
  // Null, as the gates' values are not written, where no gradient will be asked for.
  void *kept;
  void *last_hidden, *last_cell;           // [batch, H]
  // Backward: gradients that come in; null where none does.
  const void *upstream, *upstream_hidden, *upstream_cell;
  // Backward: gradients that go out. Of what the input's product gave, [batch, steps, G H]; what the
  // state's product gave has the same, but for GRU's candidate, where it is that times the gate r.
  // Then of the first state.
  void *gates_gradient;
  void *hidden_gradient, *cell_gradient;
} aim_recurrence;

// The elements that packed weights, and the scratch of `rows` rows, take at most.
ptrdiff_t aim_recurrent_packed_size(int cell, ptrdiff_t hidden);
ptrdiff_t aim_recurrent_scratch_size(int cell, ptrdiff_t hidden, ptrdiff_t rows);

#define AIM_RECURRENT(T, suffix)                                                               \
  /* weight [H, G H] for the walk forward, and for the walk backward. */                       \
  void aim_recurrent_pack_##suffix(int cell, ptrdiff_t hidden, const T *weight, T *packed);    \
  void aim_recurrent_pack_turned_##suffix(int cell, ptrdiff_t hidden, const T *weight,         \
                                          T *packed);                                          \
  /* The steps from `start` up to `end` for `count` rows of the batch from `row` on. Calls for \
     the same rows follow each other (backward: from the last step to the first) and share     \
     the scratch. */                                                                           \
  void aim_recurrent_forward_##suffix(const aim_recurrence *r, ptrdiff_t row, ptrdiff_t count, \
                                      ptrdiff_t start, ptrdiff_t end, T *scratch);             \
  /* Adds the sums of the gradients over rows and steps to `bias_gradient` [2 G H]: those of   \
     the input's product, then those of the state's. */                                        \
  void aim_recurrent_backward_##suffix(const aim_recurrence *r, ptrdiff_t row, ptrdiff_t count, \
                                       ptrdiff_t start, ptrdiff_t end, T *bias_gradient,       \
                                       T *scratch);

AIM_RECURRENT(float, f32)
AIM_RECURRENT(double, f64)
#undef AIM_RECURRENT
