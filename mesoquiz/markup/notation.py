"""Notations of LaTeX that a formula may use -> LaTeX that MathJax in Anki and the program on paper both know.

Chemistry and units as the packages mhchem and siunitx write them, lines that `\\\\` ends outside of an environment, `%`
for a percentage, and decimal commas. MathJax in Anki has mhchem and not siunitx.
"""

from __future__ import annotations

import re

from mesoquiz.markup.chemistry import with_chemistry
from mesoquiz.markup.quantities import UnknownNotationError, with_quantities

_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_BOLD = re.compile(r"\\bm(?![A-Za-z])")
_LAYERS = re.compile(r"\\begin(?![A-Za-z])|\\end(?![A-Za-z])|\\\\(?:\[[^\]]{0,10}\])?|\\.|[{}&]", re.DOTALL)


def expanded(latex: str, *, chemistry: bool = True) -> str:
    """`latex` without notations that are not known everywhere; those of chemistry may stay. What is not known stays."""
    try:
        made = with_quantities(latex)
        made = with_chemistry(made) if chemistry else made
    except UnknownNotationError:
        return latex
    made = _BOLD.sub(r"\\boldsymbol", _PERCENT.sub(r"\1\\%", made))
    return _in_lines(_DECIMAL.sub("{,}", made))


def unknown(latex: str) -> str:
    """What is not known of the chemistry and the units of a formula; empty where all is."""
    try:
        with_chemistry(with_quantities(latex))
    except UnknownNotationError as error:
        return str(error)
    return ""


def _in_lines(latex: str) -> str:
    """A formula in whose lines `\\\\` ends each: outside of an environment, it would join them."""
    if "\\\\" not in latex:
        return latex
    depth, breaks, aligned = 0, 0, False
    for found in _LAYERS.finditer(latex):
        depth += {"\\begin": 1, "{": 1, "\\end": -1, "}": -1}.get(found[0], 0)
        if not depth:
            breaks += found[0].startswith("\\\\")
            aligned = aligned or found[0] == "&"
    name = "aligned" if aligned else "gathered"
    return rf"\begin{{{name}}}{latex}\end{{{name}}}" if breaks else latex
