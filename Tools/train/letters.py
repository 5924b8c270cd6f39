"""The letters of embossing machines as masks: one pitch, one breadth of stroke, drawn like the digits of `faces.py`.

Fonts for print are no stand-in: a machine's M is as narrow as its I is wide, and its A, U and V differ by a corner.
Its letters are made to be told apart all the same: strokes leave room between them, and what is open stays open.
"""
import numpy as np

import faces
from art import chance
from faces import Stroke, loop, rounded


# Room that is left in a gap between two strokes, in heights of a letter: less would close when it is pressed.
LEAST_GAP = 0.14


def _machine(rng: np.random.Generator, width: float, thickness: float, split: str) -> dict[str, list[Stroke]]:
    """One machine's letters and signs, 0 <= x <= width, 0 <= y <= 1, for strokes of this breadth."""
    def between(low: float, high: float) -> float:
        return float(rng.uniform(low, high))

    radius = min(faces.corner_radius(rng, split), width * 0.48)
    sharp = between(0, 0.05)
    right, middle = width, width / 2
    waist = between(0.42, 0.52)
    gap = thickness + LEAST_GAP
    mouth = min(between(0.08, 0.3), waist - gap)
    stem: Stroke = [(0, 0, 0), (0, 1, 0)]

    glyphs: dict[str, list[Stroke]] = {}
    kind, bar = rng.random(), between(0.55, 0.74)
    if kind < 0.6:
        glyphs["A"] = [[(0, 1, 0), (middle, 0, sharp), (right, 1, 0)],
                       [(middle * (1 - bar), bar, 0), (right - middle * (1 - bar), bar, 0)]]
    elif kind < 0.88:
        shoulder = between(0.25, 0.4) * width
        glyphs["A"] = [[(0, 1, 0), (shoulder, 0, sharp), (right - shoulder, 0, sharp), (right, 1, 0)],
                       [(shoulder * (1 - bar), bar, 0), (right - shoulder * (1 - bar), bar, 0)]]
    else:
        glyphs["A"] = [[(0, 1, 0), (0, 0, radius * 1.4), (right, 0, radius * 1.4), (right, 1, 0)],
                       [(0, bar, 0), (right, bar, 0)]]

    upper = right - between(0, 0.08)
    glyphs["B"] = [stem, [(0, 0, 0), (upper, 0, radius), (upper, waist, radius), (0, waist, 0)],
                   [(0, waist, 0), (right, waist, radius), (right, 1, radius), (0, 1, 0)]]
    glyphs["C"] = [[(right, mouth, 0), (right, 0, radius), (0, 0, radius), (0, 1, radius), (right, 1, radius),
                    (right, 1 - mouth, 0)]]
    belly = min(radius * between(1, 1.8), width * 0.8)
    glyphs["D"] = [stem, [(0, 0, 0), (right, 0, belly), (right, 1, belly), (0, 1, 0)]]
    arm = right - between(0, 0.14)
    glyphs["E"] = [[(right, 0, 0), (0, 0, sharp), (0, 1, sharp), (right, 1, 0)], [(0, waist, 0), (arm, waist, 0)]]
    glyphs["F"] = [[(right, 0, 0), (0, 0, sharp), (0, 1, 0)], [(0, waist, 0), (arm, waist, 0)]]
    corner = radius if chance(rng, 0.7) else sharp
    bar = max(waist + 0.06, mouth + gap + 0.06)
    spur = [(right, bar, sharp), (middle + between(-0.05, 0.1), bar, 0)]
    glyphs["G"] = [[(right, mouth, 0), (right, 0, radius), (0, 0, radius), (0, 1, radius), (right, 1, corner), *spur]]
    glyphs["H"] = [stem, [(right, 0, 0), (right, 1, 0)], [(0, waist, 0), (right, waist, 0)]]
    glyphs["I"] = [[(middle, 0, 0), (middle, 1, 0)]]
    if chance(rng, 0.45):
        foot = between(0.15, 0.26)
        glyphs["I"] += [[(middle - foot, y, 0), (middle + foot, y, 0)] for y in (0, 1)]
    glyphs["J"] = [[(right, 0, 0), (right, 1, radius), (0, 1, radius), (0, 1 - mouth, 0)]]
    if chance(rng, 0.3):
        glyphs["J"].append([(middle, 0, 0), (right, 0, 0)])
    joint = between(0.45, 0.62)
    fork = middle * between(0.3, 0.9)
    glyphs["K"] = [stem, [(right, 0, 0), (0, joint, 0)], [(fork, joint * (1 - fork / right), 0), (right, 1, 0)]]
    glyphs["L"] = [[(0, 0, 0), (0, 1, sharp), (right - between(0, 0.06), 1, 0)]]
    dip = between(0.4, 0.75)
    glyphs["M"] = [[(0, 1, 0), (0, 0, sharp), (middle, dip, sharp), (right, 0, sharp), (right, 1, 0)]]
    glyphs["N"] = [[(0, 1, 0), (0, 0, sharp), (right, 1, sharp), (right, 0, 0)]]
    inset = between(0, 0.08) * width
    glyphs["O"] = [loop(inset, 0, right - inset, 1, min(radius * between(1, 1.3), width * 0.45))]
    glyphs["P"] = [stem, [(0, 0, 0), (right, 0, radius), (right, waist, radius), (0, waist, 0)]]
    glyphs["Q"] = glyphs["O"] + [[(middle, between(0.6, 0.75), 0), (right + between(0, 0.08), 1, 0)]]
    glyphs["R"] = glyphs["P"] + [[(between(0.2, 0.55) * width, waist, 0), (right, 1, 0)]]
    fold = between(-0.04, 0.04) if chance(rng, 0.5) else between(0.04, 0.16)
    fold = min(fold, waist - mouth - gap)
    glyphs["S"] = [[(right, mouth, 0), (right, 0, radius), (0, 0, radius), (0, waist - fold, radius),
                    (right, waist + fold, radius), (right, 1, radius), (0, 1, radius), (0, 1 - mouth, 0)]]
    glyphs["T"] = [[(0, 0, 0), (right, 0, 0)], [(middle, 0, 0), (middle, 1, 0)]]
    glyphs["U"] = [[(0, 0, 0), (0, 1, radius), (right, 1, radius), (right, 0, 0)]]
    glyphs["V"] = [[(0, 0, 0), (middle, 1, sharp), (right, 0, 0)]]
    if chance(rng, 0.2):
        glyphs["V"] = [[(0, 0, 0), (0, 0.6, 0.1), (middle, 1, sharp), (right, 0.6, 0.1), (right, 0, 0)]]
    lean, peak = between(0, 0.1) * width, between(0.25, 0.6)
    glyphs["W"] = [[(0, 0, 0), (lean, 1, sharp), (middle, peak, sharp), (right - lean, 1, sharp), (right, 0, 0)]]
    glyphs["X"] = [[(0, 0, 0), (right, 1, 0)], [(right, 0, 0), (0, 1, 0)]]
    glyphs["Y"] = [[(0, 0, 0), (middle, waist, 0), (right, 0, 0)], [(middle, waist, 0), (middle, 1, 0)]]
    glyphs["Z"] = [[(0, 0, 0), (right, 0, sharp), (0, 1, sharp), (right, 1, 0)]]
    glyphs |= {
        ".": [[(middle - 0.02, 0.98, 0), (middle + 0.02, 1, 0)]],
        "'": [[(middle, 0, 0), (middle - between(0, 0.06), 0.22, 0)]],
        "-": [[(0.15 * width, waist, 0), (0.85 * width, waist, 0)]],
        "/": [[(right, 0, 0), (0, 1, 0)]],
    }
    return glyphs


def name_mask(rng: np.random.Generator, name: str, height: int, split: str) -> np.ndarray:
    """Coverage 0...1 of a name, its letters `height` pixels tall."""
    width = rng.uniform(0.42, 0.66)
    # An M has three strokes and two gaps in its breadth.
    thickness = min(rng.uniform(0.09, 0.22), width * 0.36)
    pitch = max(rng.uniform(0.78, 1.1), width + thickness * 1.2)
    pen = faces.Pen(width, thickness, rng.normal(0, 0.012))
    machine = _machine(rng, width, thickness, split)
    letters = {letter: [rounded(stroke) for stroke in machine[letter]] for letter in set(name) - {" "}}
    glyphs = [letters[letter] for letter in name if letter != " "]
    lefts = [place * pitch for place, letter in enumerate(name) if letter != " "]
    return faces.drawn(rng, glyphs, lefts, pen, height)[0]
