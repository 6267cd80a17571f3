"""The collection of a student, and what the package and its cards hold."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rendering import (
    Card,
    Show,
    Written,
    around,
    citations,
    gaps,
    lines,
    options,
    prompt,
    read_aloud,
    rendered,
    right_texts,
    squash,
    style,
    whys,
    written,
    wrong_texts,
)

import mesoquiz
from mesoquiz.notes.bank import Bank

DECKS = Path(__file__).parents[2] / "decks"
WRITTEN = [one for one in written(DECKS) if one.card.get("retired") != "true"]
"""The cards to study."""
FOLD = "Répondez de mémoire, puis voyez les propositions"
POINT = "Placez une croix sur l'image ; seul son centre compte."
NO_LISTS = ("dupe_resolution", "found_notes")
"""What Anki's report on an import tells besides lists of notes."""


def package(bank: Bank, **options: Any) -> bytes:
    """The package to study."""
    return next(mesoquiz.export("apkg", bank, **options)).content


def cards_by_note(collection: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for id in collection.db.list("SELECT id FROM cards ORDER BY due, ord"):
        card = collection.get_card(id)
        found.setdefault(card.note()["Id"], []).append(card)
    return found


def number_of_cards(card: Card) -> int:
    if "cloze" in card:
        return len({gap.number for gap in gaps(card)[0]})
    return len(card["masks"]) if "masks" in card else 2 if "term" in card else 1


def told(cards: list[Written]) -> dict[str, str]:
    """What is told before each card, in paragraphs: of a case, all so far."""
    found: dict[str, str] = {}
    cases: dict[str, list[str]] = {}
    for _, card in cards:
        so_far = cases.setdefault(card["case"], []) if "case" in card else []
        so_far += [card[key] for key in ("context", "more") if key in card]
        found[card["id"]] = "\n\n".join(so_far)
    return found


def remarks(card: Card, cited: dict[str, Card], show: Show) -> list[str]:
    """The lines below every answer."""
    found = [line for key in ("why", "beyond", "caution") for line in lines(show(card.get(key, "")))]
    docs = list(dict.fromkeys(citation["doc"] for citation in citations(card)))
    for source in (cited[doc] for doc in docs):
        parts = [source[key] for key in ("title", "author", "site") if key in source]
        quotes = [each["quote"] for each in citations(card) if each["doc"] == source["id"] and "quote" in each]
        found.append(squash(f"{', '.join(parts)} {', '.join(quotes)}"))
    return [*found, card["id"]]


def expected_sides(card: Card, cited: dict[str, Card], show: Show) -> list[tuple[list[str], list[str]]]:
    """The lines of front and back of each card of a note, from what the author wrote; without what is told before."""
    after = remarks(card, cited, show)
    if "cloze" in card:
        return [(front, back + after) for front, back in cloze_sides(card, show)]
    question = lines(prompt(card, show))
    if "masks" in card:
        return [(question, question + lines(show(mask["label"])) + after) for mask in card["masks"]]
    if "zones" in card:
        return [
            ([*question, POINT], question + [line for text in right_texts(card) for line in lines(show(text))] + after)
        ]
    right = [line for text in right_texts(card) for line in lines(show(text))]
    wrong = [line for text in wrong_texts(card) for line in lines(show(text))]
    if "term" in card:
        meaning, name = lines(show(card["definition"])), lines(show(card["term"]))
        reverse = ["Quel terme correspond à cette définition ?", *meaning]
        return [(question, question + meaning + after), (reverse, reverse + name + after)]
    if "sequence" in card or "pairs" in card:
        # What is given gives way to what is right.
        given = question + right + wrong
        answer = [line for text in (*answers_of(card), *left_over(card)) for line in lines(show(text))]
        return [(given, question + answer + after)]
    if not wrong:
        return [(question, question + right + after)]
    given = question + right + wrong
    # One answer is asked for before its options are seen; a statement has no other answers.
    front = given if "answers" in card or "statement" in card else [*question, FOLD]
    beside = [line for text in (*flags(card), *whys(card)) for line in lines(show(text))]
    return [(front, given + beside + after)]


def flags(card: Card) -> list[str]:
    """What the choice of an option alone decides, for each of which that is so."""
    words = {"must": "indispensable", "never": "inacceptable"}
    told = [option for option in options(card) if isinstance(option, dict)]
    return [word for option in told for key, word in words.items() if option.get(key) == "true"]


def left_over(card: Card) -> list[str]:
    """What belongs to no pair, in a line."""
    return [f"En trop : {', '.join(wrong_texts(card))}"] if "pairs" in card and wrong_texts(card) else []


def cloze_sides(card: Card, show: Show) -> Iterator[tuple[list[str], list[str]]]:
    made, rest = gaps(card)
    before, rest = [around(gap.before, show) for gap in made], around(rest, show)
    back = "".join(text + show(gap.text) for text, gap in zip(before, made, strict=True)) + rest
    for number in sorted({gap.number for gap in made}):
        hidden = [f"[{show(gap.hint) or '...'}]" if gap.number == number else show(gap.text) for gap in made]
        front = "".join(around(gap.before, show) + text for gap, text in zip(made, hidden, strict=True)) + around(
            rest, show
        )
        yield lines(front), lines(back)


def read_sides(page: Any, collection: Any) -> dict[tuple[str, int], tuple[list[str], list[str]]]:
    """The lines that are shown of front and back, by note and ordinal of the card."""
    sides = rendered(collection)
    fronts = read_aloud(page, style(collection), [side.front for side in sides])
    backs = read_aloud(page, style(collection), [side.back for side in sides])
    return {(side.id, side.ordinal): (front, back) for side, front, back in zip(sides, fronts, backs, strict=True)}


def tables(content: bytes) -> sqlite3.Connection:
    """The database in a package."""
    database = sqlite3.connect(":memory:")
    database.deserialize(zipfile.ZipFile(io.BytesIO(content)).read("collection.anki2"))
    return database


def entries(log: Any) -> dict[str, int]:
    """How many notes Anki lists under each heading of its report on an import."""
    listed = {name: getattr(log, name) for name in log.DESCRIPTOR.fields_by_name if name not in NO_LISTS}
    return {name: len(notes) for name, notes in listed.items() if notes}


def contents(collection: Any) -> list[list[Any]]:
    """All that a student's collection holds of cards and notes."""
    return [collection.db.all(f"SELECT * FROM {table} ORDER BY id") for table in ("notes", "cards", "revlog")]


def expected_by_card(
    cards: list[Written], cited: dict[str, Card], show: Show
) -> dict[tuple[str, int], tuple[list[str], list[str]]]:
    """The expected lines by note and ordinal of the card."""
    found = {}
    before = told(cards)
    for _, card in cards:
        context = lines(show(before[card["id"]]))
        ordinals = sorted({gap.number - 1 for gap in gaps(card)[0]}) if "cloze" in card else range(100)
        for ordinal, (front, back) in zip(ordinals, expected_sides(card, cited, show), strict=False):
            found[card["id"], ordinal] = context + front, context + back
    return found


def answers_of(card: Card, ordinal: int = 0) -> list[str]:
    """What a back marks as the answer, a line each: of pairs, what belongs together."""
    if "cloze" in card:
        return [gap.text for gap in gaps(card)[0] if gap.number == ordinal + 1]
    if "pairs" in card:
        return [f"{left} {right}" for left, right in card["pairs"]]
    if "masks" in card:
        return [card["masks"][ordinal]["label"]]
    return [card["term"]] if ordinal else right_texts(card)


# Updates.

FIRST = {"id": "a", "question": "Un ?", "answer": "1"}
