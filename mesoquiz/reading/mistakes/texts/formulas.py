"""Formulas whose braces do not match: paper may set them, MathJax in Anki does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.reading.mistakes.texts.garbled import place_of
from mesoquiz.reading.nodes import Scalar

BRACES = Rule(
    "braces-in-formula",
    "this formula has {opened} `{{` and {closed} `}}`: Anki shows an error in its place",
    "write as many of both",
    Severity.WARNING,
)
_FORMULA = re.compile(r"(?<!\\)\\\((?P<inline>[^\n]{1,500}?)\\\)|(?<!\\)\\\[(?P<display>[^\n]{1,500}?)\\\]")
_MOST = 20
"""Formulas of a text that are looked at."""


def unmatched(text: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield the first formula whose braces do not match; `\\{` is a brace to be shown."""
    for match in islice(_FORMULA.finditer(text), _MOST):
        latex = re.sub(r"\\[\\{}]", "", match["inline"] or match["display"])
        opened, closed = latex.count("{"), latex.count("}")
        if opened != closed and ("\\" in latex or "^" in latex or "_" in latex):
            yield BRACES.at(place_of(match[0], node, lines, path), opened=opened, closed=closed)
            return
