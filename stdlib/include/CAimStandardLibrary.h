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
