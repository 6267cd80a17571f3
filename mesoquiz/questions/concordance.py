"""What a new piece of information makes of a hypothesis, on a scale of five steps (script concordance, TCS).

id: oedeme-allergie
context: Une patiente consulte deux jours après une séance, pour un œdème du visage.
hypothesis: une réaction allergique
information: un œdème d’un seul côté, chaud et douloureux
panel: [2, 7, 2, 1, 0]

The panel is of clinicians: `panel` counts how many of them chose each step, from −2 to +2. Any of their answers counts
(Fournier, Demeester & Charlin 2008, BMC Med Inform Decis Mak 8:18): the most chosen one brings all points, another the
number of those who chose it divided by the number of those who chose the first. `about: investigation` and
`about: treatment` ask what becomes of an examination or of a treatment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Choose, Interaction, Option
from mesoquiz.notes.note import Note
from mesoquiz.reading.keys import Key
from mesoquiz.reading.places import Where

SCALE = (-2, -1, 0, 1, 2)
LEAST_MEMBERS = 10
"""Of a panel: with fewer, the reliability falls (Gagnon, Charlin et al. 2005, Medical Education 39:284–291: 0.62 with 5
members, 0.70 with 10, 0.74 with 20)."""
AGREED_SHARE, FLAT_SHARE, SIDE_SHARE = 0.9, 0.3, 0.4
"""Of a panel whose answers vary too little, or too much. The sources want moderate variability (Dory, Gagnon, Vanpee &
Charlin 2012, Medical Education 46:552–563, a systematic review) and a balance between low and high (Fournier et al.
2008, table 2). Their excerpts that could be read give no numbers: these are the project's own. A panel agrees where so
many chose one step; it is divided where no step was chosen by so many, or so many each say more and less."""
COUNTED = "how many members chose each step, from −2 to +2"

ANSWERS = Rule(
    "panel-answers", "`panel` lists answers; it takes numbers of members, one for each step of the scale", "write {how}"
)
OUTSIDE = Rule(
    "panel-outside",
    "the panel answers {value}, which is outside the scale of −2 to +2",
    f"write {COUNTED}, such as `panel: [0, 1, 3, 6, 2]`",
)
NEGATIVE = Rule(
    "panel-negative", "{value} members of the panel cannot have chosen a step", f"write {COUNTED}: 0 for none"
)
STEPS = Rule("panel-steps", "`panel` has {numbers}, and the scale five steps", f"write {COUNTED}: 0 for none")
NOBODY = Rule("panel-of-nobody", "nobody of the panel has answered", f"write {COUNTED}")
SMALL = Rule(
    "small-panel",
    "the panel has {members}: marks are unreliable with fewer than {least}",
    "ask more clinicians, and add their answers",
    Severity.WARNING,
)
AGREED = Rule(
    "agreed-panel",
    "{who} chose {step}: script concordance asks what experts may judge differently",
    "change the information, or ask this as a question with one answer (`question:`, `answer:`)",
    Severity.WARNING,
)
DIVIDED = Rule(
    "divided-panel",
    "the panel is divided: {how}",
    "say more in the context or the information, and ask the panel again",
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance(Note):
    """Script concordance (TCS)."""

    called = ("TCS", "SCT")

    hypothesis: Annotated[
        str,
        Key("What is thought of: “If you were thinking of …”, in Markdown.", also=("hypothèse", "hypothese", "option")),
    ]
    information: Annotated[
        str, Key("What is found then: “… and then you find …”, in Markdown.", also=("info", "donnée", "finding"))
    ]
    panel: Annotated[
        tuple[int, ...],
        Key(
            "How many members of the panel chose each step: −2, −1, 0, +1, +2.", also=("experts", "votes"), scale=SCALE
        ),
    ]
    about: Annotated[
        Literal["diagnosis", "investigation", "treatment"],
        Key("What the hypothesis is, which gives the scale its words.", also=("sujet", "scale", "échelle")),
    ] = "diagnosis"

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the panel."""
        place, numbers = where("panel"), self.panel
        odd = next((number for number in numbers if abs(number) > 2), None)
        has_negative = min(numbers) < 0
        if len(numbers) == len(SCALE) and not has_negative:
            yield from self._small_or_agreed(where)
        elif odd is None:
            # Each step once, in their order, is the scale itself.
            yield ANSWERS.at(place, how=COUNTED if numbers == SCALE else f"`panel: {_counted(numbers)}`")
        elif has_negative and len(numbers) == len(SCALE):
            yield NEGATIVE.at(place, value=_signed(min(numbers)))
        elif has_negative:
            yield OUTSIDE.at(where("panel", numbers.index(odd)), value=_signed(odd))
        else:
            yield STEPS.at(place, numbers=count_of(len(numbers), "number"))

    def _small_or_agreed(self, where: Where) -> Iterator[Diagnostic]:
        members = sum(self.panel)
        if not members:
            yield NOBODY.at(where("panel"))
        elif members < LEAST_MEMBERS:
            yield SMALL.at(where("panel"), members=count_of(members, "member"), least=LEAST_MEMBERS)
        most = max(self.panel)
        if members > 1 and most >= AGREED_SHARE * members:
            who = "the whole panel" if most == members else f"{most} of the {members} members of the panel"
            yield AGREED.at(where("panel"), who=who, step=_signed(SCALE[self.panel.index(most)]))
        elif members >= LEAST_MEMBERS and (how := self._divided(members)):
            yield DIVIDED.at(where("panel"), how=how)

    def _divided(self, members: int) -> str:
        """How the answers of a panel of so many members contradict each other, in words; empty where they do not."""
        if max(self.panel) < FLAT_SHARE * members:
            return "its answers are spread over the whole scale"
        less, more = sum(self.panel[:2]), sum(self.panel[3:])
        is_split = min(less, more) >= SIDE_SHARE * members
        return f"{less} members chose −2 or −1, and {more} +1 or +2" if is_split else ""

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """A choice of one step. Where several were chosen most often, all of them are keys."""
        suppose, find, becomes = labels.concordance[self.about]
        prompt = "\n\n".join((_led(suppose, self.hypothesis), _led(find, self.information), becomes))
        steps = zip(SCALE, labels.likert[self.about], strict=True)
        most = max(self.panel)
        return (
            Choose(
                prompt=prompt,
                options=tuple(Option(text=f"{_signed(step)}{labels.colon} {words}") for step, words in steps),
                keys=frozenset(place for place, number in enumerate(self.panel) if number == most),
                single=True,
                in_order=True,
                panel=self.panel,
            ),
        )


def _led(lead: str, text: str) -> str:
    """A text after its lead; what has several lines, such as a list, is a paragraph of its own."""
    return f"{lead}\n\n{text}" if "\n" in text.strip() else f"{lead} {text}"


def _counted(answers: tuple[int, ...]) -> list[int]:
    found = Counter(answers)
    return [found[step] for step in SCALE]


def _signed(step: int) -> str:
    """A number with its sign, a minus as it is printed."""
    return f"{step:+}".replace("-", "\u2212") if step else "0"
