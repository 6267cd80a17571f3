"""What a note answers -> a short mark of it for the release lock, which tells a new answer from a new wording.

A card whose answer turns round keeps the history of the old answer: whoever learnt it is sure of what is wrong now.
The mark has the beginnings of the telling words, and hashes of the right and of the wrong options, four hexadecimal
digits each: `!masse.zone/3fa2/81c0d4e7`, with a `!` for each word that denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from mesoquiz.diagnostics.wording import fold
from mesoquiz.languages import LANGUAGES
from mesoquiz.notes.interactions import Choose, Interaction, Recall

NEGATED = "!"
_STEM = 5
"""Letters that are kept of a word, so that a plural or another ending is the same word."""
_NEGATIONS = frozenset(word[:_STEM] for labels in LANGUAGES.values() for word in labels.negations.split())
_FILLERS = frozenset(word[:_STEM] for labels in LANGUAGES.values() for word in labels.fillers.split())
_OPPOSED = [pair.split("/") for labels in LANGUAGES.values() for pair in labels.opposites.split()]
_LITTLE = _NEGATIONS | _FILLERS
_LOUD = frozenset(word[:_STEM] for pair in _OPPOSED for word in pair)
_OPPOSITES = sorted({(one[:_STEM], other[:_STEM]) for pair in _OPPOSED for one, other in (pair, pair[::-1])})
"""The stems of words of which one denies the other, in both orders."""
_SHORT = 3
_DIGITS = 4
_MOST = 16
"""Words of an answer that are kept; of longer ones those with the smallest hashes, so that texts stay comparable."""
_PART = 4
"""Answers that have less than a quarter of the shorter one in common are two answers."""
# What comes before is looked at last: a search for spaces alone is fast.
_THOUSANDS = re.compile(r"[ \u00a0\u202f](?<=\d.)(?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+")


def mark_of(asked: Interaction) -> str:
    """The mark of what is right; empty for gaps, masks, pairs and orders, which the lock knows otherwise or not."""
    match asked:
        case Recall(answers=given):
            texts, others = [option.text for option in given], []
        case Choose(options=options, keys=keys):
            texts = [options[index].text for index in sorted(keys)]
            others = [option.text for index, option in enumerate(options) if index not in keys]
        case _:
            return ""
    answers = [_words(text) for text in texts]
    words = [word for answer in answers for word in answer]
    found = {word[:_STEM] for word in words}
    stems = {stem for stem in found - _LITTLE if len(stem) > _SHORT or stem.isdecimal()} | (found & _LOUD) or found
    if len(stems) > _MOST:
        stems = set(sorted(stems, key=lambda stem: crc32(stem.encode()))[:_MOST])
    denies = not found.isdisjoint(_NEGATIONS)
    negations = min(sum(word[:_STEM] in _NEGATIONS for word in words), _MOST) if denies else 0
    right = _hashes(texts, answers)
    return f"{NEGATED * negations}{'.'.join(sorted(stems))}/{right}/{_hashes(others, map(_words, others))}"


def turned(before: str, after: str) -> bool:
    """Whether an answer says the opposite, or nothing of what it said; never where one of the marks is not known.

    A right option that was wrong, a number in the place of another, a word in the place of its opposite, a negation
    and else the same words, or no word in common: that is an answer which turns round. A misspelt word is the same.
    """
    if before == after or before.count("/") != 2 or after.count("/") != 2:
        return False
    old, new = _read(before), _read(after)
    gone, come = _without(old.stems, new.stems), _without(new.stems, old.stems)
    told, tells = _telling(old.stems), _telling(new.stems)
    missing, added = _without(told, tells), _without(tells, told)
    return (
        _changed_sides(old, new)
        or (old.negations != new.negations and not missing and not added)
        or (any(map(str.isdecimal, gone)) and any(map(str.isdecimal, come)))
        or any(one in gone and other in come for one, other in _OPPOSITES)
        or _PART * len(told - missing) < min(len(told), len(tells))
        or missing == told
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a mark says."""

    negations: int
    stems: frozenset[str]
    right: frozenset[str]
    wrong: frozenset[str]


def _read(mark: str) -> _Answer:
    stems, *sides = mark.lstrip(NEGATED).split("/")
    right, wrong = (
        frozenset(digits[place : place + _DIGITS] for place in range(0, len(digits), _DIGITS)) for digits in sides
    )
    return _Answer(len(mark) - len(mark.lstrip(NEGATED)), frozenset(filter(None, stems.split("."))), right, wrong)


def _changed_sides(old: _Answer, new: _Answer) -> bool:
    """Whether an option that was wrong is right now, or the other way round."""
    return bool(old.wrong & new.right - old.right or old.right & new.wrong - old.wrong)


def _words(text: str) -> list[str]:
    return _WORD.findall(_THOUSANDS.sub("", fold(text)))


def _hashes(texts: Iterable[str], words: Iterable[list[str]]) -> str:
    """The texts as hashes of their words; of those without any, such as pictures, of all of them."""
    found = (" ".join(parts) or text for text, parts in zip(texts, words, strict=True))
    return "".join(sorted({f"{crc32(text.encode()) & 0xFFFF:04x}" for text in found}))


def _telling(stems: frozenset[str]) -> frozenset[str]:
    """The stems that say what is meant, which two answers to one question have in common."""
    return stems - _LITTLE or stems


def _without(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The stems that are not among others, even misspelt."""
    return frozenset(stem for stem in some if not any(_is_alike(stem, other) for other in others))


def _is_alike(one: str, other: str) -> bool:
    """Whether two stems are those of one word; in long ones a letter may be another, be missing, or change places."""
    if one == other:
        return True
    if len(one) < _STEM or len(other) < _STEM or one.isdecimal() or other.isdecimal():
        return False
    differ = [place for place in range(_STEM) if one[place] != other[place]]
    if len(differ) == 1 or (len(differ) == 2 and [one[place] for place in differ] == [other[p] for p in differ[::-1]]):
        return True
    # The stem without the letter ends earlier.
    return any(
        some[:place] + some[place + 1 :] == rest[:-1]
        for some, rest in ((one, other), (other, one))
        for place in range(_STEM)
    )
