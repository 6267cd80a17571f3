"""`python benchmarks/quotas.py`: exams with overlapping quotas, drawn by mesoquiz's solver and by HiGHS, in one run.

Both draw the same way, card by card; HiGHS (`pip install highspy`; it is no dependency) is asked for the whole numbers
that mesoquiz's branch and bound finds otherwise. It gives no proof that serves for other cards, so it is asked more
often; it is stopped after a minute.
"""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import click

from mesoquiz.exams.drawing.selection import Conflict, Shortage, draw
from mesoquiz.exams.solver import branching, program
from mesoquiz.exams.solver.branching import Refuse
from mesoquiz.exams.solver.program import Bound, Demand
from mesoquiz.exams.solver.simplex import Program
from mesoquiz.exams.solver.work import Undecided

PLANS = {
    "2 sections, 8 quotas, 300 cards": (300, 8, 20, (2, 7), 2),
    "2 sections, 12 quotas, 2,000 cards": (2_000, 12, 20, (1, 7), 2),
    "60 of 10,000 cards, 40 quotas": (10_000, 40, 60, (3, 6), 1),
    "the same, of 12 at least: impossible": (10_000, 40, 60, (12, None), 1),
    "exact quotas: 40 of 500 cards, 20 quotas": (500, 20, 40, None, 1),
    "exact quotas: 60 of 2,000 cards, 40 quotas": (2_000, 40, 60, None, 1),
}
"""Cards, tags, questions of a section, least and most of each tag (or as a hidden exam has them), sections."""


def made(cards: int, tags: int, count: int, bounds: tuple[int, int | None] | None, sections: int) -> list[Demand]:
    """The demands of a plan; a card has one to four tags."""
    dice = random.Random(f"{cards} {tags}")
    ids = [f"c{number}" for number in range(cards)]
    members: list[set[str]] = [set() for _ in range(tags)]
    for id in ids:
        for tag in dice.sample(range(tags), dice.randint(1, 4)):
            members[tag].add(id)
    hidden = set(dice.sample(ids, count))

    def bound(tag: set[str]) -> Bound:
        least, most = bounds or (len(tag & hidden), len(tag & hidden))
        return Bound(members=frozenset(tag), least=least, most=most)

    demand = Demand(count=count, candidates=frozenset(ids), bounds=tuple(map(bound, members)))
    return [demand] * sections


def drawn(plan: list[Demand]) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What comes of a plan: words, and the cards of each section."""
    try:
        sections = draw(plan, sorted(set().union(*(demand.candidates for demand in plan))))
    except Shortage as short:
        return f"quota {short.bound}: {short.possible} of {short.wanted}", ()
    except (Conflict, Undecided) as error:
        return type(error).__name__, ()
    return f"{sum(map(len, sections))} cards", sections


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Nothing on standard output: some releases of HiGHS print their name there, whatever they are told."""
    kept, null = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(null)


@dataclass
class Limit:
    """When HiGHS is stopped, in seconds of processor time."""

    ends: float = 0.0


LIMIT = Limit()


def by_highs(program: Program, variables: int, refuse: Refuse) -> dict[int, int] | None:
    """What `branching.whole` does, by HiGHS."""
    import highspy

    while True:
        if time.process_time() > LIMIT.ends:
            raise TimeoutError
        rows: list[list[int]] = []
        limits = []
        for variable, members in enumerate(program.rows_of[variables:], variables):
            rows.append([])
            assert members == (len(rows) - 1,)
            limits.append((float(-program.high[variable]), float(-program.low[variable])))
        for variable, members in enumerate(program.rows_of[:variables]):
            for row in members:
                rows[row].append(variable)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = variables, len(rows)
        model.col_cost_ = [0.0] * variables
        model.col_lower_ = list(map(float, program.low[:variables]))
        model.col_upper_ = list(map(float, program.high[:variables]))
        model.integrality_ = [highspy.HighsVarType.kInteger] * variables
        model.row_lower_, model.row_upper_ = [low for low, _ in limits], [high for _, high in limits]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = [0, *accumulate(map(len, rows))]
        model.a_matrix_.index_ = [variable for row in rows for variable in row]
        model.a_matrix_.value_ = [1.0] * sum(map(len, rows))
        with quiet():
            solver = highspy.Highs()
            solver.setOptionValue("output_flag", False)
            solver.passModel(model)
            solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        amounts = solver.getSolution().col_value
        values = {variable: round(amount) for variable, amount in enumerate(amounts) if round(amount)}
        if not refuse(values):
            return values


@click.command()
def main() -> None:
    """Print a line for each plan: the processor time of both in seconds, and what came of it."""
    click.echo(f"{'plan':<44} {'mesoquiz':>9} {'HiGHS':>9}  {'ratio':>6}")
    for name, plan in PLANS.items():
        plan_demands = made(*plan)
        times, said = [], []
        for solver in (branching.whole, by_highs):
            program.whole = solver
            started = time.process_time()
            LIMIT.ends = started + 60
            try:
                said.append(drawn(plan_demands))
            except ImportError:
                said.append(("highspy is not installed", ()))
            except TimeoutError:
                said.append(("stopped", ()))
            times.append(time.process_time() - started)
        words = [words for words, _ in said]
        agree = "the same exam" if said[0] == said[1] and said[0][1] else " | ".join(words)
        click.echo(f"{name:<44} {times[0]:>7.2f} s {times[1]:>7.2f} s  {times[1] / times[0]:>6.1f}  {agree}")


if __name__ == "__main__":
    main()
