"""Ticks -> marks. One evaluator for the instructions on the paper, the key, and whoever grades.

The discordances are those of the French national examinations (R2C/EDN, note of 2023; the same scale is in the
Journal officiel, JORFARTI000025753044): each option is a decision, and a discordance is a wrong one. Where the number
of answers is stated (QRP, QRPL), they mark x right ones of the n expected with x/n, and let nobody tick more than n.
The note gives the short form (QRP) a penalty besides, whose size none of the texts that could be read tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.exams.marking.steps import Steps, as_step, check_steps
from mesoquiz.exams.marking.table import Table, by_table, check_table
from mesoquiz.notes.interactions import Choose, Point
from mesoquiz.notes.pointing import Cross, zones_met
from mesoquiz.reading.keys import Authored, Key
from mesoquiz.reading.places import Where

STEPS = (Fraction(1), Fraction(1, 2), Fraction(1, 5))
"""The mark for no discordance, one, and two; more give nothing."""

PENALTY = Rule(
    "penalty", "a penalty of {value} is not between 0 and 1", "write a fraction of the question's points, such as 0.25"
)
NO_PENALTY = Rule("no-penalty", "only `rule: negative` has a penalty", "remove it, or write `rule: negative`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring(Authored):
    """How the choices of a quiz are marked. A question with one answer is right or wrong under every rule."""

    shorthand = "rule"

    rule: Annotated[
        Literal["all-or-nothing", "discordance", "proportional", "negative", "table"],
        Key("How a choice among several answers is marked.", also=("scheme", "règle", "type")),
    ] = "all-or-nothing"
    penalty: Annotated[
        float | None,
        Key("What a wrong answer costs with `negative`: a part of the question's points.", also=("malus", "pénalité")),
    ] = None
    table: Annotated[
        Table,
        Key(
            "With `table`: marks by the number of mistakes, a row for one right answer, for two, …; the last one for "
            "as many and more. Such as [[1], [1, 0.5], [1, 0.5, 0.2]].",
            also=("tableau", "marks", "rows"),
        ),
    ] = ()
    steps: Annotated[
        Steps,
        Key(
            "The parts of its points that an open question can bring, marked by hand, such as [0, 0.5, 1].",
            also=("paliers", "open", "partial"),
        ),
    ] = ()

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the penalty, the table and the steps."""
        yield from check_table(self.table, self.rule, where.__call__)
        yield from check_steps(self.steps, where.__call__)
        if self.penalty is not None and self.rule != "negative":
            yield NO_PENALTY.at(where("penalty"))
        elif self.penalty is not None and not 0 <= self.penalty <= 1:
            yield PENALTY.at(where("penalty"), value=f"{self.penalty:g}")

    @property
    def cost(self) -> Fraction:
        """What a wrong answer costs under `negative`, as a part of the question's points; a quarter unless told."""
        return Fraction(1, 4) if self.penalty is None else Fraction(self.penalty).limit_denominator(1000)

    @property
    def uses_flags(self) -> bool:
        """Whether a missed `must` or a ticked `never` brings a question to zero, unlike any other mistake."""
        return self.rule != "negative"

    def share(self, right: int, parts: int) -> Fraction:
        """The mark of a question with parts to write (gaps, steps, pairs, captions, a list), of which some are right.

        A part of the question's points: 0 to 1, in equal shares under every rule. Nobody loses points by writing.
        """
        if not 0 <= right <= parts or not parts:
            raise ValueError(f"{right} of {parts} parts cannot be right")
        return Fraction(right, parts)

    def by_hand(self, given: Fraction | float) -> Fraction:
        """The mark that somebody gave an open question, as a part of its points; nothing is rounded.

        Raises ValueError for what is none of the steps; where there are none, for what is not between 0 and 1.
        """
        return as_step(self.steps, given)

    def pointed(self, asked: Point, crosses: Collection[Cross]) -> Fraction:
        """The mark of the crosses that a student put on a picture, as a part of the question's points: 0 to 1.

        n/x for n zones met of x crosses asked for, under every rule; see `mesoquiz.questions.zone`. More crosses than
        that are no answer, and 0. Raises ValueError for a cross that is no pair of percents.
        """
        if len(crosses) > asked.crosses:
            return Fraction(0)
        return Fraction(zones_met(asked.zones, crosses), asked.crosses)

    def mark(self, choose: Choose, ticked: Collection[int]) -> Fraction:
        """The mark of the options (indexes) that a student ticked, as a part of the question's points: -1 to 1.

        Nothing ticked is no answer, and 0. A missed `must` or a ticked `never` is 0 at most. A choice that a panel
        made is marked alike under every rule, also under `negative`: see `_as_the_panel`.
        """
        given = _known(choose, ticked)
        if not given:
            return Fraction(0)
        if choose.panel:
            return _as_the_panel(choose, given)
        number, right = choose.expected or len(choose.keys), len(given & choose.keys)
        is_exact = right == len(given) == number
        if self.rule == "negative":
            return Fraction(1) if is_exact else -self.cost
        if _is_ruled_out(choose, given):
            return Fraction(0)
        if choose.single or self.rule == "all-or-nothing":
            return Fraction(is_exact)
        return self._by_mistakes(number, right, len(given), is_stated=choose.expected > 0)

    def _by_mistakes(self, number: int, right: int, given: int, *, is_stated: bool) -> Fraction:
        """The mark of so many ticks, of which some are right, where `number` right ones are wanted.

        A mistake is a right option that was not ticked, or any other that was.
        """
        gained = min(right, number)
        mistakes = (given - gained) + (number - gained)
        if self.rule == "proportional":
            return max(Fraction(0), Fraction(2 * gained - given, number))
        if self.rule == "table":
            return by_table(self.table, number, mistakes)
        if is_stated:
            return Fraction(right, number) if given <= number else Fraction(0)
        return STEPS[mistakes] if mistakes < len(STEPS) else Fraction(0)


def _known(choose: Choose, ticked: Collection[int]) -> frozenset[int]:
    given = frozenset(ticked)
    if not given <= set(range(len(choose.options))):
        raise ValueError(f"there are no such options: {sorted(given)}")
    return given


def _as_the_panel(choose: Choose, given: frozenset[int]) -> Fraction:
    """The part of the points of a script concordance item: those who chose the step, divided by those who chose the
    most chosen one (aggregate scoring; Fournier, Demeester & Charlin 2008, BMC Med Inform Decis Mak 8:18). Two steps
    ticked are no answer.
    """
    return Fraction(choose.panel[min(given)], max(choose.panel)) if len(given) == 1 else Fraction(0)


def _is_ruled_out(choose: Choose, given: frozenset[int]) -> bool:
    """Whether an indispensable option was missed or an unacceptable one ticked."""
    return any(
        (option.never and place in given) or (option.must and place not in given)
        for place, option in enumerate(choose.options)
    )


def has_flags(choose: Choose) -> bool:
    """Whether an option can cost the whole question."""
    return any(option.must or option.never for option in choose.options)
