"""`mesoquiz flashcards`, and the exporter as a library."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest
from commands import PATIENCE, run
from cut_cards import Command, bank_of, measured
from rendering import Card, hostile_cards, hostile_sources, intruders, write_decks

import mesoquiz
from mesoquiz.notes.bank import Bank


def test_the_command_says_what_to_print_and_how(flashcards: Command) -> None:
    cards = [{"id": f"c{n}", "question": "Où ?", "answer": "là"} for n in range(9)]
    done = flashcards(cards=cards)
    assert (done.exit_code, done.stderr) == (0, "")
    assert without_size(done.stdout) == [
        "flashcards/flashcards.html # 9 cards on 2 sheets: print on both sides, flip on the long edge, at 100 %"
    ]
    done = flashcards("--flip", "short", "--pdf", "-o", "out", cards=cards)
    assert without_size(done.stdout) == [
        "out/flashcards.html # 9 cards on 2 sheets: print on both sides, flip on the short edge, at 100 %",
        "out/flashcards.pdf # 9 cards on 2 sheets: print on both sides, flip on the short edge, at 100 %",
    ]
    done = flashcards("--layout", "fold", cards=cards[:1])
    assert without_size(done.stdout) == ["flashcards/flashcards.html # 1 card on 1 sheet: print on one side, at 100 %"]
    done = flashcards("--calibration", "--back-offset", "-1,0.5", "--pdf")
    assert without_size(done.stdout) == [
        "flashcards/calibration.html # calibration sheet: print on both sides, at 100 %",
        "flashcards/calibration.pdf # calibration sheet: print on both sides, at 100 %",
    ]


def without_size(text: str) -> list[str]:
    return [re.sub(r" +[\d,]+ kB  ", " # ", re.sub(" {2,}", "  ", line)) for line in text.splitlines()]


def test_only_cards_with_a_tag(flashcards: Command) -> None:
    cards = [{"id": f"c{n}", "question": "Où ?", "answer": "là"} | ({"tags": ["geste"]} if n else {}) for n in range(3)]
    assert flashcards("--tag", "geste", cards=cards).stdout.endswith(
        "2 cards on 1 sheet: print on both sides, flip on the long edge, at 100 %\n"
    )
    assert set(re.findall('data-id="(.+?)"', Path("flashcards/flashcards.html").read_text(encoding="utf-8"))) == {
        "c1",
        "c2",
    }


@pytest.mark.parametrize("side", ["front", "back"])
def test_a_card_that_does_not_fit_is_named_with_its_place(flashcards: Command, side: str) -> None:
    long = " ".join(f"mot{n}" for n in range(400))
    question, answer = (long, "oui") if side == "front" else ("Quoi ?", long)
    done = flashcards("--pdf", cards=[{"id": "sain", "question": "Où ?", "answer": "là"}])
    before = {path: path.read_bytes() for path in Path("flashcards").iterdir()}
    Path("decks/deck.yaml").write_text(
        f"deck: Essai\ncards:\n  - id: trop-long\n    question: {question}\n    answer: {answer}\n",
        encoding="utf-8",
    )
    done = run("flashcards", "--pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"decks/deck.yaml:3:9: error[card-too-long] the {side} of the card `trop-long` does not fit on 90 × 60 mm, "
        "even in letters of 7 pt\n"
        "  |\n"
        "3 |   - id: trop-long\n"
        "  |         ^^^^^^^^^\n"
        "  = help: shorten it, or make two cards of it\n"
        "\n"
        "1 error in 1 file: nothing was written.\n"
    )
    assert {path: path.read_bytes() for path in Path("flashcards").iterdir()} == before


def test_a_long_story_leaves_its_card_out_and_no_other(flashcards: Command) -> None:
    """So does a list of options that is too long even in two columns."""
    cards = [
        {"id": "histoire", "context": "un mot puis un autre " * 60, "question": "Où ?", "answer": "là"},
        {
            "id": "options",
            "question": "Où ?",
            "answers": ["là"],
            "distractors": [f"à l'endroit {n}" for n in range(40)],
        },
        {"id": "courte", "question": "Où ?", "answer": "ici"},
    ]
    done = flashcards("--pdf", cards=cards)
    assert done.exit_code == 1
    assert done.stderr.count("error[card-too-long] the front of the card") == 2
    assert done.stderr.index("`histoire`") < done.stderr.index(
        "= help: shorten the story or the question; `mesoquiz quiz` prints it as it is"
    )
    assert done.stderr.index("`options`") < done.stderr.index("= help: shorten it, or make two cards of it")
    assert done.stderr.endswith("2 cards cannot be printed and are left out; the others are on the sheets.\n")
    made = Path("flashcards/flashcards.html").read_text(encoding="utf-8")
    assert [id for id in ("histoire", "options", "courte") if f'data-id="{id}"' in made] == ["courte"]


def test_an_explanation_without_room_is_left_out_and_said(flashcards: Command) -> None:
    cards = [
        {"id": "courte", "question": "Où ?", "answer": "là", "why": "parce que c'est ainsi"},
        {"id": "longue", "question": "Où ?", "answer": "ici", "why": "et encore une raison " * 80},
    ]
    done = flashcards(cards=cards)
    assert (done.exit_code, done.stderr) == (0, "1 explanation found no room and is left out.\n")
    made = Path("flashcards/flashcards.html").read_text(encoding="utf-8")
    assert "parce que c'est ainsi" in made
    assert "encore une raison" not in made
    assert 'class="part answer">ici<' in made


BAD = {
    ("--back-offset", "2"): "`2` is not two numbers of millimetres, such as 1.5,-0.5 or 1,5;-0,5",
    ("--back-offset", "a,b"): "`a,b` is not two numbers of millimetres, such as 1.5,-0.5 or 1,5;-0,5",
    ("--back-offset", "nan,1"): "`nan,1` is not two numbers of millimetres, such as 1.5,-0.5 or 1,5;-0,5",
    ("--back-offset", "1,2,3"): "`1,2,3` is not two numbers of millimetres, such as 1.5,-0.5 or 1,5;-0,5",
    ("--back-offset", "0,-10.5"): "`0,-10.5` moves the backs too far: at most 10 mm each way",
    ("--layout", "fold", "--flip", "short"): (
        "--layout fold prints on one side: it takes no --flip, --back-offset or --calibration"
    ),
    ("--layout", "fold", "--calibration"): (
        "--layout fold prints on one side: it takes no --flip, --back-offset or --calibration"
    ),
    ("--tag", "geste"): "no card has the tag `geste`",
}


@pytest.mark.parametrize("args", BAD, ids=" ".join)
def test_wrong_usage_is_one_line(flashcards: Command, args: tuple[str, ...]) -> None:
    done = flashcards(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    said = done.stderr.splitlines()[-1]
    assert said.endswith(BAD[args])
    # Where the value of an option is wrong, click names the option, in words of its own.
    before = said.removesuffix(BAD[args])
    assert before == "Error: " or (before.startswith("Error: ") and "--back-offset" in before)
    assert not Path("flashcards").exists()


def test_cards_that_are_all_withdrawn(flashcards: Command) -> None:
    done = flashcards(cards=[{"id": "vieille", "question": "Où ?", "answer": "là", "retired": True}])
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        "Error: all these cards are retired: there is none to print",
    )


@pytest.mark.in_process("the extra is installed, and only hidden")
def test_without_the_extra_one_line_says_how_to_install_it(
    flashcards: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        "mesoquiz.paper.typesetting.find_spec", lambda name: None if name == "typst" else find_spec(name)
    )
    done = flashcards("--pdf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: PDF needs what is missing here: pip install typst fontpkg-atkinson-hyperlegible\n"
    assert not Path("flashcards").exists()
    assert flashcards().exit_code == 0


def test_cards_that_cannot_be_printed_are_left_out_one_by_one(flashcards: Command) -> None:
    """The same cards on both sheets; the page of a browser alone has the fonts of the computer."""
    cards: list[Card] = [
        {"id": "sain", "question": "Où ?", "answer": "là"},
        {"id": "tres-long", "question": "mot " * 900, "answer": "oui"},
        {"id": "chinois", "question": "日 ?", "answer": "soleil"},
    ]
    done = flashcards("--pdf", cards=cards)
    assert done.exit_code == 1
    assert re.findall(r"error\[(.*?)\] (.*)", done.stderr) == [
        ("card-too-long", "the front of the card `tres-long` does not fit on 90 × 60 mm, even in letters of 7 pt"),
        ("no-font", "no font of a PDF has `日` (U+65E5), which the card `chinois` has"),
    ]
    assert done.stderr.endswith("2 cards cannot be printed and are left out; the others are on the sheets.\n")
    assert "1 card on 1 sheet" in done.stdout
    front, _ = measured(Path("flashcards/flashcards.pdf").read_bytes())
    page = Path("flashcards/flashcards.html").read_text(encoding="utf-8")
    assert "Où" in front.text
    assert ("sain" in page, "chinois" in page, "tres-long" in page) == (True, False, False)
    done = flashcards(cards=cards)
    assert (done.exit_code, "2 cards on 1 sheet" in done.stdout) == (1, True)
    assert "日" in Path("flashcards/flashcards.html").read_text(encoding="utf-8")


@pytest.mark.in_process("the library")
def test_the_library_leaves_cards_out_where_someone_is_told(tmp_path: Path) -> None:
    cards: list[Card] = [
        {"id": "sain", "question": "Où ?", "answer": "là"},
        {"id": "tres-long", "question": "mot " * 900, "answer": "oui"},
    ]
    bank = mesoquiz.load(write_decks(tmp_path, cards))
    told: list[str] = []
    (made,) = mesoquiz.export("flashcards", bank, tell=told.append)
    assert b"sain" in made.content
    assert "`tres-long`" in told[0]
    with pytest.raises(ValueError, match="`tres-long`"):
        mesoquiz.export("flashcards", bank)
    with pytest.raises(ValueError, match="`tres-long`"):
        mesoquiz.export("flashcards", bank.only(lambda note: note.id == "tres-long"), tell=told.append)


# The files


def test_two_runs_give_the_same_bytes(flashcards: Command) -> None:
    made = []
    for folder in ("one", "two"):
        environment = os.environ | {
            "PYTHONHASHSEED": str(len(folder) + len(made)),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        flashcards()
        args = [sys.executable, "-m", "mesoquiz", "flashcards", "--pdf", "-o", folder]
        subprocess.run(args, check=True, capture_output=True, env=environment, timeout=PATIENCE)
        made.append({path.name: path.read_bytes() for path in Path(folder).iterdir()})
    assert made[0].keys() == {"flashcards.html", "flashcards.pdf"}
    assert made[0] == made[1]


def test_the_page_needs_nothing_but_itself_and_runs_nothing(browser: Any, tmp_path: Path) -> None:
    cards = [card for card in hostile_cards() if not card["id"].startswith("open")]
    bank = mesoquiz.load(
        write_decks(tmp_path, cards, sources=hostile_sources(), title="</style><script>alert(1)</script>")
    )
    (made,) = mesoquiz.export("flashcards", bank)
    (tmp_path / "page.html").write_bytes(made.content)
    page = browser.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.goto((tmp_path / "page.html").as_uri())
    assert heard == [(tmp_path / "page.html").as_uri()]
    assert [found for found in intruders(page) if not found.startswith('<svg class="ground"')] == []
    assert page.title() == "</style><script>alert(1)</script> – Cartes à découper"
    assert page.locator(".card").count() == 2 * len(cards)
    page.close()


def test_the_pdf_can_be_read_aloud(shipped: Bank) -> None:
    """PDF/UA-1: tagged, with a title and a language."""
    *_, made = mesoquiz.export("flashcards", shipped.tagged(("securite",)), pdf=True)
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert reader.metadata is not None
    assert reader.metadata.title == "Mésothérapie – Cartes à découper"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_library_is_told_what_does_not_fit(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, {"id": "trop", "question": "mot " * 999, "answer": "oui"})
    with pytest.raises(ValueError, match="the front of the card `trop` does not fit on 90 × 60 mm"):
        list(mesoquiz.export("flashcards", bank))
    with pytest.raises(ValueError, match="an offset has at most 10 mm each way"):
        list(mesoquiz.export("flashcards", bank, back_offset=(0, 11)))
    retired = bank_of(tmp_path, {"id": "a", "question": "Q", "answer": "R", "retired": True})
    with pytest.raises(ValueError, match="there is no card to ask"):
        list(mesoquiz.export("flashcards", retired))
