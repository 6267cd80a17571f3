"""Texts with a colon that may be two: a word and its definition, an option and its reason, a label and a step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.rewrite import Rewrite, quote
from mesoquiz.reading.nodes import Mapping, Node, Scalar

DEFINED = Rule(
    "term-with-definition",
    "the definition is a key of its own, not a part of `term`",
    "write it on the line below",
)
TWICE = Rule("colon-after-id", "an id has no colon after it", "leave it out")
REASON = Rule(
    "option-with-reason",
    "`: ` begins a new key in the middle of this text",
    "put the text in quotes; if the rest tells why, write `text: {text}`, and below it `why: {why}`",
)
OWN_KEYS = Rule("keys-of-an-entry", "an entry with a key of its own is written in braces", "write `{how}`")
SHOWN = Rule(
    "reason-in-option",
    "what follows `{mark}` is shown as a part of the option",
    "if it tells why, write `text: {text}`, and below it `why: {why}`",
    Severity.WARNING,
)
LABELLED = Rule(
    "steps-with-labels",
    "`{label}: ` is read as a key, and the order of the lines numbers the steps",
    "leave it and the others out: `- {step}`",
)

_TERM = re.compile(r"(?P<head>[ ]*(?:- +)*)term:[ ]+(?P<word>[^\s\"'\[{|>][^:]{0,98}?)[ ]?:[ ]+(?P<definition>\S.*)$")
_ID = re.compile(r"(?P<id>[ ]*(?:- +)?id:[ ]+[\w.-]{1,100})[ ]?(?P<colon>:)[ ]*")
_REASON = re.compile(
    r"(?:ils?|elles?|c'|ce |cela|ça |on |car|parce|puisque|faux|fausse|vraie?|oui|non|it|they|because|this|wrong|right"
    r"|false|true)\b",
    re.IGNORECASE,
)
"""What begins a reason: a pronoun for the option, or a judgement."""
_OWN = re.compile(r"(?P<text>[^,]{1,200}?)[ ]?[,;(][ ]*(?P<key>must|never|pin|why|beyond)")
_SHOWN = re.compile(r"(?<!\s)[ ]+(?P<mark>->|→|=>|#)[ ]+(?=[^\W\d])")
_LONGEST = 120
"""Characters of a line that a hint shows."""
_STEP = re.compile(r"(?:[ée]tape|phase|temps|stade|step|stage)[ ]?\d{1,2}", re.IGNORECASE)


def defined(number: int, line: str, words: frozenset[str]) -> Iterator[Rewrite]:
    """`term: derme : couche moyenne` on two lines; `id: a:` without its second colon."""
    if twice := _ID.fullmatch(line):
        yield Rewrite(number, twice["id"], TWICE, *twice.span("colon"))
    match = _TERM.match(line)
    # `term: derme definition: couche` has its key.
    if match and match["word"].split()[-1] not in words:
        first = f"{match['head']}term: {match['word']}"
        said = match["definition"].rstrip()
        said = quote(said) if ": " in said or said[0] in "\"'[{&*!|>%@`#" else said
        text = f"{first}\n{' ' * len(match['head'])}definition: {said}"
        at = match.start("definition")
        yield Rewrite(number, text, DEFINED, at, len(line.rstrip()), stand_in=(first,))


def with_own_key(text: str, value: str) -> tuple[Rule, dict[str, str]] | None:
    """What to say of `derme, must: true`, an entry with a key of its own; nothing of any other."""
    match = _OWN.fullmatch(text)
    if match is None:
        return None
    parts = (match["text"], value.rstrip(")"))
    said, word = (quote(one) if re.search(r"[,:{}\[\]#\"]", one) else one for one in parts)
    return OWN_KEYS, {"how": shorten(f"- {{text: {said}, {match['key']}: {word}}}", _LONGEST)}


def reasoned(text: str, value: str) -> tuple[Rule, dict[str, str]] | None:
    """What to say of an entry whose colon may be between an option and the reason for it; nothing where it is not."""
    if not _REASON.match(value):
        return None
    return REASON, {"text": shorten(text), "why": shorten(value)}


def reason_in(option: str) -> dict[str, str] | None:
    """The mark, the text and the reason of an option that has all in one: `derme -> il a du collagène`."""
    # Hardly any option has one of these: looking for them first is fast.
    mark = _SHOWN.search(option) if ">" in option or "→" in option or "#" in option else None
    if mark is None or not _REASON.match(option, mark.end()):
        return None
    return {"mark": mark["mark"], "text": shorten(option[: mark.start()]), "why": shorten(option[mark.end() :])}


def labelled(items: list[Node], work: list[str]) -> Iterator[Rewrite]:
    """`- étape 1: laver`, `- étape 2: piquer`, of which only quotes make texts. Nothing is sure of them."""
    pairs = [item.pairs[0] for item in items if type(item) is Mapping and len(item.pairs) == 1]
    lines = [key.start.line for key, _ in pairs]
    if len(pairs) < max(2, len(items)) or lines != list(range(lines[0], lines[0] + len(lines))):
        return
    if not all(type(value) is Scalar and value.text and _STEP.fullmatch(key.text) for key, value in pairs):
        return
    texts = [
        work[key.start.line][: key.start.column] + quote(work[key.start.line][key.start.column :].rstrip())
        for key, _ in pairs
    ]
    key, value = pairs[0]
    said = {"label": key.text, "step": shorten(value.text if type(value) is Scalar else "")}
    place = key.start.column, key.end.column
    yield Rewrite(lines[0], "\n".join(texts), LABELLED, *place, said, last=lines[-1], is_sure=False)
