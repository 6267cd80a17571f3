"""A note as the student reads it: the question and its options without markup. What rules look at, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mesoquiz.advice.lexicon import Lexicon, lexicon
from mesoquiz.advice.text import fold, roots, sentences, words
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.bank import Bank, Deck
from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Interaction, Label, Option, Pair, Point, Recall
from mesoquiz.notes.note import Note

_PLAIN = Markup("off")


@dataclass(frozen=True)
class Proposal:
    """An option or an answer. `raw` is what the author wrote, `text` what is read, `right` whether it is."""

    raw: str
    text: str
    right: bool
    why: str = ""

    @cached_property
    def folded(self) -> str:
        """The text for comparison."""
        return fold(self.text)


@dataclass(frozen=True, eq=False)
class Card:
    """A note that is not retired, with the collection it belongs to.

    `raw` is the question as written. `options` are those of a choice that the author wrote, right ones first; `answers`
    what is to be recalled. `is_statement`: to be judged true or false, and `is_true` which. `asked`: all interactions.
    """

    note: Note
    deck: Deck
    lexicon: Lexicon
    has_sources: bool
    asked: tuple[Interaction, ...]
    raw: str
    options: tuple[Proposal, ...] = ()
    single: bool = True
    answers: tuple[Proposal, ...] = ()
    listed: bool = False
    typed: bool = False
    is_statement: bool = False
    is_true: bool = False

    @cached_property
    def stem(self) -> str:
        """The question as it is read."""
        return _PLAIN.plain(self.raw)

    @cached_property
    def folded(self) -> str:
        """The question for comparison."""
        return fold(self.stem)

    @cached_property
    def lead(self) -> str:
        """The last sentence of the question, folded: what is asked, after what is told."""
        return fold(sentences(self.stem)[-1]) if self.stem.strip() else ""

    @cached_property
    def negative(self) -> str:
        """The words by which the question asks for what is not so, folded; `""` for one that does not.

        Only its last sentence counts, and those that ask: a patient who does not smoke makes no negative question.
        Neither does “why is … not”, nor “which patient should not receive …”, which asks for a contraindication, or
        “which dose is not to be exceeded?”, a limit. Of “all but one. Which?” the sentence before the last counts.
        """
        *before, _ = ("", *sentences(self.stem))
        is_formula = self.lexicon.sets["formula"].issuperset(words(self.lead))
        asked = (fold(one) for one in before if one.endswith("?") or (is_formula and one is before[-1]))
        found = next(filter(None, (self.lexicon.find("negative", one) for one in (self.lead, *asked))), "")
        if found or any(
            self.lexicon.find(name, self.lead) for name in ("asks_cause", "asks_contraindicated", "asks_limit")
        ):
            return found
        return self.lexicon.find("negated", self.lead)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The words of the question that carry meaning."""
        return self.roots_of(self.stem)

    def roots_of(self, text: str) -> frozenset[str]:
        """The words of a text that carry meaning."""
        return roots(text, self.lexicon.sets["stop"])

    @cached_property
    def right(self) -> tuple[Proposal, ...]:
        """The right options."""
        return tuple(option for option in self.options if option.right)

    @cached_property
    def wrong(self) -> tuple[Proposal, ...]:
        """The wrong options."""
        return tuple(option for option in self.options if not option.right)

    @property
    def draw(self) -> Draw | None:
        """Of a pool, how many of its options are shown, and how many of these are right."""
        first = self.asked[0]
        return first.draw if isinstance(first, Choose) else None

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Everything that a student reads, as written and as read."""
        told = (self.note.why, self.note.caution, *(option.why for option in (*self.options, *self.answers)))
        return tuple((raw, _PLAIN.plain(raw)) for raw in dict.fromkeys((self.raw, *_shown(self.asked), *told)) if raw)

    def hit(self, place: str = "", /, *, first: Card | None = None, **values: object) -> Hit:
        """A finding at the text `place` of this card, or at its id; `first` is another card that explains it."""
        return Hit(self, place, values, first)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: in which card, at which text of it, with the values for the message."""

    card: Card
    place: str
    values: Mapping[str, object]
    first: Card | None = None


def cards_of(bank: Bank) -> list[Card]:
    """The cards of a bank that are asked, in source order."""
    return [_card(note, deck, bank) for deck in bank.decks for note in deck.notes if not note.retired]


def plain(text: str) -> str:
    """A text without its markup."""
    return _PLAIN.plain(text)


def _card(note: Note, deck: Deck, bank: Bank) -> Card:
    asked = note.asks(bank.collection.labels)
    about = (note, deck, lexicon(bank.collection.lang), bool(bank.collection.sources), asked)
    recall = next((one for one in asked if isinstance(one, Recall)), None)
    answers = tuple(_proposal(option, True) for option in recall.answers) if recall else ()
    first = asked[0]
    if isinstance(first, Choose) and first.fixed:
        return Card(*about, raw=first.prompt, is_statement=True, is_true=0 in first.keys)
    if isinstance(first, Choose) and first.panel:
        # The scale is the program's own.
        return Card(*about, raw=first.prompt)
    if isinstance(first, Choose):
        options = tuple(_proposal(option, place in first.keys) for place, option in enumerate(first.options))
        listed = recall is not None and recall.listed
        return Card(
            *about,
            raw=first.prompt,
            options=options,
            single=first.single,
            answers=answers,
            listed=listed,
        )
    if isinstance(first, Recall):
        return Card(*about, raw=_subject(asked), answers=answers, listed=first.listed, typed=bool(first.typed))
    return Card(*about, raw=_raw(first))


def _subject(asked: tuple[Interaction, ...]) -> str:
    """The question to recall; of a term that is asked both ways, the term itself."""
    backwards = [one for one in asked if isinstance(one, Recall) and one.reverse]
    (first, *_) = [one for one in asked if isinstance(one, Recall)]
    return backwards[0].answers[0].text if backwards else first.prompt


def _proposal(option: Option, right: bool) -> Proposal:
    return Proposal(option.text, _PLAIN.plain(option.text), right, option.why or option.beyond)


def _raw(interaction: Interaction) -> str:
    if isinstance(interaction, Fill):
        return "".join(part.text if isinstance(part, Gap) else part for part in interaction.parts)
    return interaction.prompt


def _shown(asked: Iterable[Interaction]) -> Iterator[str]:
    for one in asked:
        match one:
            case Choose(options=options, fixed=False, panel=()):
                yield from (option.text for option in options)
            case Recall(answers=answers):
                yield from (answer.text for answer in answers)
            case Arrange(steps=steps):
                yield from steps
            case Pair(pairs=pairs, others=others):
                yield from (side for pair in pairs for side in pair)
                yield from others
            case Label(masks=masks):
                yield from (mask.label for mask in masks)
            case Point(zones=zones):
                yield from (zone.label for zone in zones)
