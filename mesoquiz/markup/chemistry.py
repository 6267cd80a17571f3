"""Chemistry in formulas, as the LaTeX package mhchem writes it -> LaTeX that needs no package.

`\\ce{SO4^2-}`, `\\ce{A + 2 B <=>[k_1] C}`, `\\ce{^{99m}_{43}Tc}`, `\\ce{CuSO4 . 5 H2O}`. After the manual of mhchem.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mesoquiz.markup.quantities import UnknownNotationError, group

_CHEMISTRY = re.compile(r"\\ce(?![A-Za-z])\s*")
_ARROWS = {
    **{"<=>": r"\rightleftharpoons", "<->": r"\leftrightarrow", "->": r"\rightarrow", "<-": r"\leftarrow"},
    **{"<=>>": r"\rightleftharpoons", "<<=>": r"\rightleftharpoons"},
}
_EXTENSIBLE = {"->": r"\xrightarrow", "<-": r"\xleftarrow"}
_SIGNS = {"-": r"\text{–}", "=": r"\text{=}", "#": r"\text{≡}", **dict.fromkeys(".*·", r"\text{·}")}
_SPECIES = re.compile(
    r"(?P<arrow><=>>|<<=>|<=>|<->|->|<-)"
    r"|(?P<plus>(?<=\s)\+(?=\s))"
    r"|(?P<falls>(?<=\s)v(?=\s|$))|(?P<rises>(?<=\s)\^(?=\s|$))"
    r"|(?P<variable>(?<![^\s(])[a-z](?=\s))"
    r"|(?P<letters>[A-Za-z]{1,30})"
    r"|\^(?=(?P<above>\{))|\^(?P<charge>\d{0,3}[+-]|\d{1,3})"
    r"|_(?=(?P<below>\{))|_(?P<under>\d{1,3}|[a-z])"
    r"|(?P<ratio>(?<![A-Za-z)\]\d])\d{1,2}/\d{1,2})"
    r"|(?P<number>(?<![A-Za-z)\]])\d{1,4}[.,]\d{1,4}|\d{1,4})"
    r"|(?P<bond>[-=#](?=[A-Z(]))|(?P<sign>[+-])(?=$|[\s)\]])"
    r"|(?P<dot>\s*[.*·]\s*(?=\d{0,2}\s?[A-Zn]))"
    r"|(?P<maths>\$[^$]{1,200}\$)|(?P<command>\\[A-Za-z]{2,20}(?![A-Za-z{\[]))"
    r"|(?P<bracket>[()\[\]])|(?P<space>\s+)"
)
_STATE = re.compile(r"\((?:aq|s|l|g|cr|am)\)")
_SCRIPT = re.compile(r"(?P<letters>[A-Za-z]{2,})|(?P<variable>[A-Za-z](?!\d))|(?P<other>[\d+−/()-]|(?P<dot>[.•]))")


def with_chemistry(latex: str) -> str:
    """A formula without the command of mhchem. Raises UnknownNotationError."""
    made, end = [], 0
    while found := _CHEMISTRY.search(latex, end):
        inner, after = group(latex, found.end())
        made += [latex[end : found.start()], "{", _reaction(inner), "}"]
        end = after
    return "".join([*made, latex[end:]])


def _reaction(text: str) -> str:
    """The LaTeX of what `\\ce{…}` holds. A number is an index after a letter or a bracket, else a coefficient."""
    made: list[str] = []
    place, before = 0, ""
    text = text.strip()
    if not text:
        raise UnknownNotationError(r"`\ce{}` is empty")
    while place < len(text):
        found = _SPECIES.match(text, place)
        if not found or not found.lastgroup:
            raise UnknownNotationError(
                rf"`{text[place:].split()[0][:12]}` in `\ce` is not known: write it as in `\mathrm{{H_2O}}`"
            )
        kind, end = found.lastgroup, found.end()
        if kind == "arrow":
            piece, end = _arrow(text, found[kind], end)
        elif kind in ("above", "below"):
            inner, end = group(text, end)
            piece = _script("^" if kind == "above" else "_", _scripted(inner), before)
        else:
            piece = _piece(kind, found[kind], before)
        made.append(piece)
        before, place = text[end - 1 : end], end
    return "".join(made)


def _piece(kind: str, text: str, before: str) -> str:
    match kind:
        case "charge" | "sign":
            return _script("^", text, before)
        case "under":
            return _script("_", text, before)
        case "number" if before and (before.isalpha() or before in ")]"):
            return f"_{{{text}}}"
        case _:
            make = _MADE.get(kind)
            return make(text) if make else _SIGNS.get(text.strip(), text)


def _ratio(text: str) -> str:
    over, under = text.split("/")
    return rf"\tfrac{{{over}}}{{{under}}}\,"


_MADE: dict[str, Callable[[str], str]] = {
    "letters": r"\mathrm{{{0}}}".format,
    "variable": r"{0}\,".format,
    "command": r"{0}\,".format,
    "number": lambda text: text.replace(",", "{,}") + r"\,",
    "ratio": _ratio,
    "maths": lambda text: f"{{{text.strip('$')}}}",
    "space": lambda _: "",
    "falls": lambda _: r"\,\downarrow",
    "rises": lambda _: r"\,\uparrow",
}


def _script(mark: str, text: str, before: str) -> str:
    base = "" if before.strip() and before not in "+-([" else "{}"
    return f"{base}{mark}{{{text}}}"


def _scripted(text: str) -> str:
    """The LaTeX of what is in braces above or below: `2+`, `99m`, `2n+2`, `(aq)`, or a formula in `$`."""
    text = text.strip()
    if text[:1] == "$" == text[-1:] and len(text) > 2:
        return text[1:-1]
    if _STATE.fullmatch(text) or re.fullmatch(r"\d+m", text):
        return rf"\mathrm{{{text}}}"
    made, place = "", 0
    while place < len(text):
        found = _SCRIPT.match(text, place)
        if not found:
            raise UnknownNotationError(rf"`{text}` in `\ce` is not known")
        made += rf"\mathrm{{{found[0]}}}" if found["letters"] else r"\bullet " if found["dot"] else found[0]
        place = found.end()
    return made


def _arrow(text: str, arrow: str, end: int) -> tuple[str, int]:
    """An arrow with what is in brackets after it, over it and below, and where it goes on."""
    labels: list[str] = []
    while text[end : end + 1] == "[" and len(labels) < 2:
        close = text.find("]", end)
        if close < 0:
            raise UnknownNotationError(r"a `]` is missing in `\ce`")
        labels.append(_label(text[end + 1 : close]))
        end = close + 1
    sign = _ARROWS[arrow]
    over, under = [*labels, "", ""][:2]
    if not over and not under:
        return f" {sign} ", end
    if arrow in _EXTENSIBLE:
        return rf" {_EXTENSIBLE[arrow]}{f'[{under}]' if under else ''}{{{over}}} ", end
    made = rf"\overset{{{over}}}{{{sign}}}" if over else sign
    return rf" \underset{{{under}}}{{{made}}} " if under else f" {made} ", end


def _label(text: str) -> str:
    """What stands at an arrow: a formula in `$`, a command such as `\\Delta`, chemistry, or words."""
    text = text.strip()
    if not text:
        return ""
    if re.fullmatch(r"[a-z]_(?:\{-?\d\}|-?\d|[a-z])", text):
        # `k_1` and `k_{-1}` are constants of a reaction.
        return text
    if re.fullmatch(r"[^\\$^_{}]{2,60}", text) and not re.fullmatch(r"(?:[A-Z][a-z]?\d*|[+-]|[()])+", text):
        return rf"\text{{{text}}}"
    return _reaction(text)
