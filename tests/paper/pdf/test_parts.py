"""The parts of the documents to print: how a reader of PDF lists them, and how they begin."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from printouts import compact, sheets
from typeset import ROOT

import mesoquiz
from mesoquiz.exams.quiz import Layout, Quiz
from mesoquiz.exporters import booklets
from mesoquiz.paper.classlist import Copy

TITLE = "Mésothérapie : contrôle"


@pytest.fixture(scope="module")
def exam() -> Quiz:
    return replace(mesoquiz.assemble(mesoquiz.load(ROOT / "decks"), count=9, forms=2, seed="s"), title=TITLE)


def documents(quiz: Quiz, **options: Any) -> dict[str, bytes]:
    return {made.name: made.content for made in booklets.export(quiz, **options)}


def bookmarks(content: bytes) -> list[str]:
    """The bookmarks of the uppermost level, with the pages that they lead to."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return [
        f"{one.title}: {(reader.get_destination_page_number(one) or 0) + 1}"
        for one in reader.outline
        if not isinstance(one, list)
    ]


def test_bookmarks_name_the_parts(exam: Quiz) -> None:
    made = documents(exam)
    names = [one.rpartition(": ")[0] for one in bookmarks(made["exam.pdf"])]
    assert names == ["Sujet A", "Feuille de réponses A", "Sujet B", "Feuille de réponses B"]
    names = [one.rpartition(": ")[0] for one in bookmarks(made["keys.pdf"])]
    assert names == ["Corrigé A", "Réponses expliquées A", "Corrigé B", "Réponses expliquées B"]


def test_bookmarks_of_named_copies_say_whose_they_are(exam: Quiz) -> None:
    name = "Pseudopseudohypoparathyroïdie-Anticonstitutionnellement"
    copies = [Copy("A", {"Nom": name, "Prénom": "Ué"}), Copy("B", {"Nom": "Dé"})]
    assert [one.partition(": ")[0] for one in bookmarks(documents(exam, copies=copies)["named.pdf"])] == [
        f"Sujet A – {name} Ué",
        f"Feuille de réponses A – {name} Ué",
        "Sujet B – Dé",
        "Feuille de réponses B – Dé",
    ]


@pytest.mark.parametrize("layout", [Layout(), Layout(columns=2), Layout(print="large")], ids=str)
def test_the_title_is_once_on_each_page(exam: Quiz, layout: Layout) -> None:
    """The first page of a part has its heading, the others a running head; each bookmark leads to a first page."""
    for content in documents(replace(exam, layout=layout)).values():
        pages = [sheet.text for sheet in sheets(content)]
        assert [page.count(compact(TITLE)) for page in pages] == [1 if page else 0 for page in pages]
        firsts = [str(number) for number, page in enumerate(pages, 1) if re.search(r"[2-9A-Z]{3}1/\d+$", page)]
        assert [one.rpartition(": ")[2] for one in bookmarks(content)] == firsts


@pytest.mark.parametrize("layout", [Layout(), Layout(columns=2), Layout(print="large")], ids=str)
def test_a_long_name_has_lines_of_its_own(exam: Quiz, layout: Layout) -> None:
    name = "Martin-Lefèvre de la Tour d'Auvergne et de Bourbon-Parme"
    first, number = "Marie-Charlotte Alexandra Éléonore", "12345678"
    copy = Copy("A", {"Nom": name, "Prénom": first, "N° d’étudiant": number})
    pages = [
        page
        for page in sheets(documents(replace(exam, layout=layout), copies=(copy,))["named.pdf"])
        if compact("Bourbon-Parme") in page.text
    ]
    assert len(pages) > 2
    written = [run for run in pages[0].runs if run.text.strip() and run.at.y > pages[0].size.y - 280]
    for above, below in itertools.combinations(written, 2):
        is_apart = abs(above.at.y - below.at.y) < 3 or abs(above.at.y - below.at.y) > 0.8 * min(above.size, below.size)
        assert is_apart or abs(above.at.x - below.at.x) > 100, (above.text, below.text)
    head = [run for run in pages[1].runs if run.at.y > pages[1].size.y - 60]
    assert compact(first) in compact("".join(run.text for run in head))
    assert max(run.at.y + run.size for run in head) < pages[1].size.y - 15
