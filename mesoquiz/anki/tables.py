"""An untrusted SQLite file -> which of its tables hold data and never programs, and what may be done with it.

A schema can compute without end: in views, in virtual tables, in generated columns. So only ordinary tables with
ordinary columns are read, and SQLite is told to refuse all else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Set

from mesoquiz.anki.contents import Clock
from mesoquiz.limits import MAX_SCHEMA_SQL, MAX_SCHEMA_STEPS, MAX_SCHEMA_VALUE, MAX_VALUE

_TICK = 1_000
"""Steps of SQLite's machine between two looks at what is left."""


def ordinary_tables(database: sqlite3.Connection, wanted: Set[str], clock: Clock) -> set[str]:
    """Those of the wanted tables whose content is stored, not computed. This makes SQLite read the schema."""
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_SCHEMA_VALUE)
    database.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, MAX_SCHEMA_SQL)
    stop_after(database, MAX_SCHEMA_STEPS, clock)
    # What the schema computes may not call functions with effects, and what a page says of its cells is checked.
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON"):
        database.execute(f"PRAGMA {pragma}")
    # Anki's names are compared by a collation of its own, which SQLite asks for as soon as it reads such a table.
    database.create_collation("unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold()))
    # SQLite itself writes these two words, in capitals, before the name of whatever is no view and not virtual.
    stored = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND substr(sql, 1, 13) = 'CREATE TABLE '"
    )
    names = {name for (name,) in stored if name in wanted}
    # The last column is not 0 for generated and hidden columns.
    return {name for name in names if not any(column[-1] for column in database.execute(f"PRAGMA table_xinfo({name})"))}


def restrict(database: sqlite3.Connection, columns: Mapping[str, tuple[str, ...]]) -> None:
    """From here on only these columns can be read, by themselves, in so many steps and pages."""
    # The file may ask for a cache that holds all of it.
    database.execute("PRAGMA cache_size = -2000")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)

    def decide(action: int, table: str | None, column: str | None, _: str | None, within: str | None) -> int:
        is_read = action == sqlite3.SQLITE_READ and within is None and column in columns.get(table or "", ())
        return sqlite3.SQLITE_OK if action == sqlite3.SQLITE_SELECT or is_read else sqlite3.SQLITE_DENY

    database.set_authorizer(decide)


def stop_after(database: sqlite3.Connection, steps: int, clock: Clock) -> None:
    """End the queries that follow after so many steps of SQLite's machine, or when the time is over."""
    ticks = iter(range(steps // _TICK))
    database.set_progress_handler(lambda: next(ticks, None) is None or clock.is_over, _TICK)
