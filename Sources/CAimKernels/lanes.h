// Thirty-two lanes side by side: how a fold of a row keeps both its vectors and its order.
//
// Read within a header of loops, with T and NAME defined. Whatever the level's vectors hold, element
// i goes to lane i mod 32 (the last few to the lanes at the end), and the lanes are folded by halves:
// the same order at every level.
#define LANES 32

#define ROW NAME(row_of_lanes)
typedef T ROW __attribute__((vector_size(LANES * sizeof(T)), aligned(sizeof(T)), may_alias));

#define LANES_AT(pointer) (*(const ROW *)(pointer))
#define LANES_OF(value) ((ROW){} + (value))

// The bits of `a` where the mask is set, else those of `b`; any vectors of one kind.
#define CHOOSE(mask, a, b) \
  ((typeof(a))(((typeof(mask))(a) & (mask)) | ((typeof(mask))(b) & ~(mask))))

// Halves of a vector of 32, 16, 8, 4 and 2: the lower and the upper one.
#define HALVES_(v, ...) __builtin_shufflevector(v, v, __VA_ARGS__)
#define LOWER_32(v) HALVES_(v, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
#define UPPER_32(v) HALVES_(v, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31)
#define LOWER_16(v) HALVES_(v, 0, 1, 2, 3, 4, 5, 6, 7)
#define UPPER_16(v) HALVES_(v, 8, 9, 10, 11, 12, 13, 14, 15)
#define LOWER_8(v) HALVES_(v, 0, 1, 2, 3)
#define UPPER_8(v) HALVES_(v, 4, 5, 6, 7)

AIM_INLINE T NAME(fold)(const ROW *lanes) {
  ROW v = *lanes;
  auto sixteen = LOWER_32(v) + UPPER_32(v);
  auto eight = LOWER_16(sixteen) + UPPER_16(sixteen);
  auto four = LOWER_8(eight) + UPPER_8(eight);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

// The last `count` elements of a row that ends at `end` and has no fewer than LANES, each in its
// lane at the end; `neutral` in the lanes before.
AIM_INLINE void NAME(last_lanes)(const T *end, size_t count, T neutral, ROW *lanes) {
  const ROW place = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                     16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
  auto isKept = place >= LANES_OF((T)(LANES - count));
  ROW all = LANES_AT(end - LANES), none = LANES_OF(neutral);
  *lanes = CHOOSE(isKept, all, none);
}
