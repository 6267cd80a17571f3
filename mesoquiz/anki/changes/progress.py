"""What a note asked before, and asks now -> what that does to the learning histories of its cards.

Anki keeps a history by the number of a card, whatever the card asks: a gap that is found under another number takes
over the history of another gap, and a number that is gone leaves an empty card. The release lock (hashes of gaps) and
the comparison of packages (their texts) both ask here, so that they never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def renumbered(before: Mapping[int, str], after: Mapping[int, str]) -> tuple[int, int] | None:
    """The first number whose text is found under another one now, with that one, if its own place holds another text.

    `before` and `after` map the numbers of cards to what they hide, in any form that can be compared; `""` is a card
    that hides nothing, such as a question's, and never changes places.
    """
    numbers_now = {text: number for number, text in after.items() if text}
    for number, text in sorted(before.items()):
        now = numbers_now.get(text, number)
        if now != number and after.get(number) != text:
            return number, now
    return None


def lost(before: Iterable[int], after: Iterable[int]) -> list[int]:
    """The numbers of cards that there were and no longer are, in order: students who learnt them keep empty cards."""
    return sorted({*before} - {*after})


def reworded(before: Mapping[int, str], after: Mapping[int, str]) -> list[int]:
    """The numbers that hide another text than before, in order."""
    return [number for number, text in sorted(before.items()) if text and after.get(number, text) != text]
