"""How much room questions and answers take on paper: for every format that is printed."""

from __future__ import annotations

from mesoquiz.interactions import Choose, Recall

CHARACTERS_PER_LINE = 45
"""Handwriting: what a line of 16 cm holds."""
SHORT_OPTIONS = {4: 10, 3: 14, 2: 28}
"""Options stand in rows of so many, if none is longer than so many characters."""


def option_columns(choose: Choose) -> int:
    """How many options stand in a row: short ones share it."""
    number, longest = len(choose.options), max(len(option.text) for option in choose.options)
    fitting = [columns for columns, most in SHORT_OPTIONS.items() if columns <= number and longest <= most]
    # A last row of one looks like a leftover.
    even = [columns for columns in fitting if number % columns != 1]
    return max(even or [1])


def line_numbers(recall: Recall) -> list[str]:
    """What stands before each answer line: nothing, or the number of the part of a list."""
    if recall.listed:
        return [f"{number}." for number in range(1, len(recall.answers) + 1)]
    length = len(recall.answers[0].text)
    return [""] * min(12, 1 + length // CHARACTERS_PER_LINE)


def gap_size(text: str) -> str:
    """One of three widths for the gap that hides `text`: the width must not tell the answer."""
    return "long" if len(text) > 24 else "medium" if len(text) > 10 else "short"
