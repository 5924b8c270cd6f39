"""Tables of what was measured on rendered cards, with the bounds that the counts allow."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable

from bounds import lower, upper
from environment import print_row
from verdicts import FAILS_LUHN, NONE, RIGHT, WRONG


def share(part: int, whole: int) -> str:
    """A share to three places."""
    return f"{part / whole:.3f}" if whole else ""


def total(counts: Iterable[dict[str, list[int]]]) -> dict[str, list[int]]:
    """Sums of what `verdicts.digits_found` gave."""
    found: dict[str, list[int]] = {str(digit): [0, 0] for digit in range(10)}
    for count in counts:
        for digit, (read, printed) in count.items():
            found[digit][0] += read
            found[digit][1] += printed
    return found


# A row that is wholly to be seen in fewer sharp frames than this cannot be asked for: fewer decide nothing.
FRAMES_SHOWN = 3


def _is_shown(item: dict, row: str) -> bool:
    return item["shown"].get(row, 0) >= FRAMES_SHOWN


def _right(items: Iterable[dict]) -> tuple[int, int]:
    """How many are right, and how many there are."""
    verdicts = [item["verdict"] == RIGHT for item in items]
    return sum(verdicts), len(verdicts)


def negative_summary(items: list[dict]) -> dict:
    """The figures of streams without a number that may be told; apart, of those with one that fails Luhn."""
    failing = [item for item in items if item["kind"] == FAILS_LUHN]
    counts = {key: sum(item[key] for item in items) for key in ("frames", "results", "read_in_frames", "read_in_still")}
    return counts | {"fail_luhn": {"streams": len(failing), "results": sum(item["results"] for item in failing)}}


def near_miss_summary(items: list[dict]) -> dict:
    """The figures of cards one digit from a specimen."""
    counts = {key: sum(item[key] > 0 for item in items) for key in ("results", "any_results", "frames", "still")}
    return counts | {"cards": len(items), "right": _right(items)[0]}


def covered_summary(items: list[dict]) -> dict:
    """The figures of cards with a thumb on their number."""
    verdict = Counter(item["verdict"] for item in items)
    return {"cards": len(items), "right": verdict[RIGHT], "wrong": verdict[WRONG],
            "stills": sum(item["still"] for item in items)}


def print_covered(items: list[dict]) -> None:
    """Prints what was told of such cards; a number may be right where the thumb leaves enough of each digit."""
    found = covered_summary(items)
    print("## A thumb on the number\n\n| cards | right | a part told for the number | on a single picture |\n"
          "|--:|--:|--:|--:|")
    print_row(found["cards"], found["right"], found["wrong"], found["stills"])
    print()


def summary(items: list[dict]) -> dict:
    """The figures of presentations."""
    verdict = Counter(item["verdict"] for item in items)
    results = [item for item in items if "corners" in item]
    late = [item["late"] for item in items if "late" in item]
    stills = [item["still"] for item in items if item["still"]]
    digits = total(still["digits"] for still in stills if still["verdict"] != NONE)
    given = len(results)
    figures = {
        "presentations": len(items), "right": verdict[RIGHT], "wrong": verdict[WRONG], "none": verdict[NONE],
        "right_at_least": lower(verdict[RIGHT], len(items)), "wrong_at_most": upper(verdict[WRONG], len(items)),
        "frames_to_result": statistics.median(late) if late else None,
        "corner_error": statistics.mean(item["corners"] for item in results) if given else None,
        "corner_error_median": statistics.median(item["corners"] for item in results) if given else None,
        "upright": sum(item["upright"] for item in results), "results": given,
        "stills": dict(Counter(still["verdict"] for still in stills)),
        "digit_recall": {digit: read / printed for digit, (read, printed) in digits.items() if printed},
        "confusions": dict(sum((Counter(still["confusions"]) for still in stills), Counter()).most_common(12)),
        "seconds": statistics.mean(item["seconds"] for item in items),
    }
    kinds = sorted({item["kind"] for item in items})
    figures["kinds"] = {kind: _right(item for item in items if item["kind"] == kind) for kind in kinds}
    figures["shown"] = _right(item for item in items if _is_shown(item, "number"))
    for field in ("expiry", "holder"):
        told = [item for item in results if item.get(field)]
        hidden = [item for item in told if field in item["shown"] and not _is_shown(item, field)]
        figures[field] = dict(Counter(item[field] for item in told if item not in hidden))
        figures[f"hidden_{field}"] = dict(Counter(item[field] for item in hidden))
    rates = sorted({rate for item in items for rate in item.get("rates", {})}, key=float, reverse=True)
    figures["rates"] = {rate: dict(Counter(item["rates"][rate] for item in items if "rates" in item)) for rate in rates}
    return figures


def print_presentations(items: list[dict]) -> None:
    """Prints everything about presentations."""
    print("## Rendered presentations\n\n| kind | presentations | right | wrong | none | share right |")
    print("|---|--:|--:|--:|--:|--:|")
    kinds = sorted({item["kind"] for item in items})
    lengths = sorted({sum(item["grouping"]) for item in items})
    rows = [(kind, [item for item in items if item["kind"] == kind]) for kind in kinds]
    rows += [(f"{length} digits", [item for item in items if sum(item["grouping"]) == length]) for length in lengths]
    for name, chosen in [*rows, ("**all**", items)]:
        verdict = Counter(item["verdict"] for item in chosen)
        print_row(name, len(chosen), verdict[RIGHT], verdict[WRONG], verdict[NONE], share(verdict[RIGHT], len(chosen)))
    found = summary(items)
    print(f"\nWith 95 % confidence, at least {found['right_at_least']:.4f} right and at most "
          f"{found['wrong_at_most']:.4f} wrong.")
    reasons = Counter(reason for item in items if item["verdict"] == NONE for reason in item["unread"] or ["silence"])
    print(f"Right where all of the number is to be seen in {FRAMES_SHOWN} sharp frames or more: "
          f"{found['shown'][0]} of {found['shown'][1]} ({share(*found['shown'])}).")
    print(f"Without a result: {', '.join(f'{reason} {count}' for reason, count in reasons.most_common()) or 'none'}.")
    if found["results"]:
        print(f"Frames from the first sharp one to the result, median: {found['frames_to_result']}."
              " (Each fourth presentation, without waiting for other fields.)")
        print(f"Corners: mean error {found['corner_error']:.2%} of the card's width, median "
              f"{found['corner_error_median']:.2%}; upright {share(found['upright'], found['results'])}.")
    for field in ("expiry", "holder"):
        counts = ", ".join(f"{verdict} {count}" for verdict, count in sorted(found[field].items()))
        hidden = ", ".join(f"{verdict} {count}" for verdict, count in sorted(found[f"hidden_{field}"].items()))
        print(f"{field.capitalize()} of the results: {counts or 'none printed'}; partly hidden: {hidden or 'none'}.")
    print(f"One sharp frame as a single picture: {found['stills']}.")
    print("Recall of digits there:", ", ".join(f"{d} {r:.3f}" for d, r in found["digit_recall"].items()) + ".")
    print("Digits there, printed>read:", ", ".join(f"{c} {n}" for c, n in found["confusions"].items()) + ".")
    for rate, counts in found["rates"].items():
        results = counts.get(RIGHT, 0) + counts.get(WRONG, 0)
        print(f"--error-rate {rate}: {counts.get(WRONG, 0)} wrong of {results} results "
              f"({share(counts.get(WRONG, 0), results)}), at most {upper(counts.get(WRONG, 0), max(1, results)):.4f}.")
    print(f"Seconds of one core for each: {found['seconds']:.2f}.\n")


def print_negatives(items: list[dict]) -> None:
    """Prints what came of streams without a number to be read."""
    print("## Nothing to be read\n")
    print("| kind | streams | frames | results | frames with a number | stills with a number |")
    print("|---|--:|--:|--:|--:|--:|")
    kinds = sorted({item["kind"] for item in items})
    for name in [*kinds, "**all**"]:
        chosen = [item for item in items if name in (item["kind"], "**all**")]
        print_row(name, len(chosen), *(sum(item[what] for item in chosen) for what in
                                       ("frames", "results", "read_in_frames", "read_in_still")))
    frames, results = sum(item["frames"] for item in items), sum(item["results"] for item in items)
    print(f"\nWith 95 % confidence, at most {upper(results, len(items)):.5f} results a stream, "
          f"{upper(results, frames):.6f} a frame.\n")


def print_near_misses(items: list[dict]) -> None:
    """Prints how often a number was read that is one digit from the one on the card."""
    what = {"results": "as a result", "any_results": "as a result with --allow-non-luhn", "frames": "in a frame",
            "still": "on a single picture"}
    print("## One digit from a specimen\n\n| specimen number read | cards | of them |\n|---|--:|--:|")
    for key, name in what.items():
        print_row(name, len(items), sum(item[key] > 0 for item in items))
    right = sum(item["verdict"] == RIGHT for item in items)
    print(f"\nRead right with --allow-non-luhn: {right} of {len(items)} "
          f"({share(right, len(items))}); wrong {sum(item['verdict'] == WRONG for item in items)}.\n")
