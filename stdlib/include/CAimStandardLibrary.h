// Files that travel inside the binary: the library's source and its data sets.
#pragma once
#include <stddef.h>

/// One embedded file: its path below `stdlib/`, its bytes and how many.
typedef struct {
  const char *_Nonnull path;
  const unsigned char *_Nonnull bytes;
  size_t size;
} AimEmbeddedFile;

extern const AimEmbeddedFile aim_embedded_files[];
extern const size_t aim_embedded_file_count;

/// The first of `aim_embedded_file_count` files. Swift does not see an array without a size.
static inline const AimEmbeddedFile *_Nonnull aim_embedded_file_table(void) {
  return aim_embedded_files;
}
