"""What lies in the wrong place: the name of the deck, a card on the line of its list, or in braces without a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.reading.mistakes.blocks import NO_DASH
from mesoquiz.reading.mistakes.layout import ABOVE
from mesoquiz.reading.mistakes.lists import BELOW
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, is_key

_BRACED = re.compile(r"[ ]*\{[ ]*[\"']?(?:id|question|statement|term|cloze)[\"']?[ ]?:.*\}[ ,]*$")
_DECK = re.compile(r"(?P<indent>[ ]*)(?P<dash>- +)?(?P<key>deck):[ ]+\S")
_LANG = re.compile(r"(?P<indent>[ ]*)lang:[ ]+\S")
_BEGUN = re.compile(r"(?P<head>(?:cards|sections|sources):)[ ]+(?P<dash>-[ ]+)(?P<card>[^\W\d]\w*:[ ]+\S.*)$")
_HEAD = 50
"""Lines in which the key that holds all cards is looked for where it has one on its line."""
MOST = 20_000
"""Lines of a file that are looked at."""


def on_the_line(work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """`cards: - question: …`, with the first card on the line of the key that holds them all."""
    for number, line in enumerate(work[:_HEAD]):
        begun = _BEGUN.match(line)
        below = work[number + 1] if number + 1 < len(work) else ""
        if begun and is_key(below, words) and indentation(below) and not below.lstrip().startswith("- "):
            column = max(2, indentation(below))
            texts = [begun["head"], f"{' ' * (column - 2)}- {begun['card']}", below]
            stand_in = (texts[0], f"{' ' * (column - 2)}- {below.lstrip()}")
            place = begun.start("dash"), begun.start("dash") + 1
            yield Rewrite(number, "\n".join(texts), BELOW, *place, last=number + 1, at=number, stand_in=stand_in)


def of_file(first: int, work: list[str]) -> Iterator[Rewrite]:
    """`deck:` below `cards:`, which is on the line `first`, above it."""
    lines = [number for number, line in enumerate(work[:MOST]) if _DECK.match(line)]
    at = lines[0] if len(lines) == 1 else -1
    if at <= first or not (match := _DECK.match(work[at])) or not match["indent"]:
        return
    last = at
    while last + 1 < len(work) and (other := _LANG.match(work[last + 1])) and other["indent"] in work[at]:
        last += 1
    kept = work[first:at]
    if match["dash"] and last + 1 < len(work) and indentation(work[last + 1]) == match.start("key"):
        # The dash is that of the card below.
        last += 1
        kept.append(match["indent"] + match["dash"] + work[last].lstrip())
        moved = work[at:last]
    else:
        moved = work[at : last + 1]
    text = "\n".join([*(line.lstrip(" -") for line in moved), *kept])
    place = match.span("key")
    yield Rewrite(first, text, ABOVE, *place, {"key": "deck:"}, last=last, at=at)


def in_braces(first: int, column: int, work: list[str]) -> Iterator[Rewrite]:
    """A card in braces, on one line, without its dash."""
    for number, line in enumerate(work[first:MOST], first):
        if _BRACED.match(line) and not work[number - 1].rstrip().endswith((",", "[")):
            start = indentation(line)
            text = f"{' ' * column}- {line.strip().rstrip(',')}"
            yield Rewrite(number, text, NO_DASH, start, start + 1)
