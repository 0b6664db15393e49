#include "CReadline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

// What separates words: everything that cannot stand in a name. Bytes of other scripts can.
static const char wordBreaks[] = " \t\n\"\\'`@$><=;|&{}()[],.+-*/^%!?~:#";

static AimCompleter completer;
static void *completerContext;
static void (*interruptHook)(void);
static int (*idleHook)(void);
// The signal handler writes to this pipe, which the prompt waits for beside the keyboard: so it does
// not matter which thread the signal finds.
static int wake[2] = {-1, -1};
static int isReading;

static char *lineRead;
static int isDone;
static const char *initialText;

static void onSignal(int signal) {
  int saved = errno;
  if (signal == SIGINT && interruptHook) interruptHook();
  if (isReading) {
    char byte = signal == SIGINT ? 'i' : 'c';
    ssize_t written = write(wake[1], &byte, 1);
    (void)written;
  }
  errno = saved;
}

static void onLine(char *line) {
  lineRead = line;
  isDone = 1;
  rl_callback_handler_remove();
}

static int insertInitialText(void) {
  if (initialText) rl_insert_text(initialText);
  return 0;
}

// The longest text that all candidates begin with.
static char *commonPrefix(char **candidates, size_t count) {
  size_t length = strlen(candidates[0]);
  for (size_t index = 1; index < count; index++) {
    size_t same = 0;
    while (same < length && candidates[index][same] == candidates[0][same]) same++;
    length = same;
  }
  // Not in the middle of a character.
  while (length > 0 && (candidates[0][length] & 0xC0) == 0x80) length--;
  return strndup(candidates[0], length);
}

static char **attemptCompletion(const char *text, int start, int end) {
  (void)text;
  rl_attempted_completion_over = 1;
  rl_completion_suppress_append = 1;
  if (!completer) return NULL;
  char *line = strndup(rl_line_buffer, (size_t)end);
  char append = 0;
  char **candidates = completer(completerContext, line, start, &append);
  free(line);
  if (!candidates) return NULL;
  size_t count = 0;
  while (candidates[count]) count++;
  if (count == 0) {
    free(candidates);
    return NULL;
  }
  if (append && count == 1) {
    rl_completion_suppress_append = 0;
    rl_completion_append_character = append;
  }
  // readline wants the common beginning first, and then every match; a single match stands alone.
  char **matches = calloc(count + 2, sizeof *matches);
  matches[0] = commonPrefix(candidates, count);
  if (count > 1) memcpy(matches + 1, candidates, count * sizeof *candidates);
  else free(candidates[0]);
  free(candidates);
  return matches;
}

void aim_readline_begin(const char *name, void (*onInterrupt)(void)) {
  interruptHook = onInterrupt;
  if (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) wake[0] = wake[1] = -1;
  rl_readline_name = name;
  rl_catch_signals = 0;
  rl_attempted_completion_function = attemptCompletion;
  rl_completer_word_break_characters = wordBreaks;
  rl_startup_hook = insertInitialText;
  rl_completion_query_items = 200;
  rl_variable_bind("enable-bracketed-paste", "on");
  rl_variable_bind("show-all-if-ambiguous", "on");
  rl_variable_bind("colored-completion-prefix", "off");
  rl_variable_bind("page-completions", "off");
  struct sigaction action = {.sa_handler = onSignal};
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGCONT, &action, NULL);
}

void aim_readline_idle_with(int (*onIdle)(void)) { idleHook = onIdle; }

void aim_readline_complete_with(AimCompleter function, void *context) {
  completer = function;
  completerContext = context;
}

// Empties the line and leaves it behind, as Ctrl-C at a shell's prompt does.
static void abandonLine(void) {
  rl_callback_sigcleanup();
  rl_free_line_state();
  rl_point = rl_end;
  rl_redisplay();
  fputs("^C\n", rl_outstream);
  fflush(rl_outstream);
  rl_callback_handler_remove();
}

AimLineOutcome aim_readline_read(const char *prompt, const char *initial, char **line) {
  char byte;
  while (wake[0] >= 0 && read(wake[0], &byte, 1) == 1) continue;
  isDone = 0;
  lineRead = NULL;
  initialText = initial;
  isReading = 1;
  rl_callback_handler_install(prompt, onLine);
  AimLineOutcome outcome = AimLineRead;
  int isBusy = idleHook != NULL;
  while (!isDone) {
    struct pollfd sources[2] = {
        {.fd = fileno(rl_instream), .events = POLLIN}, {.fd = wake[0], .events = POLLIN}};
    int ready = poll(sources, 2, isBusy ? 0 : -1);
    if (ready < 0 && errno != EINTR) break;
    if (ready == 0) {
      isBusy = idleHook();
      continue;
    }
    int wasInterrupted = 0;
    while (wake[0] >= 0 && read(wake[0], &byte, 1) == 1) {
      if (byte == 'i') {
        wasInterrupted = 1;
      } else {
        rl_prep_terminal(1);
        rl_forced_update_display();
      }
    }
    if (wasInterrupted) {
      abandonLine();
      outcome = AimLineInterrupted;
      break;
    }
    if (ready > 0 && sources[0].revents) rl_callback_read_char();
  }
  isReading = 0;
  if (outcome == AimLineInterrupted) return outcome;
  *line = lineRead;
  return lineRead ? AimLineRead : AimLineEnd;
}

void aim_readline_remember(const char *line) { add_history(line); }

void aim_readline_size(int *rows, int *columns) { rl_get_screen_size(rows, columns); }
