"""What may have been meant by a line that is not YAML, and how to say why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.parser import Fault

COLON = Rule("colon-in-text", "`:` followed by a space opens a new key inside this text", "put the text in quotes")
SPECIAL = Rule("special-start", "a text cannot begin with {sign}, which means something in YAML", "put it in quotes")
INNER_QUOTES = Rule("quote-in-quotes", "the text ends at the inner quote", "quote it with the other kind of quotes")
ESCAPE = Rule("backslash", 'in "…" the backslash is special, and `{sign}` is unknown', "use '…' or a block |")
UNCLOSED = Rule("unclosed-quote", "the quote that opens here is never closed", "close it at the end of the text")
BRACKET = Rule("unclosed-bracket", "the bracket that opens here is never closed", "close it")
NO_SPACE = Rule("no-space", "a space is missing behind `{key}`", "write the space")
INDENT = Rule("indentation", "this line begins with a {what}; YAML is indented with ordinary spaces", "use spaces")

_ENTRY = re.compile(r"(?P<head>[ ]*(?:- +)*(?:[^\s:'\"\[{#-][^:]*:[ \t]+)?)(?P<value>\S(?:.*[^ \t])?)[ \t]*$")
_GLUED = re.compile(r"(?P<head>[ ]*(?:- +)*)(?P<key>[A-Za-z_]+:|-)(?P<value>[^\s:/-].*)$")
_INDENT = re.compile(r"[ ]*[\t\u00a0\u202f][ \t\u00a0\u202f]*")
_UNKNOWN_ESCAPE = re.compile(
    r"\\(?:[^ \"\\/0abefnrtvxuUNLP_]|x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8}))"
)
# A run of spaces is tried only from its beginning.
_TAIL = re.compile(r"(?<![ \t])[ \t]+#(?:[ \t].*)?$")
_SIGNS = {"\t": "tab", "\u00a0": "no-break space", "\u202f": "no-break space"}


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A line to try in place of another, and what to say if it parses. Lines and columns from 0."""

    line: int
    text: str
    rule: Rule
    column: int
    end_column: int
    values: dict[str, str] = field(default_factory=dict)


def rewrites(work: list[str], fault: Fault) -> Iterator[Rewrite]:
    """Yield what may have been meant by the line of a fault, or by the two above it, most likely first."""
    numbers = [fault.line, fault.line - 1, fault.line - 2]
    if fault.context_line is not None:
        numbers.insert(0, fault.context_line)
    for number in dict.fromkeys(numbers):
        if 0 <= number < len(work) and work[number].strip():
            yield from _of_line(number, work, fault)


def _of_line(number: int, work: list[str], fault: Fault) -> Iterator[Rewrite]:
    line = work[number]
    indent = _INDENT.match(line)
    if indent:
        what = _SIGNS[next(sign for sign in indent[0] if sign in _SIGNS)]
        plain = re.sub("[\t\u00a0\u202f]", lambda sign: "  " if sign[0] == "\t" else " ", indent[0])
        above = work[max(0, number - 3) : number][::-1]
        around = [_spaces(other) for other in (*above, *work[number + 1 : number + 4])[:3]]
        # As deep as a tab looks, else as deep as the lines around it; below nothing, as deep as what follows.
        for spaces in dict.fromkeys([plain, *around] if any(above) else [*around, plain]):
            yield Rewrite(number, spaces + line[indent.end() :], INDENT, 0, indent.end(), {"what": what})
    glued = _GLUED.match(line)
    if glued:
        text = f"{glued['head']}{glued['key']} {glued['value']}"
        yield Rewrite(number, text, NO_SPACE, glued.start("key"), glued.end("key"), {"key": glued["key"]})
    comment = _TAIL.search(line)
    entry = _ENTRY.match(line[: comment.start()] if comment else line)
    if entry and comment:
        for rewrite in _quoted(number, entry, fault):
            yield replace(rewrite, text=rewrite.text + comment[0])
    entry = _ENTRY.match(line)
    if entry and not entry["value"].startswith(("|", ">-", ">+")):
        yield from _quoted(number, entry, fault)


def _spaces(line: str) -> str:
    """The indentation of a line, with that of a card's keys behind its dash."""
    dash = re.match(r"[ ]*(?:- +)*", line)
    return " " * (dash.end() if dash else 0)


def _quoted(number: int, entry: re.Match[str], fault: Fault) -> Iterator[Rewrite]:
    """The value in quotes, for the reason that its text shows."""
    head, value = entry["head"], entry["value"]
    start = entry.start("value")
    if value[0] in "\"'":
        yield from _requoted(number, entry, fault)
    elif value.startswith(("[", "{")) and not value.startswith("{{"):
        closing = {"[": "]", "{": "}"}[value[0]]
        # A brace before a key is a card on one line; any other is a text, as `{rare}` is.
        if closing not in value and (value[0] == "[" or re.match(r"\{\s*[A-Za-z_]+:\s", value)):
            yield Rewrite(number, head + value + closing, BRACKET, start, start + 1)
        if not value.endswith(closing):
            yield Rewrite(number, head + _quote(value), SPECIAL, start, start + 1, {"sign": f"`{value[0]}`"})
    elif value[0] in "@`%*&!|>?-{,]}#":
        sign = "a backtick" if value[0] == "`" else f"`{value[0]}`"
        yield Rewrite(number, head + _quote(value), SPECIAL, start, start + 1, {"sign": sign})
    elif ": " in value or value.endswith(":"):
        at = start + (value.find(": ") if ": " in value else len(value) - 1)
        yield Rewrite(number, head + _quote(value), COLON, at, at + 1)


def _requoted(number: int, entry: re.Match[str], fault: Fault) -> Iterator[Rewrite]:
    """A value that begins with a quote, with quotes that work."""
    head, value = entry["head"], entry["value"]
    start, first = entry.start("value"), value[0]
    is_closed = len(value) > 1 and value[-1] == first
    inner = value[1:-1] if is_closed else value[1:]
    at = start + 1 + max(0, value[1:].find(first))
    is_escape = "escape" in fault.problem or "decimal number" in fault.problem
    if is_escape and (escape := _UNKNOWN_ESCAPE.search(value)):
        place = start + escape.start()
        yield Rewrite(number, head + _quote(inner), ESCAPE, place, place + 2, {"sign": escape[0]})
    elif is_closed:
        # `"un" et "deux"`: the outer quotes belong to the text.
        belong = first in inner and inner.count(first) % 2 == 0 and _is_inside(inner, first)
        whole = value if belong else inner
        yield Rewrite(number, head + _quote(whole), INNER_QUOTES, at, at + 1)
    else:
        yield Rewrite(number, head + value + first, UNCLOSED, start, start + 1)
        yield Rewrite(number, head + _quote(value), INNER_QUOTES, at, at + 1)


def _is_inside(inner: str, quote: str) -> bool:
    """Whether the first quote of `inner` closes one that was opened before it, as in `un" et "deux`."""
    before, _, after = inner.partition(quote)
    return bool(before) and not before[-1].isspace() and (not after or not (after[0].isalnum() or after[0] == quote))


def _quote(text: str) -> str:
    """`text` as a YAML scalar: in double quotes, or in single ones where it has double quotes or backslashes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


_ALIGNMENT = "this line is not aligned with those above it"
_KEYS = "align the keys of a card under each other, and put texts in quotes"
_QUOTES = "put texts in quotes, use | for long ones, and spaces instead of tabs"
_WORDS = {
    "quoted": ("a quote that opens here is never closed", "close it at the end of the text"),
    "expected ':'": (
        "this line is neither a key nor indented like a text",
        "indent the lines of a text further than its key",
    ),
    "mapping values": ("`:` cannot stand here", "put the text in quotes, or align the key with those above it"),
    "sequence entries": ("`-` cannot stand here", "align the entries of a list under each other"),
    "block scalar": (
        "a text cannot stand behind `|` on the same line",
        "write it on the next line, indented further than the key",
    ),
    "flow": ("a bracket is not closed, or a comma is missing", _QUOTES),
    "block": (_ALIGNMENT, _KEYS),
    "tab": ("a tab cannot stand here", "use spaces"),
    "cannot start any token": ("this sign cannot stand here", "put texts in quotes, and use spaces instead of tabs"),
}
"""What the parser's problem or its context contains -> the matter in plain words, and what to do."""


def explain(work: list[str], fault: Fault) -> tuple[int, int, str, str]:
    """A fault that no rewrite mends: its line and column (from 0), what is the matter, what to do."""
    line, column = min(fault.line, len(work) - 1), fault.column
    is_simple_key = "expected ':'" in fault.problem
    if fault.context_line is not None and (is_simple_key or not work[line].strip()):
        # The parser may blame the end of the file, which it counts as a line of its own.
        line = min(fault.context_line, len(work) - 1)
        column = len(work[line]) - len(work[line].lstrip())
    said = f"{fault.problem} {fault.context}"
    unknown = (fault.problem or "it cannot be read", _QUOTES)
    problem, hint = next((words for sign, words in _WORDS.items() if sign in said), unknown)
    if problem == _ALIGNMENT:
        hint = _how_to_align(work, line)
    return line, min(column, len(work[line])), problem, hint


def _how_to_align(work: list[str], line: int) -> str:
    if work[line].lstrip().startswith("- "):
        return "align the entries of a list under each other"
    return "indent all lines of a text alike" if _inside_block(work, line) else _KEYS


def _inside_block(work: list[str], line: int) -> bool:
    """Whether the lines above are those of a text opened by `|` or `>`."""
    for number in range(line - 1, max(-1, line - 30), -1):
        if re.search(r":[ \t]+[|>][-+0-9]*[ \t]*$", work[number]):
            return True
        if re.match(r"[ ]*(?:- +)*[A-Za-z_]+:", work[number]):
            return False
    return False
