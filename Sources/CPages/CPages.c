#include "CPages.h"

static const unsigned char openapi[] = {
#embed "openapi.yaml"
};
const unsigned char *CPages_openapi_bytes(void) { return openapi; }
const size_t CPages_openapi_size = sizeof openapi;
