"""The pages that a form of an exam has: the paper, its keys, the sheet to tick."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mesoquiz.languages.labels import Labels


@dataclass(frozen=True, slots=True)
class Role:
    """One of the pages of a form: what its file is called, what it is in English, and its heading in a language."""

    name: str
    what: str
    heading: Callable[[Labels], str]


ROLES = {
    role.name: role
    for role in (
        Role("quiz", "the paper", lambda labels: labels.form),
        Role("key", "the right letters", lambda labels: labels.key),
        Role("explained", "the answers explained", lambda labels: labels.explanations),
        Role("sheet", "the answer sheet", lambda labels: labels.sheet),
    )
}
"""The pages of each form, by name: `quiz-A.html` is that of the paper of form A."""
EXAM, KEYS, NAMED, INDEX = "exam.pdf", "keys.pdf", "named.pdf", "index.html"
WHOLE = {
    EXAM: "all papers and sheets, to print",
    KEYS: "all keys, to print",
    NAMED: "copies with names, to print",
    INDEX: "the page that links all others",
}
"""What there is of all forms at once: its file, and what it is."""
_PAGE = re.compile(rf"({'|'.join(ROLES)})-([A-Z]{{1,3}})\.(?:html|pdf)")


def page_named(file: str) -> tuple[Role, str] | None:
    """Which page of which form a file is, by its name; `None` for another."""
    page = _PAGE.fullmatch(file)
    return (ROLES[page[1]], page[2]) if page else None
