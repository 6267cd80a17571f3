"""What a note answers -> a short mark of it for the release lock, which tells a new answer from a new wording.

A card whose answer turns round keeps the history of the old answer: whoever learnt it is sure of what is wrong now.
The mark has the beginnings of the telling words, and hashes of the right and of the wrong options, four hexadecimal
digits each: `!masse.zone/3fa2/81c0d4e7`, with a `!` for each word that denies. Pairs and orders are marked alike: each
pair that belongs together is right and each other one wrong, each step before a later one is right, and not after it.
Of a picture to point at, the fields that zones touch are right, and those far from them are wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from zlib import crc32

from mesoquiz.anki.changes.places import fields
from mesoquiz.diagnostics.wording import fold
from mesoquiz.languages import LANGUAGES
from mesoquiz.notes.interactions import Arrange, Choose, Interaction, Pair, Point, Recall

NEGATED = "!"
_STEM = 5
"""Letters that are kept of a word, so that a plural or another ending is the same word."""
_PLURALS = "sx"
"""What makes the plural of words that are shorter: *zones*, *peaux*."""
_PARTS = (
    *("anti", "cardio", "dermo", "electro", "endo", "extra", "gastro", "hemo", "hyper", "hypo"),
    *("infra", "intra", "macro", "meso", "micro", "mono", "neuro", "poly", "supra", "vaso"),
)
"""First parts of medical words, the same in all languages: only what follows tells one word from another, as in
*intradermique* and *intraveineux*."""
_NAME = re.compile(r"(?<![\w'’])(?=\d*[A-Z])[A-Z\d]{1,6}(?![\w'’])")
"""What is told apart by letters alone, as *vitamine K* and *vitamine B12*, and stays in capitals in the mark."""
_COMPOUND = re.compile(f"({'|'.join(_PARTS)}).{{4}}")
_FIRST = 4
_BEGINNINGS = frozenset(part[:_FIRST] for part in _PARTS)
_OPPOSED_PARTS = ({"hyper", "hypo"}, {"intra", "extra"}, {"macro", "micro"}, {"mono", "poly"}, {"supra", "infra"})
_NEGATIONS = frozenset(word for labels in LANGUAGES.values() for word in labels.negations.split())
_NEGATING = frozenset(word[:_STEM] for word in _NEGATIONS)
_LITTLE = _NEGATIONS.union(*(labels.fillers.split() for labels in LANGUAGES.values()))
_OPPOSED = [group.split("/") for labels in LANGUAGES.values() for group in labels.opposites.split()]
_OPPOSITES = frozenset((one[:_STEM], other[:_STEM]) for group in _OPPOSED for one, other in permutations(group, 2))
"""The stems of words of which one denies the other, in both orders."""
_OPPOSED_WORDS = frozenset(word for group in _OPPOSED for word in group)
_LITTLE_KEPT = frozenset(word[:_STEM] for word in _LITTLE & _OPPOSED_WORDS)
_SHORT = 3
_DIGITS = 4
_MOST = 16
"""Words of an answer that are kept; of longer ones those with the smallest hashes, so that texts stay comparable. Pairs
and steps, each beside each, of which the lock has hashes; it knows nothing of longer orders."""
_PART = 4
"""Answers that have less than a quarter of the shorter one in common are two answers."""
_VOCABULARY = 1 << 14
"""Words of which is kept what was found out: decks repeat theirs, and this many weigh some megabytes."""
# What comes before is looked at last: a search for spaces alone is fast.
_THOUSANDS = re.compile(r"[ \u00a0\u202f](?<=\d.)(?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+")


def mark_of(asked: Interaction) -> str:
    """The mark of what is right; empty for gaps and masks, which the lock knows otherwise, and for very long orders."""
    written, said, right, wrong = _claims(asked)
    if not right:
        return ""
    words = " ".join(said).split()
    found = {*words}
    stems = {*map(_told, found)} | _names(" ".join(written))
    stems.discard("")
    stems = stems or {*map(_stem, found)}
    if len(stems) > _MOST:
        stems = set(sorted(stems, key=lambda stem: crc32(stem.encode()))[:_MOST])
    negations = min(sum(map(_denies, words)), _MOST)
    return f"{NEGATED * negations}{'.'.join(sorted(stems))}/{_hashes(right)}/{_hashes(wrong)}"


def _claims(asked: Interaction) -> tuple[list[str], list[str], list[str], list[str]]:
    """The texts that say what is to be known, their words, and what is right and wrong."""
    match asked:
        case Recall(answers=given):
            written = [option.text for option in given]
            said = _plain(written)
            return written, said, _or_as_written(said, written), []
        case Choose(options=options, keys=keys):
            written = [options[index].text for index in sorted(keys)]
            others = [option.text for index, option in enumerate(options) if index not in keys]
            said = _plain(written)
            right, wrong = _or_as_written(said, written), _or_as_written(_plain(others), others)
            if asked.fixed:
                # Of a statement, true or false, the words of the statement are what is learnt.
                return [asked.prompt], _plain([asked.prompt]), right, wrong
            return written, said, right, wrong
        case Arrange(steps=steps) if len(steps) <= _MOST:
            said = _plain([*steps])
            order = [*combinations(_or_as_written(said, [*steps]), 2)]
            return (
                [*steps],
                said,
                [f"{one} {other}" for one, other in order],
                [f"{other} {one}" for one, other in order],
            )
        case Pair(pairs=pairs) if len(pairs) <= _MOST:
            written = [text for pair in pairs for text in pair]
            said = _plain(written)
            sides = _or_as_written(said, written)
            matched = [*zip(sides[::2], sides[1::2], strict=True)]
            wrong = [f"{one} {other}" for (one, _), (_, other) in permutations(matched, 2)]
            return written, said, [f"{one} {other}" for one, other in matched], wrong
        case Point(prompt=prompt, zones=zones):
            # As of a statement, what is learnt are the words of the question, and where it is.
            return [prompt], _plain([prompt]), *fields(zones)
    return [], [], [], []


def turned(before: str, after: str) -> bool:
    """Whether an answer says the opposite, or nothing of what it said; never where one of the marks is not known.

    A right option that was wrong, a number in the place of another, a word in the place of its opposite, a negation
    and else the same words, or no word in common: that is an answer which turns round. A misspelt word is the same.
    """
    if before == after or before.count("/") != 2 or after.count("/") != 2:
        return False
    old, new = _read(before), _read(after)
    if old.right < new.right or new.right < old.right:
        # Parts were only added or only removed: the answer turns if an option that is in both changed sides.
        return _changed_sides(old, new)
    gone, come = _without(old.stems, new.stems), _without(new.stems, old.stems)
    told, tells = _telling(old.stems), _telling(new.stems)
    missing, added = _without(told, tells), _without(tells, told)
    return (
        _changed_sides(old, new)
        or (old.negations != new.negations and not missing and not added)
        or (any(map(str.isdecimal, gone)) and any(map(str.isdecimal, come)))
        or _are_opposed(gone, come)
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


def _are_opposed(gone: frozenset[str], come: frozenset[str]) -> bool:
    """Whether a word replaces one that it cannot mean."""
    return any((old, new) in _OPPOSITES or _are_apart(old, new) for old in gone for new in come)


def _are_apart(old: str, new: str) -> bool:
    """Whether two stems are two names, or two medical words whose first parts are alike or opposed."""
    if old.isupper() and new.isupper():
        return True
    one, other = _COMPOUND.match(old), _COMPOUND.match(new)
    if one is None or other is None:
        return False
    return one[1] == other[1] or {one[1], other[1]} in _OPPOSED_PARTS


@lru_cache(_VOCABULARY)
def _told(word: str) -> str:
    """The stem of a word that tells one answer from another; of other words nothing."""
    tells = word not in _LITTLE and (len(word) > _SHORT or word.isdecimal())
    return _stem(word) if tells or word in _OPPOSED_WORDS else ""


@lru_cache(_VOCABULARY)
def _denies(word: str) -> bool:
    return word[:_STEM] in _NEGATING


def _stem(word: str) -> str:
    compound = _COMPOUND.match(word) if word[:_FIRST] in _BEGINNINGS else None
    return compound[0] if compound else word[:_STEM]


def _names(text: str) -> set[str]:
    """The names in a text; the first letter of a sentence is none."""
    return set() if text[1:].islower() else {*_NAME.findall(text[:1].lower() + text[1:])}


def _plain(texts: list[str]) -> list[str]:
    """The words of each text, folded."""
    return [" ".join(filter(None, map(_folded, _THOUSANDS.sub("", text).split()))) for text in texts]


@lru_cache(_VOCABULARY)
def _folded(written: str) -> str:
    """The words of what has no space in it, folded."""
    return " ".join(_WORD.findall(fold(written).replace("contre-", "contre").replace("contra-", "contra")))


def _or_as_written(words: list[str], texts: list[str]) -> list[str]:
    """The words of each text, or all of one without any, such as a picture."""
    return [known or text for known, text in zip(words, texts, strict=True)]


def _hashes(texts: list[str]) -> str:
    return "".join(sorted({f"{crc32(text.encode()) & 0xFFFF:04x}" for text in texts}))


def _telling(stems: frozenset[str]) -> frozenset[str]:
    """The stems that say what is meant, which two answers to one question have in common."""
    return stems - _LITTLE_KEPT or stems


def _without(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The stems that are not among others, even misspelt."""
    return frozenset(stem for stem in some if not any(_is_alike(stem, other) for other in others))


def _is_alike(one: str, other: str) -> bool:
    """Whether two stems are those of one word; in long ones a letter may be another, be missing, or change places."""
    if one == other:
        return True
    if len(one) < _STEM or len(other) < _STEM or one.isdecimal() or other.isdecimal():
        short, long = sorted((one, other), key=len)
        return long[:-1] == short and long[-1] in _PLURALS
    size = min(len(one), len(other))
    one, other = one[:size], other[:size]
    differ = [place for place in range(size) if one[place] != other[place]]
    if len(differ) == 1 or (len(differ) == 2 and [one[place] for place in differ] == [other[p] for p in differ[::-1]]):
        return True
    # Stems are cut at one length, so the one with a letter less has one letter more of its word at the end.
    return any(
        some[:place] + some[place + 1 :] == rest[:-1]
        for some, rest in ((one, other), (other, one))
        for place in range(size)
    )
