"""How digits become visible on a card: pressed up as relief, with or without foil, or printed flat.

Unfoiled embossing keeps the colour of the card. It shows only because the glossy laminate mirrors its surroundings:
both flanks of every stroke catch something else than the plane, so a stroke is a double contour of light and dark
edges. The surroundings are modelled as smooth random functions of the slope, which is all one line of digits reveals.
Images have channels last (one grey, or three in the order blue, green, red), float32, 0...255.
"""
import cv2
import numpy as np

_KNOTS = 257


def _smooth(rng: np.random.Generator, height: int, width: int, cell: float) -> np.ndarray:
    """Smooth noise of unit variance (before interpolation) with features of about `cell` pixels."""
    coarse = rng.standard_normal((max(2, int(height / cell) + 2), max(2, int(width / cell) + 2))).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)


def _environment(rng: np.random.Generator, bumps: int) -> np.ndarray:
    """What a slope of -1...1 mirrors, relative to what the plane mirrors: a few lamps, windows and dark corners."""
    slope = np.linspace(-1, 1, _KNOTS)
    values = np.zeros(_KNOTS)
    for _ in range(bumps):
        strength = rng.uniform(0.4, 1.2) * (1 if rng.random() < 0.6 else -1)
        values += strength * np.exp(-0.5 * ((slope - rng.uniform(-1, 1)) / rng.uniform(0.08, 0.4)) ** 2)
    return (values - values[_KNOTS // 2]).astype(np.float32)


def _look_up(table: np.ndarray, slope: np.ndarray) -> np.ndarray:
    index = np.clip((slope + 1) * ((_KNOTS - 1) / 2), 0, _KNOTS - 1)
    return table[(index + 0.5).astype(np.int32)]


def _light(image: np.ndarray, light: np.ndarray, gloss: float) -> np.ndarray:
    """Brightens by adding (mirrored light is the lamp's, not the card's), darkens by multiplying."""
    light = light[:, :, None]
    return (image * (1 + np.minimum(light, 0) / (1 - np.minimum(light, 0)) * gloss)
            + np.maximum(light, 0) * 150)


def _foil_colour(rng: np.random.Generator, channels: int) -> np.ndarray:
    choice = rng.random()
    if choice < 0.45:
        colour = np.full(3, rng.uniform(150, 250)) + rng.normal(0, 6, 3)
    elif choice < 0.8:
        colour = np.array([rng.uniform(50, 140), rng.uniform(135, 205), rng.uniform(175, 245)])
    else:
        colour = np.full(3, rng.uniform(5, 70))
    return (colour if channels == 3 else colour.mean(keepdims=True)).astype(np.float32)


def _wear(rng: np.random.Generator, height: int, width: int, scale: float) -> np.ndarray:
    """1 where foil is left: rubbed off in patches, and in fine grain."""
    patches = _smooth(rng, height, width, scale * rng.uniform(4, 30))
    grain = _smooth(rng, height, width, scale * rng.uniform(1, 3))
    kept = patches * 0.7 + grain * 0.5 + rng.uniform(-0.3, 1.2)
    return np.clip(kept * 2 + 0.5, 0, 1)


def emboss(rng: np.random.Generator, image: np.ndarray, mask: np.ndarray, digit_height: float,
           foil: float = 0.5) -> np.ndarray:
    """Presses the mask up out of the image; `digit_height` in pixels sets the scale of flanks and shadows.

    `foil` is the probability that the plateaus are tipped with foil.
    """
    rows, columns = np.flatnonzero(mask.max(axis=1) > 0.02), np.flatnonzero(mask.max(axis=0) > 0.02)
    if not len(rows):
        return image
    scale = max(digit_height, 6) / 32
    margin = int(8 * scale) + 3
    top, bottom = max(0, rows[0] - margin), min(mask.shape[0], rows[-1] + margin + 1)
    left, right = max(0, columns[0] - margin), min(mask.shape[1], columns[-1] + margin + 1)
    whole, image = image, image[top:bottom, left:right]
    mask = np.ascontiguousarray(mask[top:bottom, left:right])
    height, width = mask.shape
    channels = image.shape[2]

    # Height field: flanks of some width around a plateau, sheet thickness about a tenth of the digit height.
    field = cv2.GaussianBlur(mask, (0, 0), scale * rng.uniform(0.6, 1.5))
    steepness = scale * rng.uniform(1.2, 4.5) / 8
    slope_x = cv2.Sobel(field, cv2.CV_32F, 1, 0, ksize=3) * steepness
    slope_y = cv2.Sobel(field, cv2.CV_32F, 0, 1, ksize=3) * steepness
    # Wavy laminate bends reflections a little everywhere.
    if rng.random() < 0.4:
        bend = rng.uniform(0.02, 0.12)
        slope_x += _smooth(rng, height, width, scale * 12) * bend * (field + 0.2)
        slope_y += _smooth(rng, height, width, scale * 12) * bend * (field + 0.2)
    normal = 1 / np.sqrt(1 + slope_x * slope_x + slope_y * slope_y)
    tilt_x, tilt_y = slope_x * normal, slope_y * normal
    tilt = np.sqrt(np.maximum(1 - normal * normal, 0))

    direction = rng.normal(-np.pi / 2, 0.7) if rng.random() < 0.65 else rng.uniform(0, 2 * np.pi)
    along = tilt_x * np.float32(np.cos(direction)) + tilt_y * np.float32(np.sin(direction))
    across = tilt_x * np.float32(-np.sin(direction)) + tilt_y * np.float32(np.cos(direction))
    directional = _environment(rng, int(rng.integers(2, 6)))
    sideways = _environment(rng, int(rng.integers(1, 4)))
    isotropic = _environment(rng, int(rng.integers(1, 4)))
    weights = rng.dirichlet([1.2, 0.6, 0.9]).astype(np.float32)
    mirrored = (weights[0] * _look_up(directional, along) + weights[1] * _look_up(sideways, across)
                + weights[2] * _look_up(isotropic, tilt))
    diffuse = along * np.float32(rng.uniform(0, 0.9))
    strength = rng.uniform(0.5, 1.5) if rng.random() < 0.55 else rng.uniform(1.2, 3.5)
    # The surroundings change along the line, and from the feet of the digits to their heads.
    strength = strength * np.clip(1 + _smooth(rng, 1, width, scale * rng.uniform(20, 200))
                                  * rng.uniform(0, 0.6), 0.4, 2.2)
    if rng.random() < 0.5:
        strength = strength * np.clip(1 + _smooth(rng, height, width, scale * rng.uniform(8, 40))
                                      * rng.uniform(0, 0.6), 0.4, 2.2)
    light = mirrored * strength + diffuse
    # Darkening cannot be seen on a dark card.
    if image.mean() < 75 and float(light[mask > 0.02].mean()) < 0 and rng.random() < 0.85:
        light = -light
    if rng.random() < 0.3:
        light *= 1 + _smooth(rng, height, width, scale * rng.uniform(1, 3)) * rng.uniform(0, 0.4)

    out = image
    if rng.random() < 0.55:  # cast shadow and the dark groove around a stroke
        reach = rng.uniform(0.5, 4) * scale
        turn = np.float32([[1, 0, -np.cos(direction) * reach], [0, 1, -np.sin(direction) * reach]])
        shadow = cv2.warpAffine(cv2.GaussianBlur(mask, (0, 0), scale * rng.uniform(0.8, 2)), turn, (width, height))
        out = out * (1 - rng.uniform(0.1, 0.5) * shadow * (1 - mask))[:, :, None]
    out = _light(out, light.astype(np.float32), rng.uniform(0.6, 1.0))

    if rng.random() < foil:  # foil on the plateau, metal of its own
        edge = rng.uniform(0.15, 0.6)
        cover = np.clip((field / max(float(field.max()), 1e-3) - edge) * rng.uniform(2.5, 6), 0, 1)
        if rng.random() < 0.55:
            cover *= _wear(rng, height, width, scale)
        metal = light * rng.uniform(0.1, 0.9)
        if rng.random() < 0.6:
            metal = metal + _smooth(rng, height, width, scale * rng.uniform(3, 16)) * rng.uniform(0.02, 0.2)
        metallic = _light(np.broadcast_to(_foil_colour(rng, channels), image.shape), metal.astype(np.float32), 1.0)
        cover = (cover * rng.uniform(0.35, 1))[:, :, None]
        out = out * (1 - cover) + metallic * cover

    # A line that cannot be seen would teach guessing, so very weak relief is raised to the limit of what can be read.
    contrast = float(np.abs(out - image)[mask > 0.02].mean())
    wanted = rng.uniform(9, 22)
    if contrast < wanted:
        out = image + (out - image) * min(wanted / (contrast + 0.1), 6)
    result = whole.copy()
    result[top:bottom, left:right] = np.clip(out, 0, 255)
    return result


def flat_print(rng: np.random.Generator, image: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Prints the mask in an ink that stands out from what lies below; sometimes burnt or pressed in by laser."""
    channels = image.shape[2]
    inside = mask > 0.3
    below = (image[inside] if inside.any() else image.reshape(-1, channels)).mean(axis=1)
    # Of a few inks the first that stands out nearly everywhere: art of the very same tone would swallow digits.
    wanted = rng.uniform(25, 55) if rng.random() < 0.2 else rng.uniform(55, 100)
    best, ink = 1.0, np.zeros(channels)
    for _ in range(6):
        choice = rng.random()
        if choice < 0.6:
            candidate = np.full(channels, rng.uniform(0, 45) if rng.random() < 0.5 else rng.uniform(215, 255))
        elif choice < 0.8:
            candidate = np.full(channels, np.median(below) + wanted * (1 if rng.random() < 0.5 else -1) * 1.1)
        else:
            candidate = rng.uniform(0, 255, channels)
        candidate = np.clip(candidate, 0, 255)
        swallowed = float(np.mean(np.abs(below - candidate.mean()) < wanted))
        if swallowed < best:
            best, ink = swallowed, candidate
        if best < 0.04:
            break
    ink = ink.astype(np.float32)
    soft = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.3, 0.8))
    alpha = soft * rng.uniform(0.8, 1)
    if rng.random() < 0.12:
        alpha = alpha * np.clip(1 + _smooth(rng, *mask.shape, rng.uniform(1.5, 5)) * 0.3, 0, 1)
    alpha = alpha[:, :, None]
    out = image * (1 - alpha) + ink * alpha
    if rng.random() < 0.15:  # laser: a slight rim
        rim = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3) * np.float32(rng.uniform(-20, 20))
        out = out + rim[:, :, None]
    return np.clip(out, 0, 255).astype(np.float32)
