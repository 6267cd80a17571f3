"""Slips that YAML takes without a word, or blames on another line: looked for in the text and in what was read.

A tab or a no-break space after `:` or `-`; ` #5` in a text, which cuts it; `[1,5 mL]`, which is two entries; text
after `...`. Each search begins with one pass over the whole file, so a clean deck costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Sequence_
from dataclasses import replace
from itertools import pairwise

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule
from mesoquiz.reading.mistakes.lists import HASHED
from mesoquiz.reading.mistakes.repairs import INDENT
from mesoquiz.reading.mistakes.rewrite import ODD_SPACES, indentation, key_column, name_of_space, quote
from mesoquiz.reading.mistakes.texts.hashes import COMMENT, cut_tag, cut_text, fixed, place_of, tag_lines
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

ODD_SPACE = Rule(
    "odd-space", "`{what}` is followed by a {character}, not by an ordinary space", "write an ordinary space:\n{line}"
)
DECIMAL = Rule("decimal-comma", "the comma of `{number}` separates two {things} here", "{how}")
END = Rule("document-end", "`...` ends the deck here: what follows is not read", "remove the line `...`")

SPLITTING = frozenset({COMMENT.code, DECIMAL.code, HASHED.code})
"""A text that was cut or split says something else than its author meant."""

_ANY_ODD = re.compile(rf"[\t{ODD_SPACES}]")
_ODD = re.compile(
    rf"^(?P<head>[ ]*(?:- +)*)(?P<what>-|[A-Za-z_]+:)(?P<character>[\t{ODD_SPACES}])[ \t{ODD_SPACES}]*", re.MULTILINE
)
_INDENTED = re.compile(
    rf"^[ ]*(?P<odd>[{ODD_SPACES}])[ {ODD_SPACES}]*(?=(?:- )|-$|[^\W\d]\w*[ ]?:(?:[ ]|$))", re.MULTILINE
)
_BEGUN = re.compile(rf"\n[ ]*[{ODD_SPACES}]")
# Each begins with its rarest character: a search for that is fast.
_HASH = re.compile(r"#(?<=[ \t]#)[^\s#]")
_COMMA = re.compile(r",(?<=\d,)\d")
_NUMBERS = {
    **dict.fromkeys(("panel", "experts", "votes", "options", "difficulty"), False),
    **dict.fromkeys(("steps", "paliers", "table", "tableau"), True),
}
"""Keys of lists of numbers: whether these have decimals."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+\.\d+")
_END = re.compile(r"^\.\.\.[ \t]*$", re.MULTILINE)


def odd_spaces(lines: list[str], root: Node | None, path: str) -> Iterator[Diagnostic]:
    """Yield the lines whose `:` or `-` is followed by something that only looks like a space."""
    texts = set(_text_lines(root)) if root else set()
    for number, line in enumerate(lines):
        match = _ODD.match(line)
        if match and number not in texts:
            mended = match["head"] + match["what"] + " " + line[match.end() :]
            place = place_of(path, number, match.start("character"), match.start("character") + 1)
            found = ODD_SPACE.at(
                place, what=match["what"], character=name_of_space(match["character"]), line=mended.strip()
            )
            yield fixed(found, number, mended)


def has_odd_spaces(text: str) -> bool:
    """Whether a text needs the look at its lines."""
    # Most files have none of these characters.
    return _ANY_ODD.search(text) is not None and (_ODD.search(text) or _BEGUN.search(text)) is not None


def odd_indents(lines: list[str], root: Node | None, path: str) -> Iterator[Diagnostic]:
    """Yield the stretches of lines that begin with something that only looks like spaces."""
    inside = set(_text_lines(root)) if root else set()
    odd = {n: match for n, line in enumerate(lines) if n not in inside and (match := _INDENTED.match(line))}
    told = [line for number, line in enumerate(lines) if number not in odd and line.strip()] if odd else []
    dashes = {indentation(line) for line in told if line.lstrip(" ").startswith("-")}
    keys = {key_column(line) for line in told}
    for first in (number for number in odd if number - 1 not in odd):
        last = first
        while last + 1 in odd:
            last += 1
        texts: list[str] = []
        for number in range(first, last + 1):
            rest = lines[number][odd[number].end() :]
            columns = _columns(odd[number], dashes if rest.startswith("-") else keys)
            above = key_column(texts[-1]) if texts else columns
            if not rest.startswith("-") and columns not in keys and abs(columns - above) < 3:
                # The keys of a card are below its first.
                columns = above
            texts.append(" " * columns + rest)
        end = odd[first].end()
        found = INDENT.at(place_of(path, first, 0, end), what=name_of_space(odd[first]["odd"]))
        fix = Fix(first + 1, "\n".join(texts), last + 1)
        yield replace(found, hint=f"{found.hint}:\n{texts[0].strip()}", fix=fix)


def _columns(match: re.Match[str], known: set[int]) -> int:
    """How deep a line was meant to be: as deep as it has spaces, or twice that, where other lines are so deep."""
    number = match.end() - match.start()
    wide = len(re.sub("[\u200b\u2060]", "", match[0]))
    if wide and number not in known and wide in known:
        return wide
    return 2 * number if number not in known and 2 * number in known else number


def document_end(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield the first `...` that something follows."""
    match = _END.search(text) if "..." in text else None
    if match and text[match.end() :].strip():
        number = len(re.split("\r\n|\r|\n", text[: match.start()])) - 1
        yield END.at(place_of(path, number, 0, 3))


def misread(root: Node, text: str, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what was read otherwise than it was meant: texts cut at `#`, decimals split at the comma."""
    hash, comma = _HASH.search(text), _COMMA.search(text)
    tags: set[int] = set()
    if comma:
        yield from _misread_commas(root, lines, path)
    for node in _nodes(root) if hash else ():
        if type(node) is Scalar and node.start.line in tags:
            yield from cut_tag(node, lines, path)
        elif type(node) is Scalar and node.plain:
            yield from cut_text(node, lines, path)
        elif type(node) is Mapping and node.start.line < node.end.line:
            tags = set(tag_lines(node, lines)) or tags


def _misread_commas(root: Node, lines: list[str], path: str) -> Iterator[Diagnostic]:
    numbers: dict[int, bool] = {}
    for node in _nodes(root):
        if type(node) is Mapping:
            numbers.update(_lists_of_numbers(node))
        if type(node) is Sequence and id(node) in numbers:
            yield from _decimal_steps(node, lines, path) if numbers[id(node)] else ()
        elif type(node) is Sequence:
            yield from _split_decimals(node.items, "entries", lines, path)
        elif type(node) is Mapping and node.start.line == node.end.line:
            # `{text: 1,5 mg}`: what follows the comma is read as a key without a value.
            texts = [
                text for key, value in node.pairs for text in (key, value) if type(text) is not Scalar or text.text
            ]
            yield from _split_decimals(texts, "keys", lines, path)


def with_points(line: str) -> str:
    """A line whose numbers have a decimal point in place of a comma, `{left: 10,5}`."""
    return re.sub(r"([A-Za-z]:[ ]*)(\d+),(\d+)(?=[ ]*[,}])", r"\1\2.\3", line)


def _lists_of_numbers(node: Mapping) -> Iterator[tuple[int, bool]]:
    """The lists below keys that take numbers, by their `id`, and whether these may have decimals."""
    for key, value in node.pairs:
        if key.text in _NUMBERS and type(value) is Sequence:
            for row in (value, *value.items):
                if type(row) is Sequence and all(
                    type(one) is Scalar and _NUMBER.fullmatch(one.text) for one in row.items
                ):
                    yield id(row), _NUMBERS[key.text]


def _decimal_steps(node: Sequence, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield `0,5` of a list whose other numbers are divided by a space as well: `[0, 0,5, 1]`."""
    for run in _runs(node.items):
        if len(run) == 2 and run[0].text == "0" and ", " in lines[node.start.line][node.start.column : node.end.column]:
            yield _split(run, "numbers", f"write `0.{run[1].text}`", path)


def _split(run: list[Scalar], things: str, how: str, path: str) -> Diagnostic:
    before, after = re.search(r"(?<!\d)\d+$", run[0].text), re.match(r"\d+", run[1].text)
    place = place_of(path, run[0].end.line, run[0].end.column, run[0].end.column + 1)
    return DECIMAL.at(place, number=f"{before[0]},{after[0]}" if before and after else "", things=things, how=how)


def _split_decimals(texts: Sequence_[Node], things: str, lines: list[str], path: str) -> Iterator[Diagnostic]:
    splits = []
    # Who writes 0.5 in a list divides its entries by the comma.
    for run in (run for run in _runs(texts) if not any(_DECIMAL.fullmatch(one.text) for one in run)):
        how = f'put a text with a comma in quotes: "{",".join(one.text for one in run)}"'
        if re.search(r"(?:left|top|width|height):[ ]*$", lines[run[0].start.line][: run[0].start.column]):
            how = f"write `{'.'.join(one.text for one in run)}`"
        elif things == "keys" and all(one.text.isdecimal() for one in run) and len(run) == 2:
            how = f"write a number with a point: `{'.'.join(one.text for one in run)}`"
        splits.append((_split(run, things, how, path), run))
    sure = [split for split in splits if _is_one_text(split[1], lines)]
    if len(sure) < len(splits) or len({found.span.line for found, _ in splits}) != 1:
        yield from (found for found, _ in splits)
        return
    # All entries of one line are mended at once: a line has one remedy.
    number = splits[0][1][0].start.line
    mended = lines[number]
    for _, run in reversed(splits):
        start, end = run[0].start.column, run[-1].end.column
        mended = mended[:start] + quote(mended[start:end]) + mended[end:]
    for found, _ in splits:
        yield fixed(found, number, mended)


def _runs(texts: Sequence_[Node]) -> Iterator[list[Scalar]]:
    """Neighbours between which a comma without a space lies between two digits."""
    run: list[Scalar] = []
    for left, right in pairwise(texts):
        is_split = (
            type(left) is Scalar
            and type(right) is Scalar
            and left.plain
            and right.plain
            and left.end.line == right.start.line
            and right.start.column - left.end.column == 1
            and left.text[-1:].isdecimal()
            and right.text[:1].isdecimal()
        )
        if is_split and type(left) is Scalar and type(right) is Scalar:
            run = [*(run or [left]), right]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_one_text(run: list[Scalar], lines: list[str]) -> bool:
    """Whether a number with a comma cannot be two: a unit follows, or other entries are divided by a space as well."""
    start, end = run[0].start, run[-1].end
    line = lines[start.line] if start.line == end.line and start.line < len(lines) else ""
    text = line[start.column : end.column]
    if any(one.text.isdecimal() for one in run[1:-1]):
        # `1,5,7`
        return False
    return re.search(r",\d+\s?[^\W\d]|,\d+ ?%", text) is not None or ", " in line


def _nodes(root: Node) -> Iterator[Node]:
    """All nodes, in reading order, but for keys."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if type(node) is Mapping:
            stack += [value for _, value in reversed(node.pairs)]
        elif type(node) is Sequence:
            stack += reversed(node.items)


def _text_lines(root: Node) -> Iterator[int]:
    """The lines inside blocks and quoted texts, 0-based: what they look like is the author's affair."""
    for node in _nodes(root):
        if type(node) is Scalar and not node.plain and node.end.line > node.start.line:
            yield from range(node.start.line + 1, node.end.line + bool(node.end.column))
