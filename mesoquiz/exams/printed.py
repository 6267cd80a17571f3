"""What a card says on paper <-> JSON, so that an exam outlives the changes of its cards, and their removal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from mesoquiz.diagnostics.diagnostic import Span
from mesoquiz.languages.labels import Labels
from mesoquiz.limits import MAX_TEXT
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Interaction
from mesoquiz.notes.note import Citation, Note, Picture

Record = dict[str, Any]
"""All that a paper or a key shows of a card, as JSON holds it; what is empty is left out."""

REMARKS = ("context", "why", "beyond", "caution")
WORDS = {
    "prompt": "the question",
    "parts": "the text",
    "options": "the options",
    "answers": "the answer",
    "steps": "the steps",
    "pairs": "the pairs",
    "others": "the answers too many",
    "masks": "the masks",
    "zones": "the zones",
    "crosses": "the number of crosses",
    "keys": "the right options",
    "expected": "the number of answers to tick",
    "in_order": "the order of the options",
    "panel": "the answers of the panel",
    "lines": "the lines to write on",
    "draw": "how many options are shown",
    "context": "the context",
    "told": "what the case tells before it",
    "case": "the case",
    "why": "the explanation",
    "beyond": "the remark",
    "caution": "the caution",
    "source": "the sources",
    "image": "the picture",
    "media": "the file of a picture",
}
"""The parts of a record, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(Note):
    """A card as it was printed: it asks what it asked then."""

    asked: Interaction

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:  # noqa: ARG002 (its words are already in a language)
        """The one thing that was asked."""
        return (self.asked,)


def record(note: Note, interaction: Interaction, bank: Bank) -> Record:
    """What a card says, asked in this way."""
    said = {"asked": _plain(interaction), "source": _plain(note.source), "image": _plain(note.image)}
    said |= {name: getattr(note, name) for name in REMARKS}
    if note.case:
        said |= {"case": note.case, "told": list(note.told)}
    text = json.dumps(_hashed(said), ensure_ascii=False, sort_keys=True)
    said["media"] = {path: file.name for path, file in bank.media.items() if path in text}
    return {name: value for name, value in said.items() if value}


def fingerprint(made: Mapping[str, Any]) -> str:
    """A hash of a record."""
    text = json.dumps(_hashed(made), ensure_ascii=False, sort_keys=True)
    used = sorted(made.get("media", {}).values())
    return sha256(json.dumps([text, used]).encode()).hexdigest()[:16]


def _hashed(made: Mapping[str, Any]) -> list[Any]:
    """The parts of a record in the order in which exams were always hashed; later ones only where there are any."""
    shown = [made["asked"], made.get("why", ""), made.get("caution", ""), made.get("source", []), made.get("image")]
    later = [made.get("context", ""), made.get("beyond", "")]
    case = [made["case"], made.get("told", [])] if "case" in made else []
    return [*shown, *later, *case] if any(later) or case else shown


def restored(id: str, name: str, made: Mapping[str, Any]) -> Printed:
    """The card of a record, asked by the interaction `name`. Raises LookupError, TypeError, ValueError for none."""
    [kind] = [kind for kind in get_args(Interaction) if kind.__name__.lower() == name]
    remarks = {key: _made(str, made.get(key, "")) for key in (*REMARKS, "case")}
    return Printed(
        id=id,
        asked=_made(kind, made["asked"]),
        source=_made(tuple[Citation, ...], made.get("source", [])),
        image=_made(Picture | None, made.get("image")),
        told=_made(tuple[str, ...], made.get("told", [])),
        **remarks,
    )


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield, in words, what differs between two records of a card."""
    old, new = ({**made, **made["asked"]} for made in (before, now))
    for part, words in WORDS.items():
        if old.get(part) != new.get(part):
            yield words


def answers_moved(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether a text of one record of a card is right in the other where it was wrong, or belongs to another.

    Raises LookupError, TypeError, ValueError, AttributeError for what is no record.
    """
    old, new = before["asked"], now["asked"]
    if "steps" in old and "steps" in new:
        return bool(old["steps"] != new["steps"] and sorted(old["steps"]) == sorted(new["steps"]))
    were, are = _answers(old), _answers(new)
    known = {*are.values(), *new.get("others", ())}
    return any(text in are and are[text] != said and said in known for text, said in were.items())


def _answers(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Each text to choose or to match -> whether it is right, or what it belongs to."""
    if "pairs" in asked:
        return dict(asked["pairs"])
    return {option["text"]: place in asked["keys"] for place, option in enumerate(asked.get("options", ()))}


_LATER = frozenset(["beyond", "draw", "expected", "in_order", "others", "panel", "lines"])
"""What has been told since exams were printed without it: left out where it is empty, so that no hash changes."""


def _plain(value: Any) -> Any:
    """A value as JSON can hold it, places in files left out."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {item.name: _plain(getattr(value, item.name)) for item in fields(value) if item.compare}
        return {name: held for name, held in plain.items() if held or name not in _LATER}
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) and not isinstance(value, Span) else value


def _made(hint: Any, value: Any) -> Any:
    """The value of this type that JSON holds; ours are few, so no library is needed. Raises TypeError, ValueError."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _made(next(one for one in inner if _may_be(one, value)), value)
    if origin is tuple and inner[-1] is ...:
        return tuple(_made(inner[0], one) for one in _list(value))
    if origin is tuple:
        return tuple(_made(kind, one) for kind, one in zip(inner, _list(value), strict=True))
    if origin is frozenset:
        return frozenset(_made(inner[0], one) for one in _list(value))
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{name: _made(hints[name], held) for name, held in dict(value).items()})
    if origin is Literal:
        if value not in inner:
            raise ValueError(value)
        return value
    return _atom(hint, value)


def _may_be(hint: Any, value: Any) -> bool:
    if hint is type(None):
        return value is None
    return value is not None and (isinstance(value, dict) == is_dataclass(hint))


def _atom(hint: Any, value: Any) -> Any:
    if hint is float and type(value) is int:
        return float(value)
    if hint is type(None) and value is None:
        return None
    if type(value) is not hint or (hint is str and len(value) > MAX_TEXT):
        raise TypeError(value)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
