/// Makes row loops of the functions in C.
enum NativeLoops {}
