"""Formulas that are none, or whose braces do not match: paper may set these, MathJax in Anki does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.texts.foreign import DOLLARS, SHOWN
from mesoquiz.reading.mistakes.texts.garbled import place_of
from mesoquiz.reading.nodes import Scalar

BRACES = Rule(
    "braces-in-formula",
    "this formula has {opened} `{{` and {closed} `}}`: Anki shows an error in its place",
    "write as many of both",
    Severity.WARNING,
)
_FORMULA = re.compile(r"(?<!\\)\\\((?P<inline>[^\n]{1,500}?)\\\)|(?<!\\)\\\[(?P<display>[^\n]{1,500}?)\\\]")
_SIGNS = {
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "lambda": "λ", "mu": "µ", "sigma": "σ"},
    **{"theta": "θ", "omega": "ω", "Omega": "Ω", "pi": "π", "epsilon": "ε", "kappa": "κ", "degree": "°", "circ": "°"},
    **{"times": "×", "cdot": "·", "pm": "±", "leq": "≤", "geq": "≥", "neq": "≠", "approx": "≈", "infty": "∞"},
    **{
        "rightarrow": "→",
        "Rightarrow": "⇒",
        "leftarrow": "←",
        "uparrow": "↑",
        "downarrow": "↓",
        "ldots": "…",
        "dots": "…",
    },
    **{"rightleftharpoons": "⇌", "leftrightarrow": "↔"},
}
_OUTSIDE = re.compile(
    r"\^\{?\\circ\}?|(?<![\w:\\/])\\(?:(?P<taking>[dt]?frac|sqrt|ce|SI|mathrm|text|overline|vec)(?:\{[^{}\n]{0,100}\}){1,2}"
    rf"|(?P<sign>{'|'.join(_SIGNS)})(?![A-Za-z])|(?P<page>par|newline|linebreak)(?![A-Za-z])|(?P<item>item|begin\{{(?:itemize|enumerate)\}})(?![A-Za-z]))"
)
"""A command of LaTeX in a text; one after a letter or another backslash is a part of a path."""
_DOUBLED = re.compile(r"\\\\\((?P<inline>[^\n]{1,300}?)\\\\\)|\\\\\[(?P<display>[^\n]{1,300}?)\\\\\]")
_QUOTES = re.compile(
    r"``(?=[^\W\d_])(?P<words>[^`'\n]{1,100})''|\\og(?:\{\})?[ ](?P<french>[^\\\n]{1,100})\\fg(?:\{\})?"
)
_ENVIRONMENT = re.compile(
    r"(?<![^\n])[ ]*\[[ ]*(?=\n[^\0\[\]]{0,500}?\\[^\0\[\]]{1,500}?\n[ ]*\](?![^\n]))"
    r"|\\begin\{(?:equation|align|gather|displaymath|math)\*?\}(?![^\n]*\\[)\]])"
)
LATEX = (
    ("\\", re.compile(r"\\(?=[A-Za-z]{2}|\\[(\[])")),
    ("[", re.compile(r"\[[ ]{0,9}\n")),
    ("`", re.compile(r"`(?=`[^\W\d_])")),
)
"""Characters that a file has, and how a line looks that may have LaTeX outside of a formula."""
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


def _instead(command: re.Match[str]) -> str:
    """What to write in place of a command that is in no formula."""
    if command[0][0] == "^":
        return "write `°`"
    if command["sign"]:
        return f"write `{_SIGNS[command['sign']]}`, or `\\({command[0]}\\)`"
    if command["page"]:
        return "leave it out, or begin a new line in a block `|`"
    if command["item"]:
        return "begin each entry on a line of its own with `- `, in a block `|`"
    return f"write `\\({shorten(command[0], 60)}\\)`"


def outside(text: str, seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield LaTeX in a text that is in no formula; `seen` is the text without code, formulas, links and pictures."""
    if "\\" in seen and (match := _OUTSIDE.search(DOLLARS.sub("", seen))):
        how = _instead(match)
        yield SHOWN.at(place_of(match[0], node, lines, path), mark=shorten(match[0]), how=how)
    if match := _ENVIRONMENT.search(text):
        first = match[0].partition("\n")[0].strip()
        how = f"write `\\[` in place of `{first}`, and `\\]` at the end of the formula"
        yield SHOWN.at(place_of(first, node, lines, path), mark=first, how=how)
    if "\\\\" in text and (match := _DOUBLED.search(text)):
        latex = (match["inline"] or match["display"]).replace("\\\\", "\\")
        inner = f"\\({latex}\\)" if match["inline"] else f"\\[{latex}\\]"
        how = f"write one backslash in place of two: `{shorten(inner, 60)}`"
        yield SHOWN.at(place_of(match[0], node, lines, path), mark=shorten(match[0]), how=how)
    if match := _QUOTES.search(text):
        how = f"write `« {(match['words'] or match['french']).strip()} »`"
        yield SHOWN.at(place_of(match[0], node, lines, path), mark=shorten(match[0]), how=how)
