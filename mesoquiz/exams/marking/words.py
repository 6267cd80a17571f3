"""Tables of marks and steps of open questions in plain words, for the students."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from mesoquiz.exams.marking.steps import Steps
from mesoquiz.exams.marking.table import Table, fraction
from mesoquiz.languages.labels import Labels


def table_in_words(table: Table, labels: Labels) -> str:
    """How choices of several are marked by a table: a sentence for each row that says something new, and what a mistake
    is. Raises ValueError for a table without rows.
    """
    rows = [_without_zeros(row) for row in table]
    while len(rows) > 1 and rows[-1] == rows[-2]:
        rows.pop()
    if not rows:
        raise ValueError("a table has at least one row")
    said = [_lead(number, len(rows), labels) + _row(row, labels) for number, row in enumerate(rows, 1)]
    return labels.mark_table.format(labels.between_rows.join(said))


def steps_in_words(steps: Steps, labels: Labels) -> str:
    """How open questions are marked by hand, in two steps or more."""
    *others, last = (labels.percent.format(_percent(fraction(step), labels)) for step in steps)
    return labels.mark_steps.format(labels.either.format(", ".join(others), last))


def _without_zeros(row: tuple[float, ...]) -> list[Fraction]:
    parts = [fraction(value) for value in row]
    while not parts[-1]:
        parts.pop()
    return parts


def _lead(number: int, rows: int, labels: Labels) -> str:
    if rows == 1:
        return ""
    return labels.count(labels.table_last if number == rows else labels.table_row, number)


def _row(row: list[Fraction], labels: Labels) -> str:
    """`tous les points sans erreur, la moitié pour 1 erreur, aucun à partir de 2`."""
    said, mistakes = [], 0
    for part, group in groupby(row):
        first, mistakes = mistakes, mistakes + len(list(group))
        said.append(_part(part, first, mistakes - 1, labels))
    said.append(labels.none_from.format(mistakes) if mistakes > 1 else labels.none_else)
    return ", ".join(said)


def _part(part: Fraction, first: int, last: int, labels: Labels) -> str:
    """What so many mistakes, from the first number to the last, leave of the points."""
    if not first:
        return labels.count(labels.up_to_mistakes, last) if last else labels.without_mistake
    said = labels.parts_of_points.get(str(part)) or labels.percent.format(_percent(part, labels))
    number = str(first) if first == last else labels.mistakes_from_to.format(first, last)
    return labels.with_mistakes[0 if labels.is_singular(last) else 1].format(number, said)


def _percent(part: Fraction, labels: Labels) -> str:
    return labels.number(round(100 * float(part), 1))
