// Debian's serial OpenBLAS: one thread per call, so that Aim's own pool decides the split and
// the same numbers come out whatever the number of threads.
#if defined(__aarch64__)
#include </usr/include/aarch64-linux-gnu/openblas-serial/cblas.h>
#else
#include </usr/include/x86_64-linux-gnu/openblas-serial/cblas.h>
#endif
