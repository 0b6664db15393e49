// Which instruction set the kernels use: one choice for the life of the process.
#pragma once

// In rising order: each level has what the one before it has.
enum {
  AIM_LEVEL_BASELINE = 0,  // what every processor of the architecture has
  AIM_LEVEL_V3 = 3,        // x86-64-v3: AVX2 and FMA
  AIM_LEVEL_V4 = 4,        // x86-64-v4: AVX-512
};

// The highest level that this processor has.
int aim_level_available(void);

// The level in use: the highest available, or the lower one that `AIM_LEVEL` names
// (`baseline`, `v3`, `v4`) when the process starts.
int aim_level(void);

// The level that a word names; -1 where it names none.
int aim_level_named(const char *word);
