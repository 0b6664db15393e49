// OpenBLAS starts a thread per processor when it is loaded, unless the environment says how many.
// Aim's pool calls it from its own threads: one each is right, and none need be started. So it is
// initialised here, before its own constructor would, under an environment that says "one"; what
// was set before is put back for the programs that Aim starts.
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

// OpenBLAS's constructor; its second call, by the loader, does nothing.
extern void gotoblas_init(void);

__attribute__((constructor(101))) static void hold_to_one_thread(void) {
  static const char variable[] = "OPENBLAS_NUM_THREADS";
  const char *value = getenv(variable);
  char *before = value ? strdup(value) : nullptr;
  setenv(variable, "1", 1);
  gotoblas_init();
  if (before) {
    setenv(variable, before, 1);
  } else {
    unsetenv(variable);
  }
  free(before);
}
