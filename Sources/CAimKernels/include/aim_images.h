// Convolution and pooling: unfolding images into columns and back, and windows over images.
//
// One-dimensional signals are images of height 1. All sizes are positive and fit in 63 bits.
#pragma once
#include <stddef.h>
#include <stdint.h>

// A window that slides over an image of `height` x `width`; it gives out_height x out_width.
typedef struct {
  ptrdiff_t height, width;
  ptrdiff_t kernel_height, kernel_width;
  ptrdiff_t stride_height, stride_width;
  // Added above and to the left; what is added below and to the right follows from the output.
  ptrdiff_t padding_height, padding_width;
  ptrdiff_t dilation_height, dilation_width;
  ptrdiff_t out_height, out_width;
} aim_window;

#define AIM_IMAGES(T, suffix)                                                                \
  /* columns[channels * kernel_height * kernel_width][out_height * out_width], rows            \
     `column_stride` elements apart: what the window sees, 0 in the padding. */              \
  void aim_image_to_columns_##suffix(const T *image, ptrdiff_t channels, const aim_window *w, \
                                     T *columns, ptrdiff_t column_stride);                   \
  /* The reverse, adding: image[…] += every column element that came from it. */             \
  void aim_columns_to_image_##suffix(const T *columns, ptrdiff_t column_stride,              \
                                     ptrdiff_t channels, const aim_window *w, T *image);     \
  /* The largest element under the window, of each of `planes` images, and where it stands   \
     in its plane (the first of equals; a NaN wins). `index` may be null; `out` too, where  \
     `scratch` then holds a row of results. */                                               \
  void aim_max_pool_##suffix(const T *x, ptrdiff_t planes, const aim_window *w, T *out,      \
                             int64_t *index, T *scratch);                                                \
  /* Each upstream element goes to where the largest of its window stands, the rest is 0.    \
     `best` and `at` have room for a row of results. */                                      \
  void aim_max_pool_gradient_##suffix(const T *upstream, const T *x, ptrdiff_t planes,       \
                                      const aim_window *w, T *out, T *best, int64_t *at);    \
  /* The sum under the window divided by the window's size, padding counted as zeros where   \
     `counts_padding`, else by the number of elements inside the image. */                   \
  void aim_average_pool_##suffix(const T *x, ptrdiff_t planes, const aim_window *w,          \
                                 int counts_padding, T *out);                                \
  /* Adds each upstream element, shared out evenly, to the elements it is the mean of. */    \
  void aim_average_pool_gradient_##suffix(const T *upstream, ptrdiff_t planes,               \
                                          const aim_window *w, int counts_padding, T *out);  \
  /* out[plane][index] += upstream: the gradient of max pooling; `size` elements a plane. */  \
  void aim_scatter_planes_##suffix(const T *upstream, const int64_t *index, ptrdiff_t planes, \
                                   ptrdiff_t size, ptrdiff_t out_size, T *out);              \
  /* out = x[plane][index]. */                                                               \
  void aim_gather_planes_##suffix(const T *x, const int64_t *index, ptrdiff_t planes,        \
                                  ptrdiff_t size, ptrdiff_t out_size, T *out);

AIM_IMAGES(float, f32)
AIM_IMAGES(double, f64)
#undef AIM_IMAGES
