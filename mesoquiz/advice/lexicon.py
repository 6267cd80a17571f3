"""The word lists of a language, which are data: `words/fr.toml` for French, and so on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mesoquiz.languages import Language

MOST = 2_000
"""Characters of a text that are searched: some patterns take the square of them, and no question has more."""


NOTHING = "(?!)"
"""A pattern that nothing matches."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns and sets of words, all folded: without case and accents.

    `patterns` find a turn of phrase; `sets` hold single words; `opposites` are words of which one denies the other.
    """

    language: Language
    patterns: dict[str, re.Pattern[str]]
    sets: dict[str, frozenset[str]]
    opposites: frozenset[frozenset[str]]

    def find(self, name: str, folded: str) -> str:
        """What the pattern `name` finds in a folded text, or `""`. Of a very long one, only its ends are searched."""
        if len(folded) > MOST:
            folded = f"{folded[: MOST // 2]} {folded[-MOST // 2 :]}"
        match = self.patterns[name].search(folded)
        return match[0].strip() if match else ""


@cache
def lexicon(language: Language) -> Lexicon:
    """The lists of a language. One that has none finds nothing: rules that need no words still hold."""
    folder = Path(__file__).parent / "words"
    file = folder / f"{language}.toml"
    has_lists = file.is_file()
    data = tomllib.loads((file if has_lists else folder / "en.toml").read_text(encoding="utf-8"))
    return Lexicon(
        language=language,
        patterns={
            name: re.compile("|".join(lines if has_lists else [NOTHING])) for name, lines in data["patterns"].items()
        },
        sets={name: frozenset(" ".join(lines).split() if has_lists else ()) for name, lines in data["sets"].items()},
        opposites=frozenset(frozenset(pair.split("/")) for pair in data["opposites"]["words"] if has_lists),
    )
