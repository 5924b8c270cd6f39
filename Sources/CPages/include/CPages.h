// What cardcam-server serves as it is, embedded in the program.
#pragma once
#include <stddef.h>

typedef struct {
    const unsigned char *bytes;
    size_t size;
} CPages_File;

CPages_File CPages_openapi(void);
CPages_File CPages_kiosk_html(void);
CPages_File CPages_kiosk_css(void);
CPages_File CPages_kiosk_js(void);
CPages_File CPages_picture_js(void);
CPages_File CPages_words_js(void);
