"""Chemistry and units in formulas, as the LaTeX packages mhchem and siunitx write them -> LaTeX that needs neither.

Only what is common is known, and what is not known as a whole stays as it is: `\\ce{SO4^2-}`, `\\ce{A + 2 B <=> C}`,
`\\SI{37}{\\celsius}`, `\\qty{5}{\\milli\\gram\\per\\kilo\\gram}`, `\\num{1e6}`. MathJax in Anki has
mhchem and not siunitx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHEMISTRY = re.compile(r"\\ce\s*\{")
_QUANTITY = re.compile(r"\\(?P<name>SI|qty|si|unit|num)(?![A-Za-z])\s*")
_ANY = re.compile(r"\\(?:ce|SI|qty|si|unit|num)(?![A-Za-z])")

_SIGNS = {
    **{"<=>": r" \rightleftharpoons ", "<->": r" \leftrightarrow ", "->": r" \rightarrow ", "<-": r" \leftarrow "},
    **{"-": r"\text{–}", "=": r"\text{=}", "#": r"\text{≡}", **dict.fromkeys(".*·", r"\text{·}")},
}
_SPECIES = re.compile(
    r"(?P<arrow><=>|<->|->|<-)(?![\[\]])"
    r"|(?P<plus>(?<=\s)\+(?=\s))"
    r"|(?P<letters>[A-Za-z]{1,30})"
    r"|\^\{(?P<above>\d{0,3}[+-]?)\}|\^(?P<charge>\d{0,3}[+-]|\d{1,3})"
    r"|_\{(?P<below>\d{1,3})\}|_(?P<under>\d{1,3})"
    r"|(?P<number>(?<![A-Za-z)\]])\d{1,4}[.,]\d{1,4}|\d{1,4})"
    r"|(?P<bond>[-=#](?=[A-Z(]))|(?P<sign>[+-])(?=$|[\s)\]])"
    r"|(?P<dot>[.*·](?=\d?[A-Z]))"
    r"|(?P<bracket>[()\[\]])|(?P<space>\s+)"
)

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,15})(?:(?P<mark>[.,])(?P<rest>\d{1,15}))?(?:[eE](?P<power>[+-]?\d{1,3}))?"
)
_PREFIXES = {
    **{"femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "deca": "da"},
    **{"hecto": "h", "kilo": "k", "mega": "M", "giga": "G"},
}
_UNITS = {
    **{"metre": "m", "meter": "m", "gram": "g", "kilogram": "kg", "second": "s", "minute": "min", "hour": "h"},
    **{"day": "d", "litre": "L", "liter": "L", "mole": "mol", "molar": "M", "celsius": "°C", "degreeCelsius": "°C"},
    **{"kelvin": "K", "pascal": "Pa", "newton": "N", "joule": "J", "watt": "W", "volt": "V", "ampere": "A"},
    **{"ohm": "Ω", "hertz": "Hz", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "dalton": "Da", "bar": "bar"},
    **{"percent": "%", "degree": "°", "mmHg": "mmHg", "electronvolt": "eV", "tesla": "T", "coulomb": "C"},
    **{
        name: name for name in ("kg", "g", "mg", "m", "cm", "mm", "s", "ms", "h", "L", "mL", "mol", "mmol", "Pa", "kPa")
    },
    **{name: name for name in ("K", "Hz", "kHz", "MHz", "V", "mV", "A", "mA", "J", "kJ", "W", "kW")},
    **{"l": "L", "ml": "mL", "ug": "µg", "um": "µm", "ul": "µL", "uL": "µL", "umol": "µmol", "nm": "nm", "ng": "ng"},
}
_MACRO = re.compile(r"\\([A-Za-z]+)\s*")
_LITERAL = re.compile(r"[A-Za-zµμΩ°%/.·*~ ]{1,40}(?:\^\{?-?\d\}?[A-Za-zµμΩ°%/.·*~ ]{0,40}){0,4}")
_POWER = re.compile(r"\^\{?(-?\d)\}?")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWERS = {"squared": "²", "cubed": "³"}


class _Unknown(Exception):
    """Something that is not known here."""


def has_notation(latex: str) -> bool:
    """Whether a formula has chemistry or units."""
    return _ANY.search(latex) is not None


def expanded(latex: str, *, chemistry: bool = True) -> str:
    """`latex` without the notations of chemistry (unless it is to stay) and units; as it is where one is not known."""
    if not has_notation(latex):
        return latex
    try:
        made = _with_quantities(latex)
        return _with_chemistry(made) if chemistry else made
    except _Unknown:
        return latex


def _group(text: str, start: int) -> tuple[str, int]:
    """What the braces that open at `start` hold, and where it goes on after them."""
    if text[start : start + 1] != "{":
        raise _Unknown
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return text[start + 1 : place], place + 1
    raise _Unknown


def _with_chemistry(latex: str) -> str:
    made, end = [], 0
    while found := _CHEMISTRY.search(latex, end):
        inner, after = _group(latex, found.end() - 1)
        made += [latex[end : found.start()], "{", _reaction(inner), "}"]
        end = after
    return "".join([*made, latex[end:]])


def _reaction(text: str) -> str:
    """The LaTeX of what `\\ce{…}` holds. A number is an index after a letter or a bracket, else a coefficient."""
    made: list[str] = []
    place, before = 0, ""
    text = text.strip()
    if not text:
        raise _Unknown
    while place < len(text):
        found = _SPECIES.match(text, place)
        if not found or not found.lastgroup:
            raise _Unknown
        kind = found.lastgroup
        made.append(_piece(kind, found[kind], before))
        before, place = text[found.end() - 1 : found.end()], found.end()
    return "".join(made)


def _piece(kind: str, text: str, before: str) -> str:
    if kind in ("above", "charge", "sign", "below", "under"):
        base = "" if before.strip() else "{}"
        return f"{base}{'_' if kind in ('below', 'under') else '^'}{{{text}}}"
    match kind:
        case "letters":
            return rf"\mathrm{{{text}}}"
        case "number" if before and (before.isalpha() or before in ")]"):
            return f"_{{{text}}}"
        case "number":
            return text.replace(",", "{,}") + r"\,"
        case "space":
            return ""
        case _:
            return _SIGNS.get(text, text)


def _with_quantities(latex: str) -> str:
    made, end = [], 0
    while found := _QUANTITY.search(latex, end):
        made.append(latex[end : found.start()])
        inner, end = _group(latex, found.end())
        if found["name"] == "num":
            made.append(f"{{{_number(inner)}}}")
        elif found["name"] in ("si", "unit"):
            made.append(rf"\text{{{_unit(inner)}}}")
        else:
            unit, end = _group(latex, end)
            shown = _unit(unit)
            space = "" if shown == "°" else r"\,"
            made.append(rf"{{{_number(inner)}{space}\text{{{shown}}}}}")
    return "".join([*made, latex[end:]])


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text.replace(" ", ""))
    if not found:
        raise _Unknown
    mark = {"": "", ".": ".", ",": "{,}"}[found["mark"] or ""]
    power = rf"\times 10^{{{found['power'].lstrip('+')}}}" if found["power"] else ""
    return f"{found['sign']}{found['digits']}{mark}{found['rest'] or ''}{power}"


def _unit(text: str) -> str:
    """A unit as it is printed: macros, of which `\\per` is a slash, or what is written without any."""
    text = text.strip()
    if "\\" in text:
        return _of_macros(text)
    if not _LITERAL.fullmatch(text):
        raise _Unknown
    shown = _POWER.sub(lambda match: match[1].translate(_RAISED), text)
    return shown.replace("~", "·").replace("*", "·").replace(".", "·")


def _of_macros(text: str) -> str:
    made, joint, prefix = "", "", ""
    for name in _names(text):
        if name == "per":
            joint = "/"
        elif name in _PREFIXES:
            prefix = _PREFIXES[name]
        elif name in _POWERS:
            made += _POWERS[name]
        elif name in _UNITS:
            made += joint + prefix + _UNITS[name]
            prefix, joint = "", "·"
        else:
            raise _Unknown
    if prefix or joint != "·":
        raise _Unknown
    return made


def _names(text: str) -> Iterator[str]:
    """The macros that a text is made of."""
    place = 0
    while place < len(text):
        found = _MACRO.match(text, place)
        if not found:
            raise _Unknown
        yield found[1]
        place = found.end()
