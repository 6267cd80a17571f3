"""How long the rules on content take, and whether their time grows as the number of cards: the target is 3 s for 3,000.

python benchmarks/rules.py
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path

import mesoquiz
from mesoquiz.checks import with_advice

try:
    from generate import ACTS, ASKED, PLACES
except ImportError:  # run as a module
    from benchmarks.generate import ACTS, ASKED, PLACES

SIZES = (1_000, 3_000, 12_000)
TARGET = 3.0
"""Seconds of processor time for 3,000 cards."""


def cards(number: int) -> list[dict[str, object]]:
    """Choices of five options in French, the same ones every time."""
    draw = random.Random(1)
    made: list[dict[str, object]] = []
    for place in range(number):
        options = draw.sample([f"{act} {where}" for act in ACTS for where in PLACES], 5)
        question = f"{draw.choice(ASKED)} {draw.choice(ACTS)} {draw.choice(PLACES)}, cas {place} ?"
        made.append({"id": f"c{place}", "question": question, "answer": options[0], "distractors": options[1:]})
    return made


def seconds(number: int) -> float:
    """The processor time of the rules for so many cards."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "deck.yaml")
        deck = {"id": "deck", "deck": "Deck", "cards": cards(number)}
        file.write_text(json.dumps(deck, ensure_ascii=False, indent=0), encoding="utf-8")
        bank = mesoquiz.load(file)
        started = time.process_time()
        with_advice(bank)
        return time.process_time() - started


def main() -> None:
    """Print a line for each size."""
    for number in SIZES:
        spent = seconds(number)
        note = f" (target {TARGET:g} s)" if number == 3_000 else ""
        print(f"{number:6,} cards: {spent:5.2f} s, {1000 * spent / number:.2f} ms each{note}")


if __name__ == "__main__":
    main()
