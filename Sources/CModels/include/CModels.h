// The trained models, embedded in the program. Beside each .onnx stands a .json that says how it was trained.
#pragma once
#include <stddef.h>

extern const unsigned char CModels_locator[];
extern const size_t CModels_locator_size;
extern const unsigned char CModels_reader[];
extern const size_t CModels_reader_size;
