"""Marks in a text that do nothing: those of other programs, and those of Markdown and maths that are not complete.

All are shown to the student as they are written. Each is looked for only where its first characters are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.texts.garbled import GARBLED, place_of, word_around
from mesoquiz.reading.nodes import Scalar

SHOWN = Rule("shown-as-written", "`{mark}` is shown as it is written", "{how}", Severity.WARNING)
UNCLOSED = Rule("unclosed-mark", "the `{mark}` that opens here is never closed", "{how}", Severity.WARNING)
BACKTICK = Rule(
    "unclosed-code",
    "the backtick that opens here is never closed",
    "write another at the end of the code, or leave it out",
    Severity.WARNING,
)
IN_WORD = Rule(
    "question-mark-in-word",
    "there is a `?` inside the word `{word}`: a letter was lost, or a space",
    "write the letter that was meant, or a space after the `?`",
    Severity.WARNING,
)

_PICTURE = r"[^()\s]{1,200}\.(?:png|jpe?g|gif|svg|webp)"
_ADDRESS = rf"(?:https?://|www\.|mailto:|{_PICTURE}\))"
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿœŒ"


class Mark(NamedTuple):
    """What is looked for, the characters that every such text has, and what to do about one that was found."""

    needle: str
    look: re.Pattern[str]
    how: Callable[[re.Match[str]], str]


def _sound(match: re.Match[str]) -> str:
    return f"remove it, and write `sound: {match['file'].strip()}` as a key of the card"


def _display(match: re.Match[str]) -> str:
    latex = match[0].strip("$ \n")
    return "write `\\[` and `\\]` in place of `$$`" if "\n" in match[0] else f"write `\\[{latex}\\]`"


_STARS = {"textit": "*", "emph": "*", "textbf": "**"}
"""A command of LaTeX -> what Markdown writes on both sides."""
DOLLARS = re.compile(
    r"(?<![\w$\\])\$(?:(?=[^$\s])(?=[^$\n]{0,200}?[\\^_])[^$\n]{1,400}\$(?![\d$])|[A-Za-z]\$(?![\w$]))"
)
"""A formula in the marks of other programs."""
MARKS = (
    Mark("[sound:", re.compile(r"\[sound:(?P<file>[^\]\n]{0,200})\]"), _sound),
    Mark(
        "[",
        re.compile(r"\[(?P<name>latex|\$\$?)\][^\n]{0,500}?\[/(?P=name)\]"),
        lambda _: "write a formula between `\\(` and `\\)`",
    ),
    Mark(
        "] (",
        re.compile(rf"!?\[[^\[\]\n]{{1,200}}\] {{1,3}}\({_ADDRESS}"),
        lambda _: "leave out the space between `]` and `(`",
    ),
    Mark(
        "][",
        re.compile(rf"!?\[[^\[\]\n]{{1,200}}\]\[{_PICTURE}\]"),
        lambda _: "write `(` and `)` around the file",
    ),
    Mark("【", re.compile(r"【[^】\n]{1,80}】"), lambda _: "leave it out: it cites a page of a chat"),
    Mark("$$", re.compile(r"\$\$[^$]{1,500}\$\$"), _display),
    Mark(
        "$",
        DOLLARS,
        lambda match: f"write `\\({match[0].strip('$')}\\)`",
    ),
    Mark(
        "==", re.compile(r"(?<![=<>!])==(?=[^\s=])[^=\n]{1,200}(?<=[^\s=])==(?!=)"), lambda _: "write `**…**` for bold"
    ),
    Mark("~~", re.compile(r"(?<!~)~~(?=[^\s~])[^~\n]{1,200}~~(?!~)"), lambda _: "leave the tildes out"),
    Mark(
        "\\",
        re.compile(r"\\(?P<name>textit|textbf|emph|underline|textsc|textrm)\{(?P<text>[^{}\n]{1,200})\}"),
        lambda match: f"write `{_STARS.get(match['name'], '')}{match['text'].strip()}{_STARS.get(match['name'], '')}`",
    ),
    Mark(
        "~",
        re.compile(rf"^~(?=[{_LETTERS}])[^~\n]{{1,200}}$"),
        lambda match: f"leave the mark out: `{match[0][1:].strip()}`",
    ),
    Mark(
        "=",
        re.compile(rf"^=(?=[{_LETTERS}])[^=\n]{{1,200}}$"),
        lambda match: f"leave the mark out: `{match[0][1:].strip()}`",
    ),
    Mark("\\n", re.compile(r"(?<!\\)\\n(?![a-z{])"), lambda _: "begin a new line in a block `|`"),
)
_CODES = (
    ("=", re.compile(r"(?:=[0-9A-F]{2}){2,12}"), lambda text: bytes.fromhex(text.replace("=", "")).decode()),
    ("%", re.compile(r"(?:%[0-9A-F]{2}){2,12}"), lambda text: bytes.fromhex(text.replace("%", "")).decode()),
    ("\\u", re.compile(r"\\u[0-9A-Fa-f]{4}"), lambda text: chr(int(text[2:], 16))),
    ("\\x", re.compile(r"\\x[0-9A-Fa-f]{2}"), lambda text: chr(int(text[2:], 16))),
)
_BOLD = re.compile(r"(?<![\\*])\*{2,3}(?!\*)")
_SPACED = re.compile(r"[ \u00a0\u202f](?=[^\W\d_]{3})[^\n]{3,80}[ \u00a0\u202f]")
"""Words between two `**` that are followed and preceded by spaces: no product, no power."""
_CODE = re.compile(r"(?<![\w`\\])`(?=[^\W_])(?![^\n]*')")
"""A backtick that opens code; as a quote it has an apostrophe after it."""
_LINK = re.compile(r"!?\[[^\[\]\n]{1,200}\]\([^()\s]{0,200}[./@][^()\n]{0,500}$", re.MULTILINE)
_MOST = 20
"""Words of a text that are looked at for a letter that was lost."""
# It begins with its rarest character: a search for that is fast.
_LOST = re.compile(rf"\?(?<=[{_LETTERS}]\?)(?=[{_LETTERS}])")

SUSPECT = {
    "[sound:": re.compile(r"\[sound:"),
    "] (": re.compile(r"\] \("),
    "$$": re.compile(r"\$\$"),
    "==": re.compile(r"=="),
    "~~": re.compile(r"~~"),
    "【": re.compile("【"),
    "][": re.compile(r"\]\["),
    "\\text": re.compile(r"\\text(?:it|bf|sc|rm)\{"),
    "\\emph": re.compile(r"\\emph\{"),
    "\\underline": re.compile(r"\\underline\{"),
    "\\n": re.compile(r"\\n"),
    "~": re.compile(rf"~(?<=[\s\[,\"']~)(?=[{_LETTERS}])"),
    " =": re.compile(rf" =(?=[{_LETTERS}])"),
    "[=": re.compile(rf"\[=(?=[{_LETTERS}])"),
    "=": re.compile(r"=[0-9A-F]{2}=[0-9A-F]{2}"),
    "%": re.compile(r"%[0-9A-F]{2}%[0-9A-F]{2}"),
    "\\u": re.compile(r"\\u[0-9A-Fa-f]{4}"),
    "\\x": re.compile(r"\\x[0-9A-Fa-f]{2}"),
    "$": re.compile(r"\$[^\s\d$]"),
    "[latex": re.compile(r"\[latex\]"),
    "[$": re.compile(r"\[\$"),
    "**": re.compile(r"\*\*"),
    "\\(": re.compile(r"\\\("),
    "\\[": re.compile(r"\\\["),
    "`": re.compile(r"`(?=\w)"),
    "](": re.compile(r"\]\((?![^()\n]{0,500}\))"),
    "?": re.compile(rf"\?(?=[{_LETTERS}])"),
}
"""Characters that a file has -> how a line looks that may have such a mark.

Each begins with a character of its own: that is found twenty times faster than a class or a repetition."""


def foreign(text: str, seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what does nothing in a text; `seen` is the text without code, formulas, links and pictures."""
    for mark in MARKS:
        match = mark.look.search(text if mark.needle == "$$" else seen) if mark.needle in seen + text else None
        if match and (how := mark.how(match)):
            first = match[0].partition("\n")[0]
            yield SHOWN.at(place_of(first, node, lines, path), mark=shorten(match[0]), how=how)
    for needle, pattern, decoded in _CODES:
        found = pattern.search(seen) if needle in seen else None
        if found and (meant := _meant(found[0], decoded)):
            start, end = word_around(seen, *found.span())
            if "://" not in seen[start:end]:
                word = seen[start : found.start()] + meant + seen[found.end() : end]
                word = _decoded(word, pattern, decoded)
                yield GARBLED.at(
                    place_of(found[0], node, lines, path), text=shorten(seen[start:end]), meant=shorten(word)
                )
    if "?" in seen:
        yield from _lost_letters(seen, node, lines, path)
    yield from _unclosed(seen, node, lines, path)


def _decoded(word: str, pattern: re.Pattern[str], decoded: Callable[[str], str]) -> str:
    return pattern.sub(lambda match: _meant(match[0], decoded) or match[0], word)


def _meant(text: str, decoded: Callable[[str], str]) -> str:
    """The letter that a code stands for, or nothing."""
    try:
        meant = decoded(text)
    except ValueError:
        return ""
    return meant if meant.isprintable() or meant.isspace() else ""


def _lost_letters(seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    for match in islice(_LOST.finditer(seen), _MOST):
        start, end = word_around(seen, *match.span())
        word = seen[start:end]
        is_sentence = seen[match.start() - 1].islower() and seen[match.end()].isupper()
        if not is_sentence and not any(mark in word for mark in "/=&@"):
            yield IN_WORD.at(place_of(word, node, lines, path), word=shorten(word.strip("\"'«»().,;:!? ")))
            return


def _unclosed(seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")):
        place = seen.find(opening)
        rest = seen[place + 2 :]
        # `\[` may be Markdown for a bracket that opens no link.
        is_formula = opening == "\\(" or re.search(r"\\[A-Za-z]|[\^_]", rest) is not None
        if place >= 0 and closing not in rest and is_formula:
            how = f"write `{closing}` at the end of the formula"
            at = place_of(opening + rest[:10].partition("\n")[0], node, lines, path)
            yield UNCLOSED.at(at, mark=opening, how=how)
    code = _CODE.search(seen)
    if code:
        at = place_of(code[0] + seen[code.end() :][:10].partition("\n")[0], node, lines, path)
        yield BACKTICK.at(at)
    link = _LINK.search(seen)
    if link:
        how = "write `)` at the end of the address"
        yield UNCLOSED.at(place_of(link[0], node, lines, path), mark="](", how=how)
    if "**" in seen:
        yield from _bold(seen, node, lines, path)


def _bold(seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """A `**` that opens and is not closed, or that a space keeps from opening or closing."""
    for paragraph in re.split(r"\n[ \t]*\n", seen):
        opened, loose, unopened = None, None, False
        for match in _BOLD.finditer(paragraph):
            before, after = paragraph[: match.start()][-1:].strip(), paragraph[match.end() : match.end() + 1].strip()
            if before and opened:
                opened = None
            elif after:
                opened = match
            elif before or (loose and _SPACED.fullmatch(paragraph, loose.end(), match.start())):
                unopened = True
            else:
                loose = loose or match
        odd = opened or (loose if unopened else None)
        if odd:
            word = odd[0] + paragraph[odd.end() : odd.end() + 12].partition("\n")[0]
            inner = paragraph[odd.end() :].partition("**")[0].strip(" *\n")
            bold = f"`**{shorten(inner)}**`" if inner else "`**bold**`"
            how = f"leave out the spaces inside it: {bold}" if loose else "write `**` at the end of the bold words"
            yield UNCLOSED.at(place_of(word, node, lines, path), mark=odd[0], how=how)
            return
