// The table of issuers, embedded in the program. issuers.json beside it says what it was built from.
#pragma once
#include <stddef.h>

const unsigned char *CIssuers_bytes(void);
extern const size_t CIssuers_size;
