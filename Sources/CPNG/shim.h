// libpng's simplified interface (png_image_*): no setjmp crosses into Swift.
#include <png.h>
