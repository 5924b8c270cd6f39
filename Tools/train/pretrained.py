"""Brings the weights of PP-OCRv6 small over to the reader: pretrained.py [--onnx FILE] [--out FILE].

The model comes with the PyPI package rapidocr (Apache-2.0). Its 18 710 characters are cut down to the alphabet of
cards, its three colours are added up to one grey, and its input range is set to standardised strips.
"""
import argparse
import importlib.util
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import reader

MODEL = "models/PP-OCRv6_rec_small.onnx"
# Deviation of text pictures in the range -1...1 that the model was trained on.
DEVIATION = 0.45


def package_model() -> str:
    """The model's path within the installed package rapidocr."""
    found = importlib.util.find_spec("rapidocr")
    if found is None:
        raise SystemExit("pretrained.py: rapidocr is not installed; run `pip install --no-deps rapidocr==3.10.0`")
    return os.path.join(found.submodule_search_locations[0], MODEL)


def parts(path: str) -> tuple[list[np.ndarray], list[str]]:
    """Weights and biases in the order of the calculation, and the characters."""
    model = onnx.load(path)
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Constant":
            constants[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        elif node.op_type == "Identity" and node.input[0] in constants:
            constants[node.output[0]] = constants[node.input[0]]
    found = []
    for node in model.graph.node:
        if node.op_type in ("Conv", "MatMul", "Add", "Mul", "BatchNormalization"):
            found += [constants[name] for name in node.input if name in constants and constants[name].size > 1]
    characters = next(item.value for item in model.metadata_props if item.key == "character").split("\n")
    return found, characters


def fold_norm(weight: np.ndarray, norm: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """A convolution without bias and the batch norm after it as one convolution."""
    scale, shift, mean, variance = norm
    factor = scale / np.sqrt(variance + 1e-5)
    return weight * factor[:, None, None, None], shift - mean * factor


def convert(found: list[np.ndarray], characters: list[str]) -> reader.Reader:
    """The reader with the model's weights, as `parts` lists them."""
    model = reader.Reader(len(characters) + 2)
    at = 0

    def take() -> np.ndarray:
        nonlocal at
        at += 1
        return found[at - 1]

    def fill(layer: torch.nn.Module, weight: np.ndarray, bias: np.ndarray) -> None:
        layer.weight.data.copy_(torch.tensor(np.ascontiguousarray(weight)).reshape(layer.weight.shape))
        layer.bias.data.copy_(torch.tensor(bias.ravel()))

    def convolution(layer: torch.nn.Module) -> None:
        fill(layer, take(), take())

    def normed(layer: torch.nn.Module) -> None:
        fill(layer, *fold_norm(take(), [take() for _ in range(4)]))

    def linear(layer: torch.nn.Module) -> None:
        fill(layer, take().T, take())

    stem, head = model.backbone.stem, model.head
    first = take().sum(1, keepdims=True) * DEVIATION
    fill(stem.first, first, take())
    for layer in (stem.narrow, stem.widen, stem.halve, stem.out):
        convolution(layer)
    for block in [*model.backbone.blocks, *head.blocks]:
        convolution(block.around)
        if isinstance(block.excite, reader.Excite):
            convolution(block.excite.squeeze)
            convolution(block.excite.excite)
        convolution(block.widen)
        convolution(block.narrow)
    normed(head.beside)
    normed(head.inward)
    normed(head.along)
    for attention in head.attention:
        fill(attention.before, take(), take())
        linear(attention.projections)
        linear(attention.joined)
        fill(attention.between, take(), take())
        linear(attention.widen)
        linear(attention.narrow)
    fill(head.norm, take(), take())
    linear(head.out)
    assert at == len(found), f"{len(found) - at} weights are left over"
    return model


def pruned(model: reader.Reader, characters: list[str]) -> reader.Reader:
    """The same reader with the alphabet of cards only; a space is the model's last class."""
    small = reader.Reader()
    weights = model.state_dict()
    rows = [0] + [characters.index(c) + 1 if c != " " else len(characters) + 1 for c in reader.ALPHABET]
    for name in ("head.out.weight", "head.out.bias"):
        weights[name] = weights[name][rows]
    small.load_state_dict(weights)
    return small


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--onnx", help="the model, in place of the package's")
    parser.add_argument("--out", default=".train/pretrained.pt")
    options = parser.parse_args()
    found, characters = parts(options.onnx or package_model())
    small = pruned(convert(found, characters), characters)
    os.makedirs(os.path.dirname(options.out) or ".", exist_ok=True)
    torch.save(small.state_dict(), options.out)
    print(f"{options.out}: {sum(p.numel() for p in small.parameters())} parameters")


if __name__ == "__main__":
    main()
