"""What looks like a gap and is none, or like another gap than it is: the habits of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten

OF_MOODLE = Rule("gap-of-moodle", "the gap `{gap}` hides the signs of Moodle, too", "write `{how}`")
LIKE = Rule(
    "like-a-gap", "`{text}` is no gap, and is shown as it is written", "write `{how}` to hide it", Severity.WARNING
)
HINT = Rule(
    "hint-of-a-gap",
    "all of `{gap}` is hidden: `{mark}` begins no hint",
    "write `{how}` if `{hint}` is a hint",
    Severity.WARNING,
)
NUMBER = Rule("spaced-gap-number", "`{gap}` hides its number, not its text", "write `{how}`")
COLONS = Rule("colons-in-gap", "the gap `{gap}` has {number} colons in a row", "write `{how}`")
BRACES = Rule("braces-in-gap", "the gap `{gap}` hides braces, too", "write `{how}`", Severity.WARNING)
MARK = Rule("mark-of-gap-number", "the gap `{gap}` hides `{number}`, too", "write `{how}`", Severity.WARNING)
LAST = Rule(
    "number-as-hint",
    "`{number}` is shown as the hint of the gap `{gap}`: its number comes first",
    "write `{how}`",
    Severity.WARNING,
)
ONLY_NUMBER = Rule(
    "gap-of-a-number",
    "the gap `{gap}` hides only a number, which the text explains",
    "write the word in the gap, `{how}`, and leave the explanation out",
    Severity.WARNING,
)
BLANK = Rule("blank-in-cloze", "`{text}` is no gap, and nothing is asked there", "write `{how}`", Severity.WARNING)
PARTS = Rule(
    "parts-of-gap",
    "the gap `{gap}` has too many `::`: only its number, its text and a hint are divided so",
    "leave one out",
    Severity.WARNING,
)

_HIDDEN = re.compile(
    r"`[^`\n]{0,500}`|\\\([^\n]{0,500}?\\\)|\\\[[^\n]{0,500}?\\\]"
    r"|\[[^\[\]\n]{0,500}\]\([^()\n]{0,500}\)"
)
"""Code, formulas and links, whose characters are meant."""
_LIKE = re.compile(
    r"(?<![{^_\]])\{(?P<brace>[^{}\n]{1,200})\}(?!\})|(?<!!)\[\[(?P<bracket>[^\[\]\n]{1,200})\]\]"
    r"|\(\((?P<paren>[^()\n]{1,200})\)\)|\{ +\{(?P<apart>[^{}\n]{1,200})\} +\}"
)
_MOODLE = re.compile(
    r"\s*(?:(?:\d{0,3}:)?(?:SHORTANSWER|SA|MW|MULTICHOICE|MC|MULTIRESPONSE|MR|NUMERICAL|NM)(?:_[A-Z]{1,2}|[HVCS]{1,3})?:|(?=[=~]))"
    r"(?P<answers>[^\n]{1,300})"
)
_RIGHT = re.compile(r"(?:=|%100%)\s*(?P<text>[^~=#]{1,200})")
_SPACED = re.compile(r"(?:[cC]\s*)?(?P<number>\d{1,3})\s*::\s*(?P<text>.*)", re.DOTALL)
_LETTER = re.compile(r"[cC](?P<number>[lI|]|)\s*::\s*(?P<text>.*)", re.DOTALL)
"""`cl::derme`, with a letter for the number one."""
_BAR = re.compile(r"(?P<text>[^|\\]*[^|\\\s])\s*\|\s*(?P<hint>[^|\\\s][^|\\]*)")
_COLON = re.compile(r"(?P<text>[^:]*[^\W\d]):(?P<hint>[^\W\d][^:/]*)")
_MARKED = re.compile(
    r"[cC]?(?P<number>\d{1,3})(?P<mark>[ ]?(?:;;|;:|:;|,,)|[.)](?=[ \u00a0]*[^\W\d])"
    r"|:(?=\d{1,6}(?:[.,]\d{1,6})?[ \u00a0\u202f]?(?:kg|[mµ]?g|[mcdµ]?[lL]|[cmkµ]?m|cm[²³]|%|ans|mmHg|UI)\b))"
    r"\s*(?P<text>\S.*)",
    re.DOTALL,
)
"""A number, another mark than two colons, and the text; `1:10` is a ratio, `12:30` a time."""
_NUMBER_LAST = re.compile(r"(?P<text>[^:]*)::[ ]*[cC]?(?P<number>\d{1,2})[ ]*")
_EXPLAINED = re.compile(
    r"(?:(?<![\w.,])(?P<number>\d{1,2}) ?=|[(;\n](?P<listed>\d{1,2}) ?:) ?(?P<word>[^\W\d][^()\n,;.]{0,60})"
)
"""`(1 = derme, 2 = épiderme)`."""
_BLANK = re.compile(r"(?<!_)_{3,}(?!\w)|…{2,}|\.{4,}")
_LONGEST = 300
"""Characters of a gap that may have a hint: some patterns take the square of the length."""
_COLONS = re.compile(r":{3,}")


def of_moodle(inner: str) -> str:
    """The words that a gap of Moodle hides, `1:SHORTANSWER:=derme~%50%peau#presque`; nothing of any other gap."""
    match = _MOODLE.fullmatch(inner)
    right = _RIGHT.search(match["answers"]) if match else None
    text = right["text"].strip() if right else ""
    # `=3:0.1` has a tolerance.
    return re.sub(r"^(-?\d+(?:[.,]\d+)?):[\d.,]+$", r"\1", text)


def lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """What is written in a text, without its gaps, as other programs write gaps, and the gap that was meant."""
    for match in _LIKE.finditer(_HIDDEN.sub(lambda hidden: "\0" * len(hidden[0]), text)):
        inner = next(group for group in match.groups() if group).strip()
        if inner and "\0" not in inner:
            yield match[0], f"{{{{{of_moodle(inner) or inner}}}}}"


def blanks(text: str) -> Iterator[str]:
    """The blanks to fill in a text, without its gaps; a line of nothing else divides a text."""
    seen = _HIDDEN.sub(lambda hidden: "\0" * len(hidden[0]), text)
    for line in seen.split("\n"):
        if line.strip(" _.…"):
            yield from (match[0] for match in _BLANK.finditer(line))


def explained(gap: str, inner: str, rest: str, place: Span) -> Iterator[Diagnostic]:
    """Yield a gap that hides a number, for which the `rest` of the text says a word: `(1 = derme)`."""
    if not re.fullmatch(r"\s*\d{1,2}\s*", inner):
        return
    for match in _EXPLAINED.finditer(rest):
        number = match["number"] or match["listed"]
        if number == inner.strip():
            how = f"{{{{{number}::{match['word'].strip()}}}}}"
            yield ONLY_NUMBER.at(place, gap=shorten(gap), how=shorten(how))
            return


def misread(gap: str, number: str, inner: str, place: Span) -> Iterator[Diagnostic]:
    """Yield what is wrong with a gap that can be read, but hides something else than was meant.

    `gap` is all of it, `number` and `inner` what was read of it.
    """
    start = f"{number}::" if number else ""
    spaced = None if number else _SPACED.fullmatch(inner.strip()) or _LETTER.fullmatch(inner.strip())
    marked = None if number else _MARKED.fullmatch(inner.strip())
    last = None if number or len(inner) > _LONGEST else _NUMBER_LAST.fullmatch(inner)
    colons = _COLONS.search(inner)
    if colons:
        how = _COLONS.sub("::", gap)
        yield COLONS.at(place, gap=shorten(gap), number=len(colons[0]), how=shorten(how))
    elif spaced:
        digits = spaced["number"] if spaced["number"].isdecimal() else "1"
        how = f"{{{{{int(digits)}::{spaced['text']}}}}}"
        yield NUMBER.at(place, gap=shorten(gap), how=shorten(how))
    elif marked:
        how = f"{{{{{int(marked['number'])}::{marked['text']}}}}}"
        before = inner.strip()[: marked.end("mark")]
        yield MARK.at(place, gap=shorten(gap), number=before, how=shorten(how))
    elif last and re.search(r"[^\W\d]", last["text"]):
        how = f"{{{{{int(last['number'])}::{last['text'].strip()}}}}}"
        yield LAST.at(place, gap=shorten(gap), number=last["number"], how=shorten(how))
    elif (bare := inner.strip("{}")) not in ("", inner) and not re.search(r"[{}]", bare):
        yield BRACES.at(place, gap=shorten(gap), how=shorten(f"{{{{{start}{bare}}}}}"))
    elif inner.count("::") > 1:
        yield PARTS.at(place, gap=shorten(gap))
    elif len(inner) <= _LONGEST and "::" not in inner and (match := _BAR.fullmatch(inner) or _COLON.fullmatch(inner)):
        how = f"{{{{{start}{match['text']}::{match['hint']}}}}}"
        mark = "|" if "|" in inner else ":"
        shown = {"gap": shorten(gap), "mark": mark, "how": shorten(how), "hint": shorten(match["hint"])}
        yield HINT.at(place, **shown)
