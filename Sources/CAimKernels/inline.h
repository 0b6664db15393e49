// Helpers of no level of their own: inlined into each level's kernels, and vectorised as those are.
#pragma once

#undef AIM_INLINE
#define AIM_INLINE static inline __attribute__((always_inline))
