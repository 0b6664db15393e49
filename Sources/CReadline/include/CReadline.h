// GNU readline as Aim uses it: one line at a time, Ctrl-C that is ours, completion by a callback.
//
// readline keeps its state in global variables, which Swift rightly refuses to touch; this is
// the one place that does. GNU readline is GPL: only the program `aim` links it.
#ifndef AIM_CREADLINE_H
#define AIM_CREADLINE_H

#include <stddef.h>

typedef enum {
  AimLineRead = 0,         // a line was read
  AimLineEnd = 1,          // Ctrl-D on an empty line, or the end of the input
  AimLineInterrupted = 2,  // Ctrl-C
} AimLineOutcome;

// Called for the Tab key. `line` is the text up to the cursor; `start` the offset at which the
// word under the cursor begins. Returns a malloc'ed array, ended by NULL, of malloc'ed strings that
// may stand in the word's place, or NULL for none; sets `*append` to what follows a single match.
typedef char **(*AimCompleter)(void *context, const char *line, int start, char *append);

// Prepares readline and the handler of SIGINT; `onInterrupt` is called within the handler.
void aim_readline_begin(const char *name, void (*onInterrupt)(void));

// What to do while the prompt waits for a key, in small pieces: called until it returns 0, and again
// from the next line on.
void aim_readline_idle_with(int (*onIdle)(void));

// Who completes, and what it is handed back; NULL for no completion.
void aim_readline_complete_with(AimCompleter completer, void *context);

// Reads a line that begins as `initial` (may be NULL). On `AimLineRead` `*line` is malloc'ed.
AimLineOutcome aim_readline_read(const char *prompt, const char *initial, char **line);

// Puts a line at the end of what the up-arrow finds.
void aim_readline_remember(const char *line);

// The width and height of the terminal as readline knows them.
void aim_readline_size(int *rows, int *columns);

#endif
