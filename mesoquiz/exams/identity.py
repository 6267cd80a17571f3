"""What tells an exam from every other, and its manifest from one that was changed by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from mesoquiz.diagnostics.wording import shorten, some_of
from mesoquiz.exams.printed import answers_moved, fingerprint
from mesoquiz.notes.ordering import letter

MAX_NAMED = 8
_NOT_NOW = "no longer what was printed"
OTHERWISE = f"its title, instructions, forms or something else in it is {_NOT_NOW}"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that nobody takes for another one."""


def id_of(made: Mapping[str, Any]) -> str:
    """The id of the exam of a manifest: another collection, seed, question, order, key, mark or scoring gives another.

    It depends on form A alone, since a seed gives all others, and not on texts: a paper and its key stay together when
    a comma is corrected. About one in 900 million pairs of exams has one id. Raises LookupError, TypeError, ValueError
    for what is no manifest.
    """
    items = [
        [entry["id"], entry["interaction"], float(entry["points"]), entry.get("key", ""), _order_of(entry)]
        for section in made["forms"][0]["sections"]
        for entry in section["items"]
    ]
    penalty = made["scoring"]["penalty"]
    marks = [made["scoring"]["rule"], penalty if penalty is None else float(penalty)]
    marks += [[name, _as_floats(made["scoring"][name])] for name in ("table", "steps") if name in made["scoring"]]
    drawn = json.dumps([made["collection"], made["seed"], marks, items], ensure_ascii=False)
    number = int.from_bytes(sha256(drawn.encode()).digest())
    letters = "".join(_ALPHABET[number // len(_ALPHABET) ** place % len(_ALPHABET)] for place in range(6))
    return f"{letters[:3]}-{letters[3:]}"


def _as_floats(value: Any) -> Any:
    return [_as_floats(one) for one in value] if isinstance(value, list) else float(value)


def _order_of(entry: Mapping[str, Any]) -> list[Any]:
    if "options" in entry:
        return [entry["options"][letter(place)] for place in range(len(entry["options"]))]
    return [int(index) for index in entry.get("order", ())]


def check_of(made: Mapping[str, Any]) -> str:
    """The digest of all that a manifest says, its own `check` left out.

    A program that writes it anew, with its keys in another order or 1.0 as 1, changes nothing.
    """
    said = {name: _settled(value) for name, value in made.items() if name != "check"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _settled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _settled(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(held) for held in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def changed_by_hand(made: Mapping[str, Any]) -> str:
    """What in a manifest that is not as it was written is no longer what was printed, in words."""
    try:
        id, named = id_of(made), made["exam"]
        said = changed_texts(made)
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        return OTHERWISE
    if id != named:
        named = shorten(str(named), 20)
        return f"points, scoring, seed or letters in it are {_NOT_NOW} (it is named {named}, and would be {id})"
    return f"what it keeps of {some_of(map(shorten, said), MAX_NAMED)} is {_NOT_NOW}" if said else OTHERWISE


def changed_texts(made: Mapping[str, Any]) -> list[str]:
    """The cards of which a manifest keeps another text than the one it has the hash of.

    Raises LookupError, TypeError, ValueError, AttributeError for what is no manifest.
    """
    return [id for id, told in made.get("texts", {}).items() if fingerprint(told) != made["cards"].get(id)]


def has_other_answers(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether a text of one manifest is right in the other where it was wrong: an answer and a distractor were swapped.

    Their letters are then the same and mean something else. A typo that is corrected moves nothing.
    Raises LookupError, TypeError, ValueError, AttributeError for what is no manifest.
    """
    texts = now.get("texts", {})
    return any(answers_moved(told, texts[id]) for id, told in before.get("texts", {}).items() if id in texts)
