// What one thread keeps of objects that died, to use their memory again: the first of a chain.
#pragma once
#include <stddef.h>

typedef struct {
  void *first;
  size_t count;
  // How many were ever made in batches for this thread.
  size_t made;
} aim_pool;

extern _Thread_local aim_pool aim_pool_of_thread;

static inline aim_pool *aim_thread_pool(void) { return &aim_pool_of_thread; }
