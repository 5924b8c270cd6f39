"""Sets the thresholds of the trained checks anew: after a new locator, other corners make other sheets.

Nothing is learned: `weights/checks.pt` is weighed on the validation's captures and exported, and the record says so.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from check_sheets import load
from checks import Checks
from train_checks import leave_out_cut_off, write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("validation", type=Path, help="what make_captures.py rendered")
    parser.add_argument("output", type=Path, help="the .onnx file, with its record beside it")
    parser.add_argument("--sheets", type=Path, required=True, help="the package's program `sheets`")
    parser.add_argument("--weights", type=Path, default=Path(__file__).with_name("weights") / "checks.pt")
    arguments = parser.parse_args()
    network = Checks()
    network.load_state_dict(torch.load(arguments.weights, weights_only=True)["network"])
    record = json.loads(arguments.output.with_suffix(".json").read_text())
    held = load(arguments.validation, arguments.sheets)
    leave_out_cut_off(held)
    write(network.eval(), held, arguments.output, record)


if __name__ == "__main__":
    main()
