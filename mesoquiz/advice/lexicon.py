"""The word lists of a language, which are data: `words/fr.toml` for French, and so on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from mesoquiz.advice.text import words
from mesoquiz.languages import Language

MOST = 2_000
"""Characters of a text that are searched: some patterns take the square of them, and no question has more."""


PHRASE = 4
"""Words of the longest synonym."""
STARTS = ("^", r"\b")
"""What a line of a pattern may begin with, for all that it says: its choices are in brackets."""
NOTHING = "(?!)"
"""A pattern that nothing matches."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns and sets of words, all folded: without case and accents.

    `patterns` find a turn of phrase, each by its parts; `sets` hold single words; `opposites` are words of which one
    denies the other; `synonyms` give for each phrase the first of those that mean the same; `instances` for a kind what
    is of it; `heads` for a word that names a thing the family of its kind, and the kind.
    """

    language: Language
    patterns: dict[str, tuple[re.Pattern[str], ...]]
    sets: dict[str, frozenset[str]]
    opposites: frozenset[frozenset[str]]
    synonyms: dict[tuple[str, ...], tuple[str, ...]]
    instances: dict[str, frozenset[str]]
    heads: dict[str, tuple[str, str]]

    def meaning(self, text: str) -> tuple[str, ...]:
        """The words of a text in the singular, without articles, and each phrase as its first synonym."""
        told, place = _bare(text, self.sets["articles"]), 0
        found: list[str] = []
        while place < len(told):
            sizes = range(min(PHRASE, len(told) - place), 1, -1)
            size = next((one for one in sizes if told[place : place + one] in self.synonyms), 1)
            phrase = told[place : place + size]
            found += self.synonyms.get(phrase, phrase)
            place += size
        return tuple(found)

    def without_article(self, text: str) -> tuple[str, ...]:
        """The words of a text without the articles that it begins with; of nothing but articles, all."""
        told = words(text)
        kept = next((place for place, word in enumerate(told) if word not in self.sets["articles"]), 0)
        return told[kept:]

    def find(self, name: str, folded: str) -> str:
        """What the pattern `name` finds in a folded text, or `""`. Of a very long one, only its ends are searched."""
        if len(folded) > MOST:
            folded = f"{folded[: MOST // 2]} {folded[-MOST // 2 :]}"
        for part in self.patterns[name]:
            if match := part.search(folded):
                return match[0].strip()
        return ""

    def split(self, name: str, folded: str) -> list[str]:
        """The parts of a folded text between what the pattern `name` finds."""
        (pattern,) = self.patterns[name]
        return pattern.split(folded)


@cache
def lexicon(language: Language) -> Lexicon:
    """The lists of a language. One that has none finds nothing: rules that need no words still hold."""
    folder = Path(__file__).parent / "words"
    file = folder / f"{language}.toml"
    has_lists = file.is_file()
    data = tomllib.loads((file if has_lists else folder / "en.toml").read_text(encoding="utf-8"))
    sets = {name: frozenset(" ".join(lines).split() if has_lists else ()) for name, lines in data["sets"].items()}
    return Lexicon(
        language=language,
        patterns={name: _compiled(lines if has_lists else [NOTHING]) for name, lines in data["patterns"].items()},
        sets=sets,
        opposites=frozenset(
            frozenset((one, other))
            for group in data["opposites"]["words"]
            for one, other in product(*(side.split(",") for side in group.split("/")))
            if has_lists
        ),
        synonyms={
            _bare(phrase, sets["articles"]): _bare(group.partition("/")[0], sets["articles"])
            for group in data["synonyms"]["words"]
            for phrase in group.split("/")
            if has_lists
        },
        instances={
            kind: frozenset(group.partition("/")[2].split(","))
            for group in data["instances"]["words"]
            for kind in group.partition("/")[0].split(",")
            if has_lists
        },
        heads={
            word: (family, told.split()[0])
            for family, _, told in (group.partition("/") for group in data["heads"]["words"])
            for word in told.split()
            if has_lists
        },
    )


def _compiled(lines: list[str]) -> tuple[re.Pattern[str], ...]:
    """A pattern for the lines that begin at the start of a text, one for those at that of a word, one for the rest.

    A search for all at once tries each of them at each character, and takes four times as long.
    """
    begun = {start: [line.removeprefix(start) for line in lines if line.startswith(start)] for start in STARTS}
    begun[""] = [line for line in lines if not line.startswith(STARTS)]
    return tuple(re.compile(f"{start}(?:{'|'.join(some)})") for start, some in begun.items() if some)


@lru_cache(maxsize=1 << 17)
def _bare(text: str, articles: frozenset[str]) -> tuple[str, ...]:
    """The words of a text in the singular, without articles; the last one is none, but the name of a vitamin."""
    told = words(text)
    kept = (word for place, word in enumerate(told, 1) if word not in articles or place == len(told))
    return tuple(word.rstrip("sx") if len(word) > 3 else word for word in kept)
