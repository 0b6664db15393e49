// Debian's OpenBLAS, held to one thread per call, so that Aim's own pool decides the split and the
// same numbers come out whatever the number of threads. It is the build with threads, because only
// that one has the locks that make calls from several threads safe.
#if defined(__aarch64__)
#include </usr/include/aarch64-linux-gnu/openblas-pthread/cblas.h>
#else
#include </usr/include/x86_64-linux-gnu/openblas-pthread/cblas.h>
#endif
