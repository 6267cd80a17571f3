"""The deck of every format of French medical examinations, `tests/formats`: checked, printed and keyed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import Opened, open_page
from commands import run
from printouts import compact, sheets
from rendering import bare, squash, written

FORMATS = Path(__file__).parents[1] / "formats"
CARDS = {card["id"]: card for _, card in written(FORMATS)}
STORY = "Une femme de 42 ans souffre de douleurs lombaires chroniques."
PAPERS = ("quiz", "key", "explained", "sheet")


class Exam:
    """An exam as it lies in its folder: the pages as a browser prints them, and the texts of its PDF files."""

    def __init__(self, browser: Any, folder: Path, plan: str, *options: str) -> None:
        plan_file = FORMATS / "blueprints" / f"{plan}.yaml"
        done = run("quiz", FORMATS, "-b", plan_file, "-o", folder, "--pdf", *options)
        assert done.exit_code == 0, done.stderr
        self.html = {name: (folder / f"{name}.html").read_text("utf-8") for name in self._names()}
        self.pages = {name: open_page(browser, folder / f"{name}.html", name) for name in self._names()}
        pdf = {name: [sheet.text for sheet in sheets((folder / f"{name}.pdf").read_bytes())] for name in self._names()}
        self.printed = [{name: page.pages for name, page in self.pages.items()}, pdf]
        """The texts of the printed pages: of the browser, and of the PDF."""

    def _names(self) -> list[str]:
        return [f"{role}-{form}" for form in "AB" for role in PAPERS]

    def question(self, name: str, id: str) -> dict[str, Any]:
        """What a page shows of a card."""
        [found] = [one for one in self.pages[name].questions if one["id"] == id]
        return found


LARGE = pytest.param(("--large",), marks=pytest.mark.thorough)


@pytest.fixture(scope="module", params=[(), LARGE], ids=["normal", "large"])
def exams(request: pytest.FixtureRequest, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exam]:
    folder = tmp_path_factory.mktemp("formats")
    return {plan: Exam(browser, folder / plan, plan, *request.param) for plan in ("dossiers", "questions")}


def texts_of(options: list[Any]) -> set[str]:
    return {bare(one if isinstance(one, str) else one["text"]) for one in options}


def test_the_deck_of_every_format_has_no_problem() -> None:
    done = run("check", FORMATS)
    assert done.exit_code == 0
    assert "no problem found" in done.stdout + done.stderr


def test_every_format_is_there() -> None:
    keys = set[str]().union(*CARDS.values())
    needed = {"context", "case", "more", "draw", "expected", "panel", "lines", "accept", "zones", "shuffle", "masks"}
    assert needed | {"cloze", "sequence", "pairs", "statement"} <= keys
    plans = [yaml.safe_load(file.read_text("utf-8")) for file in (FORMATS / "blueprints").glob("*.yaml")]
    assert any(section.get("locked") for plan in plans for section in plan["sections"])


def test_no_question_is_torn_and_nothing_is_wider_than_its_page(exams: dict[str, Exam]) -> None:
    for exam in exams.values():
        for name, page in exam.pages.items():
            assert page.messages == []
            assert page.width <= 360
            torn = {number for number, (first, last) in page.places.items() if first != last}
            # Explained in large print, the longest list of options is longer than a page.
            assert not torn or name.startswith("explained")


def test_a_progressive_case_tells_its_story_once_and_in_order(exams: dict[str, Exam]) -> None:
    told = [STORY, "infiltrations", "L’entretien avant la première", "sa peau est guérie", "elle appelle parce que"]
    for printed in exams["dossiers"].printed:
        for form in "AB":
            whole = "".join(printed[f"quiz-{form}"])
            places = [whole.index(compact(text)) for text in told]
            assert places == sorted(places)
            assert [whole.count(compact(text)) for text in told] == [1] * 5
            assert "5questions,10points,2pointschacune" in whole


def test_a_locked_case_gives_nothing_away(exams: dict[str, Exam]) -> None:
    """A page with an answer that an earlier one asks for would be one."""
    asked = ["De quel type de cicatrices", "Quelle couche la dépression", "Il ne crée pas de"]
    for printed in exams["dossiers"].printed:
        pages = [page for page in printed["quiz-A"] if "dépressions" in page]
        assert [[text for text in asked if compact(text) in page] for page in pages] == [[text] for text in asked]
        assert ["palpation" in page for page in pages] == [False, True, True]


@pytest.mark.parametrize("form", "AB")
def test_the_key_has_the_letters_of_what_is_right(form: str, exams: dict[str, Exam]) -> None:
    """Of a pool, of what was shown: worked out from the file and the paper."""
    chosen = 0
    for exam in exams.values():
        key, paper = exam.pages[f"key-{form}"], exam.pages[f"quiz-{form}"]
        for cell, question in zip(key.letters, paper.questions, strict=True):
            card = CARDS[question["id"]]
            if not question["options"] or "panel" in card or "statement" in card:
                continue
            right = texts_of(card.get("answers") or [card["answer"]])
            pairs = zip(question["letters"], question["options"], strict=True)
            letters = "".join(letter for letter, text in pairs if bare(text) in right)
            assert cell == f"{question['number']} {letters}"
            explained = exam.question(f"explained-{form}", question["id"])
            assert explained["letters"] == question["letters"]
            assert "".join(explained["crosses"]) == letters
            chosen += 1
    assert chosen == 11


def test_a_pool_shows_the_same_in_each_form_within_its_bounds(exams: dict[str, Exam]) -> None:
    shown = [exams["questions"].question(f"quiz-{form}", "douleurs")["options"] for form in "AB"]
    for options in shown:
        assert len(options) == 5
        assert 1 <= len(texts_of(options) & texts_of(CARDS["douleurs"]["answers"])) <= 4
    assert texts_of(shown[0]) == texts_of(shown[1])
    assert shown[0] != shown[1]


def test_a_stated_number_is_on_paper_and_keys(exams: dict[str, Exam]) -> None:
    for printed in exams["questions"].printed:
        for role in ("quiz", "key", "explained"):
            whole = "".join(printed[f"{role}-A"])
            assert whole.count("Cochez3réponses.") == whole.count("Cochez5réponses.") == 1, role


def test_a_scale_and_fixed_options_keep_their_order(exams: dict[str, Exam]) -> None:
    exam = exams["questions"]
    for form in "AB":
        assert exam.question(f"quiz-{form}", "couche-ordre")["options"] == [
            text.replace("'", "’") for text in CARDS["couche-ordre"]["distractors"]
        ]
        steps = [text.split()[0] for text in exam.question(f"quiz-{form}", "tcs-infection")["options"]]
        assert steps == ["−2", "−1", "0", "+1", "+2"]


def test_keys_tell_what_the_panel_said_and_what_it_brings(exams: dict[str, Exam]) -> None:
    whys = exams["questions"].question("explained-A", "tcs-infection")["whys"]
    assert [squash(text) for text in whys[:5]] == [
        f"{votes} du panel sur 13, part des points : {share}"
        for votes, share in zip(
            ("0 membre", "0 membre", "2 membres", "7 membres", "4 membres"),
            ("0", "0", "0,29", "1", "0,57"),
            strict=True,
        )
    ]
    number = exams["questions"].question("quiz-A", "tcs-infection")["number"]
    for printed in exams["questions"].printed:
        assert compact(f"{number} – – 0,29 1 0,57") in "".join(printed["key-A"])


def test_keys_tell_what_can_cost_a_question(exams: dict[str, Exam]) -> None:
    question = exams["questions"].question("quiz-A", "hygiene")
    by_text = dict(zip(map(squash, question["options"]), question["letters"], strict=True))
    must, never = (
        by_text[text]
        for text in (
            "prendre une nouvelle seringue à chaque injection",
            "rincer la seringue à l'eau entre deux patients",
        )
    )
    for printed in exams["questions"].printed:
        assert f"Inacceptable{question['number']}{must}{never}" in "".join(printed["key-A"])
        explained = "".join(printed["explained-A"])
        assert "àchaqueinjection(indispensable)" in explained
        assert "entredeuxpatients(inacceptable)" in explained


def test_open_answers_have_lines_and_keys_all_wordings_and_steps(exams: dict[str, Exam]) -> None:
    exam = exams["questions"]
    assert [exam.question("quiz-A", id)["lines"] for id in ("cellule", "melanges")] == [1, 4]
    for printed in exam.printed:
        for role in ("key", "explained"):
            assert compact("Aussi accepté : fibroblaste · fibroblastes · les fibroblastes") in "".join(
                printed[f"{role}-A"]
            )
    assert re.findall(r'<span class="box square"></span> ([\d,]+)', exam.html["key-A"]) == ["0", "1", "2"] * 2


def test_zones_are_on_keys_alone(exams: dict[str, Exam]) -> None:
    exam = exams["questions"]
    drawn = {role: exam.html[f"{role}-A"].count('<rect class="edge"') for role in PAPERS}
    assert drawn == {"quiz": 0, "key": 3, "explained": 3, "sheet": 0}
    for printed in exam.printed:
        assert compact("l’hypoderme superficiel") not in "".join(printed["quiz-A"])
        for role in ("key", "explained"):
            assert compact("2. les lipodystrophies, dans l’hypoderme profond") in "".join(printed[f"{role}-A"])


def test_a_table_is_told_above_its_question(exams: dict[str, Exam]) -> None:
    for printed in exams["questions"].printed:
        whole = "".join(printed["quiz-A"])
        assert whole.index("lamêmeseringuepourtous") < whole.index("Queluiconseillez-vous")


def test_quotas_hold(exams: dict[str, Exam]) -> None:
    page: Opened = exams["questions"].pages["quiz-A"]
    several = [one["id"] for one in page.questions if "answers" in CARDS[one["id"]]]
    assert len(several) == 4
    assert sum("securite" in CARDS[id]["tags"] for id in several) >= 3
