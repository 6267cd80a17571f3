"""A later step of a case tells the answer of an earlier one.

On a page of its own, each step may go on from the right answer: that is what cases are for. On one page, the earlier
question is read off the later one: off what it tells and asks, its options, or the description of its picture. Word
the step without the answer, or lock the case in the blueprint with `locked: true`.

Looked for are the answers, what `accept` lists and the labels of masks and zones, word by word. One whose words have
three letters or fewer counts for its acronyms (`ECG`, `un OAP`), where those are in capitals. Then the first word of
an answer of two to four words, if it has eight letters or more and was not told before (`l'aponévropathie` for `une
aponévropathie plantaire`). An option that is such an answer and nothing else counts only where the earlier step had no
options: else both steps may choose from one list.

Source: Haladyna, Downing and Rodriguez 2002, rule 4, keep items independent; the French national examination locks each
answer of a progressive case before the next question is shown (UNESS, help on SIDES).

Measured: the corpora have no cases, so nothing is known of its precision there.

Bad (fr):
    - case: talon
      context: Une femme de 54 ans souffre du talon droit.
      question: Quel diagnostic évoquer ?
      answer: une aponévropathie plantaire
    - case: talon
      more: L'aponévropathie plantaire est confirmée par l'échographie.
      question: Quelle profondeur d'injection choisir ?
      answer: 4 mm
Better (fr):
    - case: talon
      context: Une femme de 54 ans souffre du talon droit.
      question: Quel diagnostic évoquer ?
      answer: une aponévropathie plantaire
    - case: talon
      more: L'échographie confirme votre diagnostic.
      question: Quelle profondeur d'injection choisir ?
      answer: 4 mm
Bad (en):
    - case: heel
      context: A woman of 54 has pain in the right heel.
      question: Which diagnosis is the most likely?
      answer: plantar fasciitis
      distractors: [gout, a fracture]
    - case: heel
      question: Which exercise helps in plantar fasciitis?
      answer: stretching
Better (en):
    - case: heel
      context: A woman of 54 has pain in the right heel.
      question: Which diagnosis is the most likely?
      answer: plantar fasciitis
      distractors: [gout, a fracture]
    - case: heel
      question: Which exercise helps in this disease?
      answer: stretching
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from mesoquiz.advice.cards import Card, Hit, Proposal, plain
from mesoquiz.advice.leaks import told_by
from mesoquiz.advice.text import as_written, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.markup.gaps import Gap
from mesoquiz.notes.interactions import Fill, Interaction, Label, Point, Recall

RULE = Rule(
    "B806",
    "this step tells the answer of the step `{other}`: `{what}`",
    "word it without the answer, or print the case with `locked: true` in its blueprint",
    Severity.INFO,
)
DEFAULT = True
_ARTICLES = frozenset(("le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an"))
_ACRONYM = re.compile(r"\b(?![IVX]+\b)[A-Z]{2,3}\b")
HEAD = 8
"""Letters of the first word of an answer that names it without the others."""
MOST_WORDS = 4
"""Of an answer that has such a word: a longer one begins with any."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each step that says what an earlier step of its case asks for."""
    steps: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        if card.note.case:
            before = steps.setdefault((card.deck.name, card.note.case), [])
            exact = (hit for asked in before for hit in _exact(card, asked))
            heads = (hit for asked in before for hit in _by_head(card, asked))
            if hit := next(chain(exact, heads), None):
                yield hit
            before.append(card)


def _exact(card: Card, asked: Card) -> Iterator[Hit]:
    known = _in_words(_known(asked))
    for text, needle, acronyms in _answers(asked):
        if needle not in known:
            places = (place for place, told in _told(card) if needle in _in_words(told) and acronyms <= _acronyms(told))
            options = (one.raw for one in _options_with(card, asked, needle) if acronyms <= _acronyms(one.text))
            for place in chain(places, options):
                yield card.hit(place, first=asked, other=asked.note.id, what=text)


def _by_head(card: Card, asked: Card) -> Iterator[Hit]:
    known = _in_words(" ".join((_known(asked), *(option.text for option in asked.wrong))))
    for _, needle, _ in _answers(asked):
        head, *others = needle.split()
        if len(head) >= HEAD and 0 < len(others) < MOST_WORDS and f" {head} " not in known:
            for place, told in _told(card):
                if f" {head} " in _in_words(told):
                    yield card.hit(place, first=asked, other=asked.note.id, what=as_written(told, head))


def _told(card: Card) -> Iterator[tuple[str, str]]:
    """Yield what a step says beside its options, and where: its story and question, and what stands for its picture."""
    yield card.note.more or card.raw, f"{plain(card.note.more)} {told_by(card)}"
    if card.note.image:
        yield card.note.image.alt, card.note.image.alt


def _known(asked: Card) -> str:
    return f"{plain(asked.note.background)} {told_by(asked)}"


def _options_with(card: Card, asked: Card, needle: str) -> Iterator[Proposal]:
    """Yield the options of a step that have the answer of an earlier one in them."""
    found = [option for option in card.options if needle in _in_words(option.text)]
    others = [" ".join(_without_article(option.text)) for option in asked.wrong]
    if not any(f" {other} " in _in_words(option.text) for other in others for option in card.options):
        yield from (
            option for option in found if not asked.options or " ".join(_without_article(option.text)) != needle.strip()
        )


def _in_words(text: str) -> str:
    return f" {' '.join(words(text))} "


def _without_article(text: str) -> tuple[str, ...]:
    needle = words(text)
    while needle and needle[0] in _ARTICLES:
        needle = needle[1:]
    return needle


def _answers(card: Card) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each answer of a step, as it is read and as it is looked for, without its article; of one whose words say
    nothing by themselves, the acronyms that have to be there, too."""
    typed = [plain(text) for one in card.asked if isinstance(one, Recall) for text in one.typed]
    given = (*(one.text for one in card.answers or card.right), *_labels(card.asked[0]), *typed)
    for text in dict.fromkeys(given):
        needle = _without_article(text)
        has_roots = bool(card.roots_of(text))
        # What is accepted may be typed in small letters.
        capitals = text.upper() if text in typed else text
        acronyms = frozenset[str]() if has_roots else _acronyms(capitals, card.lexicon.sets["stop"])
        if needle and (has_roots or acronyms):
            yield text, f" {' '.join(needle)} ", acronyms


def _labels(asked: Interaction) -> list[str]:
    """What gaps, masks and zones are."""
    match asked:
        case Fill(parts=parts):
            return [plain(part.text) for part in parts if isinstance(part, Gap)]
        case Label(masks=shown) | Point(zones=shown):
            return [plain(one.label) for one in shown]
        case _:
            return []


def _acronyms(text: str, stop: frozenset[str] = frozenset()) -> frozenset[str]:
    return frozenset(one for one in _ACRONYM.findall(text) if one.lower() not in stop)
