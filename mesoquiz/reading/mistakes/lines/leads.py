"""A quote that nothing opens, and marks of a list before texts, which quotes would keep: `- * derme`, `- B: derme`.

Bullets go; letters and numbers of options are written by the program, so those of an author are told and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.rewrite import Rewrite, ends_in_half, quote
from mesoquiz.reading.nodes import Mapping, Node, Scalar

ONE_TEXT = Rule("mark-before-text", "`{mark}` begins an entry of a list, and this is one text", "leave `{mark}` out")
MINUS = Rule(
    "dash-before-number",
    "`- ` begins an entry of a list, and this is one value",
    "write `{number}` if nothing else was meant, or, with a minus, `{minus}`",
)
GREATER = Rule(
    "greater-first",
    "a text cannot begin with `>`, which has a meaning in YAML",
    "write `{quoted}` if it means “greater than”; if not, `{bare}`",
)
TWO_MARKS = Rule("two-marks", "an entry of a list begins with `- `, and with no other mark", "leave `{mark}` out")
UNOPENED = Rule("unopened-quote", "the quote that closes this text is never opened", "open it where the text begins")
LETTERS = Rule(
    "letter-of-entry",
    "entries have no letters or numbers of their own: the program writes them",
    "leave `{mark}` and the others out: `{how}`",
)

_ONE = re.compile(r"(?P<mark>[-*>])[ \t\u00a0]+(?P<text>[^\s\-*>].*)$")
_LETTER = re.compile(
    r"(?P<mark>(?P<bare>[A-Ha-h]|\d{1,2})[ \u00a0\u202f]?:|\[(?P<inside>[A-Ha-h]|\d{1,2})\])"
    r"[ \t\u00a0]+(?P<text>[^\s:].*)$"
)
_NUMBER = re.compile(r"[\d.,]+(?:[ \u00a0\u202f]?\S+)?$")
_NEEDS_QUOTES = re.compile(r"^[\"'#@`%*&!|>?-]|[\[\]{},]|: |:$| #")
_BEFORE = re.compile(
    r"(?P<before>^[ ]*(?:- )?(?:[a-z]+:[ ]+)?\[?|,[ ]*)"
    r"(?:(?P<label>[A-Ha-h]|\d{1,2})[ \u00a0\u202f]?:|\[(?P<inside>[A-Ha-h]|\d{1,2})\])[ ]+(?=[^\s:])"
)
"""The letter of an entry on a line, after its dash, its key, or in a list in brackets."""
_CARD = re.compile(r"[ ]*- +(?:id|question|statement|term|cloze):")
_FAR, _SHOWN, _DIGITS = 20, 90, 3


def unopened(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """A value whose last character closes what nothing opens, in quotes."""
    if ends_in_half(value):
        at = len(head) + len(value) - 1
        yield Rewrite(number, head + quote(value), UNOPENED, at, at + 1)


def marked(number: int, head: str, value: str, work: list[str]) -> Iterator[Rewrite]:
    """A value, or an entry, without the mark before it; `head` is what comes before the value on its line."""
    if not value or value[0] not in "-*>[ABCDEFGHabcdefgh0123456789":
        return
    one = _ONE.match(value)
    if one and head.strip().endswith(":"):
        yield from _one_text(number, head, one, work)
    elif one and one["mark"] == "*" and head.strip() == "-":
        yield from _entries(number, head, one["mark"], work)
    elif (letter := _LETTER.match(value)) and not (value[0].isdigit() and letter["text"][0].isdigit()):
        # `1: 10` is a ratio.
        yield from _letters(number, head, letter, work)


def _one_text(number: int, head: str, one: re.Match[str], work: list[str]) -> Iterator[Rewrite]:
    text, at = one["text"].rstrip(), len(head)
    below = work[number + 1] if number + 1 < len(work) else ""
    is_entry = below.lstrip().startswith("- ") and not _CARD.match(below)
    if one["mark"] == "-" and (re.search(r"\s- ", text) or is_entry):
        # `- un - deux` is a list.
        return
    if one["mark"] != "-" and not text[0].isalpha():
        # `> 5 mm` is a value.
        return
    if one["mark"] == "-" and _NUMBER.match(text):
        how = {"number": text, "minus": f'"-{text}"'}
        yield Rewrite(number, head + _plain(text), MINUS, at, at + 1, how, is_sure=False)
    elif one["mark"] == ">":
        how = {"quoted": f'"> {text}"', "bare": _plain(text)}
        yield Rewrite(number, head + quote(f"> {text}"), GREATER, at, at + 1, how, is_sure=False)
    elif _NEEDS_QUOTES.search(text) is None or ": " in text:
        yield Rewrite(number, head + _plain(text), ONE_TEXT, at, at + 1, {"mark": one["mark"]})


def _entries(number: int, head: str, mark: str, work: list[str]) -> Iterator[Rewrite]:
    """The entries around a line that have one mark too many."""
    begun = f"{head}{mark} "
    first = last = number
    while last + 1 < len(work) and last - number < _FAR and work[last + 1].startswith(begun):
        last += 1
    while first > 0 and number - first < _FAR and work[first - 1].startswith(begun):
        first -= 1
    texts = [head + _plain(line[len(begun) :].strip()) for line in work[first : last + 1]]
    yield Rewrite(first, "\n".join(texts), TWO_MARKS, len(head), len(head) + 1, {"mark": mark}, last=last)


def _letters(number: int, head: str, letter: re.Match[str], work: list[str]) -> Iterator[Rewrite]:
    """`answer: A: derme`, or `- [A] derme`, and the lines below it, where the next one has the next letter."""
    last = number
    while (
        last + 1 < len(work) and last - number < _FAR and (work[last + 1].strip() and not _CARD.match(work[last + 1]))
    ):
        last += 1
    texts = [
        head + _plain(letter["text"].rstrip()),
        *(_BEFORE.sub(r"\g<before>", line) for line in work[number + 1 : last + 1]),
    ]
    while last > number and texts[last - number] == work[last]:
        last -= 1
    labels = [letter["bare"] or letter["inside"]]
    labels += [
        match["label"] or match["inside"] for line in work[number + 1 : last + 1] for match in _BEFORE.finditer(line)
    ]
    if not is_row([_place(label) for label in labels]):
        return
    said = {"mark": letter["mark"], "how": shorten(texts[0].strip(), _SHOWN)}
    place = len(head), len(head) + len(letter["mark"])
    text = "\n".join(texts[: last + 1 - number])
    yield Rewrite(number, text, LETTERS, *place, said, last=last, is_sure=False, is_clear=True)


def lettered(items: list[Node], work: list[str]) -> Iterator[Rewrite]:
    """A list whose entries are all `B: derme`, of which only quotes make texts: the letters follow each other."""
    pairs = [item.pairs[0] for item in items if type(item) is Mapping and len(item.pairs) == 1]
    if len(pairs) < max(2, len(items)) or not all(type(value) is Scalar and value.text for _, value in pairs):
        return
    if not is_row([_place(key.text.strip()) for key, _ in pairs]):
        return
    if all(key.text.strip().isdigit() and type(value) is Scalar and value.text[:1].isdigit() for key, value in pairs):
        # Ratios, `1: 10`.
        return
    first, last = pairs[0][0].start, pairs[-1][1].end
    texts = [_plain(value.text.strip()) for _, value in pairs if type(value) is Scalar]
    mark = f"{pairs[0][0].text.strip()}:"
    line = work[first.line]
    if first.line == last.line:
        how = f"[{', '.join(texts)}]"
        text = f"{line[: first.column]}{how[1:-1]}{line[last.column :]}"
    elif [key.start.line for key, _ in pairs] == [*range(first.line, last.line + 1)]:
        how = f"- {texts[0]}"
        text = "\n".join(line[: first.column] + one for one in texts)
    else:
        return
    said = {"mark": mark, "how": shorten(how, _SHOWN)}
    place = first.column, first.column + len(mark)
    yield Rewrite(first.line, text, LETTERS, *place, said, last=last.line, is_sure=False)


def is_row(places: list[int]) -> bool:
    """Whether letters or numbers, told by their places, follow each other from the first or the second on.

    One may be left out: what is right is written apart.
    """
    are_rising = len(places) > 1 and all(one < other for one, other in pairwise(places))
    return are_rising and places[0] in (1, 2) and places[-1] - places[0] <= len(places)


def _place(label: str) -> int:
    """The place in its row of a letter from A to H, or of a number; less than 0 for anything else."""
    if label.isdecimal() and len(label) < _DIGITS:
        return int(label)
    return "ABCDEFGH".find(label.upper()) + 1 if len(label) == 1 and label.upper() in "ABCDEFGH" else -1


def _plain(text: str) -> str:
    """A text as it is written after a dash, a key or a bracket, in quotes where it must be."""
    return quote(text) if _NEEDS_QUOTES.search(text) else text
