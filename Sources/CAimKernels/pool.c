#include "aim_pool.h"

_Thread_local aim_pool aim_pool_of_thread;
