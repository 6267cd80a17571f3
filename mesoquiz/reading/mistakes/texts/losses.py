"""Texts that are read without a word and say something else than was meant: cut, joined, or for another program.

They are looked at as they are decoded, where it is known that they are texts; only in files in which anything looks
like one of these losses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.lines.leftovers import LEFT, leftovers
from mesoquiz.reading.mistakes.lines.starts import GOING_ON, STARTS, starts
from mesoquiz.reading.mistakes.texts.foreign import SUSPECT, foreign
from mesoquiz.reading.mistakes.texts.formulas import LATEX, outside, unmatched
from mesoquiz.reading.mistakes.texts.garbled import HIDDEN, garbled, place_of
from mesoquiz.reading.mistakes.texts.halfmarks import HALF, halfmarks
from mesoquiz.reading.mistakes.texts.hypertext import ENTITIES, hypertext
from mesoquiz.reading.mistakes.texts.pasted import PASTED, pasted
from mesoquiz.reading.mistakes.texts.swallowed import swallowed
from mesoquiz.reading.mistakes.texts.tables import TABLED, tables
from mesoquiz.reading.nodes import Scalar

DEEPER = Rule(
    "entry-too-deep", "this entry is indented further than the one above, and is read as a part of it", "align it"
)
JOINED = Rule(
    "lines-joined",
    "these lines are joined to one: a list in a text needs a block",
    "write `|` after the key, and each line as it is below",
    Severity.WARNING,
)
FOLDED = Rule(
    "lines-joined-by-fold",
    "`>` joins these lines to one: a list or a table in a text needs `|`",
    "write `|` in place of `>` after the key",
    Severity.WARNING,
)
GOES_ON = Rule(
    "entry-goes-on",
    "this line is read as a part of the entry above it",
    "write `- ` before it if it is an entry; if not, write both on one line",
    Severity.WARNING,
)
BAR = Rule(
    "mark-of-block",
    "`{mark}` is shown as a part of the text, and its lines are joined",
    "write `|` in place of `{mark}`: it begins a text of several lines",
    Severity.WARNING,
)
CUT = Rule(
    "comment-after-text",
    "`#` begins a comment here, so `{text}` is not read",
    "put the text in quotes, or, if this is a note for authors, on a line of its own",
    Severity.WARNING,
)
NO_GAP = Rule(
    "gap-outside-cloze",
    "`{gap}` is shown as it is written here",
    "{how}",
    Severity.WARNING,
)
COMMA = Rule("stray-comma", "this comma is shown as a part of the text", "leave it out, or go on", Severity.WARNING)
SEMICOLON = Rule(
    "semicolon-at-the-end", "this semicolon is shown as a part of the text", "leave it out, or go on", Severity.WARNING
)
STRAY = Rule(
    "stray-quote", "this quote opens or closes nothing", "leave it out, or write the other one", Severity.WARNING
)

_GARBLED = re.compile("[ÂÃÅŽˆŠ√‚½¼\ufffd]")
_SUSPECT = (
    ("{{", re.compile(r"\{\{")),
    ("<", re.compile(r"<(?:/?[A-Za-z]|!--|<|https?:|[\w.+-]{1,60}@)")),
    ("&", ENTITIES),
    ("#", re.compile(r"#[ \t#]")),
    ("â", re.compile("â[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")),
    *((mark, _GARBLED) for mark in "ÂÃÅŽˆŠ√‚½¼\ufffd"),
    *SUSPECT.items(),
    *HALF,
    *TABLED,
    *PASTED,
    *LATEX,
    *STARTS,
    *LEFT,
)
"""A character that most files do not have -> how a loss looks that has it."""
_RARE = frozenset("".join(mark for mark, _ in _SUSPECT))
_DASHED = re.compile(r"[ ]*- ")
_LISTED = re.compile(r"[ ]*(?:[-*+•–—|][ ]|\d{1,2}[.)][ ])")
_SHORT = 40
"""Characters of a line that nobody breaks for its length."""
_BARS = frozenset("/\\lI¦│｜ǀ")
"""What looks like `|`, or is beside it on a keyboard."""
_HALF = re.compile(r"\\\([^\n]{0,500}")
_IN_TWO = re.compile(r"(?<!!)\[\[|<<")
_GAP = re.compile(r"\{\{[^{}\n]{1,200}\}\}")
_REMARK = re.compile(
    r"(?:todo|fixme|xxx|nb|note|remarque|à |a |voir|cf|source|vérif|revoir|relire|check|see|page|p\.|d'après|selon"
    r"|ajout|version|idée|question|facile|difficile|corrig|auteur|attention|ne pas|old|ancien|new|nouveau|import"
    r"|ok\b|\?|!|=|-)",
    re.IGNORECASE,
)
_ENDS = (".", "?", "!", "…", ":", ";")


def suspects(text: str) -> frozenset[int]:
    """The lines (from 0) that have anything that texts with a loss have. Costs next to nothing where there is none."""
    # An old Macintosh ends lines otherwise.
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    # A single character is searched for much faster than two: most files lack one of them.
    there = {character for character in _RARE if character in text}
    looks = {look for mark, look in _SUSPECT if there.issuperset(mark) and mark in text}
    places = sorted(match.start() for look in looks for match in look.finditer(text))
    lines, line, last = set(), 0, 0
    for place in places:
        line += text.count("\n", last, place)
        last = place
        lines.add(line)
    return frozenset(lines)


def losses(node: Scalar, text: str, problems: Problems, *, gaps: bool) -> list[Diagnostic]:
    """What is lost of the text that was read from `node`, which may have `gaps`.

    An error among it means that the text is not what was written.
    """
    lines, path = problems.lines, problems.path
    found = list((_of_plain if node.plain else _of_folded)(node, text, lines, path)) if lines else []
    if lines:
        found += swallowed(node, lines, path)
    if not problems.suspects.isdisjoint(range(node.start.line, node.end.line + 1)):
        seen = HIDDEN.sub(" ", text)
        gap = None if gaps else _GAP.search(seen)
        if gap:
            before = lines[node.start.line][: node.start.column].lstrip(" -") if lines else ""
            inner = gap[0].strip("{}").rpartition("::")[2]
            is_asked = before.startswith(("question:", "statement:"))
            how = "write `cloze:` in place of this key" if is_asked else f"write `{shorten(inner)}`, without braces"
            found.append(NO_GAP.at(place_of(gap[0], node, lines, path), gap=shorten(gap[0]), how=how))
        found += hypertext(text, seen, node, lines, path)
        if not seen.isascii():
            found += garbled(text, node, lines, path)
        found += foreign(text, seen, node, lines, path)
        # What is in two brackets in a cloze may be a gap, and is told there.
        whole = _IN_TWO.sub("\0", seen) if gaps else seen
        # Half a formula is told already.
        found += halfmarks(text, _HALF.sub(" ", whole) if "\\(" in whole else whole, node, lines, path)
        found += outside(text, _HALF.sub(" ", seen) if "\\(" in seen else seen, node, lines, path)
        if lines:
            found += leftovers(text, seen, node, lines, path)
            found += pasted(text, seen, node, lines, path)
            found += starts(text, node, problems)
        if lines and ("|" in text or "\t" in text):
            found += tables(node, lines, path)
        if "\\(" in text or "\\[" in text:
            found += unmatched(text, node, lines, path)
    return found


def _of_plain(node: Scalar, text: str, lines: list[str], path: str) -> Iterator[Diagnostic]:
    first, last = node.start.line, min(node.end.line, len(lines) - 1)
    if first == last:
        yield from _cut(node, text, lines[last], path)
        below = lines[last + 1] if last + 1 < len(lines) else ""
        # Text at the edge is told there.
        if text.endswith(",") and not (below[:1].isalpha() and ":" not in below):
            yield COMMA.at(Span(path, last + 1, node.end.column, last + 1, node.end.column + 1))
        elif text.endswith(";") and lines[last][: node.start.column].rstrip().endswith(":") and "&" not in text:
            yield SEMICOLON.at(Span(path, last + 1, node.end.column, last + 1, node.end.column + 1))
        else:
            yield from _stray(node, text, path)
        return
    dashed = [number for number in range(first + 1, last + 1) if _DASHED.match(lines[number])]
    if dashed:
        dash = re.search(r"-[ ]+$", lines[first][: node.start.column])
        if dash:
            yield _deeper(dashed[0], last, dash.start(), lines, path)
        else:
            yield JOINED.at(_of_dash(dashed[0], lines, path))
    elif (mark := lines[first][node.start.column :].strip()) in _BARS and lines[first][: node.start.column].endswith(
        ": "
    ):
        column = node.start.column + 1
        yield BAR.at(Span(path, first + 1, column, first + 1, column + 1), mark=mark)
    else:
        yield from _going_on(node, last, lines, path)
        yield from _stray(node, text, path)


def _stray(node: Scalar, text: str, path: str) -> Iterator[Diagnostic]:
    """A quote at the end of a text that has no other one; after a number, it may be inches or seconds."""
    if text.endswith('"') and text.count('"') % 2 and not text[:-1].rstrip()[-1:].isdigit():
        line, column = node.end.line + 1, node.end.column
        yield STRAY.at(Span(path, line, column, line, column + 1))


def _going_on(node: Scalar, last: int, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """A short line below a short entry of a list: a list goes on there, and no text that was too long for a line."""
    first = node.start.line
    texts = [lines[first][node.start.column :], *lines[first + 1 : last + 1]]
    is_short = all(len(one.strip()) <= _SHORT and not one.rstrip().endswith((",", ";", ":", "-")) for one in texts)
    if len(texts[1]) - len(texts[1].lstrip()) > node.start.column or GOING_ON.match(texts[1].strip()):
        return
    if is_short and all(map(str.strip, texts)) and re.search(r"-[ ]+$", lines[first][: node.start.column]):
        column = len(texts[1]) - len(texts[1].lstrip()) + 1
        yield GOES_ON.at(Span(path, first + 2, column, first + 2, column + len(texts[1].strip())))


def _of_folded(node: Scalar, text: str, lines: list[str], path: str) -> Iterator[Diagnostic]:  # noqa: ARG001 (as above)
    """A list in a block that `>` joins: its lines are no further indented than the text, or they would stay lines."""
    first = node.start.line
    if not lines[first].startswith(">", node.start.column) or first + 1 >= len(lines):
        return
    # A block ends where the next line begins.
    below = range(first + 1, min(node.end.line, len(lines)))
    base = min((len(lines[at]) - len(lines[at].lstrip(" ")) for at in below if lines[at].strip()), default=0)
    for at in below[1:] if base else ():
        line = lines[at]
        if lines[at - 1].strip() and _LISTED.match(line) and not line.startswith(" " * (base + 1)):
            yield FOLDED.at(Span(path, at + 1, base + 1, at + 1, base + 2))
            return


def _deeper(first: int, last: int, column: int, lines: list[str], path: str) -> Diagnostic:
    """What to say of entries that are deeper than the entry above them, whose dash is at `column`."""
    texts = [" " * column + line.lstrip(" ") if _DASHED.match(line) else line for line in lines[first : last + 1]]
    found = DEEPER.at(_of_dash(first, lines, path))
    fix = Fix(first + 1, "\n".join(texts), last + 1)
    return replace(found, hint=f"{found.hint}:\n{texts[0].strip()}", fix=fix)


def _of_dash(number: int, lines: list[str], path: str) -> Span:
    column = lines[number].index("-") + 1
    return Span(path, number + 1, column, number + 1, column + 1)


def _cut(node: Scalar, text: str, line: str, path: str) -> Iterator[Diagnostic]:
    """A comment that looks like the rest of the text: one space before it, no word of a remark, no end of sentence."""
    rest = line[node.end.column :]
    if not rest.startswith(" # ") or text.endswith(_ENDS):
        return
    said = rest[3:].strip()
    if said and not _REMARK.match(said):
        column = node.end.column + 2
        yield CUT.at(Span(path, node.end.line + 1, column, node.end.line + 1, column + 1), text=shorten(f"# {said}"))
