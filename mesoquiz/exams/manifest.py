"""What was printed: a quiz <-> `manifest.json`, which keys, reprints, grading and later exams read.

It holds orders and names, and what each card said: a fingerprint tells whether it still says that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mesoquiz.exams.identity import changed_by_hand, changed_texts, check_of, id_of
from mesoquiz.exams.printed import fingerprint, record
from mesoquiz.exams.quiz import Form, Item, Layout, Quiz
from mesoquiz.exams.scoring import Scoring
from mesoquiz.exams.values import a_text
from mesoquiz.limits import MAX_MANIFEST
from mesoquiz.notes.bank import Bank, Collection
from mesoquiz.notes.interactions import Choose, name_of
from mesoquiz.reading.keys import as_mapping
from mesoquiz.version import __version__

FORMAT = 3
READ = (2, FORMAT)
"""Exams of these can be printed again; those of 2 have no `check`."""
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")
"""The halves of characters beyond U+FFFF, as an escape spells them."""
DAMAGED = "it is no manifest of a quiz, or it is damaged"
UNDO = "undo that, or take a copy that nobody has changed"


class Unusable(ValueError):
    """A manifest that cannot be used; the message says why."""


def dump(quiz: Quiz) -> str:
    """The manifest of a quiz, as JSON."""
    texts = ("title", "course", "date", "duration", "instructions", "lang")
    cards = {
        item.note.id: record(item.note, item.whole, quiz.bank)
        for item in sorted(quiz.forms[0].items, key=lambda item: item.note.id)
    }
    cited = {citation.doc for item in quiz.forms[0].items for citation in item.note.source}
    made = {
        "format": FORMAT,
        "mesoquiz": __version__,
        "exam": exam_id(quiz),
        **{name: getattr(quiz, name) for name in texts},
        "cards_lang": quiz.bank.collection.lang,
        "typography": quiz.bank.collection.spacing,
        "fields": list(quiz.fields),
        "layout": {item.name: getattr(quiz.layout, item.name) for item in fields(Layout)},
        "cards": {id: fingerprint(said) for id, said in cards.items()},
        **_draw(quiz),
        "forms": [_form(form) for form in quiz.forms],
        "texts": cards,
        "sources": [as_mapping(source) for source in quiz.bank.collection.sources if source.id in cited],
    }
    return json.dumps({**made, "check": check_of(made)}, ensure_ascii=False, indent=1) + "\n"


def _draw(quiz: Quiz) -> dict[str, Any]:
    return {
        "collection": quiz.bank.collection.id,
        "seed": quiz.seed,
        "scoring": {"rule": quiz.scoring.rule, "penalty": quiz.scoring.penalty, **_own_marks(quiz.scoring)},
    }


def _own_marks(scoring: Scoring) -> dict[str, Any]:
    """The table and the steps of an exam that has them: others are named as they always were."""
    told = {"table": [list(row) for row in scoring.table], "steps": list(scoring.steps)}
    return {name: value for name, value in told.items() if value}


def exam_id(quiz: Quiz) -> str:
    """The name of a draw, as it is on every page: `K7Q-2MX`. See `identity.id_of`."""
    return id_of({**_draw(quiz), "forms": [_form(quiz.forms[0])]})


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
        entry["options"] = dict(zip(item.letters, item.option_names, strict=True))
        if item.pool:
            entry["drawn_from"] = len(item.pool.options)
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
        raise Unusable(DAMAGED) from error


def parse(text: str) -> dict[str, Any]:
    """The object in a manifest of this format or the one before, as it was written. Raises `Unusable`."""
    if len(text) > MAX_MANIFEST:
        raise Unusable(f"it is larger than {MAX_MANIFEST // 1_000_000} MB")
    try:
        made = json.loads(text)
        format = made["format"]
        if _HALVES.search(text):
            # Fails for a half without its other half: no text that is printed can hold it.
            json.dumps(made, ensure_ascii=False).encode()
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Unusable(DAMAGED) from error
    if format not in READ:
        raise Unusable(f"it was written by another version of mesoquiz ({str(made.get('mesoquiz'))[:20]})")
    _vouch(made)
    return dict(made)


def _vouch(made: Mapping[str, Any]) -> None:
    """Raise `Unusable` for a manifest that somebody has changed since it was written."""
    is_checked = made["format"] == FORMAT or "check" in made
    try:
        is_other = made.get("check") != check_of(made) if is_checked else changed_texts(made)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Unusable(DAMAGED) from error
    if is_other:
        raise Unusable(f"it was changed by hand: {changed_by_hand(made)}; {UNDO}")


def interactions(made: Mapping[str, Any]) -> dict[str, str]:
    """The interaction by which each card was asked."""
    return {
        entry["id"]: entry["interaction"]
        for form in made["forms"]
        for section in form["sections"]
        for entry in section["items"]
    }


def without_cards(text: str) -> Bank:
    """A bank of the collection of a manifest that has none of its cards: what it keeps of them is all there is.

    Raises `Unusable`.
    """
    made = parse(text)
    try:
        return Bank(collection=Collection(id=a_text(made["collection"]), title=a_text(made["title"])), decks=())
    except (LookupError, TypeError) as error:
        raise Unusable(DAMAGED) from error
