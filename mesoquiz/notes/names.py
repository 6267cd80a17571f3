"""Names of decks and tags, whose levels `::` divides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span

ONE_COLON = Rule(
    "one-colon-in-name", "{colons} no subdeck: this deck is named `{name}`", "write `{how}`", Severity.WARNING
)
QUOTED_NAME = Rule(
    "quotes-of-name", "the quotes are a part of the name of this deck", "write `deck: {name}`", Severity.WARNING
)

_COLON = re.compile(r"(?<=[^\s:\d]):(?=[^\s:])|(?<=\d):(?=[^\s:\d])|:{3,}")
"""A single colon between words, or more than two; between numbers, a single one may be a time."""


def has_tag(tags: Iterable[str], wanted: tuple[str, ...]) -> bool:
    """Whether one of these tags is wanted (case-folded), or below one that is, as in Anki's search."""
    return any(tag == want or tag.startswith(want + "::") for tag in map(str.casefold, tags) for want in wanted)


def is_below(deck: str, name: str) -> bool:
    """Whether a deck is the one of that name, or below it; case-folded."""
    deck, name = deck.casefold(), name.casefold()
    return deck == name or deck.startswith(name + "::")


def levels(names: Iterable[str]) -> dict[str, str]:
    """Names with those above them, case-folded -> as they are written."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        parts = name.split("::")
        for depth in range(1, len(parts) + 1):
            level = "::".join(parts[:depth])
            found.setdefault(level.casefold(), level)
    return found


def deck_name(name: str) -> str:
    """A deck name as Anki keeps it: no space round `::`, no empty part; nor a tab, which divides names in the lock."""
    return "::".join(part.strip() for part in name.replace("\t", " ").split("::") if part.strip())


def check_deck_name(name: str, at: Span) -> Iterator[Diagnostic]:
    """Yield what is odd in the name of a deck, as its author writes it."""
    if _COLON.search(name):
        colons = "more than two colons make" if ":::" in name else "one colon makes"
        yield ONE_COLON.at(at, colons=colons, name=name, how=_COLON.sub("::", name))
    if name[:1] in "“«„‘" and name[-1:] in "”»“’":
        yield QUOTED_NAME.at(at, name=name[1:-1].strip())


def top(name: str) -> str:
    """The uppermost level of a name."""
    return name.partition("::")[0]
