// The trained models, embedded in the program. Beside each .onnx stands a .json that says how it was trained.
#pragma once
#include <stddef.h>

const unsigned char *CModels_locator_bytes(void);
extern const size_t CModels_locator_size;
const unsigned char *CModels_backbone_bytes(void);
extern const size_t CModels_backbone_size;
const unsigned char *CModels_numbers_bytes(void);
extern const size_t CModels_numbers_size;
const unsigned char *CModels_texts_bytes(void);
extern const size_t CModels_texts_size;
const unsigned char *CModels_checks_bytes(void);
extern const size_t CModels_checks_size;
// How likely names are: letters in a row and digests of names, as Tools/names/build writes them.
const unsigned char *CModels_names_bytes(void);
extern const size_t CModels_names_size;
