"""What a build moves in the release lock, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass

from mesoquiz.diagnostics.wording import count_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a build moves in the lock: ids of notes, names of note types."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.changed, self.new, self.retired, self.restored, self.types, self.moved, self.dropped))

    def __str__(self) -> str:
        named = {
            "changed": self.changed,
            "new": self.new,
            "retired": self.retired,
            "no longer retired": self.restored,
            "in another deck": self.moved,
            "no longer there": self.dropped,
        }
        parts = [f"{len(ids):,} {what}" for what, ids in named.items() if ids]
        if self.types:
            parts.append(f"{count_of(len(self.types), 'card template')} changed")
        return ", ".join(parts) or "nothing changed"
