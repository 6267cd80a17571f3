"""LaTeX -> MathML as plain data and as HTML, for paper: browsers and Typst set it without a script or a network.

The only module that knows latex2mathml, and it trusts nothing that the library makes: that neither escapes what
`\\text{…}` holds nor refuses `\\href{javascript:…}`. Its tree is built anew of the elements and attributes named here.
A formula that is not understood as a whole is none, and its reader shows it as written.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any

from mesoquiz.limits import MAX_FORMULA, MAX_FORMULA_DEPTH

Node = dict[str, Any]
"""{"tag": "mfrac", "attributes": {…}, "text": "", "parts": [node, …]}: an element of MathML."""

MAX_WIDTH = 60
"""Characters side by side. Browsers never break a formula: what is wider than the page would be cut off."""

_TOKENS = frozenset(("mi", "mn", "mo", "mtext", "mspace"))
_ANY_NUMBER = frozenset(("mrow", "mstyle", "mpadded", "mphantom", "msqrt", "menclose", "mtable", "mtr", "mtd"))
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
"""How many parts an element has: `\\frac{a` yields a fraction without a denominator."""

_WORD = r"[a-z-]{1,20}( [a-z-]{1,20}){0,9}"
_LENGTH = r"[+-]?\d{0,2}(\.\d{1,4})?(em|px|pt)?"
_ATTRIBUTES = {
    **dict.fromkeys(("mathvariant", "form", "columnalign", "notation"), re.compile(_WORD)),
    **dict.fromkeys(("stretchy", "fence", "accent", "movablelimits", "displaystyle"), re.compile("true|false")),
    **dict.fromkeys(("width", "height", "depth", "lspace", "voffset"), re.compile(_LENGTH)),
    **dict.fromkeys(("minsize", "maxsize", "linethickness"), re.compile(_LENGTH)),
    "scriptlevel": re.compile("[0-3]"),
}
"""Values that an attribute may have. Colours, addresses and styles are not for paper."""

_DEFINES = re.compile(r"\\(?:[gex]?def|let|\w*command|Declare\w*)\b")
"""A formula that defines commands can be made to grow without limit."""
_REFERENCE = re.compile("&#x[0-9A-Fa-f]{1,6};")


class _NotUnderstood(Exception):
    """The formula cannot be shown as such."""


@lru_cache(maxsize=1000)
def parse(latex: str, display: bool) -> Node | None:
    """The row that a formula (without its delimiters) makes; None for one that is not understood."""
    if not latex.strip() or len(latex) > MAX_FORMULA or _DEFINES.search(latex):
        return None
    from latex2mathml.converter import convert_to_element

    try:
        row = _node(convert_to_element(latex, display="block" if display else "inline")[0], 0)
    except Exception:
        # The library answers unfinished input with errors of its own, ValueError, StopIteration, RecursionError …
        return None
    return row if _width(row) <= MAX_WIDTH else None


def _node(element: Any, depth: int) -> Node:
    tag = element.tag
    parts = [_node(part, depth + 1) for part in element]
    if depth > MAX_FORMULA_DEPTH or not _is_sound(tag, len(parts), element.text or ""):
        raise _NotUnderstood(tag)
    text = _REFERENCE.sub(lambda match: html.unescape(match[0]), element.text or "")
    if tag == "mrow" and len(parts) == 1 and parts[0]["text"] == ",":
        # `1{,}5`: a comma in braces separates no list, and takes no space after it.
        parts[0]["tag"] = "mn"
    attributes = {name: value for name, value in element.attrib.items() if _is_allowed(name, value)}
    parts = _without_strokes(parts)
    if tag == "mi" and len(text) == 1 and text.isascii() and text.isalpha() and text != element.text:
        # `\mathrm{g}`: a letter that the library writes as a reference is upright; a browser would slant it.
        attributes["mathvariant"] = "normal"
    return {"tag": tag, "attributes": attributes, "text": text, "parts": parts}


def _without_strokes(parts: list[Node]) -> list[Node]:
    """Parts with `≠` where the library, for `\\not=`, lays a stroke over the sign that follows."""
    made: list[Node] = []
    for part in parts:
        stroke = made[-1] if made and part["tag"] == "mo" else None
        if stroke and stroke["tag"] == "mpadded" and [inner["text"] for inner in stroke["parts"]] == ["\u29f8"]:
            made[-1] = part | {"text": unicodedata.normalize("NFC", part["text"] + "\u0338")}
        else:
            made.append(part)
    return made


def _is_sound(tag: str, parts: int, text: str) -> bool:
    """Whether an element is one that we know, with as many parts as it takes, and no command that nobody knows."""
    if tag in _TOKENS:
        # latex2mathml leaves an unknown command, and a `&` that it cannot place, as the text of an identifier.
        return not parts and not (tag == "mi" and (text.startswith("\\") or text == "&"))
    return not text and (tag in _ANY_NUMBER or _PARTS.get(tag) == parts)


def _is_allowed(name: str, value: str) -> bool:
    pattern = _ATTRIBUTES.get(name)
    return pattern is not None and pattern.fullmatch(value) is not None


def _width(node: Node) -> int:
    """About how many characters are side by side; what is stacked counts once."""
    widths = [_width(part) for part in node["parts"]]
    stacked = node["tag"] in ("mfrac", "munder", "mover", "munderover", "mtable")
    return max(widths, default=0) if stacked else len(node["text"]) + sum(widths)


def written(latex: str, display: bool) -> str:
    """A formula as its author wrote it, with its delimiters: how one that is not understood is shown."""
    return f"\\[{latex}\\]" if display else f"\\({latex}\\)"


def as_tree(latex: str, display: bool) -> Node:
    """What turns the run of a formula into one that a typesetter sets: its tree, or a text."""
    row = parse(latex, display)
    return {"tree": row} if row else {"kind": "text", "text": written(latex, display)}


def mathml(latex: str, display: bool) -> str:
    """A formula (without its delimiters) as HTML; empty for one that is not understood."""
    row = parse(latex, display)
    if row is None:
        return ""
    return f'<math display="{"block" if display else "inline"}">{_html(row)}</math>'


def _html(node: Node) -> str:
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in node["attributes"].items())
    inner = html.escape(node["text"], quote=False) + "".join(_html(part) for part in node["parts"])
    return f"<{node['tag']}{attributes}>{inner}</{node['tag']}>"
