"""How much of the documents the cards cite: for a person, and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from mesoquiz.cli.terminal import show
from mesoquiz.decks.evidence import Coverage
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import count_of, shorten

PASSAGE = 58


def say_coverage(coverage: Sequence[Coverage]) -> None:
    """Print how many passages of each document are cited, and those that are not."""
    show(f"\n{'passages':>10}{'cited':>8}{'uncited':>9}  document")
    for one in coverage:
        left = len(one.uncited)
        show(f"{len(one.passages):>10}{len(one.passages) - left:>8}{left:>9}  {one_line(one.doc)}")
    for one in coverage:
        if one.uncited:
            show(f"\n{count_of(len(one.uncited), 'passage')} of {one_line(one.doc)} that no card cites, by line:")
        for passage in one.uncited:
            show(f"{passage.line:>6}  {one_line(shorten(passage.text, PASSAGE))}")


def as_json(coverage: Sequence[Coverage]) -> str:
    """The same for programs: each document with its passages, their lines and the ids of the cards that cite them."""
    made = [
        {
            "document": one.doc,
            "title": one.title,
            "passages": len(one.passages),
            "cited": len(one.passages) - len(one.uncited),
            "lines": [
                {"line": passage.line, "text": passage.text, "cards": list(passage.cards)} for passage in one.passages
            ],
        }
        for one in coverage
    ]
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
