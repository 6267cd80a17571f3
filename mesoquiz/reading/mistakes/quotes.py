"""Quotes that are never closed, that end a text too early, or in which a backslash means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.rewrite import (
    Rewrite,
    as_meant,
    indentation,
    is_key,
    key_column,
    quote,
    shifted,
)
from mesoquiz.reading.parser import Fault

OUTER_QUOTES = Rule(
    "text-after-quotes",
    "the text ends at this inner quote",
    "write `{one}`, or `{other}` if the quotes are a part of the text",
)
INNER_QUOTES = Rule("quote-in-quotes", "the text ends at this inner quote", "use the other kind of quotes around it")
DOUBLED = Rule("doubled-quotes", "a text has one pair of straight quotes around it", "write it")
ESCAPE = Rule("backslash", 'in "…" the backslash is special, and `{character}` means nothing', "use '…' or a block |")
UNCLOSED = Rule("unclosed-quote", "the quote that opens here is never closed", "close it at the end of the text")

_UNKNOWN_ESCAPE = re.compile(
    r"\\\\|\\(?:[^ \"\\/0abefnrtvxuUNLP_]|x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8}))"
)
_OPENED = re.compile(r"(?P<head>[ ]*(?:- +)*(?:[^\W\d]\w*:[ ]+)?)(?P<mark>[\"'])(?P<rest>(?:(?!(?P=mark)).)*)$")
_INNER = {'"': re.compile(r"(?<!\\)\""), "'": re.compile("(?<!')'(?!')")}
"""A quote inside a text, which is not written as YAML wants it."""
_DOUBLED = re.compile(r"\"\"(?P<double>[^\"\\]+)\"\"$|(?:''|``)(?P<single>(?:[^'`]|(?<=\w)'(?=\w))+)''$")
"""`""text""`, `''text''`, and the quotes of LaTeX."""
_ENDED = re.compile(r"(?P<text>\"[^\"\\]*\"|'[^']*')(?P<rest>.*\S)[ ]*$")
_KEY_AFTER = re.compile(r"[ ,;]*(?P<key>[^\W\d]\w*):[ ]")
_OPENS = re.compile(r"(?<=[{\[,:]) ?(?P<mark>[\"'])")
_LONGEST = 1_000
"""Characters of a line whose braces are looked at."""
_CODE = 2
"""Words that code may have; more are a text in the wrong quotes."""
_SHOWN = 90
"""Characters of a text that a hint repeats."""
_FAR = 400
"""Lines above a fault in which a quote may be that caused it."""


def never_closed(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The nearest line above whose quote is not closed before the next key, and those beside it, with quotes closed."""
    for line in range(min(number, len(work) - 1), max(-1, number - _FAR), -1):
        if over_lines := _closed_below(line, work, words):
            yield over_lines
            return
        if not _is_open(line, work, words):
            continue
        first = last = line
        while first > 0 and _is_open(first - 1, work, words):
            first -= 1
        while last + 1 < len(work) and _OPENED.match(work[last + 1]):
            last += 1
        for begin, end in dict.fromkeys(((first, last), (line, line))):
            closed = [closed_quote(work[at]) for at in range(begin, end + 1)]
            start = closed[0][1]
            sure = all(is_sure for _, _, is_sure in closed)
            text = "\n".join(text for text, _, _ in closed)
            yield Rewrite(begin, text, UNCLOSED, start, start + 1, last=end, is_sure=sure)
        return


def _closed_below(line: int, work: list[str], words: frozenset[str]) -> Rewrite | None:
    """A text of several lines whose quote opens on a line, closed before the next key."""
    opened, is_entry = _OPENED.match(work[line]), work[line].lstrip().startswith("- ")
    is_keyed = is_key(work[line], words)
    if opened is None or not (is_keyed or is_entry):
        return None
    column = key_column(work[line]) if is_keyed else indentation(work[line]) + 1
    last = line
    while last + 1 < len(work) and last - line < _FAR and _goes_on(work[last + 1], column, words):
        last += 1
    texts, mark = work[line : last + 1], opened["mark"]
    inner = [re.sub(r"(?<=\w)'(?=\w)", "", text) for text in texts[1:]] if mark == "'" else texts[1:]
    if last == line or any(mark in text for text in inner):
        return None
    start = opened.start("mark")
    if inner != texts[1:]:
        # An apostrophe would close it.
        if any('"' in text or "\\" in text for text in texts):
            return None
        mark, texts[0] = '"', f'{texts[0][:start]}"{texts[0][start + 1 :]}'
    least = min(indentation(text) for text in texts[1:])
    texts[1:] = shifted(texts[1:], max(0, column + 1 - least))
    end = texts[-1].rstrip()
    texts[-1] = (end[:-1] if end[-1] in "”’" else end) + mark
    return Rewrite(line, "\n".join(texts), UNCLOSED, start, start + 1, last=last)


def _goes_on(line: str, column: int, words: frozenset[str]) -> bool:
    """Whether a line can only be a part of a text whose key is at a column: no further left, and no key or entry."""
    is_other = is_key(line, words) or line.lstrip().startswith(("- ", "#"))
    return bool(line.strip()) and indentation(line) >= column and not is_other


def never_closed_in_braces(number: int, work: list[str]) -> Iterator[Rewrite]:
    """The nearest line above with a quote in braces that nothing closes, with it closed."""
    for line in range(min(number, len(work) - 1), max(-1, number - _FAR), -1):
        text = work[line].rstrip(" ,")
        if not text.endswith(("}", "}]")) or "{" not in text or len(text) > _LONGEST:
            continue
        if opened := _open_in_braces(text):
            start, end = opened
            closed = f"{work[line][:end]}{text[start]}{work[line][end:]}"
            # A comma or a colon may be the end of the text.
            sure = not re.search(r", |: ", work[line][start:end])
            yield Rewrite(line, closed, UNCLOSED, start, start + 1, is_sure=sure)
            return


def _open_in_braces(text: str) -> tuple[int, int] | None:
    """Where in braces a quote opens that nothing closes, and where its text ends."""
    at = text.index("{")
    while opened := _OPENS.search(text, at):
        start, mark = opened.start("mark"), opened["mark"]
        end = text.find(mark, start + 1)
        if end >= 0 and text[end + 1 :].lstrip()[:1] in (":", ",", "}", "]"):
            at = end + 1
            continue
        if end >= 0 and text[end - 2 : end] != ", ":
            # A quote inside a text.
            return None
        rest = text[start + 1 : end - 2] if end >= 0 else text[start + 1 :].rstrip("}] ")
        return (start, start + 1 + len(rest)) if rest.strip() else None
    return None


def _is_open(line: int, work: list[str], words: frozenset[str]) -> bool:
    return _OPENED.match(work[line]) is not None and _is_key_next(line, work, words)


def closed_quote(line: str) -> tuple[str, int, bool]:
    """A line with its quote closed, where the quote opens, and whether that is what was meant."""
    opened = _OPENED.match(line)
    if opened is None:
        return line, 0, False
    mark, rest = opened["mark"], opened["rest"].rstrip()
    # `"nappage”`, `"nappage'`: it was closed, by another.
    other = rest[-1:] if rest[-1:] in "”’'\"" and not any(quotes in rest[:-1] for quotes in "”“\"'") else ""
    sure = bool(other) or not any(quotes in rest for quotes in "”“")
    return opened["head"] + mark + (rest[:-1] if other else rest) + mark, opened.start("mark"), sure


def _is_key_next(line: int, work: list[str], words: frozenset[str]) -> bool:
    """Whether the next line with anything begins a key or an entry."""
    below = next((text for text in work[line + 1 : line + 4] if text.strip()), "")
    return is_key(below, words) or below.lstrip(" ").startswith("- ")


def unpaired(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """A value in two pairs of quotes, or in those of LaTeX, in one pair."""
    if match := _DOUBLED.match(value):
        text = match["double"] or match["single"]
        yield Rewrite(number, head + quote(text.strip()), DOUBLED, len(head), len(head) + 2)
    elif value[0] == value[-1] == "`" and value.count("`") == 2 and len(value.split()) > _CODE:
        yield Rewrite(number, head + quote(value[1:-1].strip()), DOUBLED, len(head), len(head) + 1)


def requoted(
    number: int, entry: re.Match[str], fault: Fault, work: list[str], words: frozenset[str]
) -> Iterator[Rewrite]:
    """A value that begins with a quote, with quotes that work."""
    head, value = entry["head"], entry["value"]
    start, first = entry.start("value"), value[0]
    is_closed = len(value) > 1 and value[-1] == first
    inner = value[1:-1] if is_closed else value[1:]
    inside = _INNER[first].search(value, 1)
    at = start + (inside.start() if inside else 1 + max(0, value[1:].find(first)))
    is_escape = "escape" in fault.problem or "decimal number" in fault.problem
    ended = _ENDED.match(value)
    after = _KEY_AFTER.match(ended["rest"]) if ended else None
    escape = next((one for one in _UNKNOWN_ESCAPE.finditer(value) if one[0] != r"\\"), None)
    if is_escape and escape:
        place = start + escape.start()
        yield Rewrite(number, head + quote(as_meant(inner, first)), ESCAPE, place, place + 2, {"character": escape[0]})
    elif after and after["key"] in words:
        # `"un" why: "deux"` is two keys on one line.
        return
    elif is_closed:
        # `"un" et "deux"`: the outer quotes belong to the text.
        meant = as_meant(inner, first)
        doubled, inner = meant != inner, meant
        belong = not doubled and first in inner and inner.count(first) % 2 == 0 and _is_inside(inner, first)
        whole = value if belong else inner
        yield Rewrite(number, head + quote(whole), INNER_QUOTES, at, at + 1)
    else:
        yield from _closed(number, entry, at)
        last = _last(number, work, words)
        if ended and last > number:
            text = "\n".join([value, *(line.rstrip() for line in work[number + 1 : last + 1])])
            yield Rewrite(number, head + quote(text), INNER_QUOTES, at, at + 1, last=last, is_sure=_is_prose(ended))


def _closed(number: int, entry: re.Match[str], at: int) -> Iterator[Rewrite]:
    """A value whose last character is not the quote that it begins with: closed, or in other quotes."""
    head, value = entry["head"], entry["value"]
    start, first, inner = entry.start("value"), value[0], value[1:]
    text, _, sure = closed_quote(head + value)
    if text != head + value:
        yield Rewrite(number, text, UNCLOSED, start, start + 1, is_sure=sure)
    elif first not in inner:
        yield Rewrite(number, head + value + first, UNCLOSED, start, start + 1)
    if not inner.strip("\"'"):
        return
    ended = _ENDED.match(value)
    if ended and not ended["rest"][0].isalnum() and not _is_prose(ended):
        # `"0,1 ml" (environ)`: those who quote all texts closed the quotes too early.
        texts = {"one": quote(ended["text"][1:-1] + ended["rest"]), "other": quote(value)}
        rule = OUTER_QUOTES if len(value) <= _SHOWN else INNER_QUOTES
        yield Rewrite(number, head + quote(value), rule, at, at + 1, texts, is_sure=False)
    else:
        # `'aujourd'hui`: nobody knows what the first is for.
        sure = ended is None or not ended["rest"][0].isalnum() or len(ended["text"]) == 2
        sure = sure and (first == '"' or re.search(r"\w'\w", inner) is None)
        yield Rewrite(number, head + quote(value), INNER_QUOTES, at, at + 1, is_sure=sure)


def _is_prose(ended: re.Match[str]) -> bool:
    """Whether a sentence goes on after some words in quotes, which are a part of it then."""
    return "{{" not in ended["text"] and re.match(r"[ \u00a0\u202f]+[^\W\d_]", ended["rest"]) is not None


def _last(number: int, work: list[str], words: frozenset[str]) -> int:
    """The last line of a text that begins on the line `number`."""
    last, column = number, key_column(work[number])
    while last + 1 < len(work) and last - number < _FAR:
        line = work[last + 1]
        if not line.strip() or indentation(line) < max(column, 1) or is_key(line, words):
            break
        if indentation(line) == column or line.lstrip().startswith("- "):
            break
        last += 1
    return last


def _is_inside(inner: str, mark: str) -> bool:
    """Whether the first quote of `inner` closes one that was opened before it, as in `un" et "deux`."""
    before, _, after = inner.partition(mark)
    return bool(before) and not before[-1].isspace() and (not after or not (after[0].isalnum() or after[0] == mark))
