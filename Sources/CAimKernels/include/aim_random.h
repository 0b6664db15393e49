// Random numbers by counting: Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random
// numbers: as easy as 1, 2, 3" (SC 2011). Four 32-bit numbers are a function of a 64-bit key and a
// 128-bit counter, so any part of a sequence can be made by any thread.
#pragma once
#include <stddef.h>
#include <stdint.h>

// One block, as the paper's known-answer tests have it.
void aim_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

// `blocks` blocks of 4 numbers each, from the counter (block, 0) on.
void aim_random_bits(uint64_t key, uint64_t block, uint32_t *out, size_t blocks);

// Element i of a sequence that begins at counter `block`; elements `first` to `first + n` are
// written. An f32 takes a quarter of a block, an f64 half of one; `first` is a multiple of 4.
// Uniform in [0, 1): 24 and 53 bits.
void aim_random_uniform_f32(uint64_t key, uint64_t block, size_t first, float *out, size_t n);
void aim_random_uniform_f64(uint64_t key, uint64_t block, size_t first, double *out, size_t n);
// Mean 0, variance 1: Box and Muller 1958, two at a time.
void aim_random_normal_f32(uint64_t key, uint64_t block, size_t first, float *out, size_t n);
void aim_random_normal_f64(uint64_t key, uint64_t block, size_t first, double *out, size_t n);

// Where a thread's session stands: the seed, and how far each stream has been counted.
typedef struct {
  uint64_t seed;
  uint64_t counters[4];
} aim_random_state;

// This thread's own state; all zero at first.
aim_random_state *aim_random_current(void);
