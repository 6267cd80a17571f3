"""Lines of a card that have no key: options as they are pasted, a question after a dash, `Q:` and `R:` of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.lists import MARKS, as_list
from mesoquiz.reading.mistakes.rewrite import KEY, Rewrite, indentation, is_key, key_column, quote
from mesoquiz.reading.nodes import Mapping, Scalar

OPTIONS = Rule(
    "options-without-key",
    "this line has no key",
    "if these are options, write the wrong ones as `distractors: {wrong}`, and what is right below `answer:`",
)
WORD = Rule("answer-without-key", "this line has no key", "write `answer: {word}`")
HEADLESS = Rule(
    "card-without-keys",
    "a card begins with a key, not with a text",
    "write `- id: …`, and below it `question: {text}`",
)
TITLED = Rule(
    "heading-of-a-card",
    "a card begins with a key, not with a text",
    "make a comment of it, and write the dash before the first key",
)
ASKED = Rule(
    "card-without-dash",
    "`{key}:` is no key of a card, and no card begins here",
    "write `- id: …`, and below it `question:` and `answer:`",
)

_OPTION = re.compile(rf"[ ]*(?:{MARKS}|-(?=[ ])|\*(?=\w))[ \t\u00a0]*(?P<text>[^\s\[{{].*)$")
_BARE = re.compile(r"[ ]*(?P<text>[^\s#\"'\[\]{}|>&!%@`:=/;<*,-](?:(?!: )[^#])*[^\s#:,])[ ]*$")
_ENTRY = re.compile(r"[ ]*- +(?P<text>[^\s\"'\[{|>&*!%@`#?-][^#:]*\?)[ ]*$")
_BEGINS = re.compile(r"[ ]*(?:id|question|statement|term|cloze|hypothesis):")
"""The first key of a card: an entry of a list may have others below it."""
_TITLE = re.compile(r"[ ]*- +(?P<text>[^\s\"'\[{|>&!%@`#?-][^:?]*)$")
_ASKED = re.compile(r"[ ]*(?:- )?(?P<key>[QRAF](?:uestion|éponse|ront)?)[ ]?\d{0,2}[ ]?:[ ]+\S")
_ANSWER = re.compile(r"[ ]*(?:- +)?(?:answer|ANSWER|Answer)[ ]?:[ ]+(?P<text>\S.*)$")
_WORD = re.compile(r"[ ]*(?:- +)*([^\W\d]\w*)")
_TRUTH = {"true": "true", "vrai": "true", "false": "false", "faux": "false"}
_FAR, _SHORT = 30, 60
"""Lines that are looked at, and characters of an option."""


def without_keys(numbers: list[int], number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield what is wrong with lines without keys, at some lines; `number` is that of the fault."""
    yield from keyless(numbers, work, words)
    yield from headless(numbers, work, words)
    yield from titled(numbers, work, words)
    yield from asked(number, work)


def keyless(numbers: list[int], work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield lines that stand between the keys of a card, without any: nothing of them can be kept."""
    for number in numbers:
        run = _run(number, work, words)
        texts = [_text_of(work[at], words) for at in run]
        if not texts or not run:
            continue
        place = indentation(work[run[0]]), len(work[run[0]].rstrip())
        if len(texts) == 1 and (word := _TRUTH.get(texts[0].lower())):
            yield Rewrite(run[0], "", WORD, *place, {"word": word}, stand_in=("",), is_sure=False, is_clear=True)
        elif len(texts) > 1 or not _BARE.match(work[run[0]]):
            wrong = {"wrong": shorten(as_list(_wrong(texts, run[-1], work) or ["…"]), 90)}
            yield Rewrite(
                run[0], "\n" * (len(run) - 1), OPTIONS, *place, wrong, last=run[-1], is_sure=False, is_clear=True
            )


def _run(number: int, work: list[str], words: frozenset[str]) -> list[int]:
    """The lines around one that have no key, below one that has a key and a value."""
    first, column = number, indentation(work[number])
    if not column:
        # A card begins there.
        return []
    while first > 0 and number - first < _FAR and _is_text(work[first], column, words):
        first -= 1
    above = work[first]
    key = KEY.match(above)
    if first == number or key is None or not is_key(above, words) or not _is_whole(above[key.end() :].strip()):
        return []
    last = first
    while last + 1 < len(work) and last - first < _FAR and _is_text(work[last + 1], column, words):
        last += 1
    return list(range(first + 1, last + 1)) if key_column(above) == column else []


def _is_text(line: str, column: int, words: frozenset[str]) -> bool:
    return indentation(line) == column and _text_of(line, words) != ""


def _is_whole(value: str) -> bool:
    """Whether a value is on the line of its key."""
    return bool(value) and value[0] not in "|>[{" and (value[0] not in "\"'" or value[-1] == value[0])


def _text_of(line: str, words: frozenset[str]) -> str:
    """The text of a line without a key; nothing for any other."""
    first = _WORD.match(line)
    if first and first[1] in words:
        return ""
    match = _OPTION.match(line) or _BARE.match(line)
    text = match["text"].strip(" *") if match else ""
    return text if len(text) <= _SHORT else ""


def _wrong(texts: list[str], last: int, work: list[str]) -> list[str]:
    """The options without the one that the card says is right."""
    below = (_ANSWER.match(line) for line in work[last + 1 : last + 4])
    said = next((match["text"].strip() for match in below if match), "")
    right = texts["ABCDEFGH".index(said)] if len(said) == 1 and said in "ABCDEFGH"[: len(texts)] else said
    return [text for text in texts if text != right]


def headless(numbers: list[int], work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield `- Quel os ?` above the other keys of its card, with its key."""
    for number in numbers:
        entry = _ENTRY.match(work[number])
        below = work[number + 1] if number + 1 < len(work) else ""
        column = key_column(work[number])
        if entry and is_key(below, words) and indentation(below) == column and not below.lstrip().startswith("- "):
            text = f"{work[number][:column]}question: {quote(entry['text'])}"
            place = column, len(work[number].rstrip())
            said = {"text": shorten(entry["text"])}
            yield Rewrite(number, text, HEADLESS, *place, said, stand_in=(text,), is_sure=False, is_clear=True)


def titled(numbers: list[int], work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield `- Carte 2` above the keys of a card as a comment, with its dash before the first of them."""
    for number in numbers:
        title = _TITLE.match(work[number])
        below = work[number + 1] if number + 1 < len(work) else ""
        column = key_column(work[number])
        if title and is_key(below, words) and indentation(below) == column and _BEGINS.match(below):
            head, indent = work[number][:column], " " * indentation(work[number])
            text = f"{indent}# {title['text'].strip()}\n{head}{below.lstrip()}"
            place = column, len(work[number].rstrip())
            yield Rewrite(number, text, TITLED, *place, last=number + 1, is_clear=True)


def asked(number: int, work: list[str]) -> Iterator[Rewrite]:
    """Yield `Q: Quel os ?` and `R: le fémur` at the edge of a deck."""
    last = number = min(number, len(work) - 1)
    while last > 0 and last > number - 4 and not _ASKED.match(work[last]):
        last -= 1
    first = last
    while first > 0 and _ASKED.match(work[first - 1]):
        first -= 1
    while last + 1 < len(work) and _ASKED.match(work[last + 1]):
        last += 1
    match = _ASKED.match(work[first])
    if match and last > first:
        place = match.span("key")
        text = "\n" * (last - first)
        yield Rewrite(first, text, ASKED, *place, {"key": match["key"]}, last=last, is_sure=False, is_clear=True)


def asked_in(node: Mapping) -> Scalar | None:
    """The first of the keys `Q` and `R` of a deck, where it has both."""
    if all(key.text != "cards" for key, _ in node.pairs):
        return None
    keys = [key for key, value in node.pairs if type(value) is Scalar and _ASKED.match(f"{key.text}: {value.text}")]
    return keys[0] if len(keys) > 1 else None
