"""What is to be read on the papers of a quiz, where, and that the same quiz gives the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from typeset import FORMS, HEADINGS, ROOT, Paper, parts, plain

import mesoquiz
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Arrange, Choose, Option, Pair


def in_table(item: Item) -> str:
    """What the letters of the key have for a question: its own, with room for a mark, or a dash."""
    return f"{item.key}/1" if item.key else "–"


def in_other_answers(item: Item) -> str:
    """How the answer of a question without letters begins: the places of steps, or the letters of pairs."""
    if isinstance(item.interaction, Arrange):
        return "–".join(str(index + 1) for index in item.order) + "(casesdehautenbas)"
    if isinstance(item.interaction, Pair):
        letters = [item.letters[item.order.index(place)] for place in range(len(item.interaction.pairs))]
        return "–".join(f"{number}{letter}" for number, letter in enumerate(letters, 1))
    return ""


# What is on the pages of the shipped decks.


@pytest.mark.parametrize("form", FORMS)
def test_each_question_stands_once_in_order_on_one_page(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    pages = made[f"quiz-{form}"].bodies(quiz.title)
    (wanted,) = [one for one in quiz.forms if one.name == form]
    questions = [f"{number}{''.join(parts(item))}" for number, item in enumerate(wanted.items, 1)]
    assert len(pages) > 3
    where = [[number for number, text in enumerate(pages) if question in text] for question in questions]
    assert [len(found) for found in where] == [1] * 40
    assert [found[0] for found in where] == sorted(found[0] for found in where)
    places = ["".join(pages).index(question) for question in questions]
    assert places == sorted(places)


@pytest.mark.parametrize("form", FORMS)
def test_the_key_has_the_letters_of_its_form(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    (wanted,) = [one for one in quiz.forms if one.name == form]
    text = "".join(made[f"key-{form}"].bodies(quiz.title))
    table = "".join(f"{number}{in_table(item)}" for number, item in enumerate(wanted.items, 1))
    assert f"RéponsesTotal:/40{table}" in text
    assert [
        n for n, item in enumerate(wanted.items, 1) if not item.key and f"{n}{in_other_answers(item)}" not in text
    ] == []
    assert made["key-A"].raw != made["key-B"].raw


@pytest.mark.parametrize("form", FORMS)
def test_the_explained_key_crosses_what_is_right_and_says_why(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    text = "".join(made[f"explained-{form}"].bodies(quiz.title))
    (wanted,) = [one for one in quiz.forms if one.name == form]
    for item in wanted.items:
        asked = item.interaction
        if isinstance(asked, Choose):
            options = [(index in asked.keys, letter, asked.options[index]) for letter, index in zip_options(item)]
            beyond = ["Hors des documents : " + one.beyond if one.beyond else "" for *_, one in options]
            shown = [
                ("×" if right else "") + letter + plain(one.text + flag(one) + one.why + said)
                for (right, letter, one), said in zip(options, beyond, strict=True)
            ]
            assert plain(asked.prompt) + "".join(shown) in text, item.note.id
        if item.note.why:
            assert "Explication:" + plain(item.note.why) in text, item.note.id
        if item.note.caution:
            assert "Prudence:" + plain(item.note.caution) in text, item.note.id
        for citation in item.note.source:
            source = quiz.bank.source(citation.doc)
            assert source
            assert f"Source:{plain(source.title)}" in text, item.note.id
            assert not citation.quote or f"«{plain(citation.quote)}»" in text, item.note.id
            assert "«»" not in text


def flag(option: Option) -> str:
    """What the choice of one alone decides."""
    return "(indispensable)" if option.must else "(inacceptable)" if option.never else ""


def zip_options(item: Item) -> Iterator[tuple[str, int]]:
    return zip(item.letters, item.order, strict=True)


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_sheet_has_a_box_for_each_letter(quiz: Quiz, made: dict[str, Paper], form: str) -> None:
    (wanted,) = [one for one in quiz.forms if one.name == form]
    rows = [
        f"{number}{''.join(item.letters) if isinstance(item.interaction, Choose) else 'réponsesurlesujet'}"
        for number, item in enumerate(wanted.items, 1)
    ]
    (text,) = made[f"sheet-{form}"].bodies(quiz.title)
    assert "".join(rows) in text
    assert "N°d'étudiant" in text


@pytest.mark.parametrize("role", ["quiz", "sheet"])
def test_what_students_get_tells_no_answer(quiz: Quiz, made: dict[str, Paper], role: str) -> None:
    for form in FORMS:
        text = "".join(made[f"{role}-{form}"].bodies(quiz.title))
        assert "×" not in text
        assert not [label for label in ("Explication", "Source", "Prudence", "Corrigé") if label in text]


def test_a_pdf_is_accessible_and_says_what_it_is(quiz: Quiz, made: dict[str, Paper]) -> None:
    for name, paper in made.items():
        role, form = name.split("-")
        root = paper.pdf.trailer["/Root"]
        assert paper.pdf.metadata
        assert paper.pdf.metadata.title == f"{quiz.title} – {HEADINGS[role]} {form}"
        assert root["/Lang"] == "fr"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/StructTreeRoot" in root
        assert re.search(rb"<pdfuaid:part>\s*1\s*</pdfuaid:part>", root["/Metadata"].get_data())
        assert not [page for page in paper.pdf.pages for note in page.get("/Annots") or () if note]


def test_all_fonts_are_in_the_file(made: dict[str, Paper]) -> None:
    for paper in made.values():
        for page in paper.pdf.pages:
            for font in page["/Resources"]["/Font"].values():
                descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_same_quiz_gives_the_same_bytes(shipped: Bank, tmp_path: Path) -> None:
    """In this process and in others, which order sets otherwise and lie in another time and place."""
    quiz = mesoquiz.assemble(shipped, count=40, forms=2)
    wanted = {one.name: sha256(one.content).hexdigest() for one in mesoquiz.export("pdf", quiz)}
    assert {one.name: sha256(one.content).hexdigest() for one in mesoquiz.export("pdf", quiz)} == wanted
    script = (
        "import mesoquiz, hashlib\n"
        f"quiz = mesoquiz.assemble(mesoquiz.load({str(ROOT / 'decks')!r}), count=40, forms=2, seed='1')\n"
        "for one in mesoquiz.export('pdf', quiz): print(one.name, hashlib.sha256(one.content).hexdigest())\n"
    )
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "TMPDIR": str(tmp_path)}
        environment["PYTHONPATH"] = str(Path(mesoquiz.__file__).parent.parent)
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, encoding="utf-8", check=True
        )
        assert dict(line.split() for line in done.stdout.splitlines()) == wanted
    assert list(tmp_path.iterdir()) == [], "nothing is left in the temporary folder"


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quiz: Quiz) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = mesoquiz.export("pdf", quiz)
    next(made)
    assert [path.name for path in tmp_path.glob("*/*")], "the template, which is all that Typst may read"
    made.close()
    assert list(tmp_path.iterdir()) == []
