"""Backslashes in double quotes that became another character, `\\b` of `\\beta`: which, and the text in '…'."""

from __future__ import annotations

import re
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Span
from mesoquiz.reading.encoding import UNWANTED
from mesoquiz.reading.mistakes.rewrite import as_meant, quote

_OTHERWISE = "use '…' or a block |"
BACKSLASH = Rule(
    "eaten-backslash",
    'in "…" the backslash is special, and `{character}` is an invisible character',
    "{how}",
)
_EATEN = re.compile(f"[\t\r]|{UNWANTED.pattern}")
"""What can only come from an escape: nobody means a tab or a control character in a text."""
_ESCAPES = {"\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v", "\a": "\\a", "\x1b": "\\e", "\0": "\\0"}
_ESCAPE = re.compile(r"\\(?P<name>[a-zA-Z_]|\\)(?P<rest>[A-Za-z]{0,20})")
_NAMES = "abefrtvLPN_"
_LINES = frozenset(("nu", "neq", "nabla", "notin", "ne", "ni", "not"))
"""Commands of formulas that begin like a new line."""
_FORMULA = re.compile(r"\\\\?\((?P<inner>[^\n]{0,500}?)\\\\?\)")
_FILE = re.compile(r"\"[\w.\\/ -]{1,200}\.(?:png|jpe?g|gif|svg|webp|mp3|ogg|wav|m4a)\"", re.IGNORECASE)
_PATH = re.compile(r"\b[A-Z]:\\")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"?")
_MOST = 300
"""Characters of a text that a hint repeats."""


def eaten(value: str, raw: str, place: Span, line: str) -> Diagnostic | None:
    """What is wrong with a text in double quotes that has an escape which nobody meant, or nothing.

    `raw` is how it is written, at `place`, with its quotes, and `line` the first line of it, whole.
    """
    odd = _EATEN.search(value)
    if odd is None and not ("\n" in value and _begins_lines(raw)):
        return None
    escape = next((one for one in _ESCAPE.finditer(raw) if _is_odd(one)), None)
    bold = _bold(value)
    if escape is None or place.line != place.end_line:
        character = _ESCAPES.get(odd[0], f"\\x{ord(odd[0]):02X}") if odd else "\\n"
        return BACKSLASH.at(place, character=character, how=bold or _OTHERWISE)
    text, is_formula = _unescaped(raw), _has_formula(raw)
    if _FILE.fullmatch(raw):
        how = f"write `{raw[1:-1].replace(chr(92), '/')}`: folders are divided by `/`, on Windows, too"
        at = place._replace(column=place.column + escape.start(), end_column=place.column + escape.start() + 2)
        return BACKSLASH.at(at, character=escape[0][:2], how=how)
    how = f"write `{text}`" if text and (is_formula or _PATH.search(raw)) else _OTHERWISE
    at = place._replace(column=place.column + escape.start(), end_column=place.column + escape.start() + 2)
    found = BACKSLASH.at(at, character=escape[0][:2], how=bold or how)
    if text and is_formula and not bold and line.startswith(raw, place.column - 1):
        # A line has one remedy for all its texts.
        mended = _QUOTED.sub(lambda one: _unescaped(one[0]) if _has_formula(one[0]) else one[0], line)
        found = replace(found, fix=Fix(place.line, mended))
    return found


def _begins_lines(raw: str) -> bool:
    """Whether a text has a formula with a command that begins like a new line: `\\nu`."""
    formulas = (formula["inner"] for formula in _FORMULA.finditer(raw))
    return any(_is_odd(one) and one["name"] == "n" for inner in formulas for one in _ESCAPE.finditer(inner))


def _is_odd(escape: re.Match[str]) -> bool:
    name = escape["name"]
    return name in _NAMES or (name == "n" and f"n{escape['rest']}" in _LINES)


def _has_formula(raw: str) -> bool:
    """Whether a text has a command of LaTeX that was eaten, and a formula."""
    is_command = any(_is_odd(one) and one["rest"] for one in _ESCAPE.finditer(raw))
    return is_command and _FORMULA.search(raw) is not None


def _unescaped(raw: str) -> str:
    """A text in double quotes as it was meant; nothing of a long one."""
    is_whole = "\n" not in raw and 1 < len(raw) <= _MOST and raw.endswith('"')
    return quote(as_meant(raw[1:-1], '"')) if is_whole else ""


def _bold(text: str) -> str:
    """What to write where a backslash meant a character, for `\\textbf{un}`, which Markdown has marks for."""
    bold = re.search(r"\t(?P<name>extbf|extit)\{(?P<text>[^{}\n]{1,80})\}", text)
    mark = "**" if bold and bold["name"] == "extbf" else "*"
    words = bold["text"] if bold else ""
    return f"write `{mark}{words.strip()}{mark}` in place of `\\t{bold['name']}{{{words}}}`" if bold else ""
