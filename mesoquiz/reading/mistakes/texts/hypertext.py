"""HTML in a text, which is shown as it is written: tags and entities, each with what a deck has in its place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.texts.changing import Change, fixed
from mesoquiz.reading.mistakes.texts.foreign import SHOWN
from mesoquiz.reading.mistakes.texts.garbled import place_of
from mesoquiz.reading.nodes import Scalar

TAG = Rule("html-tag", "`{tag}` is shown as it is written: texts are Markdown", "{how}", Severity.WARNING)

_NAMES = (
    "b|i|u|s|br|p|div|span|sub|sup|strong|em|ul|ol|li|font|img|a|h[1-6]|center|small|big|hr|table|thead|tbody|tr|td|th"
    "|code|pre|mark|del|ins|strike|blockquote|q|dl|dt|dd|section|article|label|cite|abbr|kbd|tt|audio|o:p"
    "|figure|figcaption|caption|col|colgroup|body|html|head|nobr|wbr"
)
TAGS = re.compile(
    rf"</?(?P<name>{_NAMES})(?:\s[^<>\n=]{{1,100}}=(?P<more>[^<>\n]{{0,300}}))?\s?/?>|<!--(?P<note>[^\n]{{0,300}}?)-->",
    re.IGNORECASE,
)
"""A tag, or a comment. What has no `=` may be meant: `a <b et c> d`."""
ENTITIES = re.compile(r"&(?:[A-Za-z]{2,8}\d?|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "sub": "~", "sup": "^"}
_FOR = {"**": "for bold", "*": "for italics", "~": "as in `H~2~O`", "^": "as in `10^6^`"}
_PAIRED = re.compile(
    r"<(?P<name>b|strong|i|em|sub|sup)>(?P<text>[^<>*~^`\n]{1,200})</(?P=name)>|(?P<end><br\s?/?>\s{0,9}$)",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"<(?P<name>p|div|span|center)>(?P<text>[^\n]{1,5000})</(?P=name)>", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:href|src)\s{0,3}=\s{0,3}[\"']?(?P<address>[^\"'\s<>]{1,300})", re.IGNORECASE)
_GROUPS = {
    **{"strong": "b", "em": "i", "cite": "i", "div": "p", "section": "p", "article": "p", "ul": "li", "ol": "li"},
    **dict.fromkeys(("thead", "tbody", "tr", "td", "th", "caption", "col", "colgroup"), "table"),
    **dict.fromkeys(("dl", "dt", "dd"), "li"),
    **dict.fromkeys(("b", "i", "p", "li", "table"), ""),
}
"""Tags that have one remedy with another one."""
_MOST = 4
"""Tags of a text that are told, each of another kind."""
_MOST_LOOKED_AT = 200
_DEEPEST = 3
"""Tags inside one another that are mended."""
_SIMPLE = {
    "hr": "leave an empty line in its place",
    "code": "write it between backticks",
    "pre": "write it between lines of three backticks",
    "q": "write `« … »`",
    "blockquote": "write `« … »`",
    "table": "write each row on a line of its own, `| a | b |`, and `|---|---|` below the first, in a block `|`",
    "audio": "use the key `sound:`",
    "figure": "use the key `image:`",
}


def hypertext(text: str, seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what a text has of HTML; `seen` is the text without code, formulas, links and pictures."""
    if "<" in seen:
        yield from _tags(text, seen, node, lines, path)
    if "&" in seen:
        for match in islice(ENTITIES.finditer(seen), _MOST_LOOKED_AT):
            if meant := _meant(match[0]):
                how = "an ordinary space" if meant.isspace() else f"`{meant}`"
                found = SHOWN.at(place_of(match[0], node, lines, path), mark=match[0], how=f"write {how}")
                yield _mended(found, node, lines, without_entities)
                return


def _meant(entity: str) -> str:
    """The character that an entity stands for; nothing where it is none, or one that nobody sees."""
    meant = html.unescape(entity)
    return "" if meant == entity else " " if meant.isspace() else meant if meant.isprintable() else ""


def without_entities(text: str) -> str:
    """A text with the characters that its entities stand for."""
    return ENTITIES.sub(lambda match: _meant(match[0]) or match[0], text)


def without_html(text: str) -> str:
    """The words of a text with HTML, whose remedy loses no other."""
    return TAGS.sub(" ", without_entities(text)) if "<" in text or "&" in text else text


class _Found(NamedTuple):
    """A tag of a text, the text, the line that it is on, and whether that is one of a block."""

    name: str
    match: re.Match[str]
    text: str
    line: str
    in_block: bool


def _tags(text: str, seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for match in islice(TAGS.finditer(seen), _MOST_LOOKED_AT):
        name = (match["name"] or "!--").lower()
        group = _GROUPS.get(name) or name
        if group in told:
            continue
        told.add(group)
        at = place_of(match[0], node, lines, path)
        number = at.line - 1
        line = lines[number] if number < len(lines) else ""
        one = _Found(group, match, text.strip(), line, node.end.line > node.start.line)
        found = TAG.at(at, tag=shorten(match[0]), how=_REMEDIES.get(group, _left_out)(one))
        mended = _mended(found, node, lines, _in_markdown if one.in_block else _unwrapped)
        yield found if mended.fix and TAGS.search(mended.fix.text) else mended
        if len(told) == _MOST:
            return


def _mended(found: Diagnostic, node: Scalar, lines: list[str], change: Change) -> Diagnostic:
    """What is told, with the lines without HTML; those with code stay as they are."""
    if "```" in node.text:
        return found
    return fixed(found, node, lines, lambda raw: raw if "`" in raw else change(raw))


def _in_markdown(text: str) -> str:
    """A text with its simple tags as Markdown has them."""
    for _ in range(_DEEPEST):
        text, number = _PAIRED.subn(_marked, text)
        if not number:
            break
    return text


def _unwrapped(text: str) -> str:
    """The same of a whole text, which needs no tags of its own around it."""
    wrapped = _WRAPPED.fullmatch(text)
    return _in_markdown(wrapped["text"].strip() if wrapped else text)


def _marked(match: re.Match[str]) -> str:
    if match["end"]:
        return ""
    mark, words = _MARKS[match["name"].lower()], match["text"].strip()
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    is_loose = (before.isalnum() and not words[:1].isalnum()) or (after.isalnum() and not words[-1:].isalnum())
    if not words or (mark in "~^" and " " in words) or (mark in "***" and is_loose):
        return match[0]
    # Markdown takes no space inside of its marks.
    left = " " if match["text"][0].isspace() and before.strip() else ""
    right = " " if match["text"][-1].isspace() and after.strip() else ""
    return f"{left}{mark}{words}{mark}{right}"


def _inner(one: _Found) -> str:
    """What is between a tag and the one that closes it, on its line."""
    closing = f"</{(one.match['name'] or '').lower()}>"
    begin = one.line.find(one.match[0])
    end = one.line.lower().find(closing, begin)
    return "" if begin < 0 or end < 0 else TAGS.sub("", one.line[begin + len(one.match[0]) : end]).strip()


def _emphasis(one: _Found) -> str:
    mark = _MARKS[one.name]
    inner = shorten(_inner(one)) or "…"
    return f"write `{mark}{inner}{mark}` {_FOR[mark]}"


def _break(one: _Found) -> str:
    if one.line.lstrip().startswith("|"):
        return "write `;` in its place: a cell has one line"
    if one.text.lower().endswith(one.match[0].lower()) and one.text.count(one.match[0]) == 1:
        return "leave it out: it ends the text"
    return "begin a new line in its place" if one.in_block else "begin a new line in its place, in a block `|`"


def _paragraph(one: _Found) -> str:
    name = one.match["name"].lower()
    if one.text.lower().count(f"<{name}") < 2:
        return _left_out(one)
    block = "" if one.in_block else ", in a block `|`"
    return f"leave `<{name}>` and `</{name}>` out, and an empty line between two paragraphs{block}"


def _entries(one: _Found) -> str:
    mark = "1. " if "<ol" in one.text.lower() else "- "
    block = "" if one.in_block else ", in a block `|`"
    return f"begin each entry on a line of its own with `{mark}`{block}"


def _heading(one: _Found) -> str:
    return f"write `**{shorten(_inner(one)) or '…'}**` on a line of its own"


def _link(one: _Found) -> str:
    address = _ADDRESS.search(one.match[0])
    return f"write `[{shorten(_inner(one)) or 'words'}]({shorten(address['address'], 60) if address else 'address'})`"


def _picture(one: _Found) -> str:
    file = _ADDRESS.search(one.match[0])
    address = file["address"] if file else "file.png"
    return f"write `![description]({shorten(address, 60)})`, or use the key `image:`"


def _note(one: _Found) -> str:
    return f"leave it out, or write `# {shorten(one.match['note'].strip()) or '…'}` on a line above the card"


def _left_out(one: _Found) -> str:
    name = one.match["name"].lower()
    both = f"`{shorten(one.match[0])}` and `</{name}>`" if f"</{name}>" in one.text.lower() else "it"
    more = ", or write `**…**` for bold" if name in ("u", "mark", "ins", "font", "span") else ""
    return f"leave {both} out{more}"


_REMEDIES: dict[str, Callable[[_Found], str]] = {
    **dict.fromkeys(("b", "i", "sub", "sup"), _emphasis),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **{"br": _break, "p": _paragraph, "li": _entries, "a": _link, "img": _picture, "!--": _note},
    **{name: lambda one: _SIMPLE[one.name] for name in _SIMPLE},
}
