"""Writes the averaged locator of a checkpoint as ONNX, with a record of where it came from."""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from datetime import date
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from compact import compact
from locator import INPUT_HEIGHT, INPUT_WIDTH, MAP_HEIGHT, MAP_WIDTH, MAPS, Locator

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE / "weights/locator.pt"
LOOKS = 300


def git_revision() -> str:
    """The last commit that touched this folder, marked when the files differ from it."""
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(HERE), *arguments], capture_output=True, text=True).stdout.strip()

    return git("log", "-1", "--format=%h", "--", ".") + ("+" if git("status", "--porcelain", "--", "*.py") else "")


def write_onnx(network: torch.nn.Module, path: Path) -> float:
    """Exports and checks a network; returns the milliseconds of one look on one thread."""
    example = torch.randn(1, 1, INPUT_HEIGHT, INPUT_WIDTH)
    partial = path.with_suffix(".partial")
    torch.onnx.export(
        network, (example,), str(partial), input_names=["x"], output_names=["y"], opset_version=17, dynamo=False
    )
    compact(str(partial))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(partial), options, providers=["CPUExecutionProvider"])
    x = example.numpy()
    with torch.no_grad():
        np.testing.assert_allclose(session.run(None, {"x": x})[0], network(example).numpy(), atol=5e-2)
    times = []
    for _ in range(LOOKS):
        start = time.perf_counter()
        session.run(None, {"x": x})
        times.append(time.perf_counter() - start)
    partial.replace(path)
    return min(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("output", type=Path, help="the .onnx file; the record is written beside it as .json")
    parser.add_argument("--seeds", default="pool 1, training 1")
    parser.add_argument("--scores", type=Path, help="JSON written by evaluate_locator.py")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    state = torch.load(arguments.checkpoint, weights_only=True)
    network = Locator().eval()
    network.load_state_dict(state["average"])
    halved = {name: value.half() if value.is_floating_point() else value for name, value in state["average"].items()}
    torch.save(halved, WEIGHTS)
    milliseconds = write_onnx(network, arguments.output)
    record = {
        "input": {"x": [1, 1, INPUT_HEIGHT, INPUT_WIDTH], "scaling": "(luma - 118) / 64"},
        "output": {"y": [1, MAPS, MAP_HEIGHT, MAP_WIDTH]},
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "revision": git_revision(),
        "seeds": arguments.seeds,
        "samples": state["samples"],
        "views": state["views"],
        "seconds": round(state["seconds"]),
        "milliseconds_per_look": round(milliseconds, 1),
        "scores": json.loads(arguments.scores.read_text()) if arguments.scores else None,
        "date": date.today().isoformat(),
    }
    arguments.output.with_suffix(".json").write_text(json.dumps(record, indent=2) + "\n")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
