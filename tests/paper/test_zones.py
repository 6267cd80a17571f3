"""Pictures to point at (QZP): papers without the zones, keys with them, in HTML and PDF, and reprints."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from commands import run
from pictures import blank_png
from printouts import compact, sheets
from rendering import Card, write_decks

import mesoquiz
from mesoquiz.notes.bank import Bank

SKIN: Card = {
    "id": "peau",
    "question": "Où est le derme ?",
    "image": {"file": "peau.png", "alt": "Coupe"},
    "zones": [{"left": 10, "top": 20, "width": 30, "height": 40, "label": "derme **moyen**"}],
    "context": "Une coupe.",
}
SEVERAL: Card = SKIN | {
    "id": "deux",
    "question": "Où sont les couches ?",
    "expected": 2,
    "zones": [{"left": 10, "top": 30 * n, "width": 30, "height": 20, "label": f"couche {n}"} for n in range(3)],
}
SHAPES = {"square": (200, 200), "wide": (2000, 20), "tall": (20, 2000)}


def loaded(folder: Path, *cards: Card, size: tuple[int, int] = (200, 200), **head: Any) -> Bank:
    write_decks(folder, list(cards), **{"lang": "fr"} | head)
    (folder / "peau.png").write_bytes(blank_png(*size))
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


def pages(bank: Bank) -> dict[str, str]:
    return {page.name: page.content.decode() for page in mesoquiz.export("html", mesoquiz.assemble(bank, seed="1"))}


PLACES = """() => [...document.querySelectorAll(".outlined")].map(figure => {
    const image = figure.querySelector("img").getBoundingClientRect();
    return [...figure.querySelectorAll("rect.edge")].map(line => line.getBoundingClientRect()).map(zone => [
        (zone.x - image.x) / image.width, (zone.y - image.y) / image.height,
        zone.width / image.width, zone.height / image.height,
    ].map(side => Math.round(100 * side)));
})"""


@pytest.mark.parametrize("shape", SHAPES)
def test_zones_are_where_they_were_told_on_keys_alone(browser: Any, tmp_path: Path, shape: str) -> None:
    made = pages(loaded(tmp_path, SKIN, size=SHAPES[shape]))
    page = browser.new_page()
    try:
        for role in ("key", "explained"):
            page.set_content(made[f"{role}-A.html"], wait_until="load")
            assert page.evaluate(PLACES) == [[[10, 20, 30, 40]]], role
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert "derme moyen" in page.inner_text("body")
        page.set_content(made["quiz-A.html"], wait_until="load")
        assert page.locator("img").count() == 1, "the picture is there once"
        assert page.locator("rect").count() == 0
        shown = page.inner_text("body")
        assert "Placez une croix sur l’image" in shown
        assert "moyen" not in made["quiz-A.html"]
    finally:
        page.close()


@pytest.mark.parametrize("head", [{}, {"lang": "en"}], ids=["fr", "en"])
def test_papers_say_how_many_crosses_and_how_they_are_marked(tmp_path: Path, head: dict[str, str]) -> None:
    bank = loaded(tmp_path, SKIN, SEVERAL, **head)
    quiz = mesoquiz.assemble(bank, seed="1")
    told = ["Put a cross on", "Put 2 crosses on", "more crosses than asked for bring the question to zero"]
    if not head:
        told = ["Placez une croix", "Placez 2 croix", "placer plus de croix que demandé ramène la question à zéro"]
    (paper,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
    for text in (compact(pages(bank)["quiz-A.html"]), "".join(sheet.text for sheet in sheets(paper.content))):
        assert [text.count(compact(words)) for words in told] == [1, 1, 1]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("print", ["normal", "large"])
def test_a_pdf_shows_the_labels_on_keys_alone(tmp_path: Path, shape: str, print: str) -> None:
    loaded(tmp_path / "decks", SKIN, SEVERAL, size=SHAPES[shape])
    (tmp_path / "plan.yaml").write_text(f"title: T\nprint: {print}\nsections: [{{count: 2, ask: zone}}]\n", "utf-8")
    done = run("quiz", str(tmp_path / "decks"), "-b", str(tmp_path / "plan.yaml"), "-o", str(tmp_path / "e"), "--pdf")
    assert done.exit_code == 0, done.stderr
    texts = {
        role: "".join(sheet.text for sheet in sheets((tmp_path / "e" / f"{role}-A.pdf").read_bytes()))
        for role in ("quiz", "key", "explained")
    }
    assert "dermemoyen" not in texts["quiz"]
    for role in ("key", "explained"):
        assert "dermemoyen" in texts[role]
        assert "2deceszonessuffisent." in texts[role]


def test_an_exam_is_printed_again_with_the_zones_that_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded(tmp_path / "decks", SKIN, SEVERAL)
    assert run("quiz", "decks", "-o", "exam", "--title", "Essai").exit_code == 0
    before = {name: Path(f"exam/{name}-A.html").read_bytes() for name in ("quiz", "key", "explained")}
    moved = [{"left": 50, "top": 50, "width": 30, "height": 40}]
    loaded(tmp_path / "decks", SKIN | {"zones": moved}, SEVERAL | {"expected": 1})
    shutil.copy("exam/manifest.json", "old.json")
    done = run("quiz", "decks", "--from", "old.json", "-o", "again")
    said = done.stdout + done.stderr
    assert "the zones" in said
    assert "the number of crosses" in said
    assert {name: Path(f"again/{name}-A.html").read_bytes() for name in before} == before


def test_a_missing_picture_stops_the_exam(tmp_path: Path) -> None:
    write_decks(tmp_path, [SKIN])
    done = run("quiz", str(tmp_path), "-o", str(tmp_path / "exam"))
    assert done.exit_code != 0
    assert "there is no file `peau.png`" in done.stderr + done.stdout


def test_each_of_several_zones_has_its_number_once_in_white_below_black(browser: Any, tmp_path: Path) -> None:
    """Two texts, since checkers of HTML know no `paint-order`."""
    made = pages(loaded(tmp_path, SEVERAL))
    page = browser.new_page()
    try:
        page.set_content(made["explained-A.html"], wait_until="load")
        drawn = page.evaluate("""() => [...document.querySelectorAll(".outlined text")].map(text =>
            [text.textContent, getComputedStyle(text).stroke, text.getAttribute("x"), text.getAttribute("y")])""")
    finally:
        page.close()
    assert [(number, stroke) for number, stroke, *_ in drawn] == [
        (number, stroke) for number in "123" for stroke in ("rgb(255, 255, 255)", "none")
    ]
    assert len({(x, y) for *_, x, y in drawn}) == 3
