"""Lines that are not where they belong: a missing or needless dash, keys out of line, two keys on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.rewrite import KEY, Rewrite, indentation, is_key, key_column, shifted

MISSING_DASH = Rule(
    "missing-dash", "a new entry begins here, but its `- ` is missing", "write the dash before `{key}:`"
)
EXTRA_DASH = Rule("needless-dash", "only the first key of a card has a `- `", "leave out the others")
ALIGN = Rule("alignment", "this line is not aligned with {what}", "align it")
BLOCK = Rule("text-not-indented", "a text after `{mark}` is indented further than its key", "indent it")
BREAK = Rule("line-break", "the key `{key}` begins in the middle of a line", "begin a new line before it")

ABOVE = Rule("deck-below-cards", "`{key}` belongs to the file: it is above `cards:`, not indented", "write it there")

_BLOCK = re.compile(r"(?P<head>[ ]*(?:- +)*)[^\W\d]\w*:[ \t]+(?P<mark>[|>][-+]?)[ \t]*$")
_OPENED = re.compile(r"(?P<head>[ ]*(?:- +)*)[^\W\d]\w*:[ \t]*$")
_SECOND = re.compile(r"(?<=[^\s,;])[ \t,;]+(?P<dash>- +)?(?P<key>[A-Za-z_]+):(?=[ \t]|$)")
_LONGEST, _KEYS = 1_000, 6
"""Characters of a line on which a second key is looked for, and keys of one line at most."""
_MOST = 400
"""Lines that are moved together at most."""


def layouts(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield the line, and what belongs to it, in the places where it may have been meant to be."""
    line = work[number]
    yield from _first_key(number, work, words)
    yield from _block(number, work, words)
    if is_key(line, words):
        if line.lstrip(" ").startswith("- "):
            yield from _without_dashes(number, work, words)
        else:
            yield from _with_dash(number, work)
        yield from _aligned(number, work, words)
    elif line.lstrip(" ").startswith("- "):
        yield from _aligned(number, work, words)
    if line.startswith("- "):
        yield from _at_the_edge(number, work, words)
    yield from _in_block(number, work)


def _first_key(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The first key of a file at the edge, as the second is."""
    above = next((at for at in range(number - 1, max(-1, number - 4), -1) if work[at].strip()), None)
    if above is None or work[number].startswith((" ", "-")) or not is_key(work[number], words):
        return
    line = work[above]
    is_first = not any(one.strip() and not one.startswith("#") for one in work[max(0, above - _MOST) : above])
    if is_first and indentation(line) and is_key(line, words) and not line.lstrip().startswith("- "):
        # Without a card, the file would have a fault more.
        below = range(number, min(number + 10, len(work)))
        last = next((at for at in below if work[at].lstrip(" ").startswith("- ")), number)
        text = "\n".join([line.lstrip(" "), *work[above + 1 : last + 1]])
        yield Rewrite(above, text, ALIGN, 0, indentation(line) + 1, {"what": "the keys of the file"}, last=last)


def _block(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The lines below `key: |`, indented."""
    above = next((place for place in range(number, max(-1, number - 3), -1) if _BLOCK.match(work[place])), None)
    opened = _BLOCK.match(work[above]) if above is not None else None
    if above is None or opened is None:
        return
    base = key_column(work[above])
    last = above
    while last + 1 < len(work) and last - above < _MOST and not _ends_text(work[last + 1], base, words):
        last += 1
    while last > above and not work[last].strip():
        last -= 1
    lines = work[above + 1 : last + 1]
    if lines and (least := min(indentation(line) for line in lines if line.strip())) <= base:
        text = "\n".join([work[above], *shifted(lines, base + 2 - least)])
        start = indentation(lines[0])
        mark = {"mark": opened["mark"]}
        yield Rewrite(above, text, BLOCK, start, start + 1, mark, last=last, at=above + 1)


def _ends_text(line: str, base: int, words: frozenset[str]) -> bool:
    """Whether a line below a text whose key is at the column `base` is a key or an entry again."""
    return bool(line.strip()) and indentation(line) <= base and (is_key(line, words) or line.lstrip().startswith("- "))


def _at_the_edge(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The keys above a card, at the edge like its dash: a card without a dash, or keys that are not indented."""
    above = range(number - 1, max(-1, number - _MOST), -1)
    dash = next((place for place in above if work[place].startswith("- ")), None)
    edge = (place for place in range((dash or 0) + 1, number) if not work[place].startswith(" "))
    first = next((place for place in edge if is_key(work[place], words)), number)
    key = KEY.match(work[first])
    if dash is None or key is None or first >= number:
        return
    last = number - 1
    while last > first and not work[last].strip():
        last -= 1
    texts = shifted(work[first : last + 1], 2)
    dashed = "\n".join(["- " + work[first], *texts[1:]])
    place = key.start("key"), key.end("key")
    yield Rewrite(first, dashed, MISSING_DASH, *place, {"key": key["key"]}, last=last)
    yield Rewrite(first, "\n".join(texts), ALIGN, *place, {"what": "the keys of the card"}, last=last)


def _in_block(number: int, work: list[str]) -> Iterator[Rewrite]:
    """A line of a text that begins before the others."""
    line = work[number]
    for above in range(number - 1, max(-1, number - 30), -1):
        if _BLOCK.match(work[above]) and above + 1 < number:
            columns = indentation(work[above + 1])
            if columns > indentation(line):
                what = {"what": "the text above it"}
                yield Rewrite(number, " " * columns + line.lstrip(" "), ALIGN, 0, indentation(line) + 1, what)
            return
        if KEY.match(work[above]):
            return


def _with_dash(number: int, work: list[str]) -> Iterator[Rewrite]:
    line = work[number]
    key = KEY.match(line)
    if key:
        above = (other for other in reversed(work[max(0, number - _MOST) : number]) if KEY.match(other))
        dashes = [indentation(other) for other in above if other.lstrip(" ").startswith(f"- {key['key']}:")]
        for column in dict.fromkeys([indentation(line), max(0, indentation(line) - 2), *dashes[:1]]):
            text = " " * column + "- " + line.lstrip(" ")
            yield Rewrite(number, text, MISSING_DASH, key.start("key"), key.end("key"), {"key": key["key"]})


def _without_dashes(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The keys of a card without the dashes before them."""
    above = next((line for line in reversed(work[max(0, number - 30) : number]) if is_key(line, words)), None)
    if above is None or not key_column(above):
        return
    column, dash = key_column(above), indentation(work[number])
    last = number
    while last + 1 < len(work) and last - number < _MOST and _goes_on(work[last + 1], dash):
        last += 1
    while not work[last].strip():
        last -= 1
    below = work[number + 1] if number + 1 < len(work) else ""
    if column == dash and indentation(below) == dash and is_key(below, words) and not below.lstrip().startswith("- "):
        # The keys below are where they belong.
        last = number
    texts = [_undashed(line, column, dash) for line in work[number : last + 1]]
    yield Rewrite(number, "\n".join(texts), EXTRA_DASH, dash, dash + 1, last=last)


def _goes_on(line: str, dash: int) -> bool:
    return not line.strip() or indentation(line) >= dash


def _undashed(line: str, column: int, dash: int) -> str:
    if indentation(line) == dash and line.lstrip(" ").startswith("- "):
        return " " * column + line.lstrip(" ")[2:].lstrip(" ")
    return shifted([line], column - dash - 2)[0]


def _aligned(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The line, and what is below it, aligned with the keys or entries above or below."""
    line = work[number]
    is_entry = line.lstrip(" ").startswith("- ")
    around = [*work[max(0, number - 40) : number][::-1], *work[number + 1 : number + 12]]
    if is_entry:
        columns = [indentation(other) for other in around if other.lstrip(" ").startswith("- ")]
        if opened := _OPENED.match(work[number - 1] if number else ""):
            # The first entry below its key.
            columns.insert(0, len(opened["head"]) + 2)
        what = "the entries of the list"
    else:
        columns = [key_column(other) for other in around if is_key(other, words)]
        what = "the keys of the card"
    own = indentation(line)
    for column in list(dict.fromkeys(columns))[:4]:
        if column != own:
            lasts = [_end(number, work, own, column, is_entry=is_entry), number]
            if not is_entry:
                lasts.insert(0, _end(number, work, own, column, is_entry=True))
            for last in dict.fromkeys(lasts):
                text = "\n".join(shifted(work[number : last + 1], column - own))
                yield Rewrite(number, text, ALIGN, 0, own + 1, {"what": what}, last=last)


def _end(number: int, work: list[str], own: int, column: int, *, is_entry: bool) -> int:
    """The last line that is moved with a line."""
    last = number
    while last + 1 < len(work) and last - number < _MOST:
        following = work[last + 1]
        if following.strip():
            depth = indentation(following)
            is_next = is_entry and following.lstrip(" ").startswith("- ") and depth == column
            if depth < own or is_next or (depth == own and not is_entry):
                break
        last += 1
    while last > number and not work[last].strip():
        last -= 1
    return last


def broken(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Two keys of one line on two lines, or all that it has, each on a line of its own."""
    line = work[number]
    if len(line) > _LONGEST:
        return
    matches = [match for match in _SECOND.finditer(line, key_column(line) + 1) if match["key"] in words][:_KEYS]
    if len(matches) > 1:
        yield _broken(number, work, matches)
    for match in matches:
        yield _broken(number, work, [match])


def _broken(number: int, work: list[str], matches: list[re.Match[str]]) -> Rewrite:
    line, column = work[number], key_column(work[number])
    ends = [*(match.start() for match in matches), len(line)]
    texts = [line[: ends[0]].rstrip(" ,;")]
    for match, end in zip(matches, ends[1:], strict=True):
        head = " " * max(0, column - 2) + "- " if match["dash"] else " " * column
        texts.append(head + line[match.start("key") : end].rstrip(" ,;"))
    below = work[number + 1] if number + 1 < len(work) else ""
    if matches[0]["dash"]:
        stand_in: tuple[str, ...] = (texts[0], " " * max(0, column - 2) + "- " + below.lstrip(" "))
    elif texts[0].lstrip(" ").startswith("- "):
        stand_in = (line[:column] + texts[-1].lstrip(" "),)
    else:
        stand_in = (texts[0],)
    place = matches[0].start("key"), matches[0].end("key")
    return Rewrite(number, "\n".join(texts), BREAK, *place, {"key": matches[0]["key"]}, stand_in=stand_in)
