// One source, compiled once for each instruction set; the level is chosen once, when the process starts.
//
// A file of kernels defines T, SUFFIX and LOOPS, and includes this:
//
//     #define T float
//     #define SUFFIX f32
//     #define LOOPS "optimizers_loops.h"
//     #include "levels.h"
//
// The loops' header is then read once a level. In it
//
//     KERNEL(void, sgd, (T *parameter, size_t n), (parameter, n)) { … }
//
// defines `aim_sgd_f32`, which calls the level's own version, and NAME(x) names a helper (static,
// AIM_INLINE) of this level. A header that it needs is included before, in the .c file.
#include <stddef.h>

#include "CAimKernels.h"

#ifndef AIM_LEVELS
#define AIM_LEVELS
// Made before `main`, never changed after.
extern int aim_chosen_level __attribute__((visibility("hidden")));

#define AIM_LEVEL_JOIN_(a, b, c) aim_##a##_##b##c
#define AIM_LEVEL_JOIN(a, b, c) AIM_LEVEL_JOIN_(a, b, c)
#endif

#undef AIM_INLINE
#define AIM_INLINE static inline __attribute__((always_inline))
#undef NAME
#define NAME(name) AIM_LEVEL_JOIN(name, SUFFIX, LEVEL)

#if defined(__x86_64__)

#define KERNEL(type, name, parameters, arguments) static type NAME(name) parameters

// Without the second word clang would split each vector of this level in two.
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#pragma clang attribute push(__attribute__((min_vector_width(512))), apply_to = function)
#define LEVEL _v4
#define LEVEL_BYTES 64
#include LOOPS
#undef LEVEL
#undef LEVEL_BYTES
#pragma clang attribute pop
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define LEVEL _v3
#define LEVEL_BYTES 32
#include LOOPS
#undef LEVEL
#undef LEVEL_BYTES
#pragma clang attribute pop

#undef KERNEL
#define KERNEL(type, name, parameters, arguments)                                     \
  static type NAME(name) parameters;                                                  \
  type AIM_LEVEL_JOIN(name, SUFFIX, ) parameters {                                    \
    if (aim_chosen_level == AIM_LEVEL_V4) return AIM_LEVEL_JOIN(name, SUFFIX, _v4) arguments; \
    if (aim_chosen_level == AIM_LEVEL_V3) return AIM_LEVEL_JOIN(name, SUFFIX, _v3) arguments; \
    return NAME(name) arguments;                                                      \
  }                                                                                   \
  static type NAME(name) parameters

#else

#define KERNEL(type, name, parameters, arguments)                                     \
  static type NAME(name) parameters;                                                  \
  type AIM_LEVEL_JOIN(name, SUFFIX, ) parameters { return NAME(name) arguments; }     \
  static type NAME(name) parameters

#endif

#define LEVEL _baseline
#define LEVEL_BYTES 16
#include LOOPS
#undef LEVEL
#undef LEVEL_BYTES
#undef KERNEL
