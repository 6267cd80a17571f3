"""Brackets and braces of several lines, or as other programs write them: commas, closing brackets, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.blocks import blocks, whys
from mesoquiz.reading.mistakes.cards.braces import as_citation
from mesoquiz.reading.mistakes.cards.checklists import BOXES, checklists
from mesoquiz.reading.mistakes.lists import LIST_TEXT, NO_COMMA, SIDE_BY_SIDE
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, is_key, key_column, quote
from mesoquiz.reading.nodes import Mapping, Scalar, Sequence
from mesoquiz.reading.parser import Fault

LINE_COMMA = Rule("comma-between-lines", "inside brackets, a comma stands between two entries", "write it here")
OPEN_LINES = Rule(
    "bracket-of-lines", "the bracket that opens here is never closed", "write `{mark}` after its last entry"
)
DASHES = Rule("dashes-in-brackets", "a list has brackets or dashes, not both", "leave out the brackets")
NO_KEY_COMMA = Rule("comma-before-key", "there is no comma before `{key}:`", "write a comma")
NO_SPACES = Rule("colon-without-space", "in braces, a space follows the colon of a key", "write the spaces")
FENCED = Rule("text-in-fences", "a text of several lines begins with `|`, not with `{mark}`", "write `|`")

BRACES = Rule("keys-in-brackets", "keys and values stand in braces, not in brackets", "write `{{` and `}}`")
ROUND = Rule("keys-in-parentheses", "keys and values stand in braces, not in parentheses", "write `{{` and `}}`")
CITED = Rule("source-as-text", "`source` is made of keys and values, not of a text", "{how}")
UNBRACED = Rule("keys-without-braces", "the keys of `{key}` on one line need braces around them", "write the braces")
PARTS = Rule("colon-in-pair", "a comma divides the two parts of a pair, not a colon", "write a comma")

_OPENED = re.compile(r"(?P<head>[ ]*(?:- +)*[^\W\d]\w*:[ ]+)(?P<mark>[\[{])(?P<rest>[^\]}]*)$")
_GLUED = re.compile(r"(?P<before>[{,][ ]*)(?P<key>[A-Za-z_]+):(?=[^\s:/,}])")
_KEY_IN_BRACES = re.compile(r"(?:^|(?<=,))[ ]*(?P<key>[A-Za-z_]+):[ ]")
_KEY_AFTER = re.compile(r"(?<=[^\s,{])[ ]{1,3}(?P<key>[A-Za-z_]+):[ ]")
_ROUND = re.compile(r"(?P<head>[ ]*(?:- +)*[^\W\d]\w*:[ ]+)\((?P<inner>(?P<key>[A-Za-z_]+): [^()]*)\)[ ]*$")
_FENCE = re.compile(r"(?P<head>[ ]*(?:- +)*[^\W\d]\w*:)[ ]+(?P<mark>\"{3}|'{3}|`{3})[ ]*$")
_BOX = re.compile(r"(?P<head>[ ]*- +)\[(?P<box>[ xX✓✔]?)\][ ]+(?P<text>\S.*)$")
_UNBRACED = re.compile(r"(?P<head>[ ]*(?:- +)*(?P<key>image|source):[ ]+)(?P<value>(?:file|doc|alt|quote): +\S.*)$")
_SOURCE = re.compile(
    r"(?P<head>[ ]*(?:- +)*source:[ ]+)(?P<value>(?!(?:doc|quote) ?:)(?P<doc>[A-Za-z0-9][\w.-]{0,99}) ?:[ ]+\S.*)$"
)
_FAR = 60


def flows(number: int, work: list[str], fault: Fault, words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield what may have been meant by a line in brackets or braces that go on over several lines."""
    yield from _fenced(number, work)
    yield from checklists(number, work)
    yield from _boxes(number, work)
    yield from _unbraced(number, work[number], words)
    yield from _cited(number, work[number])
    if (round_ := _ROUND.match(work[number])) and round_["key"] in words:
        text = f"{round_['head']}{{{round_['inner']}}}"
        yield Rewrite(number, text, ROUND, round_.end("head"), round_.end("head") + 1)
    above = next((at for at in range(number, max(-1, number - _FAR), -1) if _OPENED.match(work[at])), None)
    if above is not None:
        yield from _dashed(above, work)
        yield from _closed(above, work, words)
    if "flow" in fault.problem + fault.context or "','" in fault.problem:
        yield from _comma(number, work)


def _cited(number: int, line: str) -> Iterator[Rewrite]:
    """`source: abrege: p. 12`, of which the first word is the document."""
    if (match := _SOURCE.match(line)) and (how := as_citation(match["value"].strip())):
        doc = f"{match['head']}{{doc: {match['doc']}}}"
        place = match.start("value"), len(line.rstrip())
        yield Rewrite(number, doc, CITED, *place, {"how": how}, stand_in=(doc,), is_sure=False, is_clear=True)


def _unbraced(number: int, line: str, words: frozenset[str]) -> Iterator[Rewrite]:
    """`image: file: peau.png, alt: Coupe` with braces."""
    if match := _UNBRACED.match(line):
        value = f"{{{match['value'].rstrip()}}}"
        place = match.start("value"), len(line.rstrip())
        whole = Rewrite(number, match["head"] + value, UNBRACED, *place, {"key": match["key"]})
        yield whole
        for other in braces(number, match["head"], value, words):
            yield replace(whole, text=other.text)


def _comma(number: int, work: list[str]) -> Iterator[Rewrite]:
    """The line above with a comma at its end."""
    before = next((at for at in range(number - 1, max(-1, number - 4), -1) if work[at].strip()), None)
    if before is not None and work[before].rstrip().endswith(("}", "]", '"', "'")):
        end = len(work[before].rstrip())
        yield Rewrite(before, f"{work[before].rstrip()},", LINE_COMMA, end - 1, end)


def _closed(first: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The bracket closed after the last line that is deeper than its key."""
    opened = _OPENED.match(work[first])
    if opened is None:
        return
    last, column = first, key_column(work[first])
    while last + 1 < len(work) and last - first < _FAR:
        line = work[last + 1]
        if line.strip() and (indentation(line) <= column or is_key(line, words) or line.lstrip().startswith("- ")):
            break
        last += 1
    while last > first and not work[last].strip():
        last -= 1
    closing = {"[": "]", "{": "}"}[opened["mark"]]
    if last > first and closing not in "".join(work[first : last + 1]):
        text = "\n".join([*work[first:last], f"{work[last].rstrip().rstrip(',')}{closing}"])
        at = opened.start("mark")
        yield Rewrite(first, text, OPEN_LINES, at, at + 1, {"mark": closing}, last=last)


def _dashed(first: int, work: list[str]) -> Iterator[Rewrite]:
    """A list of lines with dashes inside brackets, without the brackets."""
    opened = _OPENED.match(work[first])
    last = next((at for at in range(first + 1, min(len(work), first + _FAR)) if work[at].strip() == "]"), None)
    lines = work[first + 1 : last] if last is not None else []
    if opened and last and not opened["rest"].strip() and lines and all(one.lstrip().startswith("- ") for one in lines):
        texts = [line.rstrip().rstrip(",") for line in lines]
        at = opened.start("mark")
        head = opened["head"].rstrip()
        text = "\n".join([head, *texts])
        yield Rewrite(first, text, DASHES, at, at + 1, last=last, stand_in=(head, *texts, ""))


def _fenced(number: int, work: list[str]) -> Iterator[Rewrite]:
    """A text between quotes or backticks in threes, as a block."""
    first = next((at for at in range(number, max(-1, number - _FAR), -1) if _FENCE.match(work[at])), None)
    opened = _FENCE.match(work[first]) if first is not None else None
    if first is None or opened is None:
        return
    below = range(first + 1, min(len(work), first + _FAR))
    last = next((at for at in below if work[at].strip() == opened["mark"]), None)
    if last is not None and all(indentation(work[at]) > key_column(work[first]) for at in below[: last - first - 1]):
        texts = [f"{opened['head']} |", *work[first + 1 : last]]
        at = opened.start("mark")
        mark = {"mark": opened["mark"]}
        yield Rewrite(first, "\n".join(texts), FENCED, at, at + 3, mark, last=last, stand_in=(*texts, ""))


def _boxes(number: int, work: list[str]) -> Iterator[Rewrite]:
    """The lists with boxes to tick of a card, without them."""
    begun = _BOX.match(work[number])
    if begun is None:
        return
    dash = indentation(work[number])
    first = last = number
    while first > 0 and _BOX.match(work[first - 1]):
        first -= 1
    for below in range(number + 1, min(len(work), number + _FAR)):
        line = work[below]
        if line.strip() and indentation(line) < dash and line.lstrip().startswith("- "):
            # The next card.
            break
        if _BOX.match(line):
            last = below
    matches = [(line, _BOX.match(line)) for line in work[first : last + 1]]
    texts = [f"{match['head']}{match['text']}" if match else line for line, match in matches]
    at = len(begun["head"])
    how = {"how": "leave them out: the key above tells it"}
    yield Rewrite(first, "\n".join(texts), BOXES, at, at + 3, how, last=last, is_sure=False)


def spaced(number: int, line: str, words: frozenset[str]) -> Iterator[Rewrite]:
    """`{left:10, top:5}` with its spaces."""
    matches = [match for match in _GLUED.finditer(line) if match["key"] in words]
    if matches:
        text = _GLUED.sub(lambda match: f"{match[0]} " if match["key"] in words else match[0], line)
        first = matches[0]
        yield Rewrite(number, text, NO_SPACES, first.start("key"), first.end())


def listed(node: Sequence, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """`[doc: x, quote: y]`, whose keys need braces; entries in lines that are followed by a `why:`."""
    first = node.start.line
    if node.start.column < len(work[first]) and work[first][node.start.column] == "-":
        yield from whys(first, work, words)
        yield from blocks(first, work, words, is_list=True)
        return
    pairs = [item.pairs[0] for item in node.items if type(item) is Mapping and len(item.pairs) == 1]
    if not pairs or len(pairs) < len(node.items) or first != node.end.line:
        return
    line, start, end = work[first], node.start.column, node.end.column
    keys = [key.text for key, _ in pairs]
    if len(pairs) > 1 and len(set(keys)) == len(keys) and all(key in words for key in keys):
        text = f"{line[:start]}{{{line[start + 1 : end - 1]}}}{line[end:]}"
        yield Rewrite(first, text, BRACES, start, start + 1)


def paired(node: Sequence, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """`[a: b]` in a list of lists, whose parts need a comma."""
    for inner in node.items:
        if type(inner) is not Sequence or len(inner.items) != 1 or inner.start.line != inner.end.line:
            continue
        only = inner.items[0]
        if type(only) is Mapping and len(only.pairs) == 1 and type(only.pairs[0][1]) is Scalar:
            key, value = only.pairs[0]
            line = work[key.start.line]
            text = f"{line[: key.end.column].rstrip()}, {line[value.start.column :]}"
            if key.text not in words and key.plain and key.text:
                yield Rewrite(key.start.line, text, PARTS, key.end.column, key.end.column + 1)


def braces(number: int, head: str, value: str, words: frozenset[str]) -> Iterator[Rewrite]:
    """`{id: b, question: Un, deux ou trois ?}` with its texts in quotes."""
    if value[0] != "{" or value[-1] != "}" or len(value) > 2_000:
        return
    inner = value[1:-1]
    yield from _uncommaed(number, head, value, words)
    keys = list(_KEY_IN_BRACES.finditer(inner))
    if not any(match["key"] in words for match in keys) or inner[: keys[0].start()].strip():
        return
    ends = [*(match.start() for match in keys[1:]), len(inner)]
    parts, first = [], None
    for match, end in zip(keys, ends, strict=True):
        said = inner[match.end() : end].strip().rstrip(",").rstrip()
        if said and said[0] not in "\"'[{" and re.search(r"[,\[\]{}#]|: |:$", said):
            first = first if first is not None else match.end()
            said = quote(said)
        parts.append(f"{match['key']}: {said}")
    if first is not None:
        at = len(head) + 1 + first
        text = f"{head}{{{', '.join(parts)}}}"
        yield Rewrite(number, text, LIST_TEXT, at, at + 1, {"character": "`,` or `: `"})


def _uncommaed(number: int, head: str, value: str, words: frozenset[str]) -> Iterator[Rewrite]:
    """Braces with a comma before a key that has none."""
    inner = value[1:-1]
    apart = SIDE_BY_SIDE.search(value)
    if apart:
        at = len(head) + apart.start() + 1
        yield Rewrite(number, head + SIDE_BY_SIDE.sub(r"\1, \2", value), NO_COMMA, at, at + 1)
    keys = [match for match in _KEY_AFTER.finditer(inner) if match["key"] in words]
    if len(keys) > 1 and not re.search(r"[\"',]", inner):
        at = len(head) + 1 + keys[0].start("key")
        place = at, at + len(keys[0]["key"])
        text = _KEY_AFTER.sub(lambda match: f", {match['key']}: " if match["key"] in words else match[0], inner)
        yield Rewrite(number, f"{head}{{{text}}}", NO_KEY_COMMA, *place, {"key": keys[0]["key"]})
    for match in keys:
        if match["key"] in words and inner.count('"', 0, match.start()) % 2 == 0:
            at = len(head) + 1 + match.start("key")
            text = f"{head}{{{inner[: match.start()]}, {inner[match.start('key') :]}}}"
            yield Rewrite(number, text, NO_KEY_COMMA, at, at + len(match["key"]), {"key": match["key"]})
