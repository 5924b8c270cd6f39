#include "CModels.h"

const unsigned char CModels_locator[] = {
#embed "locator.onnx"
};
const size_t CModels_locator_size = sizeof CModels_locator;

const unsigned char CModels_reader[] = {
#embed "reader.onnx"
};
const size_t CModels_reader_size = sizeof CModels_reader;
