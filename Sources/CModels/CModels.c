#include "CModels.h"

static const unsigned char locator[] = {
#embed "locator.onnx"
};
const unsigned char *CModels_locator_bytes(void) { return locator; }
const size_t CModels_locator_size = sizeof locator;

static const unsigned char backbone[] = {
#embed "backbone.onnx"
};
const unsigned char *CModels_backbone_bytes(void) { return backbone; }
const size_t CModels_backbone_size = sizeof backbone;

static const unsigned char numbers[] = {
#embed "numbers.onnx"
};
const unsigned char *CModels_numbers_bytes(void) { return numbers; }
const size_t CModels_numbers_size = sizeof numbers;

static const unsigned char texts[] = {
#embed "texts.onnx"
};
const unsigned char *CModels_texts_bytes(void) { return texts; }
const size_t CModels_texts_size = sizeof texts;

static const unsigned char checks[] = {
#embed "checks.onnx"
};
const unsigned char *CModels_checks_bytes(void) { return checks; }
const size_t CModels_checks_size = sizeof checks;

static const unsigned char names[] = {
#embed "names.bin"
};
const unsigned char *CModels_names_bytes(void) { return names; }
const size_t CModels_names_size = sizeof names;
