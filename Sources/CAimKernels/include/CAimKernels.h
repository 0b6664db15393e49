// The vectorised loops that a benchmark showed to be slower in Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>
