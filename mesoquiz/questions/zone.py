"""A picture to point at: a cross is right in one of the zones (the QZP of French medical examinations).

    id: peau-derme
    question: Placez une croix dans le derme.
    image: {file: peau.png, alt: Coupe de la peau}
    zones:
      - {left: 10, top: 40, width: 80, height: 25, label: derme}

Left, top, width and height are percents of the picture; nobody sees a zone before the answer. `expected: 3` asks for
so many crosses, at most five, each in another zone; without it one cross is asked for, and any of the zones will do.

The mark is n/x: n zones met of x crosses asked for. So say the general rules of marking of the scientific council of
medicine (R2C/EDN, 31 January 2023), as they are quoted: the note itself could not be read. The platform of the
examinations lets nobody put more than x crosses; on paper, more bring nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Interaction, Point, Zone
from mesoquiz.notes.note import Note
from mesoquiz.notes.pointing import overlapping
from mesoquiz.questions.shared.rectangles import Rules, check_rectangles
from mesoquiz.reading.keys import Key
from mesoquiz.reading.places import Where

MOST_CROSSES = 5
"""As the rules of the scientific council have it."""
MOST_ZONES = 50

NO_IMAGE = Rule("zones-without-image", "the zones have no picture", "add `image: {{file: …, alt: …}}`")
OUT = Rule("zone-outside", "this zone leaves the picture: {edge}", "{how}")
EMPTY = Rule("zone-empty", "nobody can hit this zone of {size}", "give it a width and a height of at least {least} %")
FRACTIONS = Rule(
    "zone-fractions",
    "no zone reaches beyond 1 % of the picture: these are fractions",
    "write percents: `{how}` for the first",
)
AGAIN = Rule("zone-twice", "this zone is at the place of another", "move it, or remove one", Severity.WARNING)
RULES = Rules(OUT, EMPTY, FRACTIONS, AGAIN, least=1.0)
UNEXPECTED = Rule("zones-expected", "`expected: {expected}` cannot be met: {why}", "write {how}")
OVERLAP = Rule(
    "zones-overlap",
    "this zone overlaps another, so a cross could be in both, and each is to have one of its own",
    "move one, make it smaller, or remove `expected:`",
)
MANY = Rule("zones-many", "this picture has {number} zones", "keep at most {most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAt(Note):
    """Picture to point at."""

    needed = ("image",)

    called = ("QZP",)

    question: Annotated[str, Key("What to point at, in Markdown.", also=("front", "recto", "prompt", "stem", "q"))]
    zones: Annotated[tuple[Zone, ...], Key("Where a cross is right.", also=("zone", "cibles", "hotspots"), single=True)]
    expected: Annotated[
        int | None,
        Key("How many crosses to put, each in another zone; one unless told.", also=("attendues", "crosses")),
    ] = None

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the zones."""
        if self.image is None:
            yield NO_IMAGE.at(where("zones"))
        if len(self.zones) > MOST_ZONES:
            yield MANY.at(where("zones"), number=len(self.zones), most=MOST_ZONES)
            return
        crosses = [*self._crosses(where)]
        told = {one.span for one in crosses}
        # Of two zones at one place, what their crosses make an error says it all.
        yield from (one for one in check_rectangles(where, "zones", self.zones, RULES) if one.span not in told)
        yield from crosses

    def _crosses(self, where: Where) -> Iterator[Diagnostic]:
        """Yield why so many crosses cannot be put, or not told from each other."""
        number, expected = len(self.zones), 1 if self.expected is None else self.expected
        most = min(MOST_CROSSES, number)
        if not 1 <= expected <= most:
            how = f"a number from 1 to {most}" if most > 1 else "1"
            why = f"this picture has {count_of(number, 'zone')}" if expected > number else "it is from 1 to 5"
            yield UNEXPECTED.at(where("expected"), expected=expected, why=why, how=how)
        elif expected > 1 and (found := overlapping(self.zones)):
            yield OVERLAP.at(where("zones", found[1])).beside(where("zones", found[0]))

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """The picture to point at."""
        image = self.image.file if self.image else ""
        alt = self.image.alt if self.image else ""
        return (Point(prompt=self.question, image=image, alt=alt, zones=self.zones, crosses=self.expected or 1),)
