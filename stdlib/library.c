#include "CAimStandardLibrary.h"

const AimEmbeddedFile aim_embedded_files[] = {{"", (const unsigned char *)"", 0}};
const size_t aim_embedded_file_count = 0;
