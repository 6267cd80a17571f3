"""Environments of LaTeX -> those that `latex2mathml` knows, for paper; and what a formula on paper cannot have.

What the library does not know it leaves out without a word, or shows as letters: so that it is told here.
"""

from __future__ import annotations

import re

_KNOWN = frozenset(
    (
        *("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix"),
        *("array", "cases", "align*", "split", "eqalign"),
    )
)
_ALIGNED, _CENTRED = "align*", "eqalign"
_SAME = {
    **dict.fromkeys(("aligned", "align", "alignedat", "alignat", "alignat*", "eqnarray", "eqnarray*"), _ALIGNED),
    **dict.fromkeys(("gathered", "gather", "gather*", "multline", "multline*", "multlined"), _CENTRED),
    **{"dcases": "cases", "psmallmatrix": "pmatrix", "bsmallmatrix": "bmatrix"},
}
_ENVIRONMENT = re.compile(r"\\(?P<what>begin|end)\s*\{(?P<name>[A-Za-z]{1,20}\*?)\}(?P<count>\{\d\})?")
_WITHOUT = re.compile(
    r"\\(?:begin|end)\s*\{(?:equation|displaymath|math)\*?\}|\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])"
    r"|(?<=\\\\)\s*\[[^\]]{0,10}\]|@\{[^{}]*\}"
)
"""What does nothing on paper: numbers of equations, space between lines and columns."""
_TELLTALES = (
    (
        re.compile(r"\\(?:hline|cline)(?![A-Za-z])|\\begin\s*\{array\}\s*\{[^{}]*\|"),
        "lines in an `array` are not drawn: leave out `|` and `\\hline`",
    ),
    (re.compile(r"\\tag(?![A-Za-z])"), "`\\tag` is not set: write the number into the sentence"),
    (re.compile(r"\\sideset(?![A-Za-z])"), "`\\sideset` is not set: write `_{…}` and `^{…}`"),
    (re.compile(r"\\operatorname\*"), "`\\operatorname*` is not set: write `\\underset{x}{\\mathrm{…}}`"),
    (
        re.compile(r"\\(?:[gex]?def|let|\w*command|Declare\w*)(?![A-Za-z])"),
        "commands of one's own are not known: write what they stand for",
    ),
)


def for_paper(latex: str) -> str:
    """A formula whose environments `latex2mathml` knows, as far as they have a like there."""
    if "\\" not in latex:
        return latex
    return _ENVIRONMENT.sub(_named, _WITHOUT.sub("", latex))


def _named(match: re.Match[str]) -> str:
    name = _SAME.get(match["name"], match["name"])
    count = "" if "at" in match["name"] else match["count"] or ""
    return rf"\{match['what']}{{{name}}}{count}"


def telltale(latex: str) -> str:
    """What a formula for paper cannot have, in words, with what to write instead; empty where there is nothing."""
    for pattern, told in _TELLTALES:
        if pattern.search(latex):
            return told
    for found in _ENVIRONMENT.finditer(latex):
        if found["name"] not in _KNOWN:
            return f"the environment `{found['name']}` is not known: write `aligned`, `cases` or `matrix`"
    plain = re.sub(r"\\.", "", latex, flags=re.DOTALL)
    if plain.count("{") != plain.count("}"):
        return f"a `{'}' if plain.count('{') > plain.count('}') else '{'}` is missing"
    return ""
