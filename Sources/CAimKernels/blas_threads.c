// OpenBLAS starts a thread per processor when it is loaded, unless the environment says how many.
// Aim's pool calls it from its own threads: one each is right, and none need be started. So it is
// initialised here, before its own constructor would, under an environment that says "one"; what
// was there before is put back for the programs that Aim starts.
//
// It is put back as it was in memory, not only in what it says: where Swift's library is linked in, it
// looks for the program's arguments beside the environment that the system laid out.
#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

// OpenBLAS's constructor; its second call, by the loader, does nothing.
extern void gotoblas_init(void);

__attribute__((constructor(101))) static void hold_to_one_thread(void) {
  char **given = environ;
  // The first change to the environment makes a copy of it.
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  gotoblas_init();
  environ = given;
}
