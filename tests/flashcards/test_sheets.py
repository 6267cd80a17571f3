"""Where cards lie on their sheets, and what is around them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cut_cards import Print, Sheet, bank_of, compact
from printouts import Point
from rendering import squash

import mesoquiz
from mesoquiz.flashcards import stack
from mesoquiz.flashcards.widths import width_of
from mesoquiz.notes.bank import Bank

PAPER = (210.0, 297.0)
CARD = (90.0, 60.0)
TOLERANCE = 0.5
"""Millimetres: what nobody sees on a card that was cut by hand."""


@pytest.fixture
def eleven(tmp_path: Path) -> Bank:
    """A sheet and three cards."""
    cards = [{"id": f"carte-{n:02}", "question": f"Question {n}", "answer": f"Réponse {n}"} for n in range(1, 12)]
    return bank_of(tmp_path / "decks", *cards)


# The paper


@pytest.mark.parametrize("offset", [(0.0, 0.0), (1.5, -0.5), (-10.0, 10.0)])
@pytest.mark.parametrize("flip", ["long", "short"])
def test_backs_lie_behind_their_fronts(printed: Print, eleven: Bank, flip: str, offset: tuple[float, float]) -> None:
    """On every sheet, part-filled too: turned over on its edge, each cut and each card meets the other side's."""
    pages = printed(eleven, flip=flip, back_offset=offset)
    assert len(pages) == 4
    found = []
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        for mine, behind in zip(front.cuts, turned(back.cuts, flip, offset), strict=True):
            assert len(mine) == len(behind) >= 3
            assert max(abs(one - other) for one, other in zip(mine, behind, strict=True)) <= TOLERANCE
        for id in front.ids({note.id for note in eleven.notes}):
            cell, inside = card_around(front, front.place(id))
            behind_cell, behind_inside = card_around(back, back.place(id))
            (left, right), (top, bottom) = turned((behind_cell[:2], behind_cell[2:]), flip, offset)
            assert cell == pytest.approx((left, right, top, bottom), abs=TOLERANCE), id
            assert inside == pytest.approx(behind_inside, abs=TOLERANCE), id
            found.append(id)
    assert found == [note.id for note in eleven.notes]


def turned(cuts: Any, flip: str, offset: tuple[float, float]) -> tuple[list[float], list[float]]:
    """Places on a back as they are seen through from the front, when what its offset mends is taken away."""
    xs, ys = ([one - moved for one in axis] for axis, moved in zip(cuts, offset, strict=True))
    if flip == "long":
        return sorted(PAPER[0] - x for x in xs), ys
    return xs, sorted(PAPER[1] - y for y in ys)


def card_around(sheet: Sheet, at: Point) -> tuple[tuple[float, ...], Point]:
    """The cuts left and right, above and below of a place, and how far inside the card the place is."""
    bounds: list[float] = []
    for axis, value in zip(sheet.cuts, at, strict=True):
        bounds += [max(one for one in axis if one < value), min(one for one in axis if one > value)]
    return tuple(bounds), Point(at.x - bounds[0], at.y - bounds[2])


def test_cards_have_their_size(printed: Print, eleven: Bank) -> None:
    for page in printed(eleven):
        # Chromium rounds to whole pixels of a screen.
        assert page.size == pytest.approx(PAPER, abs=0.2)
        for axis, size in zip(page.cuts, CARD, strict=True):
            assert [b - a for a, b in pairwise(axis)] == pytest.approx([size] * (len(axis) - 1), abs=0.1)


@pytest.mark.parametrize("layout", ["duplex", "fold"])
def test_cut_marks_stand_in_the_margin_alone(printed: Print, eleven: Bank, layout: str) -> None:
    for page in printed(eleven, layout=layout):
        (left, *_, right), (top, *_, bottom) = page.cuts
        assert len(page.marks) >= 14
        for a, b in page.marks:
            assert any(
                max(values) < low or min(values) > high
                for values, low, high in (((a.x, b.x), left, right), ((a.y, b.y), top, bottom))
            )


def test_a_fold_has_front_and_back_side_by_side(printed: Print, eleven: Bank) -> None:
    pages = printed(eleven, layout="fold")
    assert len(pages) == 3
    found = []
    for page in pages:
        fold = page.fold
        assert "pliezici" in page.text
        for id in sorted({shown.strip() for shown, _ in page.texts if shown.strip().startswith("carte-")}):
            front, back = sorted(at for shown, at in page.texts if shown.strip() == id)
            assert back.x - front.x == pytest.approx(CARD[0], abs=TOLERANCE)
            assert back.y == pytest.approx(front.y, abs=TOLERANCE)
            assert front.x < fold < back.x
            number = str(int(id[-2:]))
            assert page.place(f"Question {number}").x < fold < page.place(f"Réponse {number}").x
            found.append(id)
        # The fold is an edge of the card.
        assert fold - page.cuts[0][0] == pytest.approx(CARD[0], abs=TOLERANCE)
    assert found == [note.id for note in eleven.notes]


def test_no_card_of_the_shipped_decks_is_lost(printed: Print, shipped: Bank) -> None:
    known = {note.id for note in shipped.notes}
    pages = printed(shipped)
    fronts, backs = ([page.ids(known) for page in pages[side::2]] for side in (0, 1))
    assert [id for page in fronts for id in page] == [note.id for note in shipped.active]
    assert [sorted(page) for page in fronts] == [sorted(page) for page in backs]


def test_each_side_says_deck_and_sheet(printed: Print, eleven: Bank) -> None:
    names = ["feuille 1 sur 2 – recto", "feuille 1 sur 2 – verso", "feuille 2 sur 2 – recto", "feuille 2 sur 2 – verso"]
    for page, name in zip(printed(eleven), names, strict=True):
        number = len(page.ids({note.id for note in eleven.notes}))
        assert [shown.strip() for shown, _ in page.texts].count("Essai") == number
        assert compact(f"Essai – {name}") in page.text


@pytest.mark.parametrize("length", [20, 60, 100])
def test_a_long_id_is_whole_and_leaves_room_for_the_deck(printed: Print, tmp_path: Path, length: int) -> None:
    id = ("carte-" * 20)[: length - 1] + "W"
    for page in printed(bank_of(tmp_path, {"id": id, "question": "Q", "answer": "R"}, title="Titre")):
        assert id in page.text
        assert [shown.strip() for shown, _ in page.texts].count("Essai") == 1


def test_a_deck_may_have_a_name_of_thousands_of_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cutting it a letter at a time, and measuring what is left each time, took minutes."""
    looks = 0

    def counted(char: str) -> float:
        nonlocal looks
        looks += 1
        return width_of(char)

    monkeypatch.setattr(stack, "width_of", counted)
    (tmp_path / "a.yaml").write_text(
        f"id: a\ndeck: {'Peau ' * 5_000}\ncards: [{{id: a, question: Où ?, answer: ici}}]\n", encoding="utf-8"
    )
    (made,) = mesoquiz.export("flashcards", mesoquiz.load(tmp_path))
    assert re.search(r"Peau[^<]* Peau…<", made.content.decode())
    assert looks < 4 * 25_000


def test_where_there_is_little_room_the_deck_keeps_its_own_name(browser: Any, shipped: Bank) -> None:
    (made,) = mesoquiz.export("flashcards", shipped)
    page = browser.new_page()
    page.set_content(made.content.decode())
    feet = page.locator(".foot").all_inner_texts()
    page.close()
    names = [
        deck.name.split("::")
        for deck in shipped.decks
        for note in deck.notes
        for _ in ("front", "back")
        if not note.retired
    ]
    shown = {squash(foot) for foot in feet}
    assert len(feet) == len(names)
    assert {" › ".join(name) for name in names} & {foot.rpartition(" ")[0] for foot in shown}
    # A long id leaves less than the name of the deck, which then ends with an ellipsis.
    begun = {foot.rpartition(" ")[0].removesuffix("…").strip() for foot in shown}
    assert not [
        foot for foot in begun if not any(name[-1].startswith(foot) or foot == " › ".join(name) for name in names)
    ]


# Calibration


@pytest.mark.parametrize("flip", ["long", "short"])
def test_crosses_lie_upon_each_other(printed: Print, eleven: Bank, flip: str) -> None:
    """Whichever edge the printer turns on, so that the sheet needs no option; an offset moves the back alone."""
    offset = (1.5, -0.5)
    front, back = (crosses(page) for page in printed(eleven, calibration=True, back_offset=offset))
    xs, ys = turned(([at.x for at in back], [at.y for at in back]), flip, offset)
    assert len(front) == len(back) == 5
    assert sorted({round(at.x) for at in front}) == sorted({round(x) for x in xs})
    assert sorted({round(at.y) for at in front}) == sorted({round(y) for y in ys})


def crosses(page: Sheet) -> list[Point]:
    """Where a level and an upright line of 2 cm cross in their middles."""
    rulers = [(a, b) for a, b in page.lines if abs(max(abs(a.x - b.x), abs(a.y - b.y)) - 20) < 0.1]
    middles = [Point(round((a.x + b.x) / 2, 1), round((a.y + b.y) / 2, 1)) for a, b in rulers]
    return sorted({one for one in middles if middles.count(one) == 2})


def test_the_calibration_sheet_explains_itself(printed: Print, eleven: Bank) -> None:
    front, back = printed(eleven, calibration=True)
    assert compact("Imprimez cette feuille recto verso, à 100 %") in front.text
    assert compact("mesoquiz flashcards --back-offset 1.5,-0.5") in back.text
    for page in (front, back):
        assert any(abs(abs(a.x - b.x) - 100) < 0.1 for a, b in page.lines), "a bar of 100 mm"
        assert compact("Cette barre a 100 mm.") in page.text
        assert "carte-01" not in page.text
