"""What reading one Anki package may cost: all limits of `unpacking` and `collectionfile`, each with its reason.

Packages come from strangers. Whatever the bytes, the answer comes in seconds, and two packages at a time (`diff` holds
an old and a new one) fit in 300 MB beside the 40 MB of the program itself.
"""

from __future__ import annotations

from mesoquiz.packages import NotAPackage

DAMAGED = "it is damaged, or no Anki package"
SPOILT = "its collection is damaged"
TOO_LARGE = "its collection is too large"

MAX_COLLECTION = 200_000_000
"""Bytes of a collection: twice what may be kept of it, as Anki stores what is compared here beside indexes, sort fields
and reviews. It is unpacked to a file, not into memory, in about a second."""

MAX_DIRECTORY = 4_000_000
"""Bytes of a zip's directory: some 70,000 members, where a package has one for each picture. Python makes twelve bytes
of each of them. Nothing else of a package is read in pieces as large as this."""

MAX_WINDOW_LOG = 25
"""Zstandard may look back 32 MB, which it holds in memory; Anki's packages ask for 2 MB."""

MAX_VALUE = 4_000_000
"""Bytes of one row or value. The largest are the note types of a collection, as JSON, which takes up to thirty times
its size once it is read; Anki's own are a thousandth of that."""

MAX_SCHEMA_VALUE = 20_000
"""Bytes of one row while SQLite reads what tables and indexes there are, all of which it keeps; Anki's have 500."""

MAX_SCHEMA_SQL = 2_000
"""Characters of one statement that makes a table, of which SQLite keeps up to sixty times as much; Anki's have 500."""

MAX_SCHEMA_STEPS = 5_000
"""Steps of SQLite's machine in which it reads what tables there are, some 700 tables and indexes; Anki takes 200."""

MAX_STEPS = 20_000_000
"""Steps of SQLite's machine for one query, about a second. A note takes eight of them."""

MAX_PIECES = 1_000
"""Fields or tags of one note: a separator is one byte, and what it separates takes fifty."""

MAX_MEMORY = 100_000_000
"""Bytes of memory for what is kept of a package, some 100,000 notes: text in memory may take four times its bytes in
the file, and each note some hundred bytes beside its text."""

NOTE, CARD, NAME = 500, 350, 200
"""What a note, the cards of a note, and a field, template, note type or deck take beside their texts; measured."""


class Budget:
    """The memory that the contents of one package may still take."""

    def __init__(self) -> None:
        self.left = MAX_MEMORY

    def take(self, size: int) -> None:
        """Count what is about to be kept. Raises `NotAPackage` when it is too much."""
        self.left -= size
        if self.left < 0:
            raise NotAPackage(TOO_LARGE)

    def give_back(self, size: int) -> None:
        """Count what is not kept any more."""
        self.left += size
