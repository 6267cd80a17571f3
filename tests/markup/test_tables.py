"""Tables that are wider than their column: no cell is lost and no number is parted."""

from __future__ import annotations

import re

import pytest

from mesoquiz.markup import blocks
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.tables import Room

WIDE = Room(42)
NARROW = Room(18.5)


def table(columns: int, rows: int = 2, cell: str = "{row}{column} mmol/L") -> str:
    """A table whose first column names the rows."""
    names = [f"Colonne{column}" for column in range(columns)]
    lines = [names, ["---"] * columns]
    lines += [[f"J{row}", *(cell.format(row=row, column=n) for n in range(1, columns))] for row in range(1, rows + 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def made(text: str, room: Room | None) -> list[list[list[str]]]:
    """The tables of a text as rows of cells."""
    html = Markup(room=room).html(text)
    found = re.findall(r"<table.*?</table>", html, re.DOTALL)
    return [
        [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>.*?</tr>", one, re.DOTALL)]
        for one in found
    ]


@pytest.mark.parametrize("room", [None, WIDE])
def test_a_table_that_fits_stays_as_it_is(room: Room | None) -> None:
    assert Markup(room=room).html(table(3)) == Markup().html(table(3))


def test_a_table_that_nearly_fits_is_set_tighter() -> None:
    assert '<table class="tight">' in Markup(room=Room(17)).html(table(3))
    (tight,) = made(table(3), Room(17))
    assert tight == made(table(3), None)[0]


@pytest.mark.parametrize("room", [WIDE, NARROW, Room(24, may_shrink=False), Room(1)])
@pytest.mark.parametrize("columns", [1, 2, 5, 8, 12, 40])
def test_a_wide_table_is_cut_into_several_and_loses_no_cell(columns: int, room: Room) -> None:
    (whole,) = made(table(columns), None)
    parts = made(table(columns), room)
    assert [one[0][0] for one in parts] == ["Colonne0"] * len(parts) or room.width == 1, "the first names the rows"
    for number, row in enumerate(whole):
        cells = [row[0], *(cell for part in parts for cell in part[number][1:])]
        assert [cell.replace("\u200b", "") for cell in cells] == row


@pytest.mark.parametrize("room", [WIDE, NARROW])
def test_a_number_and_a_word_are_whole(room: Room) -> None:
    text = table(8, cell="{row}{column}234,5 µmol/L")
    for part in made(text, room):
        assert "\u200b" not in str(part)
    assert Markup(room=room).html(text).count("1234,5") >= 1


def test_what_no_column_holds_may_be_broken() -> None:
    (part,) = made("| " + "x" * 200 + " |\n| --- |\n| y |", NARROW)
    assert part[0][0].replace("\u200b", "") == "x" * 200
    assert max(map(len, part[0][0].split("\u200b"))) < 30


def test_a_number_may_part_from_its_unit_in_a_tight_table_only() -> None:
    text = "| a |\n| --- |\n| 1\u202f080\u00a0mmol/L |"
    assert "1\u202f080\u00a0mmol/L" in Markup(room=WIDE).html(text)
    assert "1\u202f080 mmol/L" in Markup(room=Room(5)).html(text)


def test_a_tight_table_with_room_for_units_keeps_them_beside_their_numbers() -> None:
    text = (
        "| Patient | Dose |\n| --- | --- |\n| Monsieur Dupont de la Martinière | 1500 mg/j en deux prises de 37,5 ml |"
    )
    tight = Markup("fr", on_paper=True, room=Room(12)).html(text)
    assert 'class="tight"' in tight
    assert "1500\u00a0mg/j" in tight
    assert "37,5\u00a0ml" in tight


def test_typesetters_get_the_widths_of_columns() -> None:
    """Those of a table that would be too wide in one line; its own widths are enough for another."""
    small, large = (blocks.blocks(Markup(room=WIDE), text)[0] for text in (table(3), table(3, cell="mot " * 30)))
    assert (small["tight"], small["shares"]) == (False, [])
    assert sum(large["shares"]) == pytest.approx(42, abs=0.1)
    assert large["shares"][0] < large["shares"][1]


def test_a_gap_in_the_first_column_is_there_once() -> None:
    head, rule, row = table(8).splitlines()[:3]
    before, after = row.split("J1")
    parts = (f"{head}\n{rule}\n{before}", Gap(text="J1", number=1), after)
    assert Markup(room=NARROW).fill(parts, lambda *_: "<gap>").count("<gap>") == 1


def test_a_formula_takes_the_room_that_it_is_set_in_and_not_that_of_its_latex() -> None:
    formula = r"\(t_{1/2} = \frac{\ln 2 \times V_d}{\text{Cl}}\)"
    text = f"| Grandeur | Formule | Autre |\n| --- | --- | --- |\n| Demi-vie | {formula} | {formula} |"
    assert Markup(room=WIDE).html(text) == Markup().html(text)
