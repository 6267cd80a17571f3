"""Names of decks and tags, whose levels `::` divides."""

from __future__ import annotations

from collections.abc import Iterable


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


def top(name: str) -> str:
    """The uppermost level of a name."""
    return name.partition("::")[0]
