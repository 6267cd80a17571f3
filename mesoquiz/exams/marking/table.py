"""A table of marks of one's own: rows by how many answers are right, in each the marks by the number of mistakes.

Such as that of many first years of medicine in France (PACES): one right answer is all or nothing, of two the first
mistake takes half, of three and more a mistake leaves ½ and two leave ⅕: `[[1], [1, 0.5], [1, 0.5, 0.2]]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span

Table = tuple[tuple[float, ...], ...]
Find = Callable[..., Span]
"""What finds the place of a value, by the keys and numbers that lead to it."""
EXAMPLE = "`table: [[1], [1, 0.5], [1, 0.5, 0.2]]`"
MOST = 10
"""Rows of a table, and marks of a row: students have to read it."""

NO_TABLE = Rule(
    "no-table", "`rule: table` has no table", f"write a row of marks for each number of right answers: {EXAMPLE}"
)
OTHER_RULE = Rule("table-of-no-rule", "only `rule: table` has a table", "write `rule: table`, or remove the table")
LARGE = Rule(
    "large-table", "the table has {rows} rows of at most {marks} marks; it may have {most} of {most}", "shorten it"
)
SHARE = Rule("table-mark", "a mark of {value} is not between 0 and 1", "write a part of the question's points")
FIRST = Rule(
    "table-first",
    "row {row} begins with {value}, which is what a question without a mistake brings",
    "begin it with 1, all the points",
)
RISES = Rule(
    "table-rises", "row {row} rises from {less} to {more}: more mistakes bring more", "write its marks from 1 down"
)


def fraction(value: float) -> Fraction:
    """The part of the points that an author means by a decimal: 0.333 is 333/1000, 0.3333 a third."""
    return Fraction(value).limit_denominator(1000)


def check_table(table: Table, rule: str, where: Find) -> Iterator[Diagnostic]:
    """Yield what is wrong with a table; `where` finds places in what has it and the rule."""
    longest = max(map(len, table), default=0)
    if table and rule != "table":
        yield OTHER_RULE.at(where("table"))
    elif rule == "table" and not table:
        yield NO_TABLE.at(where("rule"))
    elif max(len(table), longest) > MOST:
        yield LARGE.at(where("table"), rows=len(table), marks=longest, most=MOST)
    else:
        for number, row in enumerate(table):
            yield from _check_row(number, row, where)


def _check_row(number: int, row: Sequence[float], where: Find) -> Iterator[Diagnostic]:
    outside = next((place for place, value in enumerate(row) if not 0 <= value <= 1), None)
    rise = next((place for place in range(1, len(row)) if row[place] > row[place - 1]), None)
    if outside is not None:
        yield SHARE.at(where("table", number, outside), value=f"{row[outside]:g}")
    elif row[0] != 1:
        yield FIRST.at(where("table", number, 0), row=number + 1, value=f"{row[0]:g}")
    elif rise is not None:
        shown = {"less": f"{row[rise - 1]:g}", "more": f"{row[rise]:g}"}
        yield RISES.at(where("table", number, rise), row=number + 1, **shown)


def by_table(table: Table, right: int, mistakes: int) -> Fraction:
    """The mark of a question with so many right answers (1 or more) and mistakes, as a part of its points.

    Raises ValueError for a table without rows.
    """
    if not table:
        raise ValueError("a table has at least one row")
    row = table[min(right, len(table)) - 1]
    return fraction(row[mistakes]) if mistakes < len(row) else Fraction(0)
