"""The lines that a text takes, broken as browsers do, but only at spaces and with the widest letters."""

from __future__ import annotations

from math import inf

from mesoquiz.flashcards.widths import width_of

LEADING = 1.3
"""The height of a line, in em, as in `templates/html/flashcards.css`."""
LONG_WORD = 30
"""Letters: what is longer is an address or a formula, and may be broken."""


class Lines:
    """Breaks a text into lines; all in em."""

    def __init__(self, width: float) -> None:
        self.width, self.used, self.number, self.extra = width, 0.0, 1, 0.0
        self.word: list[float] = []
        self.taller_word, self.taller_line = 0.0, 0.0
        """How much more than a line the word takes, and the line that it will be in."""
        self.splits = False

    def write(self, text: str, bold: float, least: float = 0.0) -> None:
        """Add characters, each at least `least` wide."""
        for character in text:
            if character in " \t":
                self._place()
                self.used += (8 if character == "\t" else 1) * max(width_of(" "), least) * bold
            elif character == "\n":
                self.end()
            else:
                self.word.append(max(width_of(character), least) * bold)

    def block(self, width: float, height: float, *, alone: bool) -> None:
        """Something that is not broken: in the line, or alone on one of its own."""
        if width > self.width:
            self.extra = inf
        if alone and (self.used or self.word):
            self.end()
        self._place()
        self.taller_word = max(0.0, height - LEADING)
        if alone:
            self._place()
            self.used = self.width
        else:
            self.word = [width]

    def end(self) -> None:
        """End the line."""
        self._place()
        self._begin()

    def height(self) -> float:
        """The height of all lines."""
        self._place()
        return self.number * LEADING + self.extra + self.taller_line

    def _place(self) -> None:
        """Put the word on the line, on the next one, or in pieces where it is longer than a line."""
        word, self.word = self.word, []
        self.splits |= sum(word) > self.width and len(word) <= LONG_WORD
        if word and self.used and self.used + sum(word) > self.width:
            self._begin()
        self.taller_line, self.taller_word = max(self.taller_line, self.taller_word), 0.0
        for width in word:
            if self.used + width > self.width:
                self._begin()
            self.used += width

    def _begin(self) -> None:
        """Begin a line."""
        self.number, self.used = self.number + 1, 0.0
        self.extra, self.taller_line = self.extra + self.taller_line, 0.0
