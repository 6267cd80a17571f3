"""A note: what all question types have in common. Frozen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from mesoquiz.diagnostics.diagnostic import NOWHERE, Diagnostic, Rule, Severity, Span
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import WHY, Interaction
from mesoquiz.reading.keys import IDENTIFIER, Authored, Key
from mesoquiz.reading.places import Where

MAX_QUOTE_WORDS = 12

LONG_QUOTE = Rule(
    "long-quote",
    "this quote has {words} words; a quote locates the passage in at most {most}",
    "shorten it",
    Severity.WARNING,
)

ID_DEMAND = "it is made of at most 100 letters without accents, digits, `-`, `_` and `.`"
TAG_PATTERN = r"[^\s\"*:]+(?:::?[^\s\"*:]+)*"
TAG_DEMAND = "a tag has no space, quote, star or empty level"

Tag = Annotated[
    str,
    Key(
        "A tag; `::` makes levels.",
        pattern=TAG_PATTERN,
        demand=TAG_DEMAND,
        levels=True,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Authored):
    """Where a card's fact is found: a document of the collection and a phrase that locates the passage in it."""

    handle = "doc"

    doc: Annotated[str, Key("The id of a source of the collection.", also=("document", "source", "id"), name=True)]
    quote: Annotated[
        str,
        Key(
            "A phrase of at most 12 words that locates the passage.",
            also=("citation", "extrait"),
            editor={
                "pattern": r"^\s*\S+(?:\s+\S+){0,11}\s*$",
                "patternErrorMessage": "a quote locates the passage in at most 12 words",
            },
        ),
    ] = ""
    at: Span = field(default=NOWHERE, compare=False, repr=False)
    quote_at: Span = field(default=NOWHERE, compare=False, repr=False)

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield a warning for a quote that copies more than it locates."""
        words = len(self.quote.split())
        if words > MAX_QUOTE_WORDS:
            yield LONG_QUOTE.at(where("quote"), words=words, most=MAX_QUOTE_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Authored):
    """A picture that belongs to a card as a whole."""

    shorthand = "file"

    file: Annotated[str, Key("The file, from the folder of the decks.", also=("path", "src", "fichier"), name=True)]
    alt: Annotated[
        str, Key("What it shows, for those who cannot see it.", also=("description", "légende", "caption"), name=True)
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored(Authored):
    """A rule that does not hold for a card, and why not."""

    shorthand = "code"

    code: Annotated[
        str, Key("The code of the rule, as `mesoquiz check` shows it: D301.", also=("rule", "règle"), name=True)
    ]
    why: Annotated[str, Key("Why it does not hold here.", also=WHY)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiSettings(Authored):
    """How cards are asked in Anki. What is not said is the collection's, or the default of the kind of card."""

    choices: Annotated[
        Literal["shown", "folded"] | None,
        Key("`folded` asks for the answer first and puts the options one tap away; `shown` shows them at once."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Authored, ABC):
    """What every question type has in common. A type adds its own keys and says what it can ask."""

    called: ClassVar[tuple[str, ...]] = ()
    """What French examinations call it, in short: `mesoquiz explain` knows these names, too."""

    id: Annotated[
        str,
        Key(
            "The name of the card: unique in the collection, and never changed; `mesoquiz check --fix` writes it.",
            also=("identifiant", "uid", "key", "name", "nom"),
            pattern=IDENTIFIER,
            demand=ID_DEMAND,
        ),
    ] = ""
    type: Annotated[str, Key("The kind of card; its keys tell it as well.", also=("kind", "genre"), name=True)] = ""
    source: Annotated[
        tuple[Citation, ...],
        Key(
            "Where the fact is found.",
            also=("sources", "ref"),
            single=True,
            editor={"defaultSnippets": [{"label": "{…}", "body": '{doc: $1, quote: "$2"}'}]},
        ),
    ] = ()
    tags: Annotated[
        tuple[Tag, ...], Key("Tags, for searching and choosing.", also=("tag", "étiquettes", "mots-clés"))
    ] = ()
    difficulty: Annotated[Literal[1, 2, 3] | None, Key("1 easy, 2 medium, 3 hard.", also=("level", "niveau"))] = None
    context: Annotated[
        str,
        Key("What is told before the question, such as a patient's story; not bold.", also=("contexte", "vignette")),
    ] = ""
    case: Annotated[
        str,
        Key(
            "The name of the case that the card is a step of: the steps follow each other and are asked in this order.",
            also=("dossier", "cas", "dp"),
            pattern=IDENTIFIER,
            demand=ID_DEMAND,
            shared=True,
        ),
    ] = ""
    more: Annotated[
        str,
        Key("What a later step of a case tells beside what was told before.", also=("suite", "update", "evolution")),
    ] = ""
    why: Annotated[str, Key("The explanation shown after the answer.", also=WHY)] = ""
    beyond: Annotated[
        str,
        Key(
            "A remark that no document of the collection makes; shown after the explanation, under its own label.",
            also=("hors_documents", "remark", "remarque"),
        ),
    ] = ""
    caution: Annotated[
        str, Key("Shown with the answer: the claim is promotional or unproven.", also=("warning", "prudence"))
    ] = ""
    image: Annotated[Picture | None, Key("A picture shown with the question.", also=("picture", "photo"))] = None
    sound: Annotated[str, Key("A sound played with the question.", also=("audio", "son"), name=True)] = ""
    anki: Annotated[AnkiSettings | None, Key("How this card is asked in Anki.")] = None
    retired: Annotated[
        bool,
        Key(
            "The card is withdrawn: those who have it are told, nobody is asked it any more.",
            also=("removed", "obsolète", "obsolete", "retiré", "withdrawn"),
        ),
    ] = False
    notice: Annotated[
        str,
        Key(
            "What became of the card, such as why it is withdrawn and what replaces it; above the question in Anki.",
            also=("avis",),
        ),
    ] = ""
    ignore: Annotated[
        tuple[Ignored, ...], Key("Rules on content that do not hold for this card.", also=("noqa", "lint"), single=True)
    ] = ()
    at: Span = field(default=NOWHERE, compare=False, repr=False)
    is_named: bool = field(default=True, compare=False, repr=False)
    """Whether its author wrote its id; `naming` made it of the question if not: who loads a deck says it."""
    told: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """What its case has told so far, its own part last: who loads or gathers a deck says it."""

    @property
    def background(self) -> str:
        """What is told before the question, in Markdown: of a step of a case, all that was told so far."""
        return "\n\n".join(self.told) if self.told else self.context

    @property
    def kind(self) -> str:
        """The name of its question type, as `type:` says it: that of the module."""
        return type(self).__module__.rpartition(".")[2]

    @abstractmethod
    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """The interactions that the note offers, at least one, the one that a quiz prefers first."""
