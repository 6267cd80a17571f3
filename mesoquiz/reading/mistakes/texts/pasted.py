"""What word processors, PDF files and spreadsheets leave in a text that is pasted, and marks at the start of its lines.

All of it is shown to the student; each is told with what to type in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.lines.hyphens import divided_word
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.mistakes.texts.changing import fixed
from mesoquiz.reading.mistakes.texts.foreign import SHOWN
from mesoquiz.reading.mistakes.texts.garbled import place_of, start_of, word_around
from mesoquiz.reading.nodes import Scalar

ODD = Rule(
    "odd-character", "`{mark}` in `{word}` is {what}: no search finds the word", "write `{meant}`", Severity.WARNING
)
DIVIDED = Rule(
    "divided-word",
    "`{word}` was divided at the end of a line",
    "write `{joined}`, or `{hyphened}` if it has a hyphen",
    Severity.WARNING,
)
QUOTED = Rule(
    "quotes-shown",
    "the quotes `{quotes}` are shown as a part of this text",
    "leave them out, if they are not to be seen",
    Severity.WARNING,
)
TAB = Rule("tab-in-text", "there is a tab in this text", "write a space in its place", Severity.WARNING)
SPREAD = Rule(
    "value-of-a-spreadsheet", "a spreadsheet may have made `{text}` of another value", "{how}", Severity.WARNING
)

_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿœŒ"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = {"\u2010": "-", "\u2011": "-"}
_ODD = re.compile(rf"[{''.join(_LIGATURES)}]|[\u2010\u2011](?<=[{_LETTERS}\d].)(?=[{_LETTERS}\d])")
_APOSTROPHE = re.compile(
    r"(?:(?<=\W[cdjlmnstCDJLMNST])|(?<=^[cdjlmnstCDJLMNST])|(?<=[qQ]u))[´`′](?=[aeiouyhàâéèêëîïôûùœæAEIOUYHÀÂÉÈÊÎÔÛŒ])"
)
_WRAPPED = {"“": "”", "„": "”“", "‘": "’", "«": "»", "‟": "”"}
_MONTH_NAMES = (
    "jan|janv feb|fevr|févr mar|mars apr|avr mai|may jun|juin jul|juil aug|aout|août sep|sept oct nov dec|déc"
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split(), 1) for name in names.split("|")}
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(rf"(?P<day>\d{{1,2}})-(?P<month>{_MONTH})\.?|(?P<name>{_MONTH})\.?-(?P<year>\d{{2}})", re.IGNORECASE)
_HEADING = re.compile(r"(?P<mark>#{2,6})[ ]?(?=[^\W_])")
_FEW = 7
"""Words of an entry that is no sentence."""
_SCIENTIFIC = re.compile(r"(?P<number>\d[.,]\d{1,6})E(?P<power>[+-]\d{1,3})")


class _Start(NamedTuple):
    """A mark at the start of lines: how they look, what is told, what to do, and how a line is written instead."""

    look: re.Pattern[str]
    how: str
    written: str
    least: int = 1


_BULLETS = "•▪◦‣●○■□➢►➤"
_STARTS = (
    _Start(
        re.compile(rf"(?P<mark>[{_BULLETS}])[ \t\u00a0]*(?P<text>[^\s{_BULLETS}][^{_BULLETS}]*)"),
        "begin each line with `- `",
        r"- \g<text>",
        least=2,
    ),
    _Start(re.compile(r"(?P<mark>[o§])[ \t]+(?P<text>[^\W\d].*)"), "begin each line with `- `", r"- \g<text>", least=2),
    _Start(re.compile(r"(?P<mark>-)(?P<text>[^\W\d].*)"), "write a space after each `-`", r"- \g<text>", least=2),
    _Start(re.compile(r"(?P<mark>\*)(?P<text>[^\W\d][^*]*)"), "write a space after each `*`", r"* \g<text>", least=2),
    _Start(
        re.compile(r"(?P<mark>#{2,6})[ ]*(?:\*\*)?(?P<text>[^\s#*][^#*]*[^\s#*])(?:\*\*)?[ #]*"),
        "write `**…**` for a heading",
        r"**\g<text>**",
    ),
    _Start(
        re.compile(r"(?P<mark>#)[ ]+(?P<text>[A-ZÀ-Ý](?:.*[^.])?)"),
        "write `**…**` for a heading; a note for authors is no part of a text",
        "",
    ),
    _Start(
        re.compile(r"(?P<mark>-{3,60}|={3,60}|\*{3,60}|(?:- ){2,30}-|(?:\* ){2,30}\*)(?P<text>)"),
        "leave an empty line in its place",
        "",
    ),
    _Start(re.compile(r"(?P<mark>>)[ ](?P<text>[A-ZÀ-Ý«]\S{0,50} \S{1,50} .+)"), "leave it out, or write `« … »`", r""),
)

_SIGN = re.compile(f"[{''.join(_LIGATURES)}\u2010\u2011{_BULLETS}´′]")
_OPENED = re.compile("[“„‘«‟](?:(?<=[:,-] .)|(?<=[\\[\"'].))")
_DASH = re.compile(
    r"-(?: (?=[a-zà-ÿ])(?<=[a-zà-ÿ]- )|\n(?<=[a-zà-ÿ]-\n)|--|(?= - -)|(?<= -)(?=[^\W\d])"
    r"|(?<=\d-)(?=[jJfFmMaAsSoOnNdD][aeuévpco])|(?<=[a-zéû.]{3}-)(?=[0-3]\d[\s\"',\]]))"
)
"""A dash between parts of a word, at the start of a line, in a row of them, or beside the name of a month."""
PASTED = (
    *((sign, _SIGN) for sign in (*_LIGATURES, *_HYPHENS, *_BULLETS, *"´′")),
    *((sign, _OPENED) for sign in _WRAPPED),
    ("-", _DASH),
    ("§", re.compile(r"§[ \t](?=[^\W\d])")),
    (" o ", re.compile(r" o (?=\S)(?<=  o )")),
    ("`", re.compile(r"`(?<=[cdjlmnstuCDJLMNSTU]`)")),
    (">", re.compile(r"> (?=[A-ZÀ-Ý«])(?<= > )")),
    ("E", re.compile(r"E[+-](?=\d)")),
)
"""Characters that a file has, and how a line looks that may have something that was pasted."""


def pasted(text: str, seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what was pasted into a text; `seen` is the text without code, formulas, links and pictures."""
    yield from _characters(text, node, lines, path)
    divided = divided_word(seen)
    if divided:
        said = {"word": shorten(divided[0]), "joined": divided["first"] + divided["rest"]}
        said["hyphened"] = f"{divided['first']}-{divided['rest']}"
        yield DIVIDED.at(place_of(divided[0].partition("\n")[0], node, lines, path), **said)
    if node.end.line > node.start.line:
        yield from _line_starts(node, lines, path)
    else:
        yield from _of_one_line(text, node, lines, path)
    # Whoever puts straight quotes around typographic ones wants them to be seen.
    if node.plain and _is_quoted(text) and (_is_alone(node, lines) or text[-2:-1] == "?"):
        yield QUOTED.at(start_of(node, path), quotes=f"{text[0]} {text[-1]}")


def _is_alone(node: Scalar, lines: list[str]) -> bool:
    """Whether a text follows its key: what is in a list may be quoted, or divided by a tab, for a reason."""
    return lines[node.start.line][: node.start.column].endswith(": ") and "[" not in lines[node.start.line]


def _is_quoted(text: str) -> bool:
    """Whether the quotes of a word processor are around all of a text; French ones may be meant around an answer."""
    closing = _WRAPPED.get(text[:1], "")
    if not closing or len(text) < 3 or text[-1] not in closing or any(one in text[1:-1] for one in text[0] + closing):
        return False
    return text[0] != "«" or text[:-1].rstrip(" \u00a0\u202f").endswith("?")


def _characters(text: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    for look, change in ((_ODD, _plain), (_APOSTROPHE, _with_apostrophes)):
        match = look.search(text)
        if match:
            start, end = word_around(text, *match.span())
            word = text[start:end].strip("«»\"'().,;:!?")
            what = (
                "no apostrophe" if look is _APOSTROPHE else "one letter" if match[0] in _LIGATURES else "another hyphen"
            )
            said = {"mark": match[0], "word": shorten(word), "what": what, "meant": shorten(change(word))}
            yield fixed(ODD.at(place_of(word, node, lines, path), **said), node, lines, change)


def _plain(text: str) -> str:
    return _ODD.sub(lambda match: (_LIGATURES | _HYPHENS)[match[0]], text)


def _with_apostrophes(text: str) -> str:
    return _APOSTROPHE.sub("'", text)


def _line_starts(node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Marks at the start of the lines of a block that are none to Markdown, the first of each."""
    if node.plain or not lines[node.start.line].startswith("|", node.start.column) or "```" in node.text:
        return
    told: set[str] = set()
    for at in range(node.start.line + 1, min(node.end.line + 1, len(lines))):
        text, below = lines[at].strip(), lines[at + 1].strip() if at + 1 < len(lines) else ""
        start, match = _start_of(text, below)
        # Dashes below a row are those of a table.
        if not start or not match or start.how in told or (not match["text"] and "|" in lines[at - 1]):
            continue
        told.add(start.how)
        column = lines[at].index(match["mark"]) + 1
        place = Span(path, at + 1, column, at + 1, column + len(match["mark"]))
        how = start.how.replace("**…**", f"**{shorten(match['text'])}**")
        found = SHOWN.at(place, mark=shorten(match["mark"], 8), how=how)
        yield fixed(found, node, lines, partial(_begun, start)) if start.written else found


def _start_of(text: str, below: str) -> tuple[_Start | None, re.Match[str] | None]:
    """The mark at the start of a line, whose next line may have to have it, too."""
    for start in _STARTS:
        match = start.look.fullmatch(text)
        again = start.look.fullmatch(below) if match and start.least > 1 else match
        if match and again and (start.least == 1 or again["text"] != match["text"]):
            return start, match
    return None, None


def _begun(start: _Start, line: str) -> str:
    bare = line.lstrip(" ")
    match = start.look.fullmatch(bare.rstrip())
    return line[: len(line) - len(bare)] + match.expand(start.written) if match else line


def _of_one_line(text: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """What only a text of one line has: a tab, bullets between its words, a value of a spreadsheet."""
    if "\t" in text and _is_alone(node, lines):
        yield fixed(TAB.at(place_of("\t", node, lines, path)), node, lines, _without_tabs)
    if heading := _HEADING.match(text):
        yield SHOWN.at(place_of(heading["mark"], node, lines, path), mark=heading["mark"], how="leave it out")
    if text.count("•") > 1 or (text[:1] in _BULLETS and text[-1] not in ".…?!" and len(text.split()) <= _FEW):
        yield from _bullets(text, node, lines, path)
    if date := _DATE.fullmatch(text):
        month = _MONTHS[(date["month"] or date["name"]).lower()]
        either = f"`{month}-{date['day']}` or `{date['day']}-{month}`" if date["day"] else f"`{month}-{date['year']}`"
        yield SPREAD.at(start_of(node, path), text=text, how=f"write what was meant, such as {either}")
    elif scientific := _SCIENTIFIC.fullmatch(text):
        how = f"write `{scientific['number']} × 10^{int(scientific['power'])}^`, or the number in full"
        yield SPREAD.at(start_of(node, path), text=text, how=how)


def _without_tabs(text: str) -> str:
    return text.replace("\t", " ")


def _bullets(text: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    parts = [part.strip() for part in re.split(f"[{_BULLETS}]", text) if part.strip()]
    if not parts:
        return
    mark = next(sign for sign in text if sign in _BULLETS)
    how = (
        f"write `{shorten(parts[0])}`"
        if len(parts) == 1
        else "write each on a line of its own with `- `, in a block `|`"
    )
    if len(parts) > 1 and lines[node.start.line][: node.start.column].strip(" -") == "answer:":
        how = f"write `answers: {shorten(as_list(parts), 80)}`"
    yield SHOWN.at(place_of(mark, node, lines, path), mark=mark, how=how)
