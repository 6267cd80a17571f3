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
from mesoquiz.questions.shared.rectangles import Rules, check_rectangles
from mesoquiz.reading.keys import Key
from mesoquiz.reading.places import Where

NO_IMAGE = Rule("masks-without-image", "the masks have no picture", "add `image: {{file: …, alt: …}}`")
OUT = Rule("mask-outside", "this mask leaves the picture: {edge}", "{how}")
FLAT = Rule("mask-empty", "this mask of {size} hides nothing", "give it a width and a height of at least {least} %")
FRACTIONS = Rule(
    "mask-fractions",
    "no mask reaches beyond 1 % of the picture: these may be fractions",
    "write percents: `{how}` for the first",
    Severity.WARNING,
)
COVERED = Rule("mask-twice", "this mask is at the place of another", "move it, or remove one", Severity.WARNING)
RULES = Rules(OUT, FLAT, FRACTIONS, COVERED, least=0.1)
"""A tenth of a percent is what Anki can still store, and nobody can see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occlusion(Note):
    """Picture with hidden parts."""

    needed = ("image",)

    masks: Annotated[tuple[Mask, ...], Key("The parts to hide.", also=("masques", "occlusions"))]
    hide: Annotated[
        Literal["one", "all"],
        Key("`one` hides the part that is asked for; `all` hides the others, too, until the back shows them."),
    ] = "one"
    question: Annotated[str, Key("What to name; `Que cache ce masque ?` by default.", also=("header",))] = ""

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the masks."""
        if self.image is None:
            yield NO_IMAGE.at(where.key("masks"))
        yield from check_rectangles(where, "masks", self.masks, RULES)

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """The hidden parts to name."""
        image = self.image.file if self.image else ""
        alt = self.image.alt if self.image else ""
        prompt, all_hidden = self.question or labels.what_is_hidden, self.hide == "all"
        return (Label(prompt=prompt, image=image, alt=alt, masks=self.masks, all_hidden=all_hidden),)
