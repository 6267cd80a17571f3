"""Lists and texts of several lines whose marks are missing: dashes, `|`, the `text:` of an entry that has a `why:`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.layout import ALIGN
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.mistakes.rewrite import KEY, Rewrite, indentation, is_key, key_column, quote, shifted
from mesoquiz.reading.nodes import Mapping, Scalar, Sequence

NO_DASH = Rule("entry-without-dash", "each entry of a list begins with `- `", "write a dash and a space before it")
EITHER = Rule(
    "entry-or-rest",
    "each entry of a list begins with `- `",
    "write `- ` before it, or, if it goes on with the entry above, indent it further than its dash",
)
TABLE = Rule("table-of-entries", "the entries of this key are a list, not a table", "write each row as `- {row}`")
NO_BAR = Rule("bar-missing", "a text of several lines needs `|` after its key", "write `|` there")
BELOW_KEY = Rule("text-below-key", "a text of one line is on the line of its key", "write it there")
WHY = Rule(
    "why-of-an-entry",
    "this `{own}` belongs to the entry above it, whose text is then a key, too",
    "write `text:` before it",
)
WHICH = Rule(
    "why-of-which",
    "this `{own}` is below the dashes of a list: it belongs to the entry above it, or else to the card",
    "write `text:` after the dash of the entry and indent the `{own}` like it, or align it with `{key}:`",
)
_EMPTY = re.compile(r"(?P<head>[ ]*(?:- +)*)(?P<key>[^\W\d]\w*):[ \t]*$")
_TEXT = re.compile(r"(?P<head>[ ]*(?:- +)*[^\W\d]\w*:)[ ]+(?P<text>[^\s\"'\[{|>&*!%#@`-].*)$")
_WHOLE = re.compile(r"[ ]*(?:- +)?(?P<text>\[[^\n]*\]|\{[^\n]*\}|\"[^\"\n]*\"|'[^'\n]*')[ ,;]*$")
_ENTRY = re.compile(r"(?P<head>[ ]*- +)(?P<text>\S.*)$")
_WHY = re.compile(r"[ ]*(?P<dash>- +)?(?P<key>why|must|never|pin|beyond):[ ]+(?P<text>\S.*)$")
_ANY_KEY = re.compile(r"\s*(?:-\s+)*(?P<key>[^\W\d]\w*)\s*:")
_ODD = re.compile(r": |:$| #|^[\s\"'\[\]{}|>&*!%@`#?,-]")
"""What a text has that needs quotes."""
_FAR, _MOST = 30, 400
_SHORT = 40
"""Characters of a line that nobody breaks for its length."""


def blocks(number: int, work: list[str], words: frozenset[str], *, is_list: bool = False) -> Iterator[Rewrite]:
    """Yield what may have been meant by the list or the text around a line, below its key.

    Where it was read as a list, a text may have been meant.
    """
    first = next((at for at in range(number, max(-1, number - _FAR), -1) if KEY.match(work[at])), None)
    if first is not None and _EMPTY.match(work[first]) and is_key(work[first], words):
        yield from _undashed(first, work, words)
        lines = work[first + 1 : _below(first, work, words) + 1]
        if is_list or not all(line.lstrip().startswith("- ") for line in lines if line.strip()):
            yield from _barless(first, work, words)


def whys(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield the list around a line with the `why:` of each entry in it."""
    ups = range(number, max(-1, number - _FAR), -1)
    first = next((at for at in ups if _EMPTY.match(work[at]) and is_key(work[at], words)), None)
    if first is not None:
        yield from _with_whys(first, work)


def listed_in_text(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield a text on the line of its key, and the list with dashes below it, as a text of several lines."""
    ups = range(number, max(-1, number - _FAR), -1)
    first = next((at for at in ups if not work[at].lstrip().startswith("- ") or is_key(work[at], words)), number)
    key, last, column = _TEXT.match(work[first]), first, key_column(work[first])
    while last + 1 < len(work) and indentation(work[last + 1]) > column and last - first < _MOST:
        last += 1
    lines = work[first + 1 : last + 1]
    if key is None or not lines or not lines[0].lstrip().startswith("- ") or any(is_key(one, words) for one in lines):
        return
    depth = indentation(lines[0])
    text = "\n".join([f"{key['head']} |", " " * depth + key["text"].rstrip(), *lines])
    end = key.end("head")
    yield Rewrite(first, text, NO_BAR, end - 1, end, last=last, stand_in=(f"{key['head']} |", *lines))


def _below(first: int, work: list[str], words: frozenset[str]) -> int:
    """The last line that belongs to a key, whose lines may be at its own column."""
    column, last = key_column(work[first]), first
    while last + 1 < len(work) and last - first < _MOST:
        line = work[last + 1]
        if line.strip() and (indentation(line) < column or (indentation(line) == column and is_key(line, words))):
            break
        last += 1
    while last > first and not work[last].strip():
        last -= 1
    return last


def _undashed(first: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Entries in quotes or brackets, or short ones, with a dash before each."""
    last = _below(first, work, words)
    lines = work[first + 1 : last + 1]
    bare = [line for line in lines if not line.lstrip(" ").startswith("- ")]
    if not bare or len({indentation(line) for line in lines}) > 1 or any(is_key(line, words) for line in bare):
        return
    whole = [_WHOLE.match(line) for line in bare]
    is_plain = not any(whole) and all(len(line.strip()) <= _SHORT for line in bare)
    if not all(whole) and not (is_plain and len(lines) > 1 and not any(re.search(r":(?: |$)", line) for line in bare)):
        return
    texts = [line if line not in bare else _dashed(line) for line in lines]
    at = first + 1 + lines.index(bare[0])
    start = indentation(bare[0])
    text = "\n".join([work[first], *texts])
    sure = not is_plain or not any(line.lstrip(" ").startswith("- ") for line in lines[: at - first - 1])
    yield Rewrite(first, text, NO_DASH if sure else EITHER, start, start + 1, last=last, at=at, is_sure=sure)


def _dashed(line: str) -> str:
    return f"{' ' * indentation(line)}- {line.strip().rstrip(',;')}"


def _with_whys(first: int, work: list[str]) -> Iterator[Rewrite]:
    """Entries that are followed by a `why:`, with both as their keys."""
    column, at, last = key_column(work[first]), -1, first
    texts: list[str] = []
    own, head, misplaced, number = "why", "", False, 0
    while last + 1 < len(work) and last - first < _MOST:
        line = work[last + 1]
        entry, why = _ENTRY.match(line), _WHY.match(line)
        if why and texts and _ENTRY.match(texts[-1]) and indentation(line) >= column:
            misplaced = misplaced or indentation(line) > column or bool(why["dash"])
            own, at, number = why["key"] if at < 0 else own, last + 1 if at < 0 else at, number + 1
            texts[-1:] = [_as_text(texts[-1]), f"{' ' * len(head)}{why['key']}: {why['text']}"]
        elif entry and indentation(line) >= column and (not head or entry["head"] == head):
            head = entry["head"]
            misplaced = misplaced or bool(texts and _WHY.match(texts[-1]))
            texts.append(line)
        else:
            break
        last += 1
    if misplaced and at >= 0 and not any(_ENTRY.match(one) and "- {" in one for one in texts):
        start = indentation(work[at])
        text = "\n".join([work[first], *texts])
        found = Rewrite(first, text, WHY, start, start + len(own), {"own": own}, last=last, at=at)
        if number == 1 and at == last and start == indentation(head) and texts[-2] != work[at - 1]:
            # Beside the dashes, it may be one of the card.
            key = {"own": own, "key": work[first].strip().removeprefix("- ").rstrip(": ")}
            found = replace(found, rule=WHICH, values=key, is_sure=False)
        yield found


def _as_text(line: str) -> str:
    entry = _ENTRY.match(line)
    if entry is None or entry["text"].startswith("text:"):
        return line
    text = entry["text"].strip()
    return f"{entry['head']}text: {quote(text) if ': ' in text and text[0] not in chr(34) + chr(39) else text}"


def _barless(first: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """A text of several lines with `|` after its key, indented if it was not."""
    last, column = _below(first, work, words), key_column(work[first])
    lines = work[first + 1 : last + 1]
    key = KEY.match(work[first])
    if rows := _rows(work[first], lines):
        place = key_column(work[first]), len(work[first].rstrip())
        texts = [f"{' ' * (column + 2)}- {as_list(row)}" for row in rows]
        stand_in = (work[first], *texts, *[""] * (len(lines) - len(texts)))
        text, said = "\n".join([work[first], *texts]), {"row": as_list(rows[0])}
        yield Rewrite(first, text, TABLE, *place, said, last=last, stand_in=stand_in, is_sure=False)
    if not lines or key is None or any(match["key"] in words for match in map(_ANY_KEY.match, lines) if match):
        return
    if f"{key['key']}s" in words and all(line.lstrip().startswith("- ") for line in lines):
        # `answer:` with a list: `answers:` is meant.
        return
    if len(lines) == 1:
        only = lines[0].strip()
        text = f"{work[first].rstrip()} {quote(only) if _ODD.search(only) else only}"
        place = indentation(lines[0]), len(lines[0].rstrip())
        yield Rewrite(first, text, BELOW_KEY, *place, last=last, at=first + 1, stand_in=(text, ""))
        return
    least = min(indentation(line) for line in lines if line.strip())
    if least <= column:
        lines = shifted(lines, column + 2 - least)
    text = "\n".join([f"{work[first].rstrip()} |", *lines])
    end = len(work[first].rstrip())
    yield Rewrite(first, text, NO_BAR, end - 1, end, last=last)


def _rows(head: str, lines: list[str]) -> list[list[str]]:
    """The rows of a table of pairs, without the heads above its line of dashes."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.strip()]
    if not head.lstrip().startswith("pairs:") or not all(
        line.strip().startswith("|") for line in lines if line.strip()
    ):
        return []
    rows = rows[2:] if len(rows) > 2 and not "".join(rows[1]).strip("-: ") else rows
    return rows if all(len(row) == 2 and all(row) for row in rows) else []


def outdented(node: Sequence, work: list[str]) -> Iterator[Rewrite]:
    """Entries that were read as cards, because they are no further indented than the card of their key."""
    for place, card in enumerate(node.items[:-1]):
        if type(card) is not Mapping or not card.pairs:
            continue
        key, value = card.pairs[-1]
        if type(value) is not Scalar or value.text or not value.plain:
            continue
        run = 1  # counted from a card alone, so that each entry is looked at once
        while place + run < len(node.items) and type(node.items[place + run]) is Scalar:
            run += 1
        if run == 1:
            continue
        first, last = node.items[place + 1].start.line, node.items[place + run - 1].end.line
        if last >= len(work) or key.start.line >= first:
            continue
        texts = shifted(work[first : last + 1], key.start.column + 2 - node.start.column)
        what = {"what": f"a list below `{key.text}`"}
        yield Rewrite(first, "\n".join(texts), ALIGN, node.start.column, node.start.column + 1, what, last=last)
