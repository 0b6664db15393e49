#ifndef AIM_CARGUMENTS_H
#define AIM_CARGUMENTS_H

// The arguments of the program as the system gave them, its name first, ended by NULL.
//
// Swift's own list replaces what is not UTF-8, and is empty where Swift's library is linked in and the
// system has no `/proc`.
char *const *aim_arguments(void);

#endif
