"""Lists that were divided otherwise than their author meant, or not at all, and are YAML all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.cards.checklists import boxed
from mesoquiz.reading.mistakes.lists import BULLET, MARKS, as_list, entries_of
from mesoquiz.reading.mistakes.marks import KEY_MARK, KEY_SPACE, NAMES
from mesoquiz.reading.mistakes.repairs import NO_SPACE
from mesoquiz.reading.mistakes.rewrite import Rewrite, quote
from mesoquiz.reading.mistakes.texts.brackets import in_brackets
from mesoquiz.reading.mistakes.texts.garbled import start_of
from mesoquiz.reading.nodes import Node, Scalar, Sequence

DIVIDED = Rule(
    "one-entry", "this list has one entry: entries are divided by commas", "write `{line}`", Severity.WARNING
)
CUT = Rule(
    "entry-cut-at-comma",
    "a comma between `{opening}` and `{closing}` divides this entry: only straight quotes keep it together",
    "write `{how}`",
)
SEMICOLON = Rule(
    "stray-semicolon",
    "this semicolon is shown as a part of the entry",
    "leave it out of each entry{stop}",
    Severity.WARNING,
)
WIDE = Rule("wide-comma", "`{mark}` divides no entries", "write `, ` in its place", Severity.WARNING)

CLOSING = {"“": "”", "«": "»", "„": "“", "‘": "’"}
"""Quotes of word processors -> what closes them."""

_SHORT = 80
"""Characters of an entry that is no sentence of its own."""
_BULLET = re.compile(
    rf"(?P<head>[ ]*(?:[^\W\d]\w*:[ ]+)?)(?P<mark>{MARKS}|-(?=[^\s>-]))"
    r"[ \t\u00a0]*(?P<text>\S.*)$"
)
_GLUED = re.compile(
    r"(?P<head>[ ]*(?:- +)*)(?P<key>[^\W\d]\w*)(?P<spaces>[ \t\u00a0\u202f]*)(?P<mark>[=-]>|[:：=→])[ ]*(?P<text>.*)$"
)

_LISTING = re.compile(r"(?:answers|distractors|sequence):[ ]+\[[ ]*$")
"""What is before a list in which one entry with marks in it is likely to be several."""
_CHAINS = (
    re.compile(r"\t+"),
    re.compile(r"(?<!\s)\s*(?:[→➔⇒]|[-=]>)\s*"),
    re.compile(r"(?<!\s)\s+[>/+]\s+"),
    re.compile(r"(?<=[^\W\d_]{4})/(?=[^\W\d_]{4})"),
    re.compile(r"(?<!\s)\s+(?:et|and)\s+"),
)
"""Marks that divide a list for its author where they come twice."""


def one_entry(text: str) -> str:
    """The list that was meant by a list of one entry, or nothing: `un; deux; trois`."""
    if ";" not in text and " | " not in text:
        return ""
    entries = entries_of(text)
    is_list = len(entries) > 1 and all(len(entry) < 60 and not entry.endswith(".") for entry in entries)
    return as_list(entries) if is_list and (";" in text or len(entries) > 2) else ""


def _in_a_chain(node: Scalar, lines: list[str]) -> str:
    """The list that was meant by `[un → deux → trois]`, or nothing. Two with a mark between them may be one."""
    line = lines[node.start.line] if node.plain and node.start.line < len(lines) else ""
    if not _LISTING.search(line[: node.start.column][-_SHORT:]):
        return ""
    for mark in _CHAINS:
        parts = mark.split(node.text.strip())
        if len(parts) > 2 and all(part[:1].isalpha() and len(part.split()) < 5 for part in parts):
            return as_list(parts)
    return ""


def divided(node: Scalar, line: str, path: str) -> Diagnostic:
    """What to say of a list of one entry that has several."""
    return DIVIDED.at(start_of(node, path), line=shorten(line, 90))


def wide_comma(node: Scalar, path: str) -> Diagnostic:
    """What to say of a comma of another alphabet, which is a letter to YAML."""
    mark = "，" if "，" in node.text else "、"
    column = node.start.column + node.text.index(mark) + 1
    at = Span(path, node.start.line + 1, column, node.start.line + 1, column + 1)
    return WIDE.at(at if node.start.line == node.end.line else start_of(node, path), mark=mark)


def cut_quotes(texts: list[Scalar], node: Sequence, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the first of some entries, if its quote is closed in one of those after it."""
    opening = texts[0].text[0]
    closing = CLOSING[opening]
    last = next((one for one in texts if closing in one.text), None)
    if closing in texts[0].text or last is None or last.start.line != texts[0].start.line or not last.plain:
        return
    line = lines[texts[0].start.line] if texts[0].start.line < len(lines) else ""
    said = line[texts[0].start.column : last.end.column].strip()
    found = CUT.at(start_of(texts[0], path), opening=opening, closing=closing, how=shorten(_straight(said), 90))
    # Guillemets may be meant to be printed.
    if opening == "“" and said and node.start.line == node.end.line:
        head, inner = line[: node.start.column], line[node.start.column : node.end.column]
        mended = inner.replace("“", '"').replace("”", '"')
        if '"' not in inner and inner.count("“") == inner.count("”"):
            text = head + mended + line[node.end.column :]
            found = replace(found, fix=Fix(texts[0].start.line + 1, text), hint=f"{found.hint}:\n{text.strip()}")
    yield found


def semicolons(texts: list[Scalar], path: str) -> Iterator[Diagnostic]:
    """Yield the first of some short entries that end in semicolons, as those of a list in a text do."""
    ends = [one for one in texts[:-1] if one.plain and one.text.endswith(";") and len(one.text) <= _SHORT]
    if len(texts) > 1 and len(ends) == len(texts) - 1 and all(one.end.line == one.start.line for one in ends):
        first = ends[0]
        line, column = first.end.line + 1, first.end.column
        stop = ", and the full stop out of the last" if texts[-1].plain and texts[-1].text.endswith(".") else ""
        yield SEMICOLON.at(Span(path, line, column, line, column + 1), stop=stop)


def _straight(said: str) -> str:
    return quote(said.strip("“”«»„‘’ \u00a0\u202f"))


def bulleted(node: Scalar, work: list[str]) -> Iterator[Rewrite]:
    """A list whose entries begin with another mark than a dash and a space."""
    first = node.start.line
    last = _last_line(node, work)
    matches = [_BULLET.match(line) for line in work[first : last + 1]]
    if not matches or any(match is None for match in matches):
        return
    if work[first].strip() and matches[0] and not matches[0]["head"].strip():
        texts = [f"{match['head']}- {match['text']}" for match in matches if match]
        start, mark = matches[0].start("mark"), matches[0]["mark"]
        rule = NO_SPACE if mark == "-" else BULLET
        yield Rewrite(first, "\n".join(texts), rule, start, start + 1, {"mark": mark, "key": mark}, last=last)


def glued(node: Scalar, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """A card that is one text, because no colon in it is followed by a space: `id :b`, `question:Quel os ?`."""
    first = node.start.line
    last = _last_line(node, work)
    matches = [match for line in work[first : last + 1] if (match := _GLUED.match(line)) and match["key"] in words]
    if len(matches) < 2 or len(matches) < last + 1 - first:
        return
    texts = [f"{match['head']}{match['key']}: {match['text']}".rstrip() for match in matches]
    key, spaces = matches[0]["key"], matches[0]["spaces"]
    place = matches[0].start("key"), matches[0].end("key") + 1
    rule, what = NO_SPACE, {"key": f"{key}:"}
    if matches[0]["mark"] != ":":
        rule, what = KEY_MARK, {"key": key, "what": f", not {NAMES[matches[0]['mark']]}"}
    elif spaces:
        rule, what = KEY_SPACE, {"key": key, "what": "space"}
    yield Rewrite(first, "\n".join(texts), rule, *place, what, last=last)


def _last_line(node: Scalar, work: list[str]) -> int:
    """The last line with anything of a text; before its first where it is empty and ends the file."""
    end = node.end.line if node.end.column else node.end.line - 1
    last: int = min(end, len(work) - 1)
    while last > node.start.line and not work[last].strip():
        last -= 1
    return last


def look_for_several(node: Sequence, problems: Problems) -> None:
    """Tell of a list that was divided by something else than commas, or by a comma inside quotes that are none."""
    texts = [one for one in node.items if type(one) is Scalar]
    only = texts[0] if len(node.items) == 1 and texts else None
    if only and only.plain and only.end.line > only.start.line and _starts_bracket(node, problems.lines):
        entries = [line.strip(" ,[]") for line in problems.lines[only.start.line : only.end.line + 1]]
        problems.keep([divided(only, as_list([entry for entry in entries if entry]), problems.path)])
        return
    if only and (line := one_entry(only.text) or _in_a_chain(only, problems.lines)):
        problems.keep([divided(only, line, problems.path)])
    if texts and (texts[0].text[:1] in "([☐☑☒" or texts[0].text.endswith(";")):
        problems.keep([*boxed(texts, problems.path), *semicolons(texts, problems.path)])
    if _starts_bracket(node, problems.lines):
        problems.keep(in_brackets(node, texts, problems.lines, problems.path))
    for place, one in enumerate(texts):
        if one.plain and CLOSING.get(one.text[:1], one.text) not in one.text:
            problems.keep(cut_quotes(texts[place:], node, problems.lines, problems.path))
            return
        if one.plain and ("，" in one.text or "、" in one.text):
            problems.keep([wide_comma(one, problems.path)])
            return


def _starts_bracket(node: Sequence, lines: list[str]) -> bool:
    return bool(node.start.line < len(lines) and lines[node.start.line].startswith("[", node.start.column))


def look_for_one(node: Node, problems: Problems) -> None:
    """Warn of one value that is a list without its brackets: `fémur, femur`."""
    entries = entries_of(node.text) if type(node) is Scalar and node.plain and re.search("[,;]", node.text) else []
    if type(node) is Scalar and len(entries) > 1 and all(len(entry.split()) < 3 for entry in entries):
        problems.keep([divided(node, as_list(entries), problems.path)])


def look(node: Node, problems: Problems, *, single: bool) -> None:
    """Tell of a list of texts that was divided otherwise than its author meant."""
    if type(node) is Sequence:
        look_for_several(node, problems)
    elif single:
        look_for_one(node, problems)
