"""The spaces of French typography, put in when a text is rendered. Text -> text.

Source of the rules: Lexique des règles typographiques en usage à l'Imprimerie nationale.
"""

from __future__ import annotations

import re

from mesoquiz.markup.gaps import GAP_MARK

_SPACES = "(?<![ \u00a0\u202f])[ \u00a0\u202f]*"
"""A run of spaces, tried only from its beginning: a megabyte of them must not take hours."""
_MARKS = re.compile(r"[:;?!](?:(?<=:):{0,2}(?=[\s»]|$)|(?:(?<=[;?!])|(?=:{0,2}[;?!]))[;:?!]{0,8}(?=[\s)\]»”\".,…]|$))")
"""Punctuation that a space goes before. It is searched for by its first character, not by the spaces: that is fast."""
_OPENING = re.compile(r"«[ \u00a0\u202f]*")
_CLOSING = re.compile(_SPACES + "»")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]+(?=%)")
_SUBJECT = re.compile(r"-(?:je|tu|ils?|elles?|on|nous|vous|ce)\b", re.IGNORECASE)
_INVERSION = re.compile(rf"\b(?:[^\W\d_]{{1,6}}(?:['’]|&#39;))?[^\W\d_]+(?:-t)?{_SUBJECT.pattern}", re.IGNORECASE)
"""A verb followed by its subject in escaped HTML, as in `soigne-t-elle`: the whole word, `qu'énumère-t-il`."""
_PRONOUN = re.compile(
    r"-(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|y|en|ci|là)"
    r"(?:-(?:moi|lui|leur|les?|la|y|en|que|là|mêmes?)){0,2}"
    r"(?![\w-])",
    re.IGNORECASE,
)
_WITH_PRONOUN = re.compile(rf"\b(?:[^\W\d_]{{1,6}}(?:['’]|&#39;))?[^\W\d_]+(?:-t)?{_PRONOUN.pattern}", re.IGNORECASE)
"""The same and more, for paper: `dis-moi-le`, `est-ce-que`, `celui-ci`. On a card of Anki it would be a change."""
_UNIT = (
    r"(?:[kcdmµμn]?(?:g|[lL]|m|M|mol|s|J|W|V|A|Hz|Pa|Da|cal|Gy|Bq|Eq|Osm)|[kMmµμ]?(?:UI|U)|M(?:Hz|Bq|Pa|W)|mmHg|cmH2O"
    r"|h|min|j|ms|ans?|mois|jours?|semaines?|heures?|minutes?|secondes?|séances?|points?|gouttes?|gauge|G|ppm|dB"
    r"|[°º](?:[CF](?![^\W_]))?|[‰€$£]|k?Ω)[²³23]?"
)
"""Symbols of units, and words for time and doses that are written after a number."""
_GROUPED = re.compile(r"(?<![\d.,\u00a0\u202f])\d{1,3}(?: \d{3})+(?!\d)")
"""A number in groups of three digits."""
_QUANTITY = re.compile(rf"(?<=\d) (?={_UNIT}(?![^\W_]))|(?<=\d h) (?=[0-5]\d(?!\d))")
_REFERENCE = re.compile(
    r"(?<![^\W_])(?:[nN][°ºᵒ]|[pt]\.|pp\.|[aA]rt\.|[fF]ig\.|[vV]ol\.|[cC]hap\.|[LRDA]\.|§) (?=\d)"
    r"|\b[aA]rt\. (?=[LRDA]\. ?\d)"
)
"""What a number belongs to: `p. 12`, `n° 5`, `art. L. 1142-1`."""
_PERSON = re.compile(r"(?<![^\W_])(?:MM?\.|M(?:mes?|lles?|gr)|[DP]rs?) (?=[A-ZÀ-ÖØ-Þ])")
"""The title before a name: `M. Dupont`."""
_TIMES = re.compile(r"(?<=[\w²³°]) × (?=\d)")
"""What is between measures: `5 cm × 3 cm`."""
_NUMBER = r"\d{1,9}(?:[.,\u00a0\u202f]\d{1,9}){0,9}"
"""A whole number, with its groups and decimals."""
_JOINED = re.compile(
    rf"(?<![\w–])–?{_NUMBER}[\u00a0\u202f]{_UNIT}(?:/{_UNIT}){{1,3}}(?![^\W_])|(?<![\w–])–{_NUMBER}"
    r"|(?<![\w-])\d{1,9}(?:-\d{1,9}){1,3}(?![\w-])"
)
"""What a line could break in after a slash, a dash or a hyphen: a unit with the whole number before it, `37,5 mg/kg`;
`–20`; `1142-1`."""
_AS_WRITTEN = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]{0,20}://\S+|\bmailto:\S+|&#?\w{1,32};")

_APOSTROPHE = re.compile(rf"{_AS_WRITTEN.pattern}|(?<=[^\W\d_])(?P<mark>')(?=[^\W_]|«|{GAP_MARK}|$)")
"""What stays as written, or an apostrophe."""
_ELISION = re.compile(r"(?:(?<![^\W\d_])[cdjlmnst]|qu)$", re.IGNORECASE)
"""How a word ends that has lost its last letter to the next one: `l'`, `qu'`."""

NARROW, WIDE, APOSTROPHE = "\u202f", "\u00a0", "\u2019"


def typeset(text: str, before: str, narrow: str) -> str:
    """`text` with its no-break spaces; addresses and entities stay as they are.

    `before` is the character in front of the text, `narrow` the space that goes before ? ! ;.
    """
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match[0])
        return "\x03"

    text = _AS_WRITTEN.sub(hide, text) if ":" in text or "&" in text else text
    text = _spaced(text, before, narrow)
    if "«" in text or "»" in text:
        text = _CLOSING.sub(WIDE + "»", _OPENING.sub("«" + WIDE, text))
    if "%" in text:
        text = _PERCENT.sub(narrow, text)
    hidden = iter(kept)
    return re.sub("\x03", lambda _: next(hidden), text) if kept else text


def join_numbers(text: str, before: str, narrow: str) -> str:
    """`text` with no-break spaces in numbers, before units, in references and names; `before` is as in `typeset`.

    Source of the rules: the same, and ISO 80000-1, 7.1.4 and 7.3.1.
    """
    if " " not in text:
        return text
    made = _PERSON.sub(lambda match: match[0].replace(" ", WIDE), before + text)
    if not any(map(str.isdigit, made)):
        return made[len(before) :]
    made = _GROUPED.sub(lambda match: match[0].replace(" ", narrow), made)
    made = _REFERENCE.sub(lambda match: match[0].replace(" ", WIDE), made)
    made = _TIMES.sub(f"{WIDE}×{WIDE}", made)
    return _QUANTITY.sub(WIDE, made)[len(before) :]


def _spaced(text: str, before: str, narrow: str) -> str:
    """Each punctuation after a no-break space, unless it comes first."""
    pieces, done = [], 0
    for match in _MARKS.finditer(text):
        between = text[done : match.start()]
        left = between.rstrip(" \u00a0\u202f")
        previous = left[-1:] or (text[done - 1] if done else before)
        is_as_written = not previous or (previous in '([{«“"' and left == between)
        space = WIDE if match[0][0] == ":" else narrow
        pieces += [between if is_as_written else left + ("" if previous.isspace() else space), match[0]]
        done = match.end()
    return "".join([*pieces, text[done:]]) if pieces else text


def curl(text: str) -> str:
    """`text` with typographic apostrophes; addresses stay as they are, and so does a quote at the end of a word."""
    if "'" not in text:
        return text

    def mark(match: re.Match[str]) -> str:
        place = match.start()
        is_quote = match.end() == len(text) and not _ELISION.search(text[max(0, place - 3) : place])
        return APOSTROPHE if match["mark"] and not is_quote else match[0]

    return _APOSTROPHE.sub(mark, text)


def keep_together(text: str, opening: str, closing: str, *, numbers: bool) -> str:
    """`text` (of HTML, escaped) with marks around what no line breaks: `soigne-t-elle` and, with `numbers`, `5 mg/kg`.

    On paper, for which the numbers are, so is `celui-ci`. Marks, not a no-break hyphen: Anki's
    search finds only the hyphen that students type, and fonts have it.
    """
    text = _keep_words(text, opening, closing, pronouns=numbers)
    if numbers and ("/" in text or "-" in text or "–" in text):
        text = _JOINED.sub(rf"{opening}\g<0>{closing}", text)
    return text


def _keep_words(text: str, opening: str, closing: str, *, pronouns: bool) -> str:
    """The same for words and what ends them, as verbs and their subjects: looking for the end first is fast."""
    pieces, done, passed = [], 0, 0
    for end in _PRONOUN.finditer(text) if pronouns else _SUBJECT.finditer(text):
        start = text.rfind(" ", passed, end.start()) + 1
        room = (text, max(start, passed), end.end())
        if word := _WITH_PRONOUN.search(*room) if pronouns else _INVERSION.search(*room):
            pieces += [text[done : word.start()], f"{opening}{word[0]}{closing}"]
            done = word.end()
        # A word reaches back to the end of the one before it at most; from there, so that much text takes no hours.
        passed = max(end.start(), done)
    return "".join([*pieces, text[done:]]) if pieces else text
