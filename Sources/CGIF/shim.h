// giflib's line-by-line reader (DGif*): sizes are known, and checked, before memory is taken for a picture.
#include <gif_lib.h>
