#include "CPages.h"

static const unsigned char openapi[] = {
#embed "openapi.yaml"
};
static const unsigned char kiosk_html[] = {
#embed "kiosk/kiosk.html"
};
static const unsigned char kiosk_css[] = {
#embed "kiosk/kiosk.css"
};
static const unsigned char kiosk_js[] = {
#embed "kiosk/kiosk.js"
};
static const unsigned char picture_js[] = {
#embed "kiosk/picture.js"
};
static const unsigned char words_js[] = {
#embed "kiosk/words.js"
};

#define FILE_OF(name) (CPages_File){name, sizeof name}
CPages_File CPages_openapi(void) { return FILE_OF(openapi); }
CPages_File CPages_kiosk_html(void) { return FILE_OF(kiosk_html); }
CPages_File CPages_kiosk_css(void) { return FILE_OF(kiosk_css); }
CPages_File CPages_kiosk_js(void) { return FILE_OF(kiosk_js); }
CPages_File CPages_picture_js(void) { return FILE_OF(picture_js); }
CPages_File CPages_words_js(void) { return FILE_OF(words_js); }
