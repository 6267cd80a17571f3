"""A deck to be replaced, and the files beside it."""

from __future__ import annotations

from pathlib import Path

DECK = """\
id: essai
deck: Essai
cards:
  - {id: a, question: Quoi, answer: rien}
  - {id: b, question: Qui, answer: personne}
  - {id: c, question: Quand, answer: jamais}
"""


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}
