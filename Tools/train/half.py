"""Half the size of a model's file: large weights are stored in half precision, and widened when it is loaded."""
import math

import numpy as np
import onnx


def halve(path: str) -> None:
    """Stores the large weights in half precision; the calculation stays in float32."""
    stored = onnx.load(path)
    casts = []
    for item in stored.graph.initializer:
        if item.data_type != onnx.TensorProto.FLOAT or math.prod(item.dims) < 256:
            continue
        name = item.name
        item.CopyFrom(onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(item).astype(np.float16), name + ".half"))
        casts.append(onnx.helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = casts + list(stored.graph.node)
    del stored.graph.node[:]
    stored.graph.node.extend(nodes)
    onnx.checker.check_model(stored)
    onnx.save(stored, path)
