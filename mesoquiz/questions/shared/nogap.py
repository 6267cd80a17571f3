"""A cloze that has no gap, and may have blanks or an answer of its own instead."""

from __future__ import annotations

import re

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.diagnostics.wording import all_of, shorten
from mesoquiz.questions.shared.gaps import lookalikes
from mesoquiz.reading.places import Where

NO_GAP = Rule("cloze-without-gap", "this cloze has no gap", "put the words to hide in double braces: {how}")
APART = Rule("answer-beside-cloze", "a cloze has its answer in its text, as a gap", "{how}, and remove `{key}:`")
OPTIONS = Rule("options-of-cloze", "a cloze has no options", "write `question:` in place of `cloze:`")

_BLANK = re.compile(
    r"(?<!\w)_{2,}(?!\w)|…+|\.{3,}|-{4,}|(?<=\s)\?{2,}"
    r"|\[[ ]{0,9}(?:\.{2,9}|…)?[ ]{0,9}\]|\([ ]{0,9}(?:\.{2,9}|…{1,9}|_{1,9})?[ ]{0,9}\)|<[ ]{0,9}>"
)
"""What people leave blank in a text to be filled in."""
_MARKED = re.compile(
    r"\*\*(?P<bold>[^*\n]{1,80})\*\*|(?<!\w)__(?P<line>[^_\n]{1,80})__(?!\w)|\[(?P<bracket>[^\[\]\n]{1,80})\](?!\()"
    r"|(?<![\w*])\*(?P<star>[^\s*][^*\n]{0,80})\*(?![\w*])|(?<!\w)_(?P<under>[^\W_][^_\n]{0,80})_(?!\w)"
    r"|(?<!\w)%(?P<percent>[^\W\d_][^%\n]{0,80})%(?!\w)"
)
"""Words that may have been marked to be hidden."""
_MOST = 5


def without_gap(text: str, where: Where) -> Diagnostic:
    """What to say of a cloze without a gap, at the first blank or at the words that it seems to hide."""
    blank = _blank(text)
    key = next((key for key in ("answer", "answers") if where.has(key)), "")
    if key and where.has("distractors"):
        return OPTIONS.at(where.key("cloze"))
    if key:
        return _apart(text, where, key, where.texts(key) or ["…"])
    if like := next(lookalikes(text), None):
        return NO_GAP.at(where.word(like[0], "cloze"), how=shorten(like[1]))
    if blank:
        return NO_GAP.at(where.word(blank, "cloze"), how=f"{{{{…}}}} in place of `{shorten(blank)}`")
    if marked := _MARKED.search(text):
        words = next(group for group in marked.groups() if group)
        # `*fémur/femur:os*` of H5P has other wordings and a hint.
        word, _, hint = words.partition(":") if marked["star"] else (words, "", "")
        word = word.partition("/")[0] if marked["star"] else word
        gap = f"{word.strip()}::{hint.strip()}" if hint.strip() else word
        return NO_GAP.at(where.word(marked[0], "cloze"), how=shorten(f"{{{{{gap}}}}}"))
    return NO_GAP.at(where("cloze"), how="{{…}}")


def _apart(text: str, where: Where, key: str, answers: list[str]) -> Diagnostic:
    gaps = all_of([shorten(f"{{{{{answer.strip()}}}}}") for answer in answers[:_MOST]])
    blank, first = _blank(text), answers[0].strip()
    if blank:
        which = f"`{shorten(blank)}`" if len(answers) == 1 else "the blanks"
        return APART.at(where.word(blank, "cloze"), how=f"write {gaps} in place of {which}", key=key)
    place = where.word(first, "cloze") if first in text else where("cloze")
    return APART.at(place, how=f"write {gaps} where it is hidden in the text", key=key)


def _blank(text: str) -> str:
    found = _BLANK.search(text)
    return found[0] if found else ""
