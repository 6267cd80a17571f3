"""Points that are shared: by the steps of a case, by the questions of a section. All shares add up to what is shared.

Five points for three steps are 1.67, 1.67 and 1.66 (the largest remainder, as seats are given): a third that every page
rounds for itself adds up to 5.01.
"""

from __future__ import annotations

MOST_DECIMALS = 6


def shares(points: float, number: int) -> tuple[float, ...]:
    """So many shares that differ by a hundredth at most, the greater ones first; finer ones where the points are.

    Raises ZeroDivisionError for no share.
    """
    unit = 10 ** _decimals(points, number)
    each, more = divmod(round(points * unit), number)
    return tuple((each + (place < more)) / unit for place in range(number))


def _decimals(points: float, number: int) -> int:
    """Two, or as many as the points have, or as it takes for no share to be nothing."""
    for decimals in range(2, MOST_DECIMALS):
        if round(points, decimals) == round(points, MOST_DECIMALS) and points * 10**decimals >= number:
            return decimals
    return MOST_DECIMALS
