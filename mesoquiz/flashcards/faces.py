"""Notes -> the two faces of a paper card, as parts that every engine can set. Knows what is asked, not how it looks.

One note is one card: the answers of a text with several gaps are all on its back, and the card of a term works both
ways as it is. A choice shows its options, because many a question is none without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mesoquiz.diagnostics.diagnostic import Span
from mesoquiz.languages.labels import Labels
from mesoquiz.markup import blocks
from mesoquiz.markup.gaps import Gap, width
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Interaction, Label, Mask, Pair, Recall
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import letter, option_order, shuffled

BULLET = "•"
LEVEL = " › "
"""Between the levels of a deck's name."""
MOST_TO_MATCH = 200
"""Characters of both sides of pairs that a card has room for beside each other."""
BLANKS = {"long": 32, "medium": 20, "short": 12}
"""So many spaces make a gap of this width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text. `role` is `context`, `lead`, `prompt`, `choices`, `answer`, `why` or `caution`; `label` comes first."""

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
    """Two columns of texts with their marks."""

    rows: tuple[tuple[tuple[str, str], tuple[str, str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that takes what room is left; its masks carry numbers."""

    file: str
    alt: str
    masks: tuple[Mask, ...] = ()


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
    front, back = _faces(asked, note.id)
    if isinstance(asked, Choose) and asked.expected:
        front = (front[0], Text(role="lead", text=labels.count(labels.tick, asked.expected)), *front[1:])
    if note.image and not isinstance(asked, Label):
        front = (Picture(file=note.image.file, alt=note.image.alt), *front)
    if note.background:
        front = (Text(role="context", text=note.background), *front)
    if note.beyond:
        back = (*back, Text(role="caution", text=note.beyond, label=f"{labels.beyond}{labels.colon}"))
    if note.caution:
        back = (*back, Text(role="caution", text=note.caution, label=f"{labels.caution}{labels.colon}"))
    why = (Text(role="why", text=note.why),) if note.why else ()
    return Card(id=note.id, deck=LEVEL.join(deck.split("::")), at=note.at, front=front, back=back, why=why)


def _faces(asked: Interaction, id: str) -> tuple[Face, Face]:
    match asked:
        case Recall():
            return _recall(asked)
        case Choose():
            return _choose(asked, id)
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


def _prompt(text: str) -> Text:
    return Text(role="prompt", text=text)


def _numbered(texts: tuple[str, ...]) -> Entries:
    return Entries(entries=tuple((f"{number}.", text) for number, text in enumerate(texts, 1)))


def _recall(recall: Recall) -> tuple[Face, Face]:
    lead = (Text(role="lead", text=recall.lead),) if recall.lead else ()
    front = (*lead, _prompt(recall.prompt))
    if recall.listed:
        return front, (Entries(entries=tuple((BULLET, option.text) for option in recall.answers)),)
    return front, (Text(role="answer", text=recall.answers[0].text),)


def _choose(choose: Choose, id: str) -> tuple[Face, Face]:
    """The options in the order that they have in Anki. Those of a fixed choice are short and need no letters."""
    texts = [choose.options[index].text for index in option_order(choose, id)]
    right = [index in choose.keys for index in option_order(choose, id)]
    if choose.fixed:
        answers = " / ".join(text for text, is_key in zip(texts, right, strict=True) if is_key)
        return (_prompt(choose.prompt), Text(role="choices", text=" / ".join(texts))), (
            Text(role="answer", text=answers),
        )
    options = [(f"{letter(place)}.", text) for place, text in enumerate(texts)]
    keys = tuple(option for option, is_key in zip(options, right, strict=True) if is_key)
    return (_prompt(choose.prompt), Entries(entries=tuple(options))), (Entries(entries=keys),)


def _pair(pair: Pair, id: str) -> tuple[Face, Face]:
    """Both sides to match where they are short; else the left one alone, and the right one is to be recalled."""
    order = shuffled(len(pair.pairs), id)
    left = [(f"{number}.", text) for number, (text, _) in enumerate(pair.pairs, 1)]
    right = [(f"{letter(place)}.", pair.pairs[index][1]) for place, index in enumerate(order)]
    matched = [right[order.index(place)] for place in range(len(order))]
    if sum(len(text) for _, text in (*left, *right)) > MOST_TO_MATCH:
        whole = tuple((number, f"{ours} → {theirs}") for (number, ours), (_, theirs) in zip(left, matched, strict=True))
        return (_prompt(pair.prompt), Entries(entries=tuple(left))), (Entries(entries=whole),)
    front = (_prompt(pair.prompt), Rows(rows=tuple(zip(left, right, strict=True))))
    return front, (Rows(rows=tuple(zip(left, matched, strict=True))),)


def blank(gap: Gap) -> str:
    """An empty gap: no-break spaces, so that a full stop stays beside it."""
    return "\u00a0" * BLANKS[width(gap.text)]


def as_data(part: Part, markup: Markup) -> dict[str, Any]:
    """A part as plain data, its texts as blocks of runs: for what sets type itself, and for measuring."""
    match part:
        case Text(role=role, text=text, label=label):
            return {"kind": "text", "role": role, "label": label, "blocks": blocks.blocks(markup, text)}
        case Gapped(fill=fill, filled=filled):
            shown = [_with_blanks(block, filled) for block in blocks.fill(markup, fill.parts)]
            return {"kind": "text", "role": "answer" if filled else "prompt", "label": "", "blocks": shown}
        case Entries(entries=entries):
            return {"kind": "entries", "entries": [_entry(entry, markup) for entry in entries]}
        case Rows(rows=rows):
            return {"kind": "rows", "rows": [[_entry(entry, markup) for entry in row] for row in rows]}
        case Picture(file=file, alt=alt, masks=masks):
            shapes = [{name: getattr(mask, name) for name in ("left", "top", "width", "height")} for mask in masks]
            return {"kind": "picture", "path": file, "alt": alt, "masks": shapes}


def _entry(entry: tuple[str, str], markup: Markup) -> dict[str, Any]:
    mark, text = entry
    return {"mark": mark, "blocks": blocks.blocks(markup, text)}


def _with_blanks(value: Any, filled: bool) -> Any:
    """Blocks whose gaps are runs like others: an underlined blank and its hint, or the answer."""
    if isinstance(value, list):
        return [made for one in value for made in (_gap(one, filled) if _is_gap(one) else [_with_blanks(one, filled)])]
    if isinstance(value, dict):
        return {key: _with_blanks(inner, filled) for key, inner in value.items()}
    return value


def _is_gap(value: Any) -> bool:
    return isinstance(value, dict) and value.get("kind") == "gap"


def _gap(run: dict[str, Any], filled: bool) -> list[dict[str, Any]]:
    marks = run["marks"]
    if filled:
        return [one | {"marks": [*marks, *one["marks"], "filled"]} for one in run["runs"]]
    empty = Gap(text=run["text"], number=run["number"])
    shown = [{"kind": "text", "text": blank(empty), "marks": [*marks, "blank"]}]
    if not run["hint"]:
        return shown
    around = [{"kind": "text", "text": character, "marks": marks} for character in ("\u00a0(", ")")]
    return [*shown, around[0], *(one | {"marks": [*marks, *one["marks"]]} for one in run["hint"]), around[1]]
