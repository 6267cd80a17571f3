"""Numbers and units in formulas, as the LaTeX package siunitx writes them -> LaTeX that needs no package.

`\\SI{37}{\\celsius}`, `\\qty{5}{\\milli\\gram\\per\\kilo\\gram}`, `\\SIrange{5}{10}{mL}`, `\\num{1e6}`, `\\ang{45}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUANTITY = re.compile(
    r"\\(?P<name>SIrange|qtyrange|numrange|SI|qty|si|unit|num|ang)(?![A-Za-z])\s*(?:\[[^\]]{0,200}\]\s*)?"
)
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,15})(?:(?P<mark>[.,])(?P<rest>\d{1,15}))?(?P<doubt>\(\d{1,9}\))?"
    r"(?:[eE](?P<power>[+-]?\d{1,3}))?"
)
_DOUBT = re.compile(r"\\pm(?![A-Za-z])|\+-|±")
_GROUPED = 5
"""Digits of a number that are set in groups of three."""
_PREFIXES = {
    **{"femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "deca": "da"},
    **{"hecto": "h", "kilo": "k", "mega": "M", "giga": "G"},
}
_UNITS = {
    **{"metre": "m", "meter": "m", "gram": "g", "kilogram": "kg", "second": "s", "minute": "min", "hour": "h"},
    **{"day": "d", "litre": "L", "liter": "L", "mole": "mol", "molar": "M", "celsius": "°C", "degreeCelsius": "°C"},
    **{"kelvin": "K", "pascal": "Pa", "newton": "N", "joule": "J", "watt": "W", "volt": "V", "ampere": "A"},
    **{"ohm": "Ω", "hertz": "Hz", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "dalton": "Da", "bar": "bar"},
    **{"percent": r"\%", "%": r"\%", "degree": "°", "mmHg": "mmHg", "electronvolt": "eV", "tesla": "T"},
    **{"coulomb": "C", "farad": "F", "candela": "cd", "lumen": "lm", "lux": "lx", "katal": "kat", "hectare": "ha"},
    **{"tonne": "t", "arcminute": "′", "arcsecond": "″", "angstrom": "Å", "decibel": "dB"},
    **{
        name: name for name in ("kg", "g", "mg", "m", "cm", "mm", "s", "ms", "h", "L", "mL", "mol", "mmol", "Pa", "kPa")
    },
    **{name: name for name in ("K", "Hz", "kHz", "MHz", "V", "mV", "A", "mA", "J", "kJ", "W", "kW", "N", "dB", "eV")},
    **{name: name for name in ("min", "dL", "hL", "cL", "km", "dm", "pg", "pH", "kcal", "cal", "Da", "kDa")},
    **{"l": "L", "ml": "mL", "ug": "µg", "um": "µm", "ul": "µL", "uL": "µL", "umol": "µmol", "nm": "nm", "ng": "ng"},
}
_MACRO = re.compile(r"\\(?P<name>[A-Za-z]+|%)\s*(?:\{(?P<power>-?\d)\})?[.\s]*")
_LITERAL = re.compile(r"(?:[A-Za-zµμΩ°%/.·*~ ′″Å]|\\%){1,40}(?:\^\{?-?\d\}?[A-Za-zµμΩ°%/.·*~ ]{0,40}){0,4}")
_POWER = re.compile(r"\^\{?(-?\d)\}?")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_AFTER = {"squared": "²", "cubed": "³"}
_BEFORE = {"square": "²", "cubic": "³"}


class UnknownNotationError(ValueError):
    """Something in a notation that is not known; its text says what."""


def group(text: str, start: int) -> tuple[str, int]:
    """What the braces that open at `start` hold, and where it goes on after them. Raises UnknownNotationError."""
    if text[start : start + 1] != "{":
        raise UnknownNotationError("its braces `{…}` are missing")
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return text[start + 1 : place], place + 1
    raise UnknownNotationError("a `}` is missing")


def with_quantities(latex: str) -> str:
    """A formula without the commands of siunitx. Raises UnknownNotationError."""
    made, end = [], 0
    while found := _QUANTITY.search(latex, end):
        made.append(latex[end : found.start()])
        name = found["name"]
        given, end = _groups(latex, found.end(), _ARGUMENTS.get(name, 1))
        made.append(_set(name, given))
    return "".join([*made, latex[end:]])


_ARGUMENTS = {"SIrange": 3, "qtyrange": 3, "numrange": 2, "SI": 2, "qty": 2}


def _groups(text: str, start: int, count: int) -> tuple[list[str], int]:
    given = []
    for _ in range(count):
        while text[start : start + 1].isspace():
            start += 1
        inner, start = group(text, start)
        given.append(inner)
    return given, start


def _set(name: str, given: list[str]) -> str:
    match name:
        case "num":
            return f"{{{_number(given[0])}}}"
        case "si" | "unit":
            return rf"\text{{{_unit(given[0])}}}"
        case "ang":
            return f"{{{_angle(given[0])}}}"
        case "numrange":
            return f"{{{_range(given)}}}"
        case "SIrange" | "qtyrange":
            return f"{{{_range(given[:2])}{_after_number(given[2])}}}"
        case _:
            number = _number(given[0])
            # (10 ± 2) mg: the unit is that of both.
            doubted = rf"({number})" if r"\pm" in number else number
            return f"{{{doubted}{_after_number(given[1])}}}"


def _range(given: list[str]) -> str:
    return rf"{_number(given[0])}\text{{–}}{_number(given[1])}"


def _after_number(text: str) -> str:
    shown = _unit(text)
    space = "" if shown in ("°", "′", "″") else r"\,"
    return rf"{space}\text{{{shown}}}"


def _angle(text: str) -> str:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > len("°′″") or not any(parts):
        raise UnknownNotationError(f"`{text.strip()}` is no angle that is known")
    return "".join(rf"{_number(part)}\text{{{sign}}}" for part, sign in zip(parts, "°′″", strict=False) if part)


def _number(text: str) -> str:
    return r" \pm ".join(_plain_number(part) for part in _DOUBT.split(text, maxsplit=1))


def _plain_number(text: str) -> str:
    found = _NUMBER.fullmatch(text.replace(" ", "").replace("~", ""))
    if not found:
        raise UnknownNotationError(f"`{text.strip()}` is no number that is known")
    mark = {"": "", ".": ".", ",": "{,}"}[found["mark"] or ""]
    power = rf"\times 10^{{{found['power'].lstrip('+')}}}" if found["power"] else ""
    digits, rest = found["digits"], found["rest"] or ""
    if len(digits) >= _GROUPED:
        first = len(digits) % 3 or 3
        digits = r"\,".join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])
    return f"{found['sign']}{digits}{mark}{rest}{found['doubt'] or ''}{power}"


def _unit(text: str) -> str:
    """A unit as it is printed: macros, of which `\\per` is a slash, or what is written without any."""
    text = text.strip()
    if re.search(r"\\[A-Za-z]", text):
        return _of_macros(text)
    if not _LITERAL.fullmatch(text):
        raise UnknownNotationError(f"`{text}` is no unit that is known")
    shown = _POWER.sub(lambda match: match[1].translate(_RAISED), text)
    shown = re.sub(r"(?<!\\)%", r"\\%", shown)
    return shown.replace("~", "·").replace("*", "·").replace(".", "·")


def _of_macros(text: str) -> str:
    made, joint, prefix, raised = "", "", "", ""
    for name, power in _macros(text):
        if name == "per":
            joint = "/"
        elif name in _PREFIXES:
            prefix = _PREFIXES[name]
        elif name in _BEFORE:
            raised = _BEFORE[name]
        elif name in _AFTER or name in ("tothe", "raiseto"):
            made += _AFTER.get(name, power)
        elif name in _UNITS:
            made += joint + prefix + _UNITS[name] + raised
            prefix, raised, joint = "", "", "·"
        else:
            raise UnknownNotationError(
                rf"`\{name}` is no unit that is known: write its letters, as in `\SI{{5}}{{UI/mL}}`"
            )
    if prefix or raised or joint != "·":
        raise UnknownNotationError(f"`{text}` is no unit that is known")
    return made


def _macros(text: str) -> Iterator[tuple[str, str]]:
    """The macros that a text is made of, each with the power after it."""
    place = 0
    while place < len(text):
        found = _MACRO.match(text, place)
        if not found:
            raise UnknownNotationError(f"`{text[place:].strip()}` is no unit that is known")
        yield found["name"], (found["power"] or "").translate(_RAISED)
        place = found.end()
