"""Hostile texts are shown as written, and do nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import (
    AWKWARD_GAPS,
    GAPS,
    SEEN,
    gaps,
    hostile_cards,
    hostile_sources,
    import_package,
    intruders,
    rendered,
    sources,
    write_decks,
    written,
)
from students import FIRST, cards_by_note, entries, expected_by_card, number_of_cards, package, read_sides

import mesoquiz


@pytest.fixture
def attacked(collection: Any, tmp_path: Path) -> Any:
    """A student's collection with the hostile cards, in the folder `tmp_path / "decks"`."""
    bank = mesoquiz.load(write_decks(tmp_path / "decks", list(hostile_cards()), sources=hostile_sources()))
    assert not bank.errors, mesoquiz.format_report(bank)
    assert entries(import_package(collection, package(bank), tmp_path)) == {"new": len(list(hostile_cards()))}
    return collection


def test_hostile_texts_make_the_cards_of_their_kind(attacked: Any) -> None:
    found = {id: len(cards) for id, cards in cards_by_note(attacked).items()}
    assert found == {card["id"]: number_of_cards(card) for card in hostile_cards()}
    assert attacked.get_empty_cards().report == ""
    assert attacked.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_hostile_texts_make_no_sound_and_no_picture(attacked: Any) -> None:
    for id in attacked.find_cards(""):
        output = attacked.get_card(id).render_output()
        assert (output.question_av_tags, output.answer_av_tags) == ([], [])
    assert list(Path(attacked.media.dir()).iterdir()) == []


def test_hostile_texts_are_shown_as_written(attacked: Any, page: Any, tmp_path: Path) -> None:
    cards = [found for found in written(tmp_path / "decks") if not found.card["id"].startswith("gap-")]
    expected = expected_by_card(cards, sources(tmp_path / "decks"), lambda text: SEEN.get(text, text))
    found = {place: sides for place, sides in read_sides(page, attacked).items() if not place[0].startswith("gap-")}
    assert found.keys() == expected.keys()
    pairs = {
        place: [(sorted(shown), sorted(wanted)) for shown, wanted in zip(sides, expected[place], strict=True)]
        for place, sides in found.items()
    }
    assert {place: sides for place, sides in pairs.items() if any(shown != wanted for shown, wanted in sides)} == {}


def test_gaps_are_shown_as_written(attacked: Any, page: Any) -> None:
    found = [sides for (id, _), sides in read_sides(page, attacked).items() if id.startswith("gap-")]
    expected = []
    for number, (text, hint) in enumerate(GAPS.values(), 1):
        back = [f"Avant {text} après fin.", f"gap-{number}"]
        expected += [([f"Avant [{hint or '...'}] après fin."], back), ([f"Avant {text} après [...]."], back)]
    assert found == expected


@pytest.mark.parametrize("text", AWKWARD_GAPS.values(), ids=AWKWARD_GAPS)
def test_no_gap_is_lost_or_exchanged(collection: Any, page: Any, tmp_path: Path, text: str) -> None:
    card = {"id": "a", "cloze": text}
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [card]))
    if bank.errors:
        return  # Refusing such a text is as good.
    import_package(collection, package(bank), tmp_path)
    page.set_content("<body></body>")
    script = """html => {
        document.body.innerHTML = html;
        return [...document.querySelectorAll(".cloze")].map(element => element.innerText);
    }"""
    found = [[page.evaluate(script, html) for html in (side.front, side.back)] for side in rendered(collection)]
    assert found == [[["[...]"], [gap.text]] for gap in gaps(card)[0]]


@pytest.mark.parametrize("tag", ["niveau::un", "<b>&amp;", "{{x}}", "niveau::", "::un", "niveau::::un"])
def test_anki_keeps_a_tag_as_it_is_written(collection: Any, tmp_path: Path, tag: str) -> None:
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [FIRST | {"tags": [tag]}]))
    if bank.errors:
        return  # Refusing a tag that Anki would change is as good.
    import_package(collection, package(bank), tmp_path)
    assert collection.tags.all() == [tag]


def test_hostile_texts_execute_nothing(attacked: Any, page: Any) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    sides = rendered(attacked)
    page.set_content("<!DOCTYPE html><body class=card>" + "".join(side.front + side.back for side in sides))
    assert page.locator("article").count() == 2 * len(sides)
    assert intruders(page) == []
    assert dialogs == []
