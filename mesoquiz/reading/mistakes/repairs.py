"""What may have been meant by a line that is not YAML: by its texts, their quotes and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.blocks import blocks, listed_in_text, whys
from mesoquiz.reading.mistakes.cards.keyless import without_keys
from mesoquiz.reading.mistakes.flows import braces, flows
from mesoquiz.reading.mistakes.layout import broken, layouts
from mesoquiz.reading.mistakes.lines.cutoff import cut_off
from mesoquiz.reading.mistakes.lines.leads import marked, unopened
from mesoquiz.reading.mistakes.lines.longtexts import COLON, ENTRY, long_text
from mesoquiz.reading.mistakes.lists import (
    dashed,
    doubled_bar,
    missing_brackets,
    nested,
    relisted,
    split_quoted,
    starred,
    tagged,
    unescaped,
    wrongly_closed,
)
from mesoquiz.reading.mistakes.marks import bare_keys, marks, outside
from mesoquiz.reading.mistakes.quotes import never_closed, never_closed_in_braces, requoted, unpaired
from mesoquiz.reading.mistakes.rewrite import (
    ODD_SPACES,
    Rewrite,
    indentation,
    key_column,
    name_of_space,
    quote,
    shifted,
)
from mesoquiz.reading.mistakes.texts.colons import defined
from mesoquiz.reading.parser import Fault

SPECIAL = Rule("special-start", "a text cannot begin with {character}, which has a meaning in YAML", "put it in quotes")
AFTER_QUOTES = Rule("after-quotes", "`{rest}` after the end of the text belongs to nothing", "leave it out")
BRACKET = Rule("unclosed-bracket", "the bracket that opens here is never closed", "close it")
NO_SPACE = Rule("no-space", "there is no space after `{key}`", "write the space")
INDENT = Rule("indentation", "this line begins with a {what}; YAML is indented with ordinary spaces", "use spaces")
OF_MOODLE = Rule("mark-of-moodle", "`{mark}` is a mark of Moodle (GIFT), which decks do not use", "leave it out")
BLANK = Rule("tab-in-empty-line", "this line looks empty, and has a tab", "leave it empty")

_HEADER = re.compile(r"\|(?:[-+0-9]|[ \t]|$)|>[-+]")
"""A block begins here, or a text on the line of its `|`."""
_GLUED = re.compile(r"(?P<head>[ ]*(?:- +)*)(?P<key>[A-Za-z_]+:|-)(?P<value>[^\s:/-].*)$")
_GIFT = re.compile(r"(?:::[^:\n]{1,80}::|%-?\d{1,3}(?:\.\d{1,5})?%)[ ]*(?=\S)")
"""The title of a question, the weight of an answer."""
_FAR = 60
"""Lines that are indented together at most."""
_INDENT = re.compile(rf"[ ]*(?P<odd>[\t{ODD_SPACES}])[ \t{ODD_SPACES}]*")
# A run of spaces is tried only from its beginning.
_TAIL = re.compile(r"(?<![ \t])[ \t]+#(?:[ \t].*)?$")
_AFTER = re.compile(r"(?P<text>\"[^\"\\]*\"|'[^']*'|\[[^\[\]{}]*\]|\{[^{}]*\})[ \t]*(?P<rest>[,;]+|\.|【[^】]*】\.?)$")


def rewrites(work: list[str], fault: Fault, words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield what may have been meant by the line of a fault, or by the two above it, most likely first.

    `words` are the keys that the file may have.
    """
    numbers = [fault.line, fault.line - 1, fault.line - 2]
    if fault.context_line is not None:
        # A list or a card begins where nothing is wrong; a quote or a bracket, where it is.
        numbers.insert(3 if "block" in fault.context else 0, fault.context_line)
    known = [number for number in dict.fromkeys(numbers) if 0 <= number < len(work) and work[number].strip()]
    yield from _emptied(fault.line, work)
    yield from never_closed(fault.line, work, words)
    yield from never_closed_in_braces(fault.line, work)
    yield from without_keys(known, fault.line, work, words)
    for number in known:
        yield from _marked(number, work, words)
    for number in known:  # a line within a text is no text: its quotes would be a part of the whole
        yield from long_text(number, work, words)
    for number in known:
        yield from _of_line(number, work, fault, words)
    for number in known:
        yield from outside(number, work)


def _marked(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The line with the marks of YAML: spaces before it, a colon and a space after its key, a dash and a space."""
    line = work[number]
    yield from _indented(number, work)
    yield from marks(number, work, words)
    yield from bare_keys(number, work, words)
    glued = _GLUED.match(line)
    if glued:
        text = f"{glued['head']}{glued['key']} {glued['value']}"
        yield Rewrite(number, text, NO_SPACE, glued.start("key"), glued.end("key"), {"key": glued["key"]})


def _of_line(number: int, work: list[str], fault: Fault, words: frozenset[str]) -> Iterator[Rewrite]:
    line = work[number]
    comment = _TAIL.search(line)
    if comment and comment[0].rstrip().endswith(("]", "}")):
        # `[lit # 3, lit 4]`: the list goes on.
        comment = None
    entry = ENTRY.match(line[: comment.start()] if comment else line)
    if entry and comment:
        for rewrite in _quoted(number, entry, fault, work, words):
            yield replace(rewrite, text=rewrite.text + comment[0])
    yield from flows(number, work, fault, words)
    yield from whys(number, work, words)
    yield from listed_in_text(number, work, words)
    yield from layouts(number, work, words)
    entry = ENTRY.match(line)
    if entry and not _HEADER.match(entry["value"]):
        yield from doubled_bar(number, entry["head"], entry["value"])
        yield from dashed(number, entry["head"], entry["value"], work)
        yield from _quoted(number, entry, fault, work, words)
    yield from starred(number, work)
    yield from blocks(number, work, words)
    yield from broken(number, work, words)


def _emptied(number: int, work: list[str]) -> Iterator[Rewrite]:
    """The first lines below without the tabs that are all they have: they are blamed on the line above."""
    blank = next(
        (at for at in range(number, min(number + 3, len(work))) if "\t" in work[at] and not work[at].strip()), -1
    )
    if blank >= 0:
        yield Rewrite(blank, "", BLANK, 0, len(work[blank]))


def _indented(number: int, work: list[str]) -> Iterator[Rewrite]:
    """The line with ordinary spaces at its beginning, and those next to it that begin like it."""
    indent = _INDENT.match(work[number])
    if indent is None:
        return
    first = last = number
    while first > max(0, number - _FAR) and _INDENT.match(work[first - 1]) and work[first - 1].strip():
        first -= 1
    while last + 1 < min(len(work), number + _FAR) and _INDENT.match(work[last + 1]) and work[last + 1].strip():
        last += 1
    above = work[max(0, first - 3) : first][::-1]
    around = [key_column(other) for other in (*above, *work[last + 1 : last + 4])[:3]]
    around += [column + 2 for column in around[:1]]
    for begin, end in dict.fromkeys(((first, last), (number, number))):
        plain = [_plain(line) for line in work[begin : end + 1]]
        begun = _INDENT.match(work[begin]) or indent
        what = {"what": name_of_space(begun["odd"])}
        # As deep as a tab looks, else as deep as the lines around it.
        for columns in dict.fromkeys([indentation(plain[0]), *around]):
            text = "\n".join(shifted(plain, columns - indentation(plain[0])))
            yield Rewrite(begin, text, INDENT, 0, begun.end(), what, last=end)


def _plain(line: str) -> str:
    """A line that begins with ordinary spaces: two for a tab."""
    indent = _INDENT.match(line)
    end = indent.end() if indent else 0
    return re.sub(rf"[\t{ODD_SPACES}]", lambda odd: "  " if odd[0] == "\t" else " ", line[:end]) + line[end:]


def _quoted(
    number: int, entry: re.Match[str], fault: Fault, work: list[str], words: frozenset[str]
) -> Iterator[Rewrite]:
    """The value in quotes, for the reason that its text shows."""
    head, value = entry["head"], entry["value"]
    start = entry.start("value")
    yield from marked(number, head, value, work)
    after = _AFTER.match(value)
    if after:
        at = start + after.start("rest")
        # A full stop may have been meant to be inside; what a chat cites is words.
        sure = after["rest"][0] in ",;"
        rest = {"rest": after["rest"]}
        yield Rewrite(number, head + after["text"], AFTER_QUOTES, at, at + 1, rest, is_sure=sure)
    if value[0] in "\"'":
        yield from split_quoted(number, head, value)
        yield from unpaired(number, head, value)
        yield from requoted(number, entry, fault, work, words)
    elif value.startswith(("[", "{")) and not value.startswith("{{"):
        yield from cut_off(number, head, value, work)
        yield from _bracketed(number, entry, fault, words)
    elif gift := _GIFT.match(value):
        text = head + value[gift.end() :].strip()
        mark = {"mark": gift[0].strip()}
        yield Rewrite(number, text, OF_MOODLE, start, start + len(gift[0].rstrip()), mark, is_sure=False)
    elif value[0] in "@`%*&!|>?-{,]}#":
        yield from unpaired(number, head, value)
        yield from unopened(number, head, value)
        character = "a backtick" if value[0] == "`" else f"`{value[0]}`"
        yield Rewrite(number, head + quote(value), SPECIAL, start, start + 1, {"character": character})
    elif ": " in value or (value.endswith(":") and head.strip()):
        yield from defined(number, work[number], words)
        yield from unopened(number, head, value)
        # A line without a key or a dash goes on with a text, whose part its quotes would be.
        at = start + (value.find(": ") if ": " in value else len(value) - 1)
        yield Rewrite(number, head + quote(value), COLON, at, at + 1)


def _bracketed(number: int, entry: re.Match[str], fault: Fault, words: frozenset[str]) -> Iterator[Rewrite]:
    """A value that begins with a bracket or a brace, as the list or the card that it was meant to be, or as a text."""
    head, value = entry["head"], entry["value"]
    start = entry.start("value")
    if "escape" in fault.problem or "decimal number" in fault.problem:
        yield from unescaped(number, head, value)
    yield from tagged(number, head, value)
    yield from nested(number, head, value)
    yield from wrongly_closed(number, head, value)
    yield from relisted(number, head, value)
    yield from braces(number, head, value, words)
    closing = {"[": "]", "{": "}"}[value[0]]
    # A brace before a key is a card on one line; any other is a text, as `{rare}` is.
    if closing not in value and (value[0] == "[" or re.match(r"\{\s*[A-Za-z_]+:\s", value)):
        yield Rewrite(number, head + value.rstrip(", ") + closing, BRACKET, start, start + 1)
    elif re.match(r"\{\s*\"\w+\"\s*:", value) and (missing := missing_brackets(value)):
        yield Rewrite(number, head + value + missing, BRACKET, start, start + 1)
    if not value.endswith(closing) or re.match(r"\{[^{}:]*\}.", value):
        sure = "]," not in value or head.strip().removeprefix("- ") != "answer:"
        text, what = head + quote(value), {"character": f"`{value[0]}`"}
        yield Rewrite(number, text, SPECIAL, start, start + 1, what, is_sure=sure)
