// One source, several instruction sets: the loader picks a function's clone for the processor.
#pragma once

#if defined(__x86_64__)
#define AIM_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define AIM_CLONES
#endif

// Inlined into each clone, so that it is vectorised for that clone's instruction set.
#define AIM_INLINE static inline __attribute__((always_inline))

#define AIM_JOIN_(a, b) a##_##b
#define AIM_JOIN(a, b) AIM_JOIN_(a, b)
// The public name of a function for the element type of the file being compiled.
#define NAME(name) AIM_JOIN(aim_##name, SUFFIX)
