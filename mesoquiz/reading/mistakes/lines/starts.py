"""The mark of a list before a text of one line, which is shown with it: `"- derme"`, `– derme`, `-> derme`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.texts.foreign import SHOWN
from mesoquiz.reading.nodes import Scalar, span

_BEGUN = re.compile(r"(?P<mark>[-–—*+~=>→]|->|=>)[ \u00a0\u202f](?P<text>[^\W\d_].*)")
GOING_ON = re.compile(
    r"(?:d[eu]s?|d'|aux?|et|ou|en|avec|sans|par|pour|dans|sur|chez|of|and|or|in|with|for|by|to)(?:\b|(?<='))"
)
"""Words with which a text goes on, and no entry of a list begins."""
_MOST = 9
"""Words of a text that is no sentence: one that is may begin with the dash of a speaker."""
_FAR = 3
"""Lines between entries of a list, and from an answer to the first of them."""
_DASH = re.compile(r"-[ \u00a0](?=[^\W\d_])(?<=[\"'\[]- )")
_MARK = re.compile(r"[–—~=+*→>][ \u00a0\u202f](?=[^\W\d_])(?:(?<=[-:,] ..)|(?<=[\"'\[]..)|(?<=[-=]>.))")
STARTS = (("-", _DASH), *((mark, _MARK) for mark in "–—~=+*→>"))
"""Characters that a file has, and how a line looks that may begin a text with one."""


def starts(text: str, node: Scalar, problems: Problems) -> Iterator[Diagnostic]:
    """Yield the mark at the start of a short text of one line, unless that of the entry above is told."""
    begun = _BEGUN.fullmatch(text) if node.start.line == node.end.line else None
    if begun and text[-1] not in ".?!…" and len(text.split()) <= _MOST and begun["mark"] not in begun["text"]:
        how = f"leave it out wherever it begins a text: `{shorten(begun['text'])}`"
        found = SHOWN.at(span(node, problems.path), mark=begun["mark"], how=how)
        last = next((one for one in reversed(problems.found) if one.message == found.message), None)
        if last is None or found.span.line - last.span.line > _FAR:
            yield found
