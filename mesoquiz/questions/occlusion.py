"""A picture with hidden parts to name: Anki's image occlusion, one card for each part.

    id: coupe-peau
    image: {file: peau.png, alt: Coupe de la peau}
    masks:
      - {left: 10, top: 5, width: 30, height: 12, label: épiderme}
      - {left: 10, top: 40, width: 30, height: 12, label: derme}

Left, top, width and height are percents of the picture. New parts go to the end of the list: Anki ties the learning
history to the place in it. `hide: all` hides the other parts too, where one would tell another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Interaction, Label, Mask
from mesoquiz.notes.note import Note
from mesoquiz.reading.keys import Key
from mesoquiz.reading.places import Where

NO_IMAGE = Rule("masks-without-image", "the masks have no picture", "add `image: {{file: …, alt: …}}`")
OUT = Rule("mask-outside", "this mask leaves the picture: {edge}", "use percents of the picture, from 0 to 100")
FLAT = Rule("mask-empty", "this mask hides nothing", "give it a width and a height of at least {least} %")
FRACTIONS = Rule(
    "mask-fractions",
    "no mask reaches beyond 1 % of the picture: these may be fractions",
    "write percents: `{how}` for the first",
    Severity.WARNING,
)
COVERED = Rule("mask-twice", "this mask is at the place of another", "move it, or remove one", Severity.WARNING)
LEAST = 0.1
"""Percent: what Anki can still store, and nobody can see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occlusion(Note):
    """Picture with hidden parts."""

    masks: Annotated[tuple[Mask, ...], Key("The parts to hide.", also=("masques", "occlusions", "zones"))]
    hide: Annotated[
        Literal["one", "all"],
        Key("`one` hides the part that is asked for; `all` hides the others, too, until the back shows them."),
    ] = "one"
    question: Annotated[str, Key("What to name; `Que cache ce masque ?` by default.", also=("header",))] = ""

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the masks."""
        if self.image is None:
            yield NO_IMAGE.at(where.key("masks"))
        for place, mask in enumerate(self.masks):
            right, bottom = mask.left + mask.width, mask.top + mask.height
            if min(mask.width, mask.height) < LEAST:
                yield FLAT.at(where("masks", place), least=LEAST)
            elif min(mask.left, mask.top) < 0:
                yield OUT.at(where("masks", place), edge=f"it begins at {mask.left:g} %, {mask.top:g} %")
            elif max(right, bottom) > 100:
                yield OUT.at(where("masks", place), edge=f"it ends at {right:g} %, {bottom:g} %")

        yield from self._odd_places(where)

    def _odd_places(self, where: Where) -> Iterator[Diagnostic]:
        sides = [(mask.left, mask.top, mask.width, mask.height) for mask in self.masks]
        first = dict(zip(reversed(sides), reversed(range(len(sides))), strict=True))
        for place, at in enumerate(sides):
            if first[at] < place:
                yield COVERED.at(where("masks", place)).beside(where("masks", first[at]))
        if sides and all(0 <= side <= 1 for mask in sides for side in mask):
            percents = zip(("left", "top", "width", "height"), sides[0], strict=True)
            how = ", ".join(f"{name}: {100 * side:g}" for name, side in percents)
            yield FRACTIONS.at(where("masks", 0), how=how)

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """The hidden parts to name."""
        image = self.image.file if self.image else ""
        alt = self.image.alt if self.image else ""
        prompt, all_hidden = self.question or labels.what_is_hidden, self.hide == "all"
        return (Label(prompt=prompt, image=image, alt=alt, masks=self.masks, all_hidden=all_hidden),)
