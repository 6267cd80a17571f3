"""What a manifest holds, and what makes it unusable, word for word; exams printed again are in `making`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exam_plans import sealed, without_texts
from releases import PNG

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.manifest import Unusable, dump, id_of, used_ids
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exams.reprints import restore
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.bank import Bank

COLLECTION = "id: essai\ntitle: Séances\nsources:\n  - {id: livre, title: Un livre}\n"
CARDS = """\
deck: Séances
cards:
  - id: coupe
    question: Où est l'aiguille ?
    answer: dans le derme
    distractors: [dans l'os, ailleurs]
    image: {file: été.png, alt: Coupe}
    source: {doc: livre, quote: Ici.}
"""


def loaded(folder: Path, *, cards: str = CARDS, picture: bytes = PNG) -> Bank:
    """The bank of a folder, after its files were written."""
    (folder / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (folder / "a.yaml").write_text(cards, encoding="utf-8")
    (folder / "été.png").write_bytes(picture)
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


def many(number: int, answer: str = "oui") -> str:
    cards = "".join(f"  - {{id: c{n}, question: '{n} ?', answer: {answer}}}\n" for n in range(number))
    return f"deck: Séances\ncards:\n{cards}"


def damaged(quiz: Quiz, damage: Callable[[dict[str, Any]], object]) -> str:
    made = json.loads(dump(quiz))
    damage(made)
    return sealed(made)


# What is in it.


def test_an_exam_with_all_that_a_blueprint_can_say_is_restored(tmp_path: Path) -> None:
    blueprint = Blueprint(
        title="Contrôle",
        course="DFASM 2",
        date="2026-12-14",
        duration=90,
        forms=2,
        instructions="Sans documents.",
        fields=("Nom", "Groupe"),
        scoring=Scoring(rule="negative", penalty=1.0),
        paper="letter",
        columns=2,
        print="large",
        sections=(SectionPlan(count=1, title="QCM", instructions="Une seule réponse.", each=2.5),),
    )
    bank = loaded(tmp_path)
    quiz = assemble_blueprint(bank, blueprint)
    assert quiz.points == 2.5
    assert restore(dump(quiz), bank) == quiz


def test_a_manifest_is_read_by_people_and_names_the_version_that_wrote_it(tmp_path: Path) -> None:
    text = dump(mesoquiz.assemble(loaded(tmp_path)))
    head = f'{{\n "format": 3,\n "mesoquiz": "{mesoquiz.__version__}",\n "exam": "'
    assert text.startswith(head)
    assert re.match(r'[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}",\n "title": "Séances",\n', text.removeprefix(head))


def test_a_manifest_names_the_cards_that_were_asked(tmp_path: Path) -> None:
    text = dump(mesoquiz.assemble(loaded(tmp_path, cards=many(3)), forms=2))
    assert used_ids(text, "essai") == {"c0", "c1", "c2"}


# Cards that have changed.


def test_an_exam_of_an_earlier_release_can_be_printed_again(tmp_path: Path) -> None:
    """A hash that is made in another way would call all cards of all printed exams changed."""
    made = json.loads(dump(mesoquiz.assemble(loaded(tmp_path))))
    assert made["cards"] == {"coupe": "0baa10649eecb9aa"}


@pytest.mark.parametrize(
    ("cards", "picture"),
    [
        (CARDS.replace("Ici", "Là"), PNG),
        (CARDS.replace("alt: Coupe", "alt: Autre coupe"), PNG),
        (CARDS, PNG + b"\0"),
    ],
    ids=["the quote of a source", "the description of a picture", "the picture itself"],
)
def test_a_card_has_changed_whatever_of_it_is_printed(cards: str, picture: bytes, tmp_path: Path) -> None:
    text = dump(mesoquiz.assemble(loaded(tmp_path)))
    with pytest.raises(Unusable, match=r"^1 card has changed since it was printed: `coupe`$"):
        restore(without_texts(text), loaded(tmp_path, cards=cards, picture=picture))


def test_a_picture_that_the_card_does_not_show_may_change(tmp_path: Path) -> None:
    text = dump(mesoquiz.assemble(loaded(tmp_path, cards=many(1))))
    assert restore(text, loaded(tmp_path, cards=many(1), picture=PNG + b"\0")).points == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (many(3), many(1), "2 cards of it are gone: `c1`, `c2`"),
        (many(9), many(1), "8 cards of it are gone: `c1`, `c2`, `c3`, `c4`, `c5`, `c6`, `c7`, `c8`"),
        (many(10), many(1), "9 cards of it are gone: `c1`, `c2`, `c3`, `c4`, `c5`, `c6`, `c7`, `c8` and 1 more"),
        (many(2), many(2, "non"), "2 cards have changed since it was printed: `c0`, `c1`"),
    ],
    ids=["two gone", "eight gone", "nine gone", "two changed"],
)
def test_several_cards_are_named(before: str, after: str, said: str, tmp_path: Path) -> None:
    blueprint = Blueprint(title="T", sections=(SectionPlan(count=before.count("id: "), order="fixed"),))
    text = dump(assemble_blueprint(loaded(tmp_path, cards=before), blueprint))
    with pytest.raises(Unusable) as raised:
        restore(without_texts(text), loaded(tmp_path, cards=after))
    assert str(raised.value) == said


# Manifests that are none.

DAMAGED = "it is no manifest of a quiz, or it is damaged"


def no_choice(made: dict[str, Any]) -> None:
    """In the first form, the question is asked without its options."""
    (item,) = made["forms"][0]["sections"][0]["items"]
    del item["options"], item["key"]
    item["interaction"] = "recall"


@pytest.mark.parametrize(
    "damage",
    [
        no_choice,
        lambda made: made["forms"][1].update(sections=[]),
        lambda made: [form.update(sections=[]) for form in made["forms"]],
        lambda made: made["scoring"].update(rule="negative", penalty=1.5),
    ],
    ids=["another question in a form", "a form without questions", "no questions", "a penalty of more than all"],
)
def test_what_does_not_fit_together_is_damaged(damage: Callable[[dict[str, Any]], object], tmp_path: Path) -> None:
    bank = loaded(tmp_path)
    quiz = mesoquiz.assemble(bank, forms=2)
    with pytest.raises(Unusable, match=f"^{DAMAGED}$"):
        restore(damaged(quiz, damage), bank)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" " * 35_000_000, DAMAGED),
        (" " * 35_000_001, "it is larger than 35 MB"),
        (
            json.dumps({"format": 1, "mesoquiz": "0.1.0.dev1+g0123456789"}),
            "it was written by another version of mesoquiz (0.1.0.dev1+g01234567)",
        ),
        (json.dumps({"format": 2}), DAMAGED),
    ],
    ids=["as large as can be", "larger", "of another version", "without anything"],
)
def test_what_is_no_manifest_of_these_cards_is_said_to_be(text: str, said: str, tmp_path: Path) -> None:
    bank = loaded(tmp_path)
    for read in (lambda: restore(text, bank), lambda: used_ids(text, "essai")):
        with pytest.raises(Unusable) as raised:
            read()
        assert str(raised.value) == said


def test_the_name_of_another_collection_is_cut(tmp_path: Path) -> None:
    bank = loaded(tmp_path)
    text = damaged(mesoquiz.assemble(bank), lambda made: made.update(collection="x" * 150))
    with pytest.raises(Unusable, match=r"^its cards are those of the collection `x{100}`, not of `essai`$"):
        restore(text, bank)
    with pytest.raises(Unusable, match=r"^its cards are those of the collection `x{100}`$"):
        used_ids(text, "essai")


def test_an_exam_of_an_accented_seed_keeps_its_id() -> None:
    """It is on the paper: were it another one in the next release, none could be printed again."""
    item = {"id": "a", "interaction": "choose", "points": 1, "key": "B", "options": {"A": "x", "B": "y"}}
    marks = {"rule": "discordance", "penalty": None}
    made = {"collection": "c", "seed": "été", "scoring": marks, "forms": [{"sections": [{"items": [item]}]}]}
    assert id_of(made) == "QD4-2QY"
    other = {"sections": [{"items": [{**item, "key": "A"}]}]}
    assert id_of({**made, "forms": [*made["forms"], other]}) == "QD4-2QY", "other forms change nothing"  # type: ignore[misc]
