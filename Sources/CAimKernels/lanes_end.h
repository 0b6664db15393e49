// Takes back the words of lanes.h, which the next level defines anew.
#undef LANES
#undef ROW
#undef LANES_AT
#undef LANES_OF
#undef CHOOSE
#undef HALVES_
#undef LOWER_32
#undef UPPER_32
#undef LOWER_16
#undef UPPER_16
#undef LOWER_8
#undef UPPER_8
