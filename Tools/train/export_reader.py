"""Writes a trained reader as ONNX with its provenance: export_reader.py [--texts] [--model FILE] [--real FOLDER].

That of numbers takes strips of one length, that of texts of any multiple of 32 pixels. The file stores weights as bytes,
widened to float32 when it is loaded. Both files are replaced in one step each.
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
from compact import compact, in_bytes

OPSET = 17
# How far answers may move, in their deviations, and how many strips are looked at.
ROUNDING, CHECKED = 0.05, 100


def to_onnx(model: reader.Reader, path: str, any_width: bool) -> None:
    """Exports with a free number of strips, of one width or of any."""
    free = {"x": {0: "n", 3: "w"}, "y": {0: "n", 1: "c"}} if any_width else {"x": {0: "n"}, "y": {0: "n"}}
    torch.onnx.export(model, (torch.randn(2, 1, 32, 320),), path, input_names=["x"], output_names=["y"],
                      dynamic_axes=free, opset_version=OPSET, dynamo=False)
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
    parser.add_argument("--texts", action="store_true", help="it reads dates and names, not numbers")
    parser.add_argument("--model", help=".train/reader.pt or .train/texts.pt")
    parser.add_argument("--pool", help=".train/lines or .train/texts")
    parser.add_argument("--validation", help="the same, -validation")
    parser.add_argument("--real", help="folder of labelled crops for a development figure")
    parser.add_argument("--out")
    parser.add_argument("--weights", help="also write the weights, as bytes, for training to go on from")
    options = parser.parse_args()
    name, lines = ("texts", "texts") if options.texts else ("reader", "lines")
    checkpoint = options.model or f".train/{name}.pt"
    pool, out = options.pool or f".train/{lines}", options.out or os.path.join(models, f"{name}.onnx")
    torch.set_num_threads(1)

    model = evaluate_reader.load_model(checkpoint)
    state = torch.load(checkpoint, weights_only=True)["state"]
    os.makedirs(os.path.dirname(out), exist_ok=True)
    part = out + ".part"
    to_onnx(model, part, options.texts)
    validation = train_reader.Pool(options.validation or f"{pool}-validation")
    milliseconds = check(model, part, next(iter(validation.shards.values()))[0][:CHECKED])
    scores = {f"rendered_{lines}": round(train_reader.exact_rate(model, validation), 4)}
    if options.real:
        strips, labels, _ = evaluate_reader.load(options.real)
        kept = [row for row, label in enumerate(labels) if real_digits.kept_out(label)]
        found = evaluate_reader.read(model, strips[kept])
        scores["real_crops_kept_out"] = round(sum(a == labels[b] for a, b in zip(found, kept)) / len(kept), 4)
    seeds = sorted({int(os.path.basename(path).split("-")[0])
                    for path in glob.glob(os.path.join(pool, "*.npy"))})
    provenance = {
        "tools_revision": revision(here),
        "date": datetime.date.today().isoformat(),
        "parameters": sum(p.numel() for p in model.parameters()),
        "seeds": seeds,
        "lines": state["lines"],
        "views": state["views"],
        "training_seconds": round(state["seconds"]),
        "exact": scores,
        "trained_on": "rendered dates and names" if options.texts else
        "rendered lines, and real crops of four digits whose numbers real_digits.py gives to training",
        "begun_from": "the reader of numbers, which began from PP-OCRv6 small (Apache-2.0)" if options.texts else
        "PP-OCRv6 small (Apache-2.0)",
        "torch": torch.__version__,
        "opset": OPSET,
        "weights": "stored as bytes with a scale for each output, calculated in float32",
    }
    with open(os.path.splitext(out)[0] + ".json", "w") as file:
        json.dump(provenance, file, indent=2)
        file.write("\n")
    os.replace(part, out)
    if options.weights:
        torch.save(in_bytes(model.state_dict()), options.weights)
    print(json.dumps(provenance, indent=2), f"\n{milliseconds:.2f} ms a strip")


if __name__ == "__main__":
    main()
