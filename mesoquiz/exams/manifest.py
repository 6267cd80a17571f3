"""What was printed: a quiz <-> `manifest.json`, which keys, reprints, grading and later exams read.

It holds orders and names, and what each card said: a fingerprint tells whether it still says that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any

from mesoquiz.exams.printed import fingerprint, record
from mesoquiz.exams.quiz import Form, Item, Layout, Quiz
from mesoquiz.limits import MAX_MANIFEST
from mesoquiz.notes.interactions import Choose, name_of
from mesoquiz.notes.ordering import letter, option_names
from mesoquiz.reading.keys import as_mapping
from mesoquiz.version import __version__

FORMAT = 2
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that nobody takes for another one."""
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")
"""The halves of characters beyond U+FFFF, as an escape spells them."""


class Unusable(ValueError):
    """A manifest that cannot be used; the message says why."""


def dump(quiz: Quiz) -> str:
    """The manifest of a quiz, as JSON."""
    texts = ("title", "course", "date", "duration", "instructions", "lang")
    cards = {
        item.note.id: record(item.note, item.interaction, quiz.bank)
        for item in sorted(quiz.forms[0].items, key=lambda item: item.note.id)
    }
    cited = {citation.doc for item in quiz.forms[0].items for citation in item.note.source}
    made = {
        "format": FORMAT,
        "mesoquiz": __version__,
        "exam": exam_id(quiz),
        **{name: getattr(quiz, name) for name in texts},
        "fields": list(quiz.fields),
        "layout": {item.name: getattr(quiz.layout, item.name) for item in fields(Layout)},
        "cards": {id: fingerprint(said) for id, said in cards.items()},
        **_draw(quiz),
        "forms": [_form(form) for form in quiz.forms],
        "texts": cards,
        "sources": [as_mapping(source) for source in quiz.bank.collection.sources if source.id in cited],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _draw(quiz: Quiz) -> dict[str, Any]:
    return {
        "collection": quiz.bank.collection.id,
        "seed": quiz.seed,
        "scoring": {"rule": quiz.scoring.rule, "penalty": quiz.scoring.penalty},
    }


def exam_id(quiz: Quiz) -> str:
    """The name of a draw, as it is on every page: `K7Q-2MX`. See `id_of`."""
    return id_of({**_draw(quiz), "forms": [_form(quiz.forms[0])]})


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
    drawn = json.dumps([made["collection"], made["seed"], marks, items], ensure_ascii=False)
    number = int.from_bytes(sha256(drawn.encode()).digest())
    letters = "".join(_ALPHABET[number // len(_ALPHABET) ** place % len(_ALPHABET)] for place in range(6))
    return f"{letters[:3]}-{letters[3:]}"


def _order_of(entry: Mapping[str, Any]) -> list[Any]:
    if "options" in entry:
        return [entry["options"][letter(place)] for place in range(len(entry["options"]))]
    return [int(index) for index in entry.get("order", ())]


def _form(form: Form) -> dict[str, Any]:
    numbers = iter(range(1, len(form.items) + 1))
    sections = [
        {
            "title": section.title,
            "instructions": section.instructions,
            **({"locked": True} if section.locked else {}),
            "items": [_item(next(numbers), item) for item in section.items],
        }
        for section in form.sections
    ]
    return {"form": form.name, "sections": sections}


def _item(number: int, item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "number": number,
        "id": item.note.id,
        "interaction": name_of(item.interaction),
        "points": item.points,
    }
    if isinstance(item.interaction, Choose):
        names = option_names(item.interaction)
        entry["options"] = {name: names[index] for name, index in zip(item.letters, item.order, strict=True)}
        entry["key"] = item.key
    elif item.order:
        entry["order"] = list(item.order)
    return entry


def used_ids(text: str, collection: str) -> frozenset[str]:
    """The ids of the cards of a collection that the exam of a manifest asked. Raises `Unusable`."""
    made = parse(text)
    try:
        if made["collection"] != collection:
            raise Unusable(f"its cards are those of the collection `{str(made['collection'])[:100]}`")
        return frozenset(
            entry["id"] for form in made["forms"] for section in form["sections"] for entry in section["items"]
        )
    except (LookupError, TypeError) as error:
        raise Unusable("it is no manifest of a quiz, or it is damaged") from error


def parse(text: str) -> dict[str, Any]:
    """The object in a manifest of this format. Raises `Unusable`."""
    if len(text) > MAX_MANIFEST:
        raise Unusable(f"it is larger than {MAX_MANIFEST // 1_000_000} MB")
    try:
        made = json.loads(text)
        format = made["format"]
        if _HALVES.search(text):
            # Fails for a half without its other half: no text that is printed can hold it.
            json.dumps(made, ensure_ascii=False).encode()
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Unusable("it is no manifest of a quiz, or it is damaged") from error
    if format != FORMAT:
        raise Unusable(f"it was written by another version of mesoquiz ({str(made.get('mesoquiz'))[:20]})")
    return dict(made)


def interactions(made: Mapping[str, Any]) -> dict[str, str]:
    """The interaction by which each card was asked."""
    return {
        entry["id"]: entry["interaction"]
        for form in made["forms"]
        for section in form["sections"]
        for entry in section["items"]
    }
