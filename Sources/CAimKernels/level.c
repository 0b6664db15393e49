#include <stdlib.h>
#include <string.h>

#include "CAimKernels.h"

// Read by the dispatchers of levels.h.
__attribute__((visibility("hidden"))) int aim_chosen_level = AIM_LEVEL_BASELINE;

int aim_level_available(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return AIM_LEVEL_V4;
  if (__builtin_cpu_supports("x86-64-v3")) return AIM_LEVEL_V3;
#endif
  return AIM_LEVEL_BASELINE;
}

int aim_level_named(const char *word) {
  if (strcmp(word, "baseline") == 0) return AIM_LEVEL_BASELINE;
  if (strcmp(word, "v3") == 0) return AIM_LEVEL_V3;
  if (strcmp(word, "v4") == 0) return AIM_LEVEL_V4;
  return -1;
}

int aim_level(void) { return aim_chosen_level; }

// Before `main`: whoever asks finds it made. What the word says wrongly is the shell's to report.
__attribute__((constructor)) static void choose(void) {
  int available = aim_level_available();
  const char *word = getenv("AIM_LEVEL");
  int wished = word ? aim_level_named(word) : available;
  aim_chosen_level = wished >= 0 && wished < available ? wished : available;
}
