// The trained models, embedded in the program. Beside each .onnx stands a .json that says how it was trained.
#pragma once
#include <stddef.h>

const unsigned char *CModels_locator_bytes(void);
extern const size_t CModels_locator_size;
const unsigned char *CModels_reader_bytes(void);
extern const size_t CModels_reader_size;
const unsigned char *CModels_texts_bytes(void);
extern const size_t CModels_texts_size;
const unsigned char *CModels_checks_bytes(void);
extern const size_t CModels_checks_size;
