#include "CAimKernels.h"
