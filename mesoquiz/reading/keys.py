"""What the keys of a YAML file mean. One note in the type hint serves the decoder, the JSON Schema and the messages."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any


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


def as_mapping(value: Any) -> Any:
    """A value as a file would hold it: its keys that say something -> what they say."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {}
        for item in fields(value):
            said = getattr(value, item.name)
            default = item.default if item.default_factory is MISSING else item.default_factory()
            # What is not compared is a place in a file.
            if item.compare and said != default:
                found[item.name] = as_mapping(said)
        return found
    if isinstance(value, frozenset | set):
        return sorted(map(as_mapping, value))
    return list(map(as_mapping, value)) if isinstance(value, tuple | list) else value
