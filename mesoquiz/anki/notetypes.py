"""The three Anki note types, frozen: what a student's collection holds can never be renumbered.

Anki matches note types, fields and templates by these numbers. Adding, removing or reordering fields or templates, or
changing a number, forks the note type of every student and stops their updates for good. Names, template text and
style may change. Whatever a new kind of card needs goes into existing or spare fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class NoteType:
    """A note type: its key in the release lock, its number, its name, whether it is a cloze type,
    `(number, name)` of its fields, and its templates.

    `templates` are `(number, name, front, back)`, front and back being file names in `templates/anki/`. `required` is
    what old clients read to know which cards a note has: `(template, any or all, field places)`.
    """

    key: str
    id: int
    name: str
    is_cloze: bool
    fields: tuple[tuple[int, str], ...]
    templates: tuple[tuple[int, str, str, str], ...]
    required: tuple[tuple[int, str, tuple[int, ...]], ...]
    sort_field: int
    is_occlusion: bool = False

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(name for _, name in self.fields)


STANDARD = NoteType(
    key="standard",
    id=1_700_000_000_101,
    name="Mesoquiz",
    is_cloze=False,
    fields=(
        (1_700_000_001_001, "Id"),
        (1_700_000_001_002, "Question"),
        (1_700_000_001_003, "Answer"),
        (1_700_000_001_004, "Choices"),
        (1_700_000_001_005, "Why"),
        (1_700_000_001_006, "Caution"),
        (1_700_000_001_007, "Source"),
        (1_700_000_001_008, "Typed"),
        (1_700_000_001_009, "Reverse"),
        (1_700_000_001_010, "Reverse answer"),
        (1_700_000_001_011, "Media"),
        (1_700_000_001_012, "Notice"),
        (1_700_000_001_013, "Language"),
        (1_700_000_001_014, "Spare 1"),
        (1_700_000_001_015, "Spare 2"),
        (1_700_000_001_016, "Spare 3"),
    ),
    templates=(
        (1_700_000_002_001, "Card", "card-front.html", "card-back.html"),
        (1_700_000_002_002, "Reverse card", "reverse-front.html", "reverse-back.html"),
    ),
    required=((0, "any", (1,)), (1, "any", (8,))),
    sort_field=1,
)

CLOZE = NoteType(
    key="cloze",
    id=1_700_000_000_102,
    name="Mesoquiz cloze",
    is_cloze=True,
    fields=(
        (1_700_000_003_001, "Id"),
        (1_700_000_003_002, "Text"),
        (1_700_000_003_003, "Why"),
        (1_700_000_003_004, "Caution"),
        (1_700_000_003_005, "Source"),
        (1_700_000_003_006, "Media"),
        (1_700_000_003_007, "Notice"),
        (1_700_000_003_008, "Language"),
        (1_700_000_003_009, "Spare 1"),
        (1_700_000_003_010, "Spare 2"),
        (1_700_000_003_011, "Spare 3"),
    ),
    templates=((1_700_000_004_001, "Cloze", "cloze-front.html", "cloze-back.html"),),
    required=(),
    sort_field=1,
)

OCCLUSION = NoteType(
    key="occlusion",
    id=1_700_000_000_103,
    name="Mesoquiz image occlusion",
    is_cloze=True,
    # Anki's own editor of image occlusions finds the first five by their place.
    fields=(
        (1_700_000_005_001, "Occlusion"),
        (1_700_000_005_002, "Image"),
        (1_700_000_005_003, "Header"),
        (1_700_000_005_004, "Back Extra"),
        (1_700_000_005_005, "Comments"),
        (1_700_000_005_006, "Id"),
        (1_700_000_005_007, "Labels"),
        (1_700_000_005_008, "Why"),
        (1_700_000_005_009, "Caution"),
        (1_700_000_005_010, "Source"),
        (1_700_000_005_011, "Media"),
        (1_700_000_005_012, "Notice"),
        (1_700_000_005_013, "Language"),
        (1_700_000_005_014, "Spare 1"),
        (1_700_000_005_015, "Spare 2"),
        (1_700_000_005_016, "Spare 3"),
    ),
    templates=((1_700_000_006_001, "Image occlusion", "occlusion-front.html", "occlusion-back.html"),),
    required=(),
    sort_field=2,
    is_occlusion=True,
)
