"""One file with all papers, one with all keys, one with a copy for each student, and a page that links them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from commands import run
from printouts import Sheet, sheets
from small_decks import written

NAMES = "Nom;Prénom;N° étudiant\nAlpha;Un;0123\nBêta;Deux;123456789\nGamma;Trois;\n"


@pytest.fixture
def exam(many: str) -> Path:
    assert run("quiz", many, "-n", 5, "--forms", 2, "--title", "Partiel", "-o", "exam").exit_code == 0
    return Path("exam")


def printed(file: Path) -> list[Sheet]:
    return sheets(file.read_bytes())


def test_every_paper_and_sheet_begins_on_a_right_hand_page(exam: Path) -> None:
    pages = printed(exam / "exam.pdf")
    papers = [number for number, page in enumerate(pages, 1) if re.search(r"Sujet[AB]–n°\S{7}1/\d$", page.text)]
    answers = [number for number, page in enumerate(pages, 1) if re.search(r"réponses[AB]–n°\S{7}1/\d$", page.text)]
    assert (len(papers), len(answers)) == (2, 2)
    assert all(number % 2 for number in papers + answers)
    assert papers[0] < answers[0] < papers[1] < answers[1]
    assert pages[1].text == "" or "Sujet A" in pages[1].text


def test_a_part_counts_its_own_pages(many: str) -> None:
    """Twenty questions of an explained key fill several pages."""
    run("quiz", many, "-o", "exam")
    found = [match[1] for page in printed(Path("exam/keys.pdf")) if (match := re.search(r"(\d/\d)$", page.text))]
    assert found[0] == "1/1"
    assert found[1:] == [f"{number}/{len(found) - 1}" for number in range(1, len(found))]
    assert len(found) > 2


def test_papers_tell_no_key_and_keys_are_all_there(exam: Path) -> None:
    papers = "".join(page.text for page in printed(exam / "exam.pdf"))
    keys = "".join(page.text for page in printed(exam / "keys.pdf"))
    assert "Corrigé" not in papers
    for letter in "AB":
        assert f"Corrigé{letter}" in keys
        assert f"Réponsesexpliquées{letter}" in keys


def test_an_exam_with_nothing_to_tick_has_no_sheet(tmp_path: Path) -> None:
    deck = written(tmp_path / "a.yaml", "deck: D\nid: d\ncards:\n  - {id: a, question: Quoi ?, answer: cela}\n")
    run("quiz", deck, "-o", "exam")
    assert "Feuille" not in "".join(page.text for page in printed(Path("exam/exam.pdf")))


def test_each_student_has_a_copy_with_a_name(many: str, tmp_path: Path) -> None:
    written(tmp_path / "class.csv", NAMES)
    done = run("quiz", many, "-n", 5, "--forms", 2, "--students", "class.csv", "-o", "exam")
    assert done.exit_code == 0
    assert "copies with names, to print" in done.stdout
    pages = [page for page in printed(Path("exam/named.pdf")) if page.text]
    first = [page.text for page in pages if re.search(r"Sujet[AB]–n°\S{7}1/\d$", page.text)]
    assert [re.search(r"Sujet([AB])", text)[1] for text in first] == ["A", "B", "A"]  # type: ignore[index]
    named = ["Nom:AlphaPrénom:Un", "Nom:BêtaPrénom:Deux", "Nom:GammaPrénom:Trois"]
    assert [name in text for name, text in zip(named, first, strict=True)] == [True] * 3
    assert "0123" in first[0]
    sheet = next(page.text for page in pages if "réponsesB" in page.text)
    assert "N°d'étudiant:123456789" in sheet, "it has more digits than the grid"
    assert "Alpha" not in "".join(path.read_text("utf-8") for path in Path("exam").glob("*.html"))
    assert "Alpha" not in Path("exam/manifest.json").read_text("utf-8")


def test_a_printed_exam_is_printed_again_with_names(exam: Path, many: str, tmp_path: Path) -> None:
    written(tmp_path / "class.csv", NAMES)
    manifest = (exam / "manifest.json").read_bytes()
    done = run("quiz", many, "--from", "exam/manifest.json", "--students", "class.csv", "-o", "exam")
    assert done.exit_code == 0
    assert (exam / "named.pdf").exists()
    assert (exam / "manifest.json").read_bytes() == manifest


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", "class.csv cannot be used: it is empty"),
        ("Nom\n皮\n", "class.csv cannot be used: no font of a PDF has 皮, which a name has"),
    ],
)
def test_a_list_that_will_not_do_writes_nothing(many: str, tmp_path: Path, names: str, said: str) -> None:
    written(tmp_path / "class.csv", names)
    done = run("quiz", many, "-n", 5, "--students", "class.csv", "-o", "exam")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(f"Error: {said}\n")
    assert not Path("exam").exists()


def test_a_list_that_is_not_there_is_named(many: str) -> None:
    done = run("quiz", many, "-n", 5, "--students", "class.csv", "-o", "exam")
    assert done.exit_code == 2
    assert "class.csv" in done.stderr
    assert not Path("exam").exists()


def test_the_page_that_links_all(exam: Path, many: str) -> None:
    page = (exam / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert links[:2] == ["exam.pdf", "keys.pdf"]
    assert set(links) == {file.name for file in exam.iterdir()} - {"index.html", "manifest.json"}
    assert "<h1>Partiel</h1>" in page
    assert "Tous les sujets et leurs feuilles de réponses" in page
    assert "décochez «\u00a0En-têtes et pieds de page\u00a0»" in page
    run("quiz", many, "-n", 5, "--forms", 2, "--title", "Partiel", "--pdf", "-o", "exam")
    links = re.findall(r'href="([^"]+)"', (exam / "index.html").read_text("utf-8"))
    assert set(links) == {file.name for file in exam.iterdir()} - {"index.html", "manifest.json"}


@pytest.mark.in_process("it is installed, and only hidden")
def test_without_typst_the_pages_are_made_and_a_line_says_how(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = run("quiz", many, "-n", 5, "-o", "exam")
    assert done.exit_code == 0
    how = "PDF needs what is missing here: pip install typst fontpkg-atkinson-hyperlegible"
    assert f"Essai: no PDF files to print. {how}." in done.stderr
    assert not list(Path("exam").glob("*.pdf"))
    assert "exam.pdf" not in Path("exam/index.html").read_text("utf-8")
    assert Path("exam/quiz-A.html").exists()


def test_a_card_that_no_pdf_can_show_stops_no_build(tmp_path: Path) -> None:
    cards = "cards:\n  - {id: a, question: Quoi ?, answer: 皮, distractors: [b, c]}\n"
    deck = written(tmp_path / "a.yaml", "deck: Essai\nid: essai\n" + cards)
    done = run("build", deck)
    assert done.exit_code == 0
    assert (
        "Essai: no PDF files to print, since no font of a PDF has `皮` (U+76AE), which the card `a` has" in done.stderr
    )
    assert Path("dist/essai.apkg").exists()
    assert Path("dist/quiz/quiz-A.html").exists()
    assert not Path("dist/quiz/exam.pdf").exists()


def test_a_page_of_someone_else_is_not_written_over(many: str, tmp_path: Path) -> None:
    (tmp_path / "exam").mkdir()
    written(tmp_path / "exam" / "index.html", "<p>mine")
    done = run("quiz", many, "-n", 5, "-o", "exam")
    assert done.exit_code == 2
    assert (tmp_path / "exam" / "index.html").read_text() == "<p>mine"
    assert not (tmp_path / "exam" / "quiz-A.html").exists()
