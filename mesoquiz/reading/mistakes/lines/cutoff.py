"""A list, or keys in braces, that ends before its last entry does: `[un, "deu`, `{doc: manuel, quote: "il`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.rewrite import KEY, Rewrite

CUT_OFF = Rule(
    "cut-off", "{what} never closed: the line ends in the middle of an entry", "finish the entry, and close it: `{how}`"
)

_BEFORE_TEXT = re.compile(r"[\[{,:][ ]*$")
_JSON = re.compile(r"\{\s{0,9}\"\w{1,60}\"\s{0,9}:")
"""What only lacks its brackets, and is told there."""
_LONGEST, _SHOWN = 2_000, 100


def cut_off(number: int, head: str, value: str, work: list[str]) -> Iterator[Rewrite]:
    """A value in brackets or braces whose last text, or whose inner brackets, nothing closes."""
    text = value.rstrip()
    if len(text) > _LONGEST or text[-1] in "]}" or _JSON.match(text) or not _ends_here(number, work):
        return
    quote, brackets = _open(text)
    if not brackets or (not quote and len(brackets) == 1):
        # `[un, deux` has all but its bracket.
        return
    closing = "".join("]" if mark == "[" else "}" for _, mark in reversed(brackets))
    done = text + text[quote[0]] if quote else text.rstrip(", ")
    if not quote and _BEFORE_TEXT.search(done):
        return
    at = len(head) + (quote[0] if quote else brackets[-1][0])
    what = "the quote and the bracket that open here are" if quote else "the bracket that opens here is"
    how = shorten((head + done + closing).strip(), _SHOWN)
    found = {"what": what, "how": how if how.endswith(closing) else f"…{closing}"}
    yield Rewrite(number, head + done + closing, CUT_OFF, at, at + 1, found, is_sure=False, is_clear=True)


def _ends_here(number: int, work: list[str]) -> bool:
    """Whether a value cannot go on below: a key, an entry or nothing comes next."""
    below = next((line for line in work[number + 1 :] if line.strip()), "")
    return not below or KEY.match(below) is not None or below.lstrip().startswith("- ")


def _open(text: str) -> tuple[list[int], list[tuple[int, str]]]:
    """Where a quote opens that nothing closes, if one does, and the brackets that are open at the end."""
    brackets: list[tuple[int, str]] = []
    at = 0
    while at < len(text):
        mark = text[at]
        if mark in "\"'" and _BEFORE_TEXT.search(text[max(0, at - 3) : at]):
            end = _end_of(text, at)
            if end < 0:
                return [at], brackets
            at = end
        elif mark in "[{":
            brackets.append((at, mark))
        elif mark in "]}" and brackets:
            brackets.pop()
        at += 1
    return [], brackets


def _end_of(text: str, start: int) -> int:
    """Where the text closes that a quote opens at `start`; less than 0 where it does not."""
    at = start + 1
    while at < len(text):
        if text[at] == "\\" and text[start] == '"':
            at += 1
        elif text[at] == text[start]:
            if text[start] == '"' or text[at + 1 : at + 2] != "'":
                return at
            at += 1
        at += 1
    return -1
