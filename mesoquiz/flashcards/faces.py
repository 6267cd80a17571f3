"""Notes -> the two faces of a paper card, as parts that every engine can set. Knows what is asked, not how it looks.

One note is one card: the answers of a text with several gaps are all on its back, and the card of a term works both
ways as it is. A choice shows its options, because many a question is none without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from mesoquiz.diagnostics.diagnostic import Span
from mesoquiz.languages.labels import Labels
from mesoquiz.notes import pointing
from mesoquiz.notes.interactions import (
    Arrange,
    Choose,
    Fill,
    Interaction,
    Label,
    OnPicture,
    Pair,
    Point,
    Recall,
    Rectangle,
)
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import letter, option_order, shuffled
from mesoquiz.notes.pools import drawn, narrowed

BULLET = "•"
PARAGRAPH = "\n\n"
LEVEL = " › "
"""Between the levels of a deck's name."""
MOST_BELOW = 8
"""More options than that are in two columns."""
MOST_TO_MATCH = 200
"""Characters of both sides of pairs that a card has room for beside each other."""
BLANK = "\u00a0" * 20
"""An empty gap: one width tells nothing of an answer, and no-break spaces keep a full stop beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text. `role` is `context`, `lead`, `prompt`, `choices`, `answer`, `why` or `caution`; `label` comes first.

    A prompt below a context is `asked`, and bold.
    """

    role: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gapped:
    """A text with gaps: empty ones, or with what belongs there."""

    fill: Fill
    filled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Texts one below the other, each with its mark: `A.`, `1.` or a bullet."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Two columns of texts with their marks; the last row may have one."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that takes what room is left; its masks hide parts and carry numbers, its zones are only outlined."""

    file: str
    alt: str
    masks: tuple[Rectangle, ...] = ()
    zones: tuple[Rectangle, ...] = ()


Part = Text | Gapped | Entries | Rows | Picture
Face = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Both faces of a note. `why` is shown on the back if there is room for it."""

    id: str
    deck: str
    at: Span
    front: Face
    back: Face
    why: Face = ()

    @property
    def explained(self) -> Face:
        """The back with the explanation."""
        return (*self.back, *self.why)


def card(note: Note, deck: str, labels: Labels) -> Card:
    """The card of a note: what it asks first, and the answer."""
    asked = note.asks(labels)[0]
    if isinstance(asked, Choose) and asked.draw:
        # The whole of a pool would not fit.
        asked = narrowed(asked, drawn(asked, asked.draw, note.id))
    front, back = _faces(asked, note.id, labels)
    if isinstance(asked, Choose) and asked.expected:
        front = (front[0], Text(role="lead", text=labels.count(labels.tick, asked.expected)), *front[1:])
    if note.image and not isinstance(asked, OnPicture):
        front = (Picture(file=note.image.file, alt=note.image.alt), *front)
    if note.background:
        asking = (
            replace(part, role="asked") if isinstance(part, Text) and part.role == "prompt" else part for part in front
        )
        front = (Text(role="context", text=note.background), *asking)
    if note.beyond:
        back = (*back, Text(role="caution", text=note.beyond, label=f"{labels.beyond}{labels.colon}"))
    if note.caution:
        back = (*back, Text(role="caution", text=note.caution, label=f"{labels.caution}{labels.colon}"))
    why = (Text(role="why", text=note.why),) if note.why else ()
    return Card(id=note.id, deck=LEVEL.join(deck.split("::")), at=note.at, front=front, back=back, why=why)


def _faces(asked: Interaction, id: str, labels: Labels) -> tuple[Face, Face]:
    match asked:
        case Recall():
            return _recall(asked, labels)
        case Choose():
            return _choose(asked, id, labels)
        case Fill():
            return (Gapped(fill=asked, filled=False),), (Gapped(fill=asked, filled=True),)
        case Arrange(prompt=prompt, steps=steps):
            given = Entries(entries=tuple((BULLET, steps[index]) for index in shuffled(len(steps), id)))
            return (_prompt(prompt), given), (_numbered(steps),)
        case Pair():
            return _pair(asked, id)
        case Label(prompt=prompt, image=image, alt=alt, masks=masks):
            picture = Picture(file=image, alt=alt, masks=masks)
            return (_prompt(prompt), picture), (_numbered(tuple(mask.label for mask in masks)),)
        case Point():
            return _point(asked, labels)


def _prompt(text: str) -> Text:
    return Text(role="prompt", text=text)


def _numbered(texts: tuple[str, ...]) -> Entries:
    return Entries(entries=tuple((f"{number}.", text) for number, text in enumerate(texts, 1)))


def _point(point: Point, labels: Labels) -> tuple[Face, Face]:
    """The picture to point at, and the same with its zones."""
    front = Picture(file=point.image, alt=point.alt)
    answers, said = pointing.answers(point, labels), pointing.enough(point, labels)
    named = Text(role="answer", text=answers[0]) if len(answers) == 1 else _numbered(tuple(answers))
    enough = (Text(role="lead", text=said),) if said else ()
    # One place to point at is asked for by the question itself.
    told = labels.count(labels.place_crosses, point.crosses) if point.crosses > 1 else ""
    lead = (Text(role="lead", text=told),) if told else ()
    return (_prompt(point.prompt), *lead, front), (replace(front, zones=point.zones), named, *enough)


def _recall(recall: Recall, labels: Labels) -> tuple[Face, Face]:
    lead = (Text(role="lead", text=recall.lead),) if recall.lead else ()
    front = (*lead, _prompt(recall.prompt))
    if recall.listed:
        return front, (Entries(entries=tuple((BULLET, option.text) for option in recall.answers)),)
    first, *others = dict.fromkeys((*(option.text for option in recall.answers), *recall.typed))
    also = (Text(role="why", text=" · ".join(others), label=f"{labels.also_accepted}{labels.colon}"),) if others else ()
    return front, (Text(role="answer", text=first), *also)


def _choose(choose: Choose, id: str, labels: Labels) -> tuple[Face, Face]:
    """The options in the order that they have in Anki. Those of a fixed choice are short and need no letters."""
    texts = [choose.options[index].text for index in option_order(choose, id)]
    right = [index in choose.keys for index in option_order(choose, id)]
    if choose.fixed:
        answers = " / ".join(text for text, is_key in zip(texts, right, strict=True) if is_key)
        return (_prompt(choose.prompt), Text(role="choices", text=" / ".join(texts))), (
            Text(role="answer", text=answers),
        )
    if choose.panel:
        members = sum(choose.panel)
        said = [f"{text} ({votes}/{members})" for votes, text in zip(choose.panel, texts, strict=True)]
        shown = [(BULLET, f"**{text}**" if is_key else text) for text, is_key in zip(said, right, strict=True)]
        return (_prompt(choose.prompt), Text(role="choices", text=" / ".join(texts))), (Entries(entries=tuple(shown)),)
    options = [(f"{letter(place)}.", text) for place, text in enumerate(texts)]
    pairs = (tuple(options[first : first + 2]) for first in range(0, len(options), 2))
    given = Entries(entries=tuple(options)) if len(options) <= MOST_BELOW else Rows(rows=tuple(pairs))
    return (_prompt(choose.prompt), given), tuple(_told(choose, id, labels))


def _told(choose: Choose, id: str, labels: Labels) -> Iterator[Entries]:
    """The right options of a choice; below them, those that nobody may tick."""
    keys, never = [], []
    for place, index in enumerate(option_order(choose, id)):
        option, mark = choose.options[index], f"{letter(place)}."
        if index in choose.keys:
            keys.append((mark, _flagged(option.text, labels.indispensable) if option.must else option.text))
        elif option.never:
            never.append((mark, _flagged(option.text, labels.unacceptable)))
    yield Entries(entries=tuple(keys))
    if never:
        yield Entries(entries=tuple(never))


def _flagged(text: str, flag: str) -> str:
    # After a list or a table, a word would be a part of it.
    return f"{text}{' ' if len(text.splitlines()) == 1 else PARAGRAPH}*({flag})*"


def _pair(pair: Pair, id: str) -> tuple[Face, Face]:
    """Both sides to match where they are short; else the left one alone, and the right one is to be recalled."""
    order = shuffled(len(pair.rights), id)
    left = [(f"{number}.", text) for number, (text, _) in enumerate(pair.pairs, 1)]
    right = [(f"{letter(place)}.", pair.rights[index]) for place, index in enumerate(order)]
    matched = [right[order.index(place)] for place in range(len(left))]
    if sum(len(text) for _, text in (*left, *right)) > MOST_TO_MATCH:
        whole = tuple((number, f"{ours} → {theirs}") for (number, ours), (_, theirs) in zip(left, matched, strict=True))
        return (_prompt(pair.prompt), Entries(entries=tuple(left))), (Entries(entries=whole),)
    front = (_prompt(pair.prompt), Rows(rows=tuple(zip_longest(left, right, fillvalue=("", "")))))
    return front, (Rows(rows=tuple(zip(left, matched, strict=True))),)
