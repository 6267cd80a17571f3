"""Script concordance on paper, on keys, on cards and in reprints, in both languages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import run
from printouts import compact, sheets
from rendering import import_package, rendered, style, write_decks

import mesoquiz
from mesoquiz.exams.instructions import marking
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exams.scoring import Scoring
from mesoquiz.flashcards.faces import card as flashcard
from mesoquiz.languages.french import LABELS
from mesoquiz.notes.bank import Bank

SWELLING: dict[str, Any] = {
    "id": "oedeme",
    "context": "Une patiente consulte deux jours après une séance.",
    "hypothesis": "une réaction allergique",
    "information": "un œdème d'un seul côté",
    "panel": [2, 7, 2, 1, 0],
}
TIE = SWELLING | {"id": "egalite", "information": "une masse", "about": "investigation", "panel": [0, 0, 2, 5, 5]}
CHOICE = {"id": "choix", "question": "Lequel ?", "answer": "bon", "distractors": ["faux", "pire"]}
SCALES = {
    "fr": ("−2 : très improbable", "−1 : moins probable", "0 : ni plus ni moins probable", "+1 : plus probable"),
    "en": ("−2: very unlikely", "−1: less likely", "0: neither more nor less likely", "+1: more likely"),
}


def loaded(folder: Path, *cards: dict[str, Any], lang: str = "fr") -> Bank:
    bank = mesoquiz.load(write_decks(folder, list(cards), lang=lang))
    assert not bank.diagnostics, mesoquiz.format_report(bank)
    return bank


def pages(quiz: Quiz) -> dict[str, str]:
    return {
        page.name: page.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
        for page in mesoquiz.export("html", quiz)
    }


@pytest.mark.parametrize(
    ("lang", "asked"), [("fr", "Si vous pensiez à : une réaction"), ("en", "If you were thinking of: une réaction")]
)
def test_the_paper_asks_with_the_scale_in_its_order(lang: str, asked: str, tmp_path: Path) -> None:
    quiz = mesoquiz.assemble(loaded(tmp_path, SWELLING, lang=lang), forms=8, seed="1")
    made = pages(quiz)
    for form in quiz.forms:
        paper = made[f"quiz-{form.name}.html"]
        assert asked in paper
        places = [paper.index(step) for step in SCALES[lang]]
        assert places == sorted(places)
        assert "panel-" not in paper
        assert "0,29" not in paper
        assert form.items[0].key == "B"


def test_the_key_has_the_share_of_each_answer(tmp_path: Path) -> None:
    quiz = mesoquiz.assemble(loaded(tmp_path, SWELLING, TIE, CHOICE), seed="1")
    key = pages(quiz)["key-A.html"]
    assert "part des points de chaque réponse" in key
    for shares in (("0,29", "1", "0,29", "0,14", "–"), ("–", "–", "0,4", "1", "1")):
        assert "".join(f"<td>{share}</td>" for share in shares) in key
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("key",))
    assert compact("0,29 1 0,29 0,14 –") in "".join(sheet.text for sheet in sheets(pdf.content))


def test_the_explained_key_shows_the_panel(tmp_path: Path) -> None:
    quiz = mesoquiz.assemble(loaded(tmp_path, SWELLING), seed="1")
    told = ("7 membres du panel sur 12, part des points : 1", "1 membre du panel sur 12, part des points : 0,14")
    explained = pages(quiz)["explained-A.html"]
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("explained",))
    text = "".join(sheet.text for sheet in sheets(pdf.content))
    for words in told:
        assert words in explained
        assert compact(words) in text


@pytest.mark.parametrize("rule", ["all-or-nothing", "discordance", "proportional", "negative"])
def test_students_are_told_how_a_scale_is_marked(rule: Any, tmp_path: Path) -> None:
    alone, both, other = (
        " ".join(marking(replace(mesoquiz.assemble(loaded(tmp_path / name, *cards)), scoring=Scoring(rule=rule))))
        for name, cards in (("a", [SWELLING]), ("b", [SWELLING, CHOICE]), ("c", [CHOICE]))
    )
    assert alone == LABELS.mark_concordance
    assert both == f"{other} {LABELS.mark_concordance}"


def test_a_card_shows_the_panel_on_its_back_alone(tmp_path: Path, collection: Any, browser: Any) -> None:
    (package,) = mesoquiz.export("apkg", loaded(tmp_path, SWELLING))
    import_package(collection, package.content, tmp_path)
    [sides] = rendered(collection)
    page = browser.new_context(java_script_enabled=False).new_page()
    shown = []
    for side in (sides.front, sides.back):
        page.set_content(f"<style>{style(collection)}</style><body class=card>{side}")
        shown.append(page.inner_text("body").replace("\u00a0", " "))
    front, back = shown
    assert "panel" not in front
    assert "7 membres du panel sur 12" in back
    assert "0 membre du panel sur 12" in back
    for text in shown:
        places = [text.index(step) for step in SCALES["fr"]]
        assert places == sorted(places)


def test_of_two_steps_chosen_most_often_either_is_right(tmp_path: Path, collection: Any, browser: Any) -> None:
    (package,) = mesoquiz.export("apkg", loaded(tmp_path, TIE))
    import_package(collection, package.content, tmp_path)
    [sides] = rendered(collection)
    page = browser.new_page()
    page.set_content(f"<div id=qa>{sides.front}</div>")
    page.evaluate(f"() => {{ {script(sides.front)} }}")
    page.locator("input").nth(3).check()
    page.evaluate("back => { document.getElementById('qa').innerHTML = back; }", sides.back)
    page.evaluate(f"() => {{ {script(sides.back)} }}")
    assert page.locator(".mq-ticked.mq-key").count() == 1
    assert page.locator(".mq-missed").count() == 0


def script(side: str) -> str:
    return side.partition("<script>")[2].partition("</script>")[0]


def test_an_exam_is_printed_again_with_the_panel_that_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded(tmp_path / "decks", SWELLING)
    assert run("quiz", "decks", "-o", "exam", "--title", "Essai").exit_code == 0
    before = Path("exam/key-A.html").read_bytes()
    loaded(tmp_path / "decks", SWELLING | {"panel": [2, 7, 2, 0, 1]})
    shutil.copy("exam/manifest.json", "old.json")
    done = run("quiz", "decks", "--from", "old.json", "-o", "again")
    assert "oedeme: the answers of the panel" in done.stdout + done.stderr
    assert Path("again/key-A.html").read_bytes() == before


def test_the_record_of_another_choice_is_what_it_was(tmp_path: Path) -> None:
    made = dump(mesoquiz.assemble(loaded(tmp_path, CHOICE)))
    assert not any(f'"{name}"' in made for name in ("panel", "in_order", "lines", "table", "steps"))


def test_a_blueprint_asks_for_concordance_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded(tmp_path / "decks", SWELLING, TIE, CHOICE)
    for ask, count in (("concordance", 2), ("single", 1), ("choice", 1)):
        for number, code in ((count, 0), (count + 1, 1)):
            Path("plan.yaml").write_text(f"title: TCS\nsections: [{{ask: {ask}, count: {number}}}]\n", "utf-8")
            assert run("quiz", "decks", "-b", "plan.yaml", "-o", f"{ask}-{number}").exit_code == code


def test_a_flashcard_shows_the_panel_on_its_back(tmp_path: Path) -> None:
    bank = loaded(tmp_path, SWELLING)
    made = flashcard(bank.notes[0], "Essai", LABELS)
    (entries,) = made.back
    said = [text.rpartition(" (")[2] for _, text in entries.entries]  # type: ignore[union-attr]
    assert said == ["2/12)", "7/12)**", "2/12)", "1/12)", "0/12)"]


def test_no_rule_on_content_speaks_of_the_scale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The options are the program's own words, and the question is its own as well."""
    monkeypatch.chdir(tmp_path)
    loaded(tmp_path / "decks", *(card | {"why": "La douleur."} for card in (SWELLING, TIE)))
    done = run("check", "decks", "--select", "ALL")
    assert "no problem" in done.output, done.output


def test_half_a_hundredth_of_the_points_is_rounded_up(tmp_path: Path) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [SWELLING | {"panel": [8, 1, 0, 0, 0]}], lang="fr"))
    made = {page.name: page.content.decode() for page in mesoquiz.export("html", mesoquiz.assemble(bank))}
    assert "<td>0,13</td>" in made["key-A.html"]
    assert "part des points\u00a0: 0,13" in made["explained-A.html"]
