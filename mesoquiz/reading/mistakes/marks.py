"""Marks that are not those of YAML: another character than the colon after a key, another than `#` before a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.rewrite import Rewrite, quote
from mesoquiz.reading.mistakes.texts.hypertext import ENTITIES, without_entities
from mesoquiz.reading.nodes import Mapping

KEY_MARK = Rule("key-colon", "the key `{key}` needs a colon and a space after it{what}", "write them")
KEY_SPACE = Rule("key-space", "there is a {what} between the key `{key}` and its colon", "leave it out")
KEY_AROUND = Rule("key-in-marks", "a key stands alone before its colon, without other marks", "write `{key}:`")
COMMENT_MARK = Rule("comment-mark", "`{mark}` begins no comment in YAML", "begin comments with `#`")
OUTSIDE = Rule(
    "line-outside",
    "this line is neither a key nor a part of a card",
    "{how}",
)
ROW = Rule(
    "row-outside",
    "this line is one of a table (CSV), not a part of a card",
    "make a card of it: {how}",
)
DECK_NAME = Rule("colon-in-deck-name", "`: ` begins a new key in the name of this deck", "write `{how}`")
END_COMMA = Rule("comma-at-line-end", "a line with a key has no comma at its end", "leave it out")
KEY_CASE = Rule("key-in-capitals", "keys are written in small letters", "write `{key}:`")
PICTURE = Rule("picture-in-markdown", "`image:` takes a file and what it shows, not Markdown", "write both as keys")
STARS = Rule("difficulty-in-stars", "the difficulty is a number from 1 to 3", "write it")

ENTITY = Rule("entity-first", "`{mark}` is HTML, and no text can begin with `&`", "{how}")

_STARS = re.compile(r"(?P<head>[ ]*(?:- +)*difficulty:[ ]+)(?P<stars>[*★⭐]{1,3})[ ]*$")
_PICTURE = re.compile(r"(?P<head>[ ]*(?:- +)*image:[ ]+)!\[(?P<alt>[^\[\]\"]*)\]\((?P<file>[^()\s,]+)\)[ ]*$")
_DECK = re.compile(r"deck:[ ]+(?P<name>[^\s\"'|>\[{#][^#]*)$")
_ENTITY = re.compile(rf"(?P<head>[ ]*(?:- +)*(?:[^\W\d]\w*:[ ]+)?)(?P<value>(?P<mark>{ENTITIES.pattern}).*)$")
_KEY = re.compile(r":(?:[ ]|$)")
_WORD = re.compile(
    r"(?P<head>[ ]*(?:- +)*)(?P<key>[^\W\d]\w*)"
    r"(?P<mark>[ \t\u00a0\u202f\u200b]*(?:[=-]>|[:：;=→]|[-–—.](?=[ ]))?)(?P<rest>.*)"
)
_AROUND = re.compile(
    r"(?P<head>[ ]*(?:- +)*)(?P<open>[*_`“«]{1,3}[ ]?)(?P<key>[^\W\d]\w*)"
    r"(?P<mark>(?:[ ]?[*_`”»]{1,3})?:(?:[*_`]{1,3})?)[ ]+(?P<rest>\S.*)$"
)
_QUOTED_KEY = re.compile(r"(?P<head>[ ]*(?:- +)*)(?P<mark>[\"'])(?P<key>[^\W\d]\w*):(?:[ ]|$)")
_RULE = re.compile(r"[ ]*(?P<mark>[-=*_~]{4,}|\*{3}|_{3}|={3}|~{3}|(?<=[ ])-{3})[ ]*$")
_JSON = re.compile(r"(?P<text>(?P<head>[ ]*(?:- +)*)\"\w+\"[ ]?:[ ].*[^\s,{\[])(?P<comma>,?)[ ]*$")
_COMMENT = re.compile(r"(?P<head>[ ]*)(?P<mark>//+|/\*+|%+|;+|<!--)(?P<text>[^\n]*)$")
_CLOSING = re.compile(r"(?<![ *])[ ]*(?:\*+/|-->)[ ]*$")
_PROSE = re.compile(r"(?![-#?%.\"'\[{]|[^\W\d]\w*[ \u00a0]?:)\S")
"""A line at the edge that is no key, no entry and no comment."""
_WORDS = re.compile(r"(?P<indent>[ ]+)(?:[^\s\-#?%.\"'\[{|>&*!@`][^\s:]*[ ]+\S|[*_]{2}\w)")
_ROW = re.compile(r"(?P<indent>[ ]*)[^\s;\t:#-][^;\t\n]*(?:;[^;\t\n]*;|\t)[^\n]*$")
_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,99}")
_MOST_PROSE = 20
NAMES = {
    "：": "a full-width colon",
    "=": "`=`",
    ";": "`;`",
    "->": "an arrow",
    "=>": "an arrow",
    "→": "an arrow",
    ".": "a full stop",
} | dict.fromkeys("-–—", "a dash")


def marks(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield the line with a colon after its key, or as a comment."""
    line = work[number]
    yield from _of_value(number, line)
    yield from _of_keys(number, work, words)
    yield from _of_key(number, line, words)
    yield from _comma_at_end(number, work)
    yield from _quote_before(number, line, words)
    if rule := _RULE.match(line):
        place = rule.start("mark"), rule.end("mark")
        yield Rewrite(number, f"# {line.strip()}", COMMENT_MARK, *place, {"mark": rule["mark"][:3]})
    comment = _COMMENT.match(line)
    if comment:
        said = _CLOSING.sub("", comment["text"]).strip()
        text = f"{comment['head']}# {said}".rstrip()
        place = comment.start("mark"), comment.end("mark")
        yield Rewrite(number, text, COMMENT_MARK, *place, {"mark": comment["mark"]})


def outside(number: int, work: list[str]) -> Iterator[Rewrite]:
    """Yield the lines of prose around a line, at the edge of the file, as comments."""
    first = last = number
    while first > max(0, number - _MOST_PROSE) and _PROSE.match(work[first - 1]):
        first -= 1
    while last + 1 < min(len(work), number + _MOST_PROSE) and _PROSE.match(work[last + 1]):
        last += 1
    if row := _ROW.match(work[number]):
        place = len(row["indent"]), len(work[number].rstrip())
        yield Rewrite(number, f"# {work[number]}", ROW, *place, {"how": _as_card(row[0])}, is_sure=False, is_clear=True)
    if _is_between(number, work):
        indent = work[number][: len(work[number]) - len(work[number].lstrip(" "))]
        text, place = f"{indent}# {work[number].lstrip(' ')}", (len(indent), len(work[number].rstrip()))
        yield Rewrite(number, text, OUTSIDE, *place, {"how": _how(number, work)}, is_sure=False, is_clear=True)
    if _PROSE.match(work[number]):
        text = "\n".join(f"# {line}" for line in work[first : last + 1])
        yield Rewrite(first, text, OUTSIDE, 0, len(work[first]), {"how": _how(first, work)}, last=last, is_sure=False)


def _how(number: int, work: list[str]) -> str:
    """What to do about a line that is no part of a card: one that goes on with the text above belongs there."""
    above = next((line.strip() for line in reversed(work[:number]) if line.strip()), "")
    goes_on = work[number].strip()[:1].islower() and above[-1:] not in ("", ".", "?", "!", "…", ":", '"', "'", "]", "}")
    if goes_on:
        return "indent it if it goes on with the text above; if not, delete it, or begin it with `#` as a comment"
    return "delete it, or begin it with `#` as a comment; if it belongs to the text above, indent it"


def _as_card(row: str) -> str:
    """The keys of a card that the cells of a row of a table are likely to be."""
    cells = [cell.strip(' "') for cell in re.split(r"[;\t]", row) if cell.strip(' "')]
    if len(cells) > 2 and _ID.fullmatch(cells[0]):
        id, question, answer = cells[:3]
        return f"`- id: {id}`, and below it `question: {shorten(question)}` and `answer: {shorten(answer)}`"
    if len(cells) != 2:
        return "`- id: …`, and below it `question:` and `answer:`"
    return f"`- question: {shorten(cells[0])}`, and below it `answer: {shorten(cells[1])}`"


def _is_between(number: int, work: list[str]) -> bool:
    """Whether a line of several words with a colon stands where the dash of the next entry is."""
    match = _WORDS.match(work[number]) if ":" in work[number] or "**" in work[number] else None
    below = next((line for line in work[number + 1 : number + 4] if line.strip()), "")
    return match is not None and below.startswith(f"{match['indent']}- ")


def _of_value(number: int, line: str) -> Iterator[Rewrite]:
    """The name of a deck, a difficulty in stars, a text that begins with an entity of HTML."""
    if (deck := _DECK.match(line)) and _KEY.search(deck["name"]):
        names = [name.strip() for name in re.split(r":(?:[: ]|$)", deck["name"]) if name.strip()]
        how = f"deck: {'::'.join(names)}"
        also = f'` for a subdeck, or `deck: "{deck["name"].strip()}"' if len(names) > 1 else ""
        yield Rewrite(number, how, DECK_NAME, 6, len(line), {"how": how + also}, is_sure=False)
    if picture := _PICTURE.match(line):
        alt = f", alt: {quote(picture['alt'])}" if picture["alt"] else ""
        text = f"{picture['head']}{{file: {picture['file']}{alt}}}"
        yield Rewrite(number, text, PICTURE, picture.end("head"), len(line.rstrip()))
    if (entity := _ENTITY.match(line)) and (value := without_entities(entity["value"])) != entity["value"]:
        meant = without_entities(entity["mark"]).strip()
        said = {"mark": entity["mark"], "how": f"write `{meant}`, in quotes" if meant else "leave it out"}
        yield Rewrite(number, entity["head"] + quote(value.strip()), ENTITY, *entity.span("mark"), said)
    if stars := _STARS.match(line):
        text = f"{stars['head']}{len(stars['stars'])}"
        yield Rewrite(number, text, STARS, *stars.span("stars"))


def _of_keys(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """The lines around one whose keys all have the same mark in place of a colon: `question = …`, `answer = …`."""
    first = last = number
    while first > 0 and (mark := _mark_of(work[number], words)) and _mark_of(work[first - 1], words) == mark:
        first -= 1
    while last + 1 < len(work) and _mark_of(work[last + 1], words) == _mark_of(work[number], words) != "":
        last += 1
    found = [next(_of_key(at, work[at], words), None) for at in range(first, last + 1)]
    if last > first and found[0] and all(found):
        text = "\n".join(one.text for one in found if one)
        yield replace(found[0], text=text, last=last)


def _quote_before(number: int, line: str, words: frozenset[str]) -> Iterator[Rewrite]:
    """A line without the quote before its key, `"answer: fémur`."""
    match = _QUOTED_KEY.match(line)
    if match and match["key"] in words:
        place = match.start("mark"), match.end("key")
        yield Rewrite(number, match["head"] + line[match.start("key") :], KEY_AROUND, *place, {"key": match["key"]})


def _mark_of(line: str, words: frozenset[str]) -> str:
    """The mark that a key has in place of a colon."""
    match = _WORD.match(line)
    mark = match["mark"].strip(" \t\u00a0\u202f\u200b") if match and match["key"] in words else ""
    return mark if mark != ":" else ""


def _comma_at_end(number: int, work: list[str]) -> Iterator[Rewrite]:
    """Lines of JSON, `"question": "Quel os ?",`, below a dash: without the commas at their ends."""
    first = last = number
    while first > 0 and _JSON.match(work[first - 1]):
        first -= 1
    while last + 1 < len(work) and _JSON.match(work[last + 1]):
        last += 1
    lines = [match for line in work[first : last + 1] if (match := _JSON.match(line))]
    odd = next((at for at, match in enumerate(lines) if match["comma"]), -1)
    if odd >= 0 and any("- " in match["head"] for match in lines):
        text = "\n".join(match["text"] for match in lines)
        yield Rewrite(first, text, END_COMMA, *lines[odd].span("comma"), last=last, at=first + odd)


def _of_key(number: int, line: str, words: frozenset[str]) -> Iterator[Rewrite]:
    """A key without its colon, or with other marks around it."""
    match = _WORD.match(line)
    if match and match["key"] in words:
        mark, rest = match["mark"].strip(" \t\u00a0\u202f\u200b"), match["rest"].strip(" \t\u00a0\u202f\u200b")
        text = f"{match['head']}{match['key']}:{' ' if rest else ''}{rest}"
        if mark == ":":
            yield from _spaced(number, line, match, text)
        elif mark or not rest or match["mark"]:
            what = f", not {NAMES[mark]}" if mark else ""
            end = max(match.end("mark"), match.end("key"))
            yield Rewrite(number, text, KEY_MARK, match.start("key"), end, {"key": match["key"], "what": what})


def _spaced(number: int, line: str, match: re.Match[str], text: str) -> Iterator[Rewrite]:
    spaces = match["mark"].partition(":")[0]
    if text != line and spaces:
        what = "no-break space" if spaces.strip(" \t") else "space"
        place = match.start("mark"), match.end("mark")
        yield Rewrite(number, text, KEY_SPACE, *place, {"what": what, "key": match["key"]})


def in_capitals(node: Mapping, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield the lines of a card whose keys have capital letters, `Question: Quel os ?`, with small ones."""
    odd = [key for key, _ in node.pairs if key.plain and key.text not in words and key.text.casefold() in words]
    lines = [key.start.line for key in odd]
    if not odd or len(set(lines)) < len(lines):
        return
    texts = work[lines[0] : lines[-1] + 1]
    for key in odd:
        line, name = texts[key.start.line - lines[0]], key.text.casefold()
        texts[key.start.line - lines[0]] = line[: key.start.column] + name + line[key.end.column :]
    first = odd[0]
    place = first.start.column, first.end.column
    yield Rewrite(lines[0], "\n".join(texts), KEY_CASE, *place, {"key": first.text.casefold()}, last=lines[-1])


def bare_keys(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield the keys of a line and of those next to it, `**question**: …`, without the marks around them."""
    first = last = number
    while first > 0 and _AROUND.match(work[first - 1]):
        first -= 1
    while last + 1 < len(work) and _AROUND.match(work[last + 1]):
        last += 1
    matches = [match for line in work[first : last + 1] if (match := _AROUND.match(line))]
    keys = [match["key"] if match["key"] in words else match["key"].lower() for match in matches]
    if matches and len(matches) == last + 1 - first and all(key in words for key in keys):
        text = "\n".join(f"{match['head']}{key}: {match['rest']}" for match, key in zip(matches, keys, strict=True))
        place = matches[0].start("open"), matches[0].end("mark")
        yield Rewrite(first, text, KEY_AROUND, *place, {"key": keys[0]}, last=last)
