"""What another program leaves where it lost a value, or keeps for itself: errors of spreadsheets and word processors.

Also the answers that Moodle reads in a question, and a remark of an author that YAML does not take for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.texts.foreign import SHOWN
from mesoquiz.reading.mistakes.texts.garbled import place_of, start_of
from mesoquiz.reading.nodes import Scalar

CELL = Rule(
    "error-of-a-spreadsheet", "`{text}` is an error of a spreadsheet", "write the value that it took the place of"
)

_CELL = re.compile(
    r"#(?:N/[AD]|DIV/0!|(?:REF|VALUE|VALEUR|NUM|NOMBRE|NULL?|ERROR|SPILL|CALC|FIELD)!"
    r"|(?:NAME|NOM) ?\?)(?![^\s\"',;\]}])"
)
"""English and French names: https://support.microsoft.com lists them among the error values of Excel."""
_OF_WORD = re.compile(
    r"(?:Erreur|Error)[ \u00a0\u202f]?![ \u00a0\u202f]?"
    r"(?:Source du renvoi introuvable"
    r"|Signet non défini|Référence de lien hypertexte non valide|Reference source not found|Bookmark not defined"
    r"|Hyperlink reference not valid)\.?"
)
_GIFT = re.compile(r"(?<![{\\\w^])\{[ ]?[=~][^{}\n]{1,300}\}")
"""Options between braces, each after `=` or `~`."""
_REMARK = re.compile(
    r"#(?<=\w#)(?:à (?:vérifier|revoir|relire|compléter|corriger|confirmer|faire|voir)"
    r"|(?:todo|fixme|vérifier|revoir|relire)\b)"
    r"[^#]{0,200}$",
    re.IGNORECASE,
)
LEFT = (
    ("#", _CELL),
    ("#", re.compile(r"#(?<=\w#)(?=[àÀtTfFvVrR])")),
    ("Err", re.compile(r"Err(?=(?:eur|or)\W)")),
    ("{=", re.compile(r"\{=")),
    ("{~", re.compile(r"\{~")),
    ("{ =", re.compile(r"\{ =")),
    ("{ ~", re.compile(r"\{ ~")),
)
"""Characters that a file has, and how a line looks that may have any of this."""


def failed_cells(found: list[Diagnostic], lines: list[str]) -> list[Diagnostic]:
    """The diagnostics, where one is about an error of a spreadsheet with that: no mark of YAML is amiss there."""
    return [_of_cell(one, lines) for one in found]


def _of_cell(found: Diagnostic, lines: list[str]) -> Diagnostic:
    at = found.span
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    cell = _CELL.match(line, at.column - 1)
    if not cell:
        return found
    return CELL.at(Span(at.path, at.line, at.column, at.line, at.column + len(cell[0])), text=cell[0])


def leftovers(text: str, seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what another program left in a text; `seen` is the text without code, formulas, links and pictures."""
    if cell := _CELL.fullmatch(text):
        yield CELL.at(start_of(node, path), text=cell[0])
    if "Err" in seen and (word := _OF_WORD.search(seen)):
        how = "delete it: a word processor writes this where what it refers to is gone"
        yield SHOWN.at(place_of(word[0], node, lines, path), mark=shorten(word[0]), how=how)
    if "{" in seen and (gift := _GIFT.search(seen)):
        how = "leave it out: in Moodle (GIFT) these are the options; a card has `answer:` and `distractors:`"
        yield SHOWN.at(place_of(gift[0], node, lines, path), mark=shorten(gift[0]), how=how)
    if node.plain and (remark := _REMARK.search(seen)):
        how = f"`#` begins a comment only after a space: write ` {shorten(remark[0].replace('#', '# ', 1))}`"
        yield SHOWN.at(place_of(remark[0], node, lines, path), mark=shorten(remark[0]), how=how)
