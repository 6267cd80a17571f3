"""Phrases in a text: where they are, however they are spelt, and what is most like one that is missing. Pure."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mesoquiz.limits import MAX_COMPARED, MAX_SEARCHED

_PER_LINE = 30
"""Steps that each line takes, however short it is."""
_SPELT = str.maketrans({"œ": "oe", "æ": "ae"})
LIKE = 0.5
"""How alike a passage must be (difflib's ratio of words) to be shown as the nearest."""


class Token(NamedTuple):
    """A word as it is compared, and its place in its line."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a line, without case, accents, punctuation and the spaces of typography."""
    text = unicodedata.normalize("NFC", text)
    return [Token(_folded(match[0]), *match.span()) for match in re.finditer(r"[^\W_]+", text)]


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_SPELT))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_Line = tuple[int, str, list[Token]]


def _lines(text: str) -> list[_Line]:
    """The lines that say something: number, text, words."""
    numbered = enumerate(unicodedata.normalize("NFC", text).splitlines(), 1)
    return [(number, line, made) for number, line in numbered if (made := tokens(line))]


class Document:
    """A text: its lines, their words, and the lines that hold each word."""

    def __init__(self, text: str) -> None:
        self.lines = _lines(text)
        self.spoken = [[token.word for token in have] for _, _, have in self.lines]
        self.joined = [f" {' '.join(words)} " for words in self.spoken]
        self.having: dict[str, list[int]] = {}
        for place, words in enumerate(self.spoken):
            for word in dict.fromkeys(words):
                self.having.setdefault(word, []).append(place)

    def rarest(self, wanted: Sequence[str]) -> Sequence[int]:
        """The places of the lines that have the one of these words that the fewest have."""
        return min((self.having.get(word, []) for word in wanted), key=len, default=())

    def nearing(self, wanted: Sequence[str]) -> list[tuple[int, float]]:
        """The places of the lines that have enough of these words to be like them, and how alike they can be at most.

        Those with the most words come first.
        """
        shared: Counter[int] = Counter()
        for word, times in Counter(wanted).items():
            for place in self.having.get(word, []):
                shared[place] += times
        # Of a line that is shorter than the phrase, less is enough: half of that, were it no line at all.
        near = [place for place, number in shared.items() if number >= LIKE * len(wanted) / 2]
        size = len(wanted)
        return [
            (place, 2 * shared[place] / (size + min(size, len(self.spoken[place]))))
            for place in sorted(near, key=lambda place: (-shared[place], place))
        ]


class Search:
    """Looks for phrases, and for what is most like one, in so much work for a whole run: all of them may be many."""

    def __init__(self) -> None:
        self.left, self.characters = MAX_COMPARED, MAX_SEARCHED

    @property
    def is_over(self) -> bool:
        """Whether nothing more is compared."""
        return self.left < 0

    @property
    def is_cut(self) -> bool:
        """Whether phrases are not even looked for any more."""
        return self.characters < 0

    def holding(self, wanted: Sequence[str], document: Document) -> list[int]:
        """The numbers of the lines that hold these words, one after the other; none if it is cut."""
        phrase = f" {' '.join(wanted)} "
        found = []
        for place in document.rarest(wanted):
            self.characters -= len(document.joined[place]) + _PER_LINE
            if self.is_cut:
                return []
            if phrase in document.joined[place]:
                found.append(document.lines[place][0])
        return found

    def nearest(self, wanted: list[str], document: Document) -> tuple[float, int, int]:
        """The stretch of a document that is most like some words: how much, where in its line, and the line's place."""
        best = (0.0, 0, 0)
        # To count a line takes an eighth of what it takes to compare a word.
        self.left -= sum(len(document.having.get(word, ())) for word in wanted) // 8
        for place, most in () if self.is_over else document.nearing(wanted):
            if self.is_over:
                break
            if most >= max(LIKE, best[0]):
                likeness, start = self._in_line(wanted, document.spoken[place])
                best = max(best, (likeness, -place, start))
        return best[0], best[2], -best[1]

    def _in_line(self, wanted: list[str], spoken: list[str]) -> tuple[float, int]:
        """The same in one line: how much, and where it begins."""
        self.left -= _PER_LINE
        by_words = difflib.SequenceMatcher(autojunk=False)
        by_words.set_seq2(wanted)
        by_letters = difflib.SequenceMatcher(autojunk=False)
        by_letters.set_seq2(" ".join(wanted))
        best = (0.0, 0.0, 0)
        for start, most in self._promising(wanted, spoken):
            near = spoken[start : start + len(wanted)]
            if most < max(LIKE, best[0]):
                continue
            self.left -= len(wanted) ** 2
            by_words.set_seq1(near)
            likeness = by_words.ratio()
            # Of stretches that share as many words, the one whose other words are nearly those.
            if likeness >= max(LIKE, best[0]):
                letters = " ".join(near)
                self.left -= len(letters) ** 2 // 10
                by_letters.set_seq1(letters)
                best = max(best, (likeness, by_letters.ratio(), -start))
        return best[0], -best[2]

    def _promising(self, wanted: list[str], spoken: list[str]) -> Iterator[tuple[int, float]]:
        """Where a stretch begins, and how alike it can be at most, by the words it shares in whatever order.

        Ends when the work is used up.
        """
        needed, size = Counter(wanted), len(wanted)
        has = Counter(spoken[: size - 1])
        shared = sum((needed & has).values())
        for start in range(max(1, len(spoken) - size + 1)):
            self.left -= 5
            if self.is_over:
                return
            # The stretch gets its last word, and has lost the one before its first.
            for place, change in ((start + size - 1, 1), (start - 1, -1)):
                if 0 <= place < len(spoken):
                    word = spoken[place]
                    before = min(has[word], needed[word])
                    has[word] += change
                    shared += min(has[word], needed[word]) - before
            yield start, 2 * shared / (size + min(size, len(spoken) - start))
