#include "CIssuers.h"

static const unsigned char issuers[] = {
#embed "issuers.bin"
};
const unsigned char *CIssuers_bytes(void) { return issuers; }
const size_t CIssuers_size = sizeof issuers;
