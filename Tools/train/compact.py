"""A half or a quarter of the size of a model's file: weights are stored rounded, and widened when it is loaded."""
import math

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

SMALLEST, SMALLEST_IN_BYTES = 256, 4096
SCALE = ".scale"


def in_bytes(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """A network's weights for a small file: the large ones as bytes with a scale for each output, the others halved."""
    stored = {}
    for name, value in weights.items():
        if value.dim() < 2 or value.numel() < SMALLEST_IN_BYTES:
            stored[name] = value.half()
            continue
        scale = value.abs().amax(tuple(range(1, value.dim())), keepdim=True) / 127 + 1e-12
        stored[name], stored[name + SCALE] = (value / scale).round().to(torch.int8), scale
    return stored


def widened(stored: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights that `in_bytes` stored, or that are stored in half precision."""
    return {name: value.float() * stored[name + SCALE].float() if name + SCALE in stored else value.float()
            for name, value in stored.items() if not name.endswith(SCALE)}


def load(paths: list[str]) -> dict[str, torch.Tensor]:
    """The weights of a network whose parts are stored in files of their own."""
    weights = {}
    for path in paths:
        weights |= widened(torch.load(path, weights_only=True))
    return weights


def compact(path: str, in_bytes: bool = False) -> None:
    """Stores weights in half precision, or the large ones as bytes with a scale for each output.

    The calculation stays in float32: the network is rounded, and no quicker.
    """
    stored = onnx.load(path)
    widened, scales = [], []
    for item in stored.graph.initializer:
        name, size = item.name, math.prod(item.dims)
        if item.data_type != onnx.TensorProto.FLOAT or size < SMALLEST:
            continue
        weights = numpy_helper.to_array(item)
        if not in_bytes or weights.ndim < 2 or size < SMALLEST_IN_BYTES:
            item.CopyFrom(numpy_helper.from_array(weights.astype(np.float16), name + ".half"))
            widened.append(helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
            continue
        scale = np.abs(weights).max(tuple(range(1, weights.ndim)), keepdims=True) / 127 + np.float32(1e-12)
        item.CopyFrom(numpy_helper.from_array(np.round(weights / scale).astype(np.int8), name + ".byte"))
        scales.append(numpy_helper.from_array(scale.astype(np.float32), name + ".scale"))
        widened.append(helper.make_node("Cast", [name + ".byte"], [name + ".wide"], to=onnx.TensorProto.FLOAT))
        widened.append(helper.make_node("Mul", [name + ".wide", name + ".scale"], [name]))
    stored.graph.initializer.extend(scales)
    nodes = widened + list(stored.graph.node)
    del stored.graph.node[:]
    stored.graph.node.extend(nodes)
    onnx.checker.check_model(stored)
    onnx.save(stored, path)
