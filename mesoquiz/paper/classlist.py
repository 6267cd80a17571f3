"""A class list, a table that a spreadsheet saved as CSV -> what is printed in the header of each student's copy."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mesoquiz.diagnostics.wording import all_of, enumerate_words, fold, shorten
from mesoquiz.exams.quiz import Quiz
from mesoquiz.limits import MAX_CLASS, MAX_STUDENTS
from mesoquiz.paper.elements import fields

NAMED = 8
"""Columns or students that are named at most."""
LONGEST = 60
"""Characters of a value: a line to write on holds no more."""
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufffd]")
_ALSO = (
    {"nom", "nom de famille", "nom usuel", "name", "last name", "surname", "family name"},
    {"prenom", "prenoms", "first name", "given name", "forename"},
    {
        "n",
        "no",
        "n d etudiant",
        "numero d etudiant",
        "numero etudiant",
        "n etudiant",
        "numero",
        "student number",
        "student id",
    }
    | {"id", "id number", "numero d identification", "matricule", "ine", "code", "code etudiant", "number"},
)
"""How columns are called that go into the usual lines: name, first name, number; as `_plain` makes them."""


class Unreadable(ValueError):
    """A class list that cannot be used; the message says why, and what to change."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of one student: its form, and the values of lines of the identity header, by their names."""

    form: str
    values: Mapping[str, str]


def copies(data: bytes, quiz: Quiz) -> tuple[Copy, ...]:
    """A copy for each student, in the order of the list; neighbours get one form after the other.

    The first line has the names of the columns. Those that are lines of the identity header are printed, the others
    are not. Raises `Unreadable`.
    """
    rows = _rows(data)
    if not rows:
        raise Unreadable("it is empty")
    wanted = _columns(rows[0], fields(quiz))
    students = rows[1:]
    if not students:
        raise Unreadable("it has the names of columns, and no student")
    if len(students) > MAX_STUDENTS:
        raise Unreadable(f"it has {len(students):,} students; one list has at most {MAX_STUDENTS:,}")
    forms = [form.name for form in quiz.forms]
    made = []
    for place, row in enumerate(students):
        values = {name: row[column] for name, column in wanted.items() if column < len(row) and row[column]}
        if not values:
            raise Unreadable(f"student {place + 1} has nothing in these columns: {', '.join(wanted)}")
        for name, value in values.items():
            if len(value) > LONGEST:
                raise Unreadable(f"“{shorten(value, 30)}” is too long for the line “{name}”: {LONGEST} characters fit")
        made.append(Copy(forms[place % len(forms)], values))
    return tuple(made)


def remarks(data: bytes, quiz: Quiz) -> list[str]:
    """What whoever prints the copies of a class list is told: what of it is not printed, and who is in it twice.

    Raises `Unreadable`.
    """
    header, *students = _rows(data)
    wanted = _columns(header, fields(quiz))
    said = []
    left = [name for place, name in enumerate(header) if name and place not in wanted.values()]
    if left:
        named = all_of([shorten(name, 30) for name in left], NAMED)
        said.append(f"no line at the top of the paper is called {named}: not printed (--fields names lines)")
    known = Counter(tuple(row[column] for column in wanted.values() if column < len(row)) for row in students)
    twice = [" ".join(filter(None, values)) for values, number in known.items() if number > 1]
    if twice:
        said.append(f"more than once in it, with as many copies: {all_of(map(shorten, twice), NAMED)}")
    return said


def _columns(header: list[str], lines: tuple[str, ...]) -> dict[str, int]:
    """The columns that go into lines of the identity header."""
    names = [_plain(name) for name in header]
    found = {}
    for line in lines:
        ways = {_plain(line)}.union(*(also for also in _ALSO if _plain(line) in also))
        place = next((place for place, name in enumerate(names) if name in ways), None)
        if place is not None:
            found[line] = place
    if not found:
        there = enumerate_words([shorten(name, 30) for name in header[:8]], "and")
        raise Unreadable(
            f"its first line names {there}; name the columns as the lines at the top of the paper: "
            f"{enumerate_words(lines, 'or')}"
        )
    return found


def _rows(data: bytes) -> list[list[str]]:
    """The cells of the lines that are not empty."""
    if len(data) > MAX_CLASS:
        raise Unreadable("it is larger than 1 MB")
    text = _decoded(data)
    if _CONTROL.search(text.replace("\r", "").replace("\n", "")):
        raise Unreadable("it is no text: save the table as CSV (UTF-8)")
    # Excel writes what its country takes: semicolons in France, tabs for “Unicode text”.
    first = text.lstrip("\r\n").partition("\n")[0]
    divider = max(";,\t", key=first.count)
    try:
        rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(text.splitlines(), delimiter=divider)]
    except csv.Error as error:
        raise Unreadable(f"it is no table: {error}") from error
    rows = [row for row in rows if any(row)]
    # Excel's own line, which says by what the cells are divided.
    return rows[1:] if rows and rows[0][0].casefold().startswith("sep=") else rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel saves as “CSV” on Windows in western Europe.
        return data.decode("cp1252", "replace")


def _plain(name: str) -> str:
    """A name of a column for comparison: without case, accents, signs."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(name)))
