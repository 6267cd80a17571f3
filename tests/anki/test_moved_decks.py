"""Decks that were renamed or split: the text below the deck's name says which cards to move, and Anki finds them."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from releases import THEN, publish
from rendering import import_package

from mesoquiz.anki import lockfile
from mesoquiz.anki.lock import Lock

Deck = dict[str, list[str]]


class Course:
    """An author who publishes decks of cards, and a student who imports them."""

    def __init__(self, folder: Path, collection: Any) -> None:
        self.folder, self.collection = folder, collection
        self.lock: Lock | None = None
        self.now = THEN

    def write(self, decks: Deck) -> Path:
        """Deck name -> ids of its cards."""
        folder = self.folder / "decks"
        folder.mkdir(exist_ok=True)
        for file in folder.glob("*.yaml"):
            file.unlink()
        (folder / "collection.yaml").write_text("id: suite\ntitle: Suite\n", encoding="utf-8")
        for place, (name, ids) in enumerate(decks.items()):
            cards = "".join(f"  - {{id: {id}, question: '{id} ?', answer: oui}}\n" for id in ids)
            text = f"deck: '{name}'\ncards:\n{cards}" if ids else f"deck: '{name}'\ncards: []\n"
            (folder / f"{place}.yaml").write_text(text, encoding="utf-8")
        return folder

    def publish(self, decks: Deck) -> bytes:
        package, self.lock = publish(self.write(decks), self.lock, self.now)
        self.now += 1_000_000
        return package

    def study(self, package: bytes) -> None:
        log = import_package(self.collection, package, self.folder)
        assert not log.updated
        assert not log.conflicting

    def told(self) -> list[str]:
        """The lines of the description that name decks, as text."""
        text = self.collection.decks.by_name("Suite")["desc"]
        return [html.unescape(line) for line in re.findall(r"<li>(.*?)</li>", text)]

    def found(self, line: str) -> set[str]:
        """The cards that the search of a line finds."""
        search = line.partition("\u00a0: ")[2].removesuffix(" (puis supprimez l’ancien paquet)")
        return {self.collection.get_note(id)["Id"] for id in self.collection.find_notes(search)}

    def cards(self) -> Deck:
        """Deck name -> ids of the cards that the student has there, all decks but Anki's own."""
        decks = self.collection.decks
        found = {}
        for deck in decks.all_names_and_ids(skip_empty_default=True):
            cards = decks.cids(deck.id)
            found[deck.name] = sorted(self.collection.get_card(id).note()["Id"] for id in cards)
        return found


@pytest.fixture
def course(tmp_path: Path, collection: Any) -> Course:
    return Course(tmp_path, collection)


def test_a_renamed_deck_is_moved_and_deleted_as_the_description_says(course: Course) -> None:
    course.study(course.publish({"Suite::Peau": ["a", "b"], "Suite::Os": ["c"]}))
    assert course.told() == []
    renamed = {"Suite::La peau": ["a", "b"], "Suite::Os": ["c"]}
    course.study(course.publish(renamed))
    assert course.cards() == {"Suite": [], "Suite::La peau": [], "Suite::Os": ["c"], "Suite::Peau": ["a", "b"]}
    (line,) = course.told()
    assert line == (
        "2 cartes de «\u00a0Suite::Peau\u00a0» vers «\u00a0Suite::La peau\u00a0»\u00a0: "
        '"deck:Suite::Peau" (puis supprimez l’ancien paquet)'
    )
    assert course.found(line) == {"a", "b"}

    decks = course.collection.decks
    cards = course.collection.find_cards('"deck:Suite::Peau"')
    course.collection.set_deck(cards, decks.id_for_name("Suite::La peau"))
    decks.remove([decks.id_for_name("Suite::Peau")])
    course.study(course.publish(renamed))
    assert course.cards() == {"Suite": [], "Suite::La peau": ["a", "b"], "Suite::Os": ["c"]}
    assert course.told() == [line], "for those who come from an older release"


def test_of_a_split_deck_the_cards_that_moved_are_named(course: Course) -> None:
    course.study(course.publish({"Suite::Peau": ["a", "b", "c.d"]}))
    course.study(course.publish({"Suite::Peau": ["a"], "Suite::Derme": ["b", "c.d"]}))
    (line,) = course.told()
    assert line.startswith("2 cartes de «\u00a0Suite::Peau\u00a0» vers «\u00a0Suite::Derme\u00a0»")
    assert "supprimez" not in line
    assert course.found(line) == {"b", "c.d"}
    assert course.cards()["Suite::Peau"] == ["a", "b", "c.d"], "an update moves no card"


def test_a_deck_that_is_split_up_is_deleted(course: Course) -> None:
    course.study(course.publish({"Suite::Peau": ["a", "b", "c"]}))
    course.study(course.publish({"Suite::Derme": ["a"], "Suite::Hypoderme": ["b", "c"]}))
    first, second = course.told()
    assert (course.found(first), course.found(second)) == ({"a"}, {"b", "c"})
    assert first.startswith("1 carte de ")
    assert first.endswith("(puis supprimez l’ancien paquet)")


def test_whoever_comes_from_an_older_release_is_told_too(course: Course) -> None:
    first = course.publish({"Suite::A": ["a", "b"]})
    course.publish({"Suite::B": ["a", "b"]})
    third = course.publish({"Suite::C": ["a", "b"]})
    course.study(first)
    course.study(third)
    found = [course.found(line) for line in course.told()]
    assert found == [{"a", "b"}, set()], "from A, where this student has them, and from B"
    back = course.publish({"Suite::A": ["a", "b"]})
    course.study(back)
    assert [line.partition("vers")[2].partition("\u00a0: ")[0].strip() for line in course.told()] == [
        "«\u00a0Suite::A\u00a0»"
    ] * 2


@pytest.mark.parametrize(
    "name", ['Suite::"Peau" der * _x_', "Suite::A\\B", "Suite::deck:x (y) -z or é", "Suite::$ <b>&"]
)
def test_any_name_of_a_deck_is_found(course: Course, name: str) -> None:
    course.study(course.publish({name: ["a"], "Suite::Autre": ["b"]}))
    course.study(course.publish({"Suite::Bis": ["a"], "Suite::Autre": ["b"]}))
    (line,) = course.told()
    assert course.found(line) == {"a"}


def test_cards_below_a_renamed_deck_stay_where_they_are(course: Course) -> None:
    course.study(course.publish({"Suite::A": ["a"], "Suite::A::Sous": ["b"]}))
    course.study(course.publish({"Suite::B": ["a"], "Suite::A::Sous": ["b"]}))
    (line,) = course.told()
    assert course.found(line) == {"a"}
    assert "supprimez" not in line, "the deck below it would go, too"


def test_capitals_alone_are_no_other_deck(course: Course) -> None:
    course.study(course.publish({"Suite::Peau": ["a"]}))
    course.study(course.publish({"Suite::PEAU": ["a"]}))
    assert course.told() == []
    assert len(course.cards()) == 2


def test_who_comes_new_gets_no_deck_without_cards(course: Course) -> None:
    course.publish({"Suite::A": ["a"], "Suite::B": ["b"]})
    course.study(course.publish({"Suite::A": ["a", "b"]}))
    assert course.cards() == {"Suite": [], "Suite::A": ["a", "b"]}


def test_the_lock_keeps_the_decks_of_old(course: Course) -> None:
    course.publish({"Suite::A": ["a"], "Suite::B": ["b"]})
    course.publish({"Suite::C": ["a"], "Suite::B": ["b"]})
    assert course.lock is not None
    text = lockfile.dump(course.lock)
    assert [line for line in text.splitlines() if line.endswith("Suite::C\tSuite::A")]
    read, found = lockfile.parse(text, "collection.lock")
    assert not found
    assert read == course.lock
