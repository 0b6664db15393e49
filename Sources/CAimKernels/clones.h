// Words of the files that levels.h does not read.
#pragma once

// Inlined into each clone, so that it is vectorised for that clone's instruction set.
#define AIM_INLINE static inline __attribute__((always_inline))

#define AIM_JOIN_(a, b) a##_##b
#define AIM_JOIN(a, b) AIM_JOIN_(a, b)
// The public name of a function for the element type of the file being compiled.
#define NAME(name) AIM_JOIN(aim_##name, SUFFIX)
