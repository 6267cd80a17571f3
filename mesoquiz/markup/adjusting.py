"""What `latex2mathml` makes of a formula -> what browsers and Typst set alike."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

Node = dict[str, Any]
"""{"tag": "mfrac", "attributes": {…}, "text": "", "parts": [node, …]}: an element of MathML."""

_LIMITS = frozenset(("lim", "liminf", "limsup", "max", "min", "sup", "inf", "det", "gcd", "Pr"))
"""Names that have what is below them under them, on a line of their own."""
_FUNCTIONS = frozenset(
    (
        *("ln", "log", "lg", "exp", "arg", "dim", "deg", "ker", "sin", "cos", "tan", "cot", "sec", "csc"),
        *("sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan"),
    )
)
"""Names with some space between them and what they are of: `ln x`."""
_OPERANDS = frozenset(("mi", "mn", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "mrow", "mover", "mstyle"))
_SCRIPTS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_INFIX = frozenset("=<>≤≥≈≃≡≠→←↔⇒⇔⇌+−-±×·⋅÷/")
_OPENING, _CLOSING = frozenset("([{|‖⟨"), frozenset(")]}|‖⟩")
_ESCAPED = re.compile(r"\\([%#&$_{}])")
_LINES = frozenset("―‾¯_")
_WIDE = {"^": "\u0302", "~": "\u0303", "ˆ": "\u0302", "˜": "\u0303"}
_CLOSE, _UPRIGHT = frozenset("/|‖"), frozenset("↑↓↕⇑⇓")
"""Signs without space around them, and those that browsers make as high as their row."""
_NO_SPACE = {"lspace": "0em", "rspace": "0em"}
THIN = "0.167em"


_NOTHING: Node = {}


class NotSetError(ValueError):
    """A formula has something that is not set; its text says what."""


def adjusted(node: Node) -> Node:
    """An element whose parts were adjusted before, as it is to be set. Raises NotSetError."""
    match node["tag"]:
        case "mtext":
            return _words(node)
        case "mi":
            return _identifier(node)
        case "mo":
            return _operator(node)
        case "mspace" if "linebreak" in node["attributes"]:
            raise NotSetError("a line ends inside braces: write `\\\\` outside of them")
        case "msub" | "msup" | "msubsup":
            tag = _SCRIPTS[node["tag"]] if _is_limit(node["parts"]) else node["tag"]
            return node | {"tag": tag, "parts": [*node["parts"][:1], *map(_tight, node["parts"][1:])]}
        case "mover" | "munder" | "munderover":
            made = _stacked(node)
            return made | {"parts": [*made["parts"][:1], *map(_tight, made["parts"][1:])]}
        case "mrow" | "mtd" | "mstyle" | "msqrt" | "menclose" | "mpadded" | "mphantom":
            return node | {"parts": _spaced(_fenced(node["parts"]))}
        case _:
            return node


def _tight(node: Node) -> Node:
    """A script without space around its signs, as Typst and TeX have it: `Ca²⁺` and not `Ca² ⁺`."""
    if node["tag"] == "mo" and (node["text"] in _INFIX or node["text"] in _CLOSE):
        return node | {"attributes": node["attributes"] | _NO_SPACE}
    return node | {"parts": [_tight(part) for part in node["parts"]]}


def _words(node: Node) -> Node:
    text = _ESCAPED.sub(r"\1", node["text"])
    if "\\" in text or text.count("$") > 1:
        raise NotSetError("`\\text{…}` has words only: end it before a command or a formula")
    return node | {"text": text}


def _identifier(node: Node) -> Node:
    text, variant = node["text"], node["attributes"].get("mathvariant")
    if variant == "bold-italic" and len(text) == 1:
        return node | {"text": _bold(text), "attributes": {}}
    if not variant and "Α" <= text <= "Ω" and len(text) == 1:
        # Typst, as TeX, has Greek capitals upright.
        return node | {"attributes": {"mathvariant": "normal"}}
    return node


def _bold(letter: str) -> str:
    """The bold italic letter of mathematics: browsers know no other way to set one."""
    for first, last, start in (("A", "Z", 0x1D468), ("a", "z", 0x1D482), ("Α", "Ω", 0x1D71C), ("α", "ω", 0x1D736)):
        if first <= letter <= last:
            return chr(start + ord(letter) - ord(first))
    return letter


def _operator(node: Node) -> Node:
    text = node["text"]
    if text in _LIMITS:
        return node | {"attributes": {"movablelimits": "true", "lspace": "0em", "rspace": THIN}}
    if len(text) > 1 and text.replace(" ", "").isalpha():
        return node | {"tag": "mi", "attributes": {}}
    if "minsize" in node["attributes"]:
        return node | {"attributes": node["attributes"] | {"stretchy": "true"}}
    if text in _CLOSE and not node["attributes"]:
        return node | {"attributes": _NO_SPACE}
    return node | {"attributes": {"stretchy": "false"}} if text in _UPRIGHT else node


def _is_limit(parts: list[Node]) -> bool:
    return bool(parts) and parts[0]["tag"] == "mo" and parts[0]["text"] in _LIMITS


def _stacked(node: Node) -> Node:
    base, *rest = node["parts"] or [None]
    if base is None or not rest:
        return node
    mark, letters = rest[0]["text"], len(_text(base))
    if len(rest) == 1 and mark in _LINES and (letters > 1 or mark != "¯"):
        side = "top" if node["tag"] == "mover" else "bottom"
        return {"tag": "menclose", "attributes": {"notation": side}, "text": "", "parts": [base]}
    if len(rest) == 1 and mark in _WIDE and letters > 1:
        wide = rest[0] | {"text": _WIDE[mark], "attributes": {"stretchy": "true"}}
        return node | {"parts": [base, wide]}
    return node | {"parts": [_bare(base), *[_label(part) for part in rest]]}


def _bare(base: Node) -> Node:
    """The sign of a row that has nothing else: an arrow that stretches."""
    only = base["parts"][0] if base["tag"] in ("mstyle", "mrow") and len(base["parts"]) == 1 else base
    return only if only["tag"] == "mo" else base


def _label(part: Node) -> Node:
    """What stands over an arrow: browsers take `+0.833em` of a padding for all of its width."""
    if part["tag"] != "mpadded":
        return part
    space = {"tag": "mspace", "attributes": {"width": "0.4em"}, "text": "", "parts": []}
    return {"tag": "mrow", "attributes": {}, "text": "", "parts": [space, *part["parts"][:1], space]}


def _text(node: Node) -> str:
    return str(node["text"]) + "".join(map(_text, node["parts"]))


def _fenced(parts: list[Node]) -> list[Node]:
    """Parts in which brackets around a table, or numbers above each other, grow with it."""
    made = list(parts)
    for place, part in enumerate(parts[1:-1], 1):
        before, after = parts[place - 1], parts[place + 1]
        is_tall = part["tag"] == "mtable" or part["attributes"].get("linethickness") == "0"
        if is_tall and _is_sign(before, _OPENING) and _is_sign(after, _CLOSING) and not _is_fence(before):
            made[place - 1 : place + 2] = [
                {
                    "tag": "mrow",
                    "attributes": {},
                    "text": "",
                    "parts": [_grown(before, "prefix"), part, _grown(after, "postfix")],
                },
                *[_NOTHING] * 2,
            ]
    return [part for part in made if part is not _NOTHING]


def _is_sign(node: Node, signs: frozenset[str]) -> bool:
    return node["tag"] == "mo" and node["text"] in signs


def _is_fence(node: Node) -> bool:
    return bool(node["attributes"].get("fence") == "true")


def _grown(sign: Node, form: str) -> Node:
    kept = {name: value for name, value in sign["attributes"].items() if name in ("minsize", "maxsize")}
    return sign | {"attributes": kept | {"stretchy": "true", "fence": "true", "form": form}}


def _spaced(parts: list[Node]) -> list[Node]:
    """Parts with space around the names of functions and around signs between words, which browsers forget."""
    if [part["tag"] for part in parts if part["tag"] not in ("mtext", "mspace")] == ["mo"]:
        # To a browser, a row of words and one sign is a large sign, and has space around itself alone.
        return [part | {"tag": "mi" if part["tag"] == "mtext" else part["tag"]} for part in parts]
    made: list[Node] = []
    for place, part in enumerate(parts):
        before, after = made[-1] if made else None, parts[place + 1] if place + 1 < len(parts) else None
        if _is_function(part):
            if before and before["tag"] in _OPERANDS:
                made.append(_thin())
            made.append(part)
            if after and after["tag"] in _OPERANDS and not _is_bracketed(after):
                made.append(_thin())
        elif _is_sign(part, _INFIX) and before and after and "mtext" in (before["tag"], after["tag"]):
            # Beside words a browser takes a sign for the first of the row, which has no space around it.
            made.append(part | {"attributes": part["attributes"] | {"form": "infix"}})
        else:
            made.append(part)
    return made


def _is_function(node: Node) -> bool:
    if node["tag"] in ("msub", "msup", "msubsup"):
        return _is_function(node["parts"][0])
    return node["tag"] == "mi" and node["text"] in _FUNCTIONS


def _is_bracketed(node: Node) -> bool:
    return node["tag"] == "mrow" and bool(node["parts"]) and _is_sign(node["parts"][0], _OPENING)


def _thin() -> Node:
    return {"tag": "mspace", "attributes": {"width": THIN}, "text": "", "parts": []}


def without_strokes(parts: list[Node]) -> list[Node]:
    """Parts with `≠` where the library, for `\\not=`, lays a stroke over the sign that follows."""
    made: list[Node] = []
    for part in parts:
        stroke = made[-1] if made and part["tag"] == "mo" else None
        if stroke and stroke["tag"] == "mpadded" and [inner["text"] for inner in stroke["parts"]] == ["\u29f8"]:
            made[-1] = part | {"text": unicodedata.normalize("NFC", part["text"] + "\u0338")}
        else:
            made.append(part)
    return made
