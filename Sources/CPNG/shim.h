// libpng's simplified interface (png_image_*) alone is used: no setjmp crosses into Swift.
#include <png.h>
