"""LaTeX -> MathML as plain data and as HTML, for paper: browsers and Typst set it without a script or a network.

The only module that knows latex2mathml, and it trusts nothing that the library makes: that neither escapes what
`\\text{…}` holds nor refuses `\\href{javascript:…}`. Its tree is built anew of the elements and attributes named here.
A formula that is not understood as a whole is none, and its reader shows it as written.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

from mesoquiz.limits import MAX_FORMULA, MAX_FORMULA_DEPTH
from mesoquiz.markup.adjusting import Node, NotSetError, adjusted, without_strokes
from mesoquiz.markup.commands import meant_by, names
from mesoquiz.markup.environments import for_paper, telltale
from mesoquiz.markup.notation import expanded, unknown

MAX_WIDTH = 80
"""Characters side by side that no line breaks: what is wider than the page would be cut off."""
LONG = 28
"""Characters of a formula that is broken before its signs, since a column may be no wider."""
SMALLER, TINY = 0.7, 0.5
"""How large the letters of scripts and fractions are in relation to those around, and the smallest."""
_STACKED = frozenset(("mfrac", "munder", "mover", "munderover", "mtable"))
_SCRIPTED = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover"))
_BREAKS = frozenset("=<>≤≥≪≫≈≃≅≡∼≠∝→←↔⇒⇔⇌⟶+−-±∓×·⋅∗÷∪∩∧∨")
"""Signs before which a line may break, where they are in no bracket, fraction or root."""

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
    "linebreak": re.compile("newline"),
    "columnspacing": re.compile("0em( 2em)?"),
}
"""Values that an attribute may have. Colours, addresses and styles are not for paper."""

_BEFORE = frozenset((*_BREAKS, ",", ";", ":", "|"))
"""A sign after one of these is that of a number: `= −5`."""
_DEPTHS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_REFERENCE = re.compile("&#x[0-9A-Fa-f]{1,6};")


NO_COMMAND = "`{}` is no command that is known"
_ERRORS = {
    "ExtraLeftOrMissingRightError": "a `\\left` lacks its `\\right`: where nothing is to be seen, write `\\right.`",
    "MissingSuperScriptOrSubscriptError": "nothing follows `^` or `_`",
    "DoubleSubscriptsError": "two `_` follow each other: put the first into braces, `{x_1}_2`",
    "DoubleSuperscriptsError": "two `^` follow each other: put the first into braces, `{x^1}^2`",
    "MissingEndError": "an environment lacks its `\\end`",
}
"""What the library misses in a formula, by its error."""


def parse(latex: str, display: bool) -> Node | None:
    """The row that a formula (without its delimiters) makes; None for one that is not understood, or too wide."""
    row = _understood(latex, display)
    return row if row and max(map(_width, pieces(row))) <= MAX_WIDTH else None


def fault(latex: str, display: bool) -> str:
    """Why a formula is shown as it is written, in words that say what to write; empty for one that is set."""
    if parse(latex, display):
        return ""
    found = _read(latex, display)
    if isinstance(found, str):
        return unknown(latex) or found
    return "a part of it is wider than a page: divide it, or write its words outside of it"


def misspelt(latex: str) -> list[tuple[str, str]]:
    """The commands of a formula that are none, each with what was meant, where anything is like it."""
    unknown = (
        name for name in names(latex) if str(_read(f"\\{name}", False)).startswith(NO_COMMAND.format(f"\\{name}"))
    )
    return [(f"\\{name}", meant) for name in unknown if (meant := meant_by(name))]


def _understood(latex: str, display: bool) -> Node | None:
    found = _read(latex, display)
    return None if isinstance(found, str) else found


@lru_cache(maxsize=1000)
def _read(latex: str, display: bool) -> Node | str:
    """The row that a formula makes, or why there is none."""
    latex = for_paper(expanded(latex))
    if not latex.strip() or len(latex) > MAX_FORMULA:
        return "it is empty, or too long"
    if told := telltale(latex):
        return told
    from latex2mathml.converter import convert_to_element

    try:
        return _node(convert_to_element(latex, display="block" if display else "inline")[0], 0)
    except NotSetError as error:
        return str(error)
    except Exception as error:
        # The library answers unfinished input with errors of its own, ValueError, StopIteration, RecursionError …
        return _ERRORS.get(type(error).__name__, "it is not understood: is a part missing, or a brace?")


def pieces(row: Node) -> list[Node]:
    """The rows of a formula between which a line may break; itself where it is short."""
    if _width(row) <= LONG:
        return [row]
    made: list[list[Node]] = [[]]
    depth = 0
    for part in _flat(row):
        is_sign = part["tag"] == "mo" and part["text"] in _BREAKS
        if is_sign and not depth and made[-1] and made[-1][-1]["text"] not in _BEFORE:
            made.append([part | {"attributes": part["attributes"] | {"form": "infix"}}])
        else:
            made[-1].append(part)
        depth = max(0, depth + (_DEPTHS.get(part["text"], 0) if part["tag"] == "mo" else 0))
    return [row | {"parts": parts} for parts in made]


def _flat(row: Node) -> list[Node]:
    """The parts of a row, and of the rows in it that are there only for braces."""
    made: list[Node] = []
    for part in row["parts"]:
        made += _flat(part) if part["tag"] == "mrow" and not part["attributes"] and not _is_fenced(part) else [part]
    return made


def _is_fenced(row: Node) -> bool:
    return any(part["attributes"].get("fence") == "true" for part in row["parts"])


def _node(element: Any, depth: int) -> Node:
    tag = element.tag
    parts = [_node(part, depth + 1) for part in element]
    if depth > MAX_FORMULA_DEPTH:
        raise NotSetError("too much is inside one another: divide it")
    if not _is_sound(tag, len(parts), element.text or ""):
        raise NotSetError(_unsound(tag, element.text or ""))
    text = _REFERENCE.sub(lambda match: html.unescape(match[0]), element.text or "")
    if tag == "mrow" and len(parts) == 1 and parts[0]["text"] == ",":
        # `1{,}5`: a comma in braces separates no list, and takes no space after it.
        parts[0]["tag"] = "mn"
    attributes = {name: value for name, value in element.attrib.items() if _is_allowed(name, value)}
    parts = without_strokes(parts)
    if tag == "mi" and len(text) == 1 and text.isascii() and text.isalpha() and text != element.text:
        # `\mathrm{g}`: a letter that the library writes as a reference is upright; a browser would slant it.
        attributes["mathvariant"] = "normal"
    return adjusted({"tag": tag, "attributes": attributes, "text": text, "parts": parts})


def _unsound(tag: str, text: str) -> str:
    if tag == "mfrac":
        return "a fraction lacks its lower part"
    if text == "&":
        return "`&` is in no table: write `\\begin{aligned}…\\end{aligned}` around its lines"
    if text.startswith("\\") and text[1:].isalpha():
        return f"{NO_COMMAND.format(text)}; for a name or a word, write `\\mathrm{{{text[1:]}}}`"
    return "it is not understood: is a part missing, or a brace?"


def _is_sound(tag: str, parts: int, text: str) -> bool:
    """Whether an element is one that we know, with as many parts as it takes, and no command that nobody knows."""
    if tag in _TOKENS:
        # latex2mathml leaves an unknown command, and a `&` that it cannot place, as the text of an identifier.
        return not parts and not (tag == "mi" and (text.startswith("\\") or text == "&"))
    return not text and (tag in _ANY_NUMBER or _PARTS.get(tag) == parts)


def _is_allowed(name: str, value: str) -> bool:
    pattern = _ATTRIBUTES.get(name)
    return pattern is not None and pattern.fullmatch(value) is not None


def _width(node: Node, scale: float = 1.0) -> float:
    """About how many characters are side by side; what is stacked counts once, and what is small for less."""
    tag, smaller = node["tag"], max(TINY, scale * SMALLER)
    sizes = [scale, *[smaller] * 2] if tag in _SCRIPTED else [smaller] * 2 if tag == "mfrac" else None
    widths = [_width(part, sizes[place] if sizes else scale) for place, part in enumerate(node["parts"])]
    if tag in _STACKED:
        return max(widths, default=0.0)
    # A sign has space around it.
    return (len(node["text"]) + (node["text"] in _BREAKS)) * scale + sum(widths)


def written(latex: str, display: bool) -> str:
    """A formula as its author wrote it, with its delimiters: how one that is not understood is shown."""
    return f"\\[{latex}\\]" if display else f"\\({latex}\\)"


def wide(latex: str, display: bool) -> int:
    """About how many characters of a formula no line breaks; of one that is not set, all."""
    row = parse(latex, display)
    return widest(row) if row else len(written(latex, display))


def is_long(row: Node) -> bool:
    """Whether a line may break in a formula."""
    return _width(row) > LONG


def widest(row: Node) -> int:
    """About how many characters of a formula no line breaks."""
    return max(1, round(max(map(_width, pieces(row)))))


def as_tree(latex: str, display: bool) -> Node:
    """What turns the run of a formula into one that a typesetter sets: its tree, or a text."""
    row = parse(latex, display)
    if row is None:
        return {"kind": "text", "text": written(latex, display)}
    return {"tree": row, "long": is_long(row), "width": widest(row)}


def mathml(latex: str, display: bool) -> str:
    """A formula (without its delimiters) as HTML; empty for one that is not understood."""
    row = parse(latex, display)
    if row is None:
        return ""
    if not is_long(row):
        return f'<math display="{"block" if display else "inline"}">{_html(row)}</math>'
    style = ' displaystyle="true"' if display else ""
    name = "formula display" if display else "formula"
    # Browsers break no line inside a formula, so it is several.
    made = "".join(f'<math display="inline"{style}>{_html(piece)}</math>' for piece in pieces(row))
    return f'<span class="{name}" style="--width:{widest(row)}">{made}</span>'


def _html(node: Node) -> str:
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in node["attributes"].items())
    inner = html.escape(node["text"], quote=False) + "".join(_html(part) for part in node["parts"])
    return f"<{node['tag']}{attributes}>{inner}</{node['tag']}>"
