"""Writes the trained reader as ONNX with its provenance: export_reader.py [--model FILE] [--real FOLDER].

The file stores weights as bytes, widened to float32 when it is loaded. Both files are replaced in one step
each.
"""
import argparse
import datetime
import glob
import json
import os
import subprocess
import time

import numpy as np
import onnxruntime
import torch

import evaluate_reader
import reader
import real_digits
import train_reader
from compact import compact

OPSET = 17
# How far answers may move, in their deviations, and how many strips are looked at.
ROUNDING, CHECKED = 0.04, 100


def to_onnx(model: reader.Reader, path: str) -> None:
    """Exports with a free number of strips."""
    torch.onnx.export(model, (torch.randn(2, 1, 32, 320),), path, input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "n"}, "y": {0: "n"}}, opset_version=OPSET, dynamo=False)
    compact(path, in_bytes=True)


def check(model: reader.Reader, path: str, strips: np.ndarray) -> float:
    """Compares ONNX Runtime with PyTorch on strips, and returns the milliseconds a strip takes on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options)
    with torch.no_grad():
        x = reader.standardise(torch.from_numpy(strips.copy())[:, None])
        expected = model(x).numpy()
    x = x.numpy()
    # Rounding to bytes moves the answers a little, all over.
    moved = np.abs(session.run(None, {"x": x})[0] - expected).mean() / expected.std()
    assert moved < ROUNDING, f"the file answers otherwise than the network: {moved:.3f} of the answers' deviation"
    times = []
    for _ in range(100):
        began = time.perf_counter()
        session.run(None, {"x": x[:1]})
        times.append(time.perf_counter() - began)
    return float(np.median(times) * 1000)


def revision(folder: str) -> str:
    """The last commit of the folder, marked "+" if files in it have changed since."""
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no", ".")
    return git("log", "-1", "--format=%h", "--", ".") + ("+" if changed else "")


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    models = os.path.join(here, "..", "..", "Sources", "CModels")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=".train/reader.pt")
    parser.add_argument("--pool", default=".train/lines")
    parser.add_argument("--validation", default=".train/lines-validation")
    parser.add_argument("--real", help="folder of labelled crops for a development figure")
    parser.add_argument("--out", default=os.path.join(models, "reader.onnx"))
    parser.add_argument("--weights", help="also write the weights in half precision, for training to go on from")
    options = parser.parse_args()
    torch.set_num_threads(1)

    model = evaluate_reader.load_model(options.model)
    for parameter in model.parameters():
        parameter.data = parameter.data.half().float()
    state = torch.load(options.model, weights_only=True)["state"]
    os.makedirs(os.path.dirname(options.out), exist_ok=True)
    part = options.out + ".part"
    to_onnx(model, part)
    validation = train_reader.Pool(options.validation)
    milliseconds = check(model, part, next(iter(validation.shards.values()))[0][:CHECKED])
    scores = {"rendered_lines": round(train_reader.exact_rate(model, validation), 4)}
    if options.real:
        strips, labels, _ = evaluate_reader.load(options.real)
        kept = [row for row, label in enumerate(labels) if real_digits.kept_out(label)]
        found = evaluate_reader.read(model, strips[kept])
        scores["real_crops_kept_out"] = round(sum(a == labels[b] for a, b in zip(found, kept)) / len(kept), 4)
    seeds = sorted({int(os.path.basename(path).split("-")[0])
                    for path in glob.glob(os.path.join(options.pool, "*.npy"))})
    provenance = {
        "tools_revision": revision(here),
        "date": datetime.date.today().isoformat(),
        "parameters": sum(p.numel() for p in model.parameters()),
        "seeds": seeds,
        "lines": state["lines"],
        "views": state["views"],
        "training_seconds": round(state["seconds"]),
        "exact": scores,
        "trained_on": "rendered lines, and real crops of four digits whose numbers real_digits.py gives to training",
        "begun_from": "PP-OCRv6 small (Apache-2.0)",
        "torch": torch.__version__,
        "opset": OPSET,
        "weights": "stored as bytes with a scale for each output, calculated in float32",
    }
    with open(os.path.splitext(options.out)[0] + ".json", "w") as file:
        json.dump(provenance, file, indent=2)
        file.write("\n")
    os.replace(part, options.out)
    if options.weights:
        torch.save({name: value.half() for name, value in model.state_dict().items()}, options.weights)
    print(json.dumps(provenance, indent=2), f"\n{milliseconds:.2f} ms a strip")


if __name__ == "__main__":
    main()
