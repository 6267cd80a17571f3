"""The tags of a note in Anki: the author's own under the root of the collection, the program's under `mesoquiz::`.

An author's tag `peau` becomes `mésothérapie::peau` where the collection says `tag_root: mésothérapie`, so that a
student's tree of tags gets one branch for the deck and not one for each word. The program adds the difficulty and
`mesoquiz::version::0.2`, the version in which the note last changed. What the program adds is no change of a note.
"""

from __future__ import annotations

import re

from mesoquiz.languages.labels import Labels
from mesoquiz.notes.note import Note

VERSIONS = "mesoquiz::version::"


def filed_tags(note: Note, root: str, labels: Labels) -> tuple[str, ...]:
    """The tags of a note but for that of its version; a retired one has a single tag to find it by."""
    if note.retired:
        return (labels.retired_tag,)
    own = note.tags if not root else tuple(_below(tag, root) for tag in note.tags)
    difficulty = (labels.difficulty_tag.format(note.difficulty),) if note.difficulty else ()
    # By which the steps of a case find each other.
    case = (labels.case_tag.format(note.case),) if note.case else ()
    return (*own, *difficulty, *case)


def _below(tag: str, root: str) -> str:
    return tag if f"{tag}::".casefold().startswith(f"{root}::".casefold()) else f"{root}::{tag}"


def version_level(version: str) -> str:
    """A version as one level of a tag, and as the lock writes it: without the characters that divide either."""
    return re.sub(r"[\s\"*:@,]+", "-", version.strip())


def version_tag(level: str) -> str:
    """The tag of a version."""
    return VERSIONS + level
