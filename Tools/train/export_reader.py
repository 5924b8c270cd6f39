"""Writes a trained reader as ONNX with its provenance: export_reader.py numbers|texts [--model FILE] [--real FOLDER].

That of numbers becomes two files, backbone and head; that of texts is a head on the same backbone. They store weights as
bytes, widened to float32 when they are loaded. Each file is replaced in one step.
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
from torch import nn

import evaluate_reader
import reader
import real_digits
import train_reader
from compact import compact, in_bytes, load

OPSET = 17
# How far answers may move, in their deviations, and how many strips are looked at.
ROUNDING, CHECKED = 0.05, 100


def to_onnx(part: nn.Module, path: str) -> None:
    """Exports a backbone or a head for any number of strips of any width."""
    is_head = isinstance(part, reader.Head)
    strips = torch.randn(2, 1, reader.HEIGHT, reader.WIDTH)
    example = reader.Backbone().eval()(strips) if is_head else strips
    torch.onnx.export(part, (example.detach(),), path, input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "n", 3: "w"}, "y": {0: "n", 1 if is_head else 3: "c"}},
                      opset_version=OPSET, dynamo=False)
    compact(path, in_bytes=True)


def check(model: reader.Reader, paths: list[str], strips: np.ndarray) -> float:
    """Compares ONNX Runtime with PyTorch on strips, and returns the milliseconds a strip takes on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    sessions = [onnxruntime.InferenceSession(path, options) for path in paths]

    def run(x: np.ndarray) -> np.ndarray:
        for session in sessions:
            x = session.run(None, {"x": x})[0]
        return x

    with torch.no_grad():
        x = reader.standardise(torch.from_numpy(strips.copy())[:, None])
        expected = model(x).numpy()
    x = x.numpy()
    # Rounding to bytes moves the answers a little, all over.
    moved = np.abs(run(x) - expected).mean() / expected.std()
    assert moved < ROUNDING, f"the files answer otherwise than the network: {moved:.3f} of the answers' deviation"
    times = []
    for _ in range(100):
        began = time.perf_counter()
        run(x[:1])
        times.append(time.perf_counter() - began)
    return float(np.median(times) * 1000)


def same_backbone(model: reader.Reader, path: str) -> bool:
    """Whether a network has the backbone whose weights are stored."""
    theirs, ours = load([path]), model.state_dict()
    return all(torch.equal(ours[name], value) for name, value in theirs.items())


def stored(model: reader.Reader, part: nn.Module) -> dict[str, torch.Tensor]:
    """The weights of one part of a network, as bytes, by their names in the whole."""
    prefix = "head." if part is model.head else "backbone."
    return in_bytes({name: value for name, value in model.state_dict().items() if name.startswith(prefix)})


def revision(folder: str) -> str:
    """The last commit of the folder, marked "+" if files in it have changed since."""
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no", ".")
    return git("log", "-1", "--format=%h", "--", ".") + ("+" if changed else "")


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("numbers", "texts"), help="what it reads")
    parser.add_argument("--model", help=".train/numbers.pt or .train/texts.pt")
    parser.add_argument("--pool", help=".train/lines or .train/texts")
    parser.add_argument("--validation", help="the same, -validation")
    parser.add_argument("--real", help="folder of labelled crops for a development figure")
    parser.add_argument("--out", default=os.path.join(here, "..", "..", "Sources", "CModels"))
    parser.add_argument("--weights", default=os.path.join(here, "weights"),
                        help="folder of the weights, as bytes, that training goes on from")
    options = parser.parse_args()
    kind, lines = options.kind, "lines" if options.kind == "numbers" else "texts"
    checkpoint, pool = options.model or f".train/{kind}.pt", options.pool or f".train/{lines}"
    torch.set_num_threads(1)
    os.makedirs(options.out, exist_ok=True)

    model = evaluate_reader.load_model(checkpoint)
    parts = {"backbone": model.backbone, kind: model.head} if kind == "numbers" else {kind: model.head}
    backbone = os.path.join(options.weights, "backbone.pt")
    if kind == "texts" and not same_backbone(model, backbone):
        raise SystemExit(f"export_reader.py: {checkpoint} has another backbone than {backbone}; train with --head-only")
    files = {name: os.path.join(options.out, f"{name}.onnx") for name in ("backbone", kind)}
    written = {name: files[name] + ".part" for name in parts}
    for name, part in parts.items():
        to_onnx(part, written[name])
    validation = train_reader.Pool(options.validation or f"{pool}-validation")
    strips = next(iter(validation.shards.values()))[0][:CHECKED]
    milliseconds = check(model, list((files | written).values()), strips)
    scores = {f"rendered_{lines}": round(train_reader.exact_rate(model, validation), 4)}
    if options.real:
        strips, labels, _ = evaluate_reader.load(options.real)
        kept = [row for row, label in enumerate(labels) if real_digits.kept_out(label)]
        found = evaluate_reader.read(model, strips[kept])
        scores["real_crops_kept_out"] = round(sum(a == labels[b] for a, b in zip(found, kept)) / len(kept), 4)
    state = torch.load(checkpoint, weights_only=True)["state"]
    seeds = sorted({int(os.path.basename(path).split("-")[0])
                    for path in glob.glob(os.path.join(pool, "*.npy"))})
    for name, part in parts.items():
        provenance = {
            "tools_revision": revision(here),
            "date": datetime.date.today().isoformat(),
            "parameters": sum(p.numel() for p in part.parameters()),
            "seeds": seeds,
            "lines": state["lines"],
            "views": state["views"],
            "training_seconds": round(state["seconds"]),
            "exact": scores,
            "trained_on": "rendered dates and names" if kind == "texts" else
            "rendered lines, and real crops of four digits whose numbers real_digits.py gives to training",
            "begun_from": "the head for numbers, which began from PP-OCRv6 small (Apache-2.0)" if kind == "texts" else
            "PP-OCRv6 small (Apache-2.0)",
            "torch": torch.__version__,
            "opset": OPSET,
            "weights": "stored as bytes with a scale for each output, calculated in float32",
        }
        with open(os.path.splitext(files[name])[0] + ".json", "w") as file:
            json.dump(provenance, file, indent=2)
            file.write("\n")
        os.replace(written[name], files[name])
        torch.save(stored(model, part), os.path.join(options.weights, f"{name}.pt"))
        print(json.dumps(provenance, indent=2))
    print(f"{milliseconds:.2f} ms a strip")


if __name__ == "__main__":
    main()
