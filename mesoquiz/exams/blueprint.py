"""The plan of an exam, as its author writes it: a YAML file with a title, a way to mark, and sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from mesoquiz.diagnostics.diagnostic import NOWHERE, Diagnostic, Rule, Span
from mesoquiz.exams.asking import Ask
from mesoquiz.exams.marking.shares import shares
from mesoquiz.exams.scoring import Scoring
from mesoquiz.languages import Language
from mesoquiz.limits import MAX_FORMS
from mesoquiz.notes.draw import Draw, check_draw
from mesoquiz.notes.note import ID_DEMAND, Tag
from mesoquiz.reading.keys import IDENTIFIER, Authored, Key
from mesoquiz.reading.places import NO_PLACES, Places, Where

TINY = 1e-6

NO_SIZE = Rule("section-size", "this section has no size", "write `count:`, the number of questions, or `points:`")
THREE_SIZES = Rule(
    "section-sizes",
    "{count} questions of {each} points are not {points} points",
    "remove `count:`, `points:` or `each:`",
)
UNEVEN = Rule("uneven-points", "questions of {each} cannot add up to {points} points", "change one of them")
NO_CASES = Rule(
    "cases-by-points", "points do not tell how many cases this section has", "write `count:`, the number of cases"
)
LOCKED = Rule("locked-without-cases", "only the steps of cases are locked", "write `ask: case`, or remove it")
RANGE = Rule("out-of-range", "`{key}` is {value}; it is from {least} to {most}", "change it")
NO_QUOTA = Rule("quota-of-what", "this quota does not say what it counts", "write `tag:`, `difficulty:` or `deck:`")
NO_NUMBER = Rule("quota-number", "this quota has no number", "write `count:`, or `least:` and `most:`")
TWO_NUMBERS = Rule(
    "quota-numbers", "`count:` already gives the exact number, so `{key}:` has no use", "remove one of them"
)
REVERSED = Rule("quota-range", "at least {least} and at most {most} cannot both hold", "change one of them")

CardId = Annotated[str, Key("The id of a card.", pattern=IDENTIFIER, demand=ID_DEMAND, name=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags(Authored):
    """Which tags the cards of a section have; a tag includes those below it."""

    handle = "any"

    any: Annotated[tuple[Tag, ...], Key("At least one of these.", also=("or", "un"), single=True)] = ()
    all: Annotated[tuple[Tag, ...], Key("Every one of these.", also=("and", "tous"), single=True)] = ()
    none: Annotated[tuple[Tag, ...], Key("None of these.", also=("not", "aucun"), single=True)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Authored):
    """How many questions of a section have a property."""

    handle = "tag"

    tag: Annotated[Tag, Key("Those with this tag, or one below it.", also=("tags", "étiquette"))] = ""
    difficulty: Annotated[Literal[1, 2, 3] | None, Key("Those of this difficulty.", also=("level",))] = None
    deck: Annotated[str, Key("Those of this deck, or one below it.", also=("decks", "paquet"))] = ""
    count: Annotated[int | None, Key("Exactly so many.", also=("number", "nombre", "exactly"))] = None
    least: Annotated[int | None, Key("At least so many.", also=("min", "minimum"))] = None
    most: Annotated[int | None, Key("At most so many.", also=("max", "maximum"))] = None
    at: Span = field(default=NOWHERE, compare=False, repr=False)
    where: Places = field(default=NO_PLACES, compare=False, repr=False)

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong between the keys."""
        if not (self.tag or self.difficulty or self.deck):
            yield NO_QUOTA.at(where())
        if self.count is None and self.least is None and self.most is None:
            yield NO_NUMBER.at(where())
        for key in ("count", "least", "most"):
            value = getattr(self, key)
            if value is not None and value < 0:
                yield RANGE.at(where(key), key=key, value=value, least=0, most="…")
            elif value is not None and key != "count" and self.count is not None:
                yield TWO_NUMBERS.at(where(key), key=key)
        if self.least is not None and self.most is not None and self.least > self.most:
            yield REVERSED.at(where("most"), least=self.least, most=self.most)

    @property
    def lower(self) -> int:
        """The least number of questions."""
        return next((number for number in (self.count, self.least) if number is not None), 0)

    @property
    def upper(self) -> int | None:
        """The greatest number of questions."""
        return self.most if self.count is None else self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan(Authored):
    """A section of the plan: how many questions, of which cards, asked how."""

    handle = "title"

    title: Annotated[str, Key("The heading; none without it.", also=("name", "titre", "nom"))] = ""
    instructions: Annotated[str, Key("A remark below the heading.", also=("consigne", "text"))] = ""
    count: Annotated[
        int | None,
        Key("The number of questions, or of cases.", also=("number", "nombre", "n", "nombre de questions")),
    ] = None
    points: Annotated[float | None, Key("The points of the whole section.", also=("total", "grade", "note"))] = None
    each: Annotated[
        float | None,
        Key("The points of each question, or case; 1 unless told.", also=("worth", "chacune", "bareme", "coefficient")),
    ] = None
    decks: Annotated[
        tuple[str, ...], Key("Only these decks, and those below them.", also=("deck", "paquets"), single=True)
    ] = ()
    tags: Annotated[Tags | None, Key("Only cards with these tags.", also=("tag", "étiquettes"))] = None
    difficulty: Annotated[
        tuple[Literal[1, 2, 3], ...], Key("Only these difficulties, such as [1, 2].", also=("level",), single=True)
    ] = ()
    kinds: Annotated[tuple[str, ...], Key("Only these kinds of cards.", also=("kind", "type"), single=True)] = ()
    ask: Annotated[
        Ask,
        Key(
            "How to ask: `single` or `several` right options, either of them (`choice`), `open`, `gaps`, `order`, "
            "`match`, `picture`, `concordance`; `case` takes whole cases, and counts them; `any` as the card prefers.",
            also=("interaction", "as", "format"),
        ),
    ] = "any"
    options: Annotated[
        tuple[int, ...], Key("Only choices that show so many options, such as [4, 5].", single=True)
    ] = ()
    draw: Annotated[
        Draw | None,
        Key(
            "Of choices with more options so many are shown, such as 5, or {count: 5, least: 1, most: 3} with bounds "
            "of how many are right; the `draw` of a card wins.",
            also=("tirage",),
        ),
    ] = None
    quotas: Annotated[tuple[Quota, ...], Key("How many of them have a tag, a difficulty.", also=("quota",))] = ()
    require: Annotated[
        tuple[CardId, ...],
        Key("Ids of cards, or names of cases, that must be there.", also=("required",), single=True),
    ] = ()
    exclude: Annotated[tuple[CardId, ...], Key("Ids of cards that must not.", also=("excluded",), single=True)] = ()
    order: Annotated[
        Literal["shuffled", "fixed"], Key("`fixed`: as in the decks, in all forms.", also=("shuffle", "ordre"))
    ] = "shuffled"
    locked: Annotated[
        bool,
        Key(
            "With `ask: case`: each step on a page of its own, which gives away no answer before it.",
            also=("lock", "verrouillé", "progressive"),
        ),
    ] = False
    at: Span = field(default=NOWHERE, compare=False, repr=False)
    where: Places = field(default=NO_PLACES, compare=False, repr=False)

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the size."""
        if self.locked and self.ask != "case":
            yield LOCKED.at(where("locked"))
        yield from check_draw(self.draw, where)
        if self.count is None and self.points is None:
            yield NO_SIZE.at(where())
        elif self.ask == "case" and self.count is None and self.each is None:
            yield NO_CASES.at(where("points"))
            return
        yield from self._check_numbers(where)

    def _check_numbers(self, where: Where) -> Iterator[Diagnostic]:
        for key, least, most in (("count", 1, 10_000), ("points", 0.01, 100_000), ("each", 0.01, 1000)):
            value = getattr(self, key)
            if value is not None and not least <= value <= most:
                yield RANGE.at(where(key), key=key, value=f"{value:g}", least=f"{least:g}", most=f"{most:,}")
                return
        if self.points is not None and self.each is not None:
            number = self.points / self.each
            # 3 × 0.1 is not 0.3 in binary fractions: what differs by less than TINY is equal.
            if self.count is not None and abs(self.count * self.each - self.points) > TINY:
                shown = {"count": self.count, "each": f"{self.each:g}", "points": f"{self.points:g}"}
                yield THREE_SIZES.at(where("points"), **shown)
            elif number < 1 - TINY or abs(number - round(number)) > TINY:
                yield UNEVEN.at(where("points"), points=f"{self.points:g}", each=f"{self.each:g}")
        elif self.points is not None and self.count is None and self.points != int(self.points):
            yield UNEVEN.at(where("points"), points=f"{self.points:g}", each="1 point")

    @property
    def size(self) -> int:
        """The number of questions, or of cases."""
        return self.count if self.count is not None else round((self.points or 0) / (self.each or 1))

    @property
    def worth(self) -> tuple[float, ...]:
        """The points of each question, or of each case, in the order of the draw: they add up to those of the whole."""
        if self.each is not None or self.points is None:
            return (1.0 if self.each is None else self.each,) * self.size
        return shares(self.points, self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint(Authored):
    """An exam as it is planned."""

    handle = "title"

    title: Annotated[str, Key("The title of the exam.", also=("name", "titre", "nom"))]
    sections: Annotated[
        tuple[SectionPlan, ...], Key("The sections, in order.", also=("parts", "section"), partial=True)
    ]
    course: Annotated[str, Key("The course or class.", also=("class", "cours"))] = ""
    date: Annotated[str, Key("The day, as 2026-12-14 or in words.", also=("day", "jour"))] = ""
    duration: Annotated[int | None, Key("How long it lasts, in minutes.", also=("time", "durée"))] = None
    lang: Annotated[Language | None, Key("The language; that of the decks unless told.", also=("langue",))] = None
    seed: Annotated[
        str,
        Key(
            "The same seed draws the same exam again. Without one it is random, and kept in the manifest.",
            also=("graine",),
            pattern=r"[^\x00-\x1f\x7f-\x9f]+",
            demand="it is one line",
        ),
    ] = ""
    forms: Annotated[int, Key("The number of forms: A, B, C …", also=("versions", "sujets"))] = 1
    instructions: Annotated[str, Key("What the students are told beside how marks are given.", also=("consigne",))] = ""
    fields: Annotated[
        tuple[str, ...], Key("The lines of the identity header; the usual ones unless told.", also=("header",))
    ] = ()
    paper: Annotated[Literal["A4", "letter"], Key("The size of the paper.", also=("size", "papier"))] = "A4"
    columns: Annotated[Literal[1, 2], Key("Columns of text.", also=("colonnes",))] = 1
    print: Annotated[Literal["normal", "large"], Key("`large`: 18 points, for weak eyes.", also=("font",))] = "normal"
    scoring: Annotated[Scoring, Key("How choices are marked.", also=("marking", "barème", "notation"))] = field(
        default_factory=Scoring
    )
    exclude_used: Annotated[
        tuple[str, ...],
        Key("Manifests of earlier exams, from this file's folder: their cards are not asked again.", single=True),
    ] = ()
    at: Span = field(default=NOWHERE, compare=False, repr=False)
    where: Places = field(default=NO_PLACES, compare=False, repr=False)

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with single numbers."""
        if not 1 <= self.forms <= MAX_FORMS:
            yield RANGE.at(where("forms"), key="forms", value=self.forms, least=1, most=MAX_FORMS)
        if self.duration is not None and not 1 <= self.duration <= 6_000:
            yield RANGE.at(where("duration"), key="duration", value=self.duration, least=1, most="6,000 minutes")
