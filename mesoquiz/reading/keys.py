"""What the keys of a YAML file mean. One note in the type hint serves the decoder, the JSON Schema and the messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from typing import Any, ClassVar

from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.reading.places import Where


@dataclass(frozen=True, slots=True)
class Key:
    """The meaning of a key, written as `Annotated[type, Key(...)]`.

    `doc` is shown by the editor. `also` are words that authors write instead (other tools, French): they are never
    accepted, they only make a better "did you mean". `pattern` must match the whole text, else `demand` says what is
    asked for. `several` is the key to use where a list was written. `single` lets one value stand for a list of one;
    `partial` keeps the sound entries of a list. `gaps` says that `{{…}}` in the text is a gap; `name` that it is a word
    for programs, such as a file or an id, and not a text that is printed. `shared` says that several cards write
    the same name there, so that one which does not fit is told once; `levels` that `::` divides the levels of a name.
    `scale` are the names of the places of a list
    of numbers, where each place has one. `editor` is what its JSON Schema says beside that, for what the decoder
    leaves to a check: the editor tells it while it is typed.
    """

    doc: str
    also: tuple[str, ...] = ()
    pattern: str = ""
    demand: str = ""
    several: str = ""
    single: bool = False
    partial: bool = False
    gaps: bool = False
    name: bool = False
    shared: bool = False
    levels: bool = False
    scale: tuple[int, ...] = ()
    editor: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Authored:
    """The base of every frozen dataclass that an author writes as keys and values.

    Its fields with a `Key` are the keys. Three kinds of fields without one, which are not compared, receive places:
    `at` (a Span) that of the value of `handle`, `KEY_at` that of the value of a key, `where` (`Places`) all of them.
    """

    handle: ClassVar[str] = "id"
    """The key whose value is marked when a message is about the whole."""
    needed: ClassVar[tuple[str, ...]] = ()
    """Keys that it must have and that tell no kind: a check refuses what lacks them, and so does the editor."""
    shorthand: ClassVar[str] = ""
    """The key that a bare text fills; empty where keys must be written."""

    def check(self, where: Where) -> Iterator[Diagnostic]:  # noqa: ARG002 (for those that have something to check)
        """Yield what is wrong beyond single keys; `where` finds the places of what was written."""
        return iter(())


SCALARS = ("string", "number", "boolean")
"""What the loader takes for a text, in the words of JSON Schema: `1952` and `no` are texts as they are written."""
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
