// What cardcam-server serves as it is, embedded in the program.
#pragma once
#include <stddef.h>

const unsigned char *CPages_openapi_bytes(void);
extern const size_t CPages_openapi_size;
