// Choosing words by a condition: read by levels.h.
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (size_t i = 0; i < n; i++)

KERNEL(void, choose,
       (const bool *condition, const T *a, ptrdiff_t a_step, const T *b, ptrdiff_t b_step, T *out,
        size_t n),
       (condition, a, a_step, b, b_step, out, n)) {
  if (a_step == 1 && b_step == 1) {
    EACH {
      T x = a[i], y = b[i];
      out[i] = condition[i] ? x : y;
    }
  } else if (a_step == 1 && b_step == 0) {
    T y = *b;
    EACH {
      T x = a[i];
      out[i] = condition[i] ? x : y;
    }
  } else if (a_step == 0 && b_step == 1) {
    T x = *a;
    EACH {
      T y = b[i];
      out[i] = condition[i] ? x : y;
    }
  } else {
    for (size_t i = 0; i < n; i++) {
      out[i] = condition[i] ? a[(ptrdiff_t)i * a_step] : b[(ptrdiff_t)i * b_step];
    }
  }
}

#undef EACH
