"""What the keys of a YAML file mean. One note in the type hint serves the decoder, the JSON Schema and the messages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """The meaning of a key, written as `Annotated[type, Key(...)]`.

    `doc` is shown by the editor. `also` are words that authors write instead (other tools, French): they are never
    accepted, they only make a better "did you mean". `pattern` must match the whole text, else `demand` says what is
    asked for. `several` is the key to use where a list was written. `single` lets one value stand for a list of one;
    `partial` keeps the sound entries of a list.
    """

    doc: str
    also: tuple[str, ...] = ()
    pattern: str = ""
    demand: str = ""
    several: str = ""
    single: bool = False
    partial: bool = False


IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
"""Ids go to file names, tags and searches: letters without accents, digits, `-`, `_`, `.`."""
