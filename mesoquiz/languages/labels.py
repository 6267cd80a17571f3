"""The words that the program itself puts on cards and pages, in each language a deck can have.

A frozen value per language instead of gettext: a missing label is then an error of the type checker and not of the
printed page, and nothing has to be compiled. The values are in the modules beside this one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """One language. `{}` holds the place of a value; a tuple is (singular, plural)."""

    code: str
    """As in `lang:` of a deck, and in HTML: BCP 47."""
    typography: str
    """The spacing of its texts unless a collection says otherwise: `fr` or `off`."""
    quoted: str
    true: str
    false: str
    define: str
    name_term: str
    show_part: str
    show_options: str
    report_error: str
    not_ticked: str
    right_of: tuple[str, str]
    wrong: tuple[str, str]
    too_many: tuple[str, str]
    also_accepted: str
    show_or_hide: str
    beyond: str
    concordance: Mapping[str, tuple[str, str, str]]
    likert: Mapping[str, tuple[str, ...]]
    """What a script concordance item says around its hypothesis and its information, and its scale from −2 to +2, by
    what it is about."""

    panel_votes: tuple[str, str]
    panel_share: str
    what_is_hidden: str
    what_are_hidden: str
    fill_gaps: str
    fill_places: str
    fill_letters: str
    fill_names: str
    place_crosses: tuple[str, str]
    zone: str
    zones_outlined: tuple[str, str]
    zones_enough: tuple[str, str]
    tick: tuple[str, str]
    answers_enough: tuple[str, str]
    one_answer: str
    several_answers: str
    key: str
    key_some: str
    form: str
    exam: str
    name: str
    first_name: str
    student_number: str
    date: str
    answers: str
    why: str
    source: str
    caution: str
    indispensable: str
    retired_tag: str
    difficulty_tag: str
    case_tag: str
    case: str
    case_continued: str
    cases: tuple[str, str]
    retired_notice: str
    unacceptable: str
    questions: tuple[str, str]
    points: tuple[str, str]
    minutes: tuple[str, str]
    each: str
    mark: str
    total: str
    question: str
    mark_single: str
    mark_exact: str
    mark_discordance: str
    mark_proportional: str
    mark_expected: str
    mark_some: str
    mark_table: str
    mark_steps: str
    mark_concordance: str
    mark_negative: str
    mark_flags: str
    mark_blank: str
    parts_of_points: Mapping[str, str]
    """Parts of the points in words, by their fraction: `1/2`."""

    percent: str
    table_row: tuple[str, str]
    table_last: tuple[str, str]
    without_mistake: str
    up_to_mistakes: tuple[str, str]
    mistakes_from_to: str
    with_mistakes: tuple[str, str]
    none_from: str
    none_else: str
    between_rows: str
    either: str
    mark_parts: str
    mark_zones: str
    gaps: str
    orders: str
    matches: str
    captions: str
    lists: str
    marking: str
    sheet: str
    on_paper: str
    short_key: str
    flagged_key: str
    panel_key: str
    stated_key: str
    from_top: str
    left_over: str
    explanations: str
    version: str
    how_to_update: str
    how_to_move: str
    moved: tuple[str, str]
    then_delete: str
    how_to_find_retired: tuple[str, str]
    how_to_get_retired: str
    withdrawn_package: str
    """The name of the package of withdrawn notes, without its suffix, by that of the other."""

    what_is_new: tuple[str, str]
    news_of: str
    release_of: str
    released_new: tuple[str, str]
    released_changed: tuple[str, str]
    released_withdrawn: tuple[str, str]
    cards: tuple[str, str]
    how_to_find_unreached: str
    how_to_study: str
    sources: str
    months: tuple[str, ...]
    day: str
    colon: str
    flashcards: str
    sheet_of: str
    front: str
    back: str
    fold_here: str
    calibration: str
    calibrate_front: tuple[str, ...]
    calibrate_back: tuple[str, ...]
    scale: str
    exam_pages: str
    print_papers: str
    print_keys: str
    print_named: tuple[str, str]
    one_by_one: str
    not_for_students: str
    how_to_print: tuple[str, ...]
    asked: Mapping[str, str]
    """Headings for what `ask:` of a blueprint asks for."""

    negations: str
    fillers: str
    opposites: str
    """What tells an answer from its opposite, folded: words that deny, words that say nothing, and words of
    which none may replace another, such as opposites, numbers and units."""

    lines_asked: re.Pattern[str]
    """The words by which a question asks for an answer of so many lines; its group `number` is one, or a word."""
    numbers: Mapping[str, int]
    """Numbers in words, as in such a question."""

    first_of_month: str
    decimal: str
    is_singular: Callable[[float], bool]

    def format_date(self, date: datetime.date) -> str:
        """A day in words."""
        day = self.first_of_month if date.day == 1 else str(date.day)
        return self.day.format(day=day, month=self.months[date.month - 1], year=date.year)

    def count(self, forms: tuple[str, str], number: float, *more: str) -> str:
        """`forms` with `number` filled in, and whatever else they have a place for."""
        return forms[0 if self.is_singular(number) else 1].format(self.number(number), *more)

    def number(self, value: float) -> str:
        """A number as it is printed."""
        return f"{value:g}".replace(".", self.decimal)
