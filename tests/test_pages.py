"""The pages as Chromium shows and prints them, and the cards as a phone and a desktop show them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from printouts import Sheet, compact, sheets
from rendering import (
    AWKWARD_GAPS,
    GAPS,
    SEEN,
    Card,
    Show,
    around,
    as_written,
    bare,
    citations,
    gaps,
    hostile_cards,
    hostile_sources,
    import_package,
    intruders,
    lines,
    prompt,
    rendered,
    right_texts,
    sources,
    squash,
    style,
    whys,
    write_decks,
    written,
    wrong_texts,
)

import mesoquiz
from mesoquiz.exams.quiz import Quiz
from mesoquiz.notes.bank import Bank

DECKS = Path(__file__).parent.parent / "decks"
CARDS = {card["id"]: card for _, card in written(DECKS)}
NAMES = ("quiz-A", "quiz-B", "explained-A", "explained-B", "all/quiz-A", "all/explained-A")
TABLES = ("key-A", "key-B", "all/key-A", "sheet-A", "sheet-B", "all/sheet-A")
"""The pages that show letters alone."""
LABELS = {"why": "Explication", "beyond": "Hors des documents", "caution": "Prudence"}
HEADINGS = {"quiz": "Sujet", "key": "Corrigé", "explained": "Réponses expliquées", "sheet": "Feuille de réponses"}

READ_QUESTIONS = """() => [...document.querySelectorAll("section.question")].map(section => {
    const texts = selector => [...section.querySelectorAll(selector)].map(element => element.innerText);
    const options = [...section.querySelectorAll(".options > li")];
    const letter = option => option.querySelector(".letter").innerText;
    return {
        id: section.dataset.id,
        number: texts(".number")[0],
        stem: texts(".stem")[0],
        letters: options.map(letter),
        options: texts(".options > li > .text"),
        right: options.filter(option => option.matches(".right")).map(letter),
        crosses: options.filter(option => option.querySelector(".box").innerText.trim()).map(letter),
        boxes: options.map(option => getComputedStyle(option.querySelector(".box"))).map(
            style => [style.borderTopLeftRadius, parseFloat(style.borderTopWidth) > 0]
        ),
        gaps: section.querySelectorAll(".gap").length,
        places: section.querySelectorAll(".box.place").length,
        lines: section.querySelectorAll(".line").length,
        answer: texts(":is(ul, ol).answer > li, div.answer, .filled"),
        remarks: texts(".remark"),
        whys: texts(".option-why"),
        hidden: [...section.querySelectorAll("*")].filter(element => !element.checkVisibility()).length,
    };
})"""

UNSET_FORMULAS = """() => document.querySelectorAll("math").forEach(math => math.replaceWith(math.textContent))"""
"""Chromium would give each sign of a formula a line of its own."""

HEADINGS_IN_ORDER = ("quiz", "explained", "key", "sheet")

READ_TICKS = """() => [...document.querySelectorAll(".ticks > li")].map(line => ({
    id: line.dataset.id,
    letters: [...line.querySelectorAll(".cell")].map(cell => cell.innerText.trim()),
    boxes: line.querySelectorAll(".box").length,
}))"""

READ_LETTERS = """() => [...document.querySelectorAll(".letters li")].map(cell => cell.innerText)"""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A page as Chromium shows it, and what Chromium reported meanwhile."""

    name: str
    title: str
    lang: str
    questions: list[dict[str, Any]]
    letters: list[str]
    ticks: list[dict[str, Any]]
    intruders: list[str]
    requests: list[str]
    messages: list[str]
    width: int
    """How wide the page is on a phone of 360 pixels."""
    pages: list[str]
    """The text of each printed page, without white space."""
    sheets: list[Sheet]
    places: dict[str, list[int]]
    """The printed pages, from 1, on which each question begins and ends."""

    @property
    def role(self) -> str:
        return self.name.rpartition("/")[2].partition("-")[0]

    @property
    def heading(self) -> str:
        return f"{HEADINGS[self.role]} {self.name[-1]}"


MARKS = """
.question::before { content: "<<" attr(id) ">>"; position: absolute; top: 0; left: 0; font-size: 6pt; }
.question::after { content: "<</" attr(id) ">>"; position: absolute; bottom: 0; right: 0; font-size: 6pt; }
"""
"""Marks at the beginning and the end of each question, which take no place: to see where it is printed."""
MARK = re.compile(r"<</?q\d+>>")

MARGIN = 72
"""Where the text of the questions begins, in points; their numbers stand left of it."""
SAME_LINE = 4
"""How far apart, in points, the feet of a number and of its question may be."""


def open_page(browser: Any, file: Path, name: str, *, on_paper: bool = True) -> Opened:
    """Open a page in Chromium on a phone and, if wanted, print it."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("dialog", lambda dialog: (messages.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri())
    found = {
        "title": page.title(),
        "lang": page.evaluate("document.documentElement.lang"),
        "width": page.evaluate("document.documentElement.scrollWidth"),
        "intruders": intruders(page),
    }
    page.evaluate(UNSET_FORMULAS)
    found["questions"] = page.evaluate(READ_QUESTIONS)
    found["ticks"] = page.evaluate(READ_TICKS)
    found["letters"] = [squash(text) for text in page.evaluate(READ_LETTERS)]
    page.add_style_tag(content=MARKS)
    printed = sheets(page.pdf(prefer_css_page_size=True)) if on_paper else []
    page.close()
    marked = [sheet.text for sheet in printed]
    return Opened(
        name=name,
        requests=requests,
        messages=messages,
        pages=[MARK.sub("", text) for text in marked],
        sheets=printed,
        places={question["number"]: places(question["number"], marked) for question in found["questions"]},
        **found,
    )


def unquoted(text: str) -> str:
    """A text without guillemets, which the style sheet puts round quotations."""
    return re.sub("[«»]", "", text)


def places(number: str, marked: list[str]) -> list[int]:
    """The printed pages, from 1, on which a question begins and ends."""
    marks = (f"<<q{number}>>", f"<</q{number}>>")
    return [page for mark in marks for page, text in enumerate(marked, 1) if mark in text]


@pytest.fixture(scope="module")
def quiz(shipped: Bank) -> Quiz:
    return mesoquiz.assemble(shipped, count=40, forms=2)


@pytest.fixture(scope="module")
def folder(shipped: Bank, quiz: Quiz, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files of a quiz of 40 questions in two forms, and in `all/` those of a quiz of all notes."""
    made = tmp_path_factory.mktemp("pages")
    (made / "all").mkdir()
    for place, exported in ((made, quiz), (made / "all", mesoquiz.assemble(shipped))):
        for artifact in mesoquiz.export("html", exported):
            (place / artifact.name).write_bytes(artifact.content)
    return made


class Pages(dict[str, Opened]):
    """The pages by their names, each opened when it is first asked for."""

    def __init__(self, browser: Any, folder: Path) -> None:
        super().__init__()
        self.browser, self.folder = browser, folder

    def __missing__(self, name: str) -> Opened:
        self[name] = open_page(self.browser, self.folder / f"{name}.html", name)
        return self[name]


@pytest.fixture(scope="module")
def opened(browser: Any, folder: Path) -> Pages:
    return Pages(browser, folder)


@pytest.fixture(params=NAMES)
def paper(request: pytest.FixtureRequest, opened: Pages) -> Opened:
    """One page after the other."""
    return opened[request.param]


def seen(text: str) -> str:
    """What is to be seen on paper of a text of the hostile cards: there a formula that is one is set."""
    return SEEN.get(text, text).replace(r"\(a<b\)", "a<b")


def solved(card: Card) -> list[str]:
    """The answers that the key shows below an open question or in the gaps."""
    if "cloze" in card:
        return [gap.text for gap in gaps(card)[0]]
    # Pairs stand in a table of their own.
    return [] if wrong_texts(card) or "pairs" in card else right_texts(card)


def remarks(card: Card, cited: dict[str, Card], show: Show) -> list[str]:
    """The lines below the answer of a question on the explained key: each document once, with all its quotes."""
    found = [f"{label} : {show(card[key])}" for key, label in LABELS.items() if key in card]
    quotes: dict[str, list[str]] = {}
    for citation in citations(card):
        quotes.setdefault(citation["doc"], []).extend([citation["quote"]] if "quote" in citation else [])
    for doc, phrases in quotes.items():
        source = cited[doc]
        parts = ", ".join(source[key] for key in ("title", "author", "site") if key in source)
        found.append(f"Source : {parts}" + (f" — {', '.join(phrases)}" if phrases else ""))
    return found


def stem(card: Card, show: Show, *, with_answers: bool) -> str:
    """What stands above the options, lines or answer of a question."""
    if "cloze" not in card:
        return prompt(card, show)
    made, rest = gaps(card)
    shown = [show(gap.text) if with_answers else f"({show(gap.hint)})" if gap.hint else "" for gap in made]
    return "".join(around(gap.before, show) + text for gap, text in zip(made, shown, strict=True)) + around(rest, show)


# The shipped decks.


def test_a_page_needs_nothing_but_itself(paper: Opened, folder: Path) -> None:
    assert paper.requests == [(folder / f"{paper.name}.html").as_uri()]
    assert paper.messages == []
    assert paper.intruders == []


def test_a_page_says_what_it_is(paper: Opened, shipped: Bank) -> None:
    assert paper.title == f"{shipped.collection.title} – {paper.heading}"
    assert paper.lang == "fr"


def test_a_page_fits_on_a_phone(paper: Opened) -> None:
    assert paper.width == 360


def test_each_question_is_printed_once(paper: Opened) -> None:
    text = "".join(paper.pages)
    assert [question["number"] for question in paper.questions] == [str(n + 1) for n in range(len(paper.questions))]
    for question in paper.questions:
        asked = compact(question["stem"])
        assert text.count(asked) == 1, question["id"]
        beside = [text for text in beside_number(paper, question["number"]) if asked.startswith(text)]
        assert len(beside) == 1, question["id"]


def beside_number(paper: Opened, number: str) -> list[str]:
    """What is printed right of a number in the margin, wherever it stands there."""
    found = []
    for sheet in paper.sheets:
        for place in (run.at for run in sheet.runs if run.text.strip() == number and run.at.x < MARGIN):
            line = [run for run in sheet.runs if abs(run.at.y - place.y) <= SAME_LINE and run.at.x > place.x]
            found += [compact(min(line).text)] if line else []
    return found


def test_no_question_is_split_over_two_pages(paper: Opened) -> None:
    assert len(paper.pages) > 1
    for question in paper.questions:
        first, last = paper.places[question["number"]]
        assert first == last, question["id"]
        pieces = [question["stem"], *question["options"], *question["answer"], *question["remarks"]]
        page = unquoted(paper.pages[first - 1])
        assert [piece for piece in pieces if unquoted(compact(piece)) not in page] == [], question["id"]


def test_each_printed_page_has_title_form_and_number(paper: Opened, shipped: Bank) -> None:
    for number, text in enumerate(paper.pages, 1):
        assert compact(f"{shipped.collection.title} · {paper.heading}") in text
        assert compact(f"{shipped.collection.title} – {paper.heading}") in text
        assert compact(f"{number} / {len(paper.pages)}") in text
        assert ("Nom:" in text) == (paper.role == "quiz")


def test_questions_read_as_they_were_written(paper: Opened) -> None:
    assert len({question["id"] for question in paper.questions}) == len(paper.questions)
    for question in paper.questions:
        card = CARDS[question["id"]]
        wanted = stem(card, as_written, with_answers=paper.role == "explained")
        assert bare(question["stem"]) == bare(wanted), question["id"]
        options = [*right_texts(card), *wrong_texts(card)] if wrong_texts(card) else []
        shown = [lines(text)[0] for text in question["options"]]
        assert sorted(map(bare, shown)) == sorted(map(bare, options)), question["id"]


def test_a_page_hides_nothing(paper: Opened) -> None:
    assert [question["id"] for question in paper.questions if question["hidden"]] == []


def test_quiz_leaves_room_for_the_answer(opened: Pages) -> None:
    for question in opened["all/quiz-A"].questions:
        card = CARDS[question["id"]]
        assert question["gaps"] == (len(gaps(card)[0]) if "cloze" in card else 0), question["id"]
        if "cloze" in card or wrong_texts(card):
            assert question["lines"] == 0, question["id"]
        elif "sequence" in card or "pairs" in card:
            assert (question["lines"], question["places"]) == (0, len(card.get("sequence") or card["pairs"]))
        elif "answers" in card:
            assert question["lines"] == len(card["answers"]), question["id"]
        else:
            assert question["lines"] >= 1, question["id"]
        assert [question[told] for told in ("answer", "remarks", "whys", "right", "crosses")] == [[]] * 5


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_a_page_like_the_others(opened: Pages, name: str, shipped: Bank) -> None:
    table = opened[name]
    assert (table.messages, table.intruders, len(table.requests)) == ([], [], 1)
    assert (table.title, table.width) == (f"{shipped.collection.title} – {table.heading}", 360)
    for number, text in enumerate(table.pages, 1):
        assert compact(f"{shipped.collection.title} · {table.heading}") in text
        assert compact(f"{number} / {len(table.pages)}") in text


def test_the_key_has_a_short_answer_where_there_are_no_letters(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "all" / "key-A.html").as_uri())
    rows = page.evaluate("""() => [...document.querySelectorAll(".short-answers tbody tr")].map(
        row => [row.cells[0].innerText, [...row.cells[1].children].map(line => line.innerText)])""")
    page.close()
    manifest = json.loads((folder / "all" / "manifest.json").read_text())
    (section,) = manifest["forms"][0]["sections"]
    items = {str(item["number"]): CARDS[item["id"]] for item in section["items"] if "key" not in item}
    assert [number for number, _ in rows] == list(items)
    for number, answers in rows:
        card = items[number]
        wanted = solved(card) or right_texts(card)
        # Steps and pairs are told by their places.
        if "sequence" not in card and "pairs" not in card:
            assert [bare(text) for text in answers] == [bare(text) for text in map(as_written, wanted)], card["id"]


def test_key_gives_answers_and_explanations(opened: Pages) -> None:
    for question in opened["all/explained-A"].questions:
        card = CARDS[question["id"]]
        assert sorted(map(bare, question["answer"])) == sorted(map(bare, solved(card))), question["id"]
        wanted = remarks(card, sources(DECKS), as_written)
        assert [bare(text) for text in question["remarks"]] == [bare(text) for text in wanted], question["id"]
        assert sorted(map(bare, question["whys"])) == sorted(map(bare, whys(card))), question["id"]


def test_boxes_tell_how_many_answers_are_right(paper: Opened) -> None:
    """Round for one, square for several, and drawn with borders: browsers print no backgrounds."""
    shapes = {"50%": "round", "0px": "square"}
    for question in paper.questions:
        wanted = ("square" if "answers" in CARDS[question["id"]] else "round", True)
        assert [(shapes[radius], drawn) for radius, drawn in question["boxes"]] == [wanted] * len(question["options"])


def test_both_forms_ask_the_same_in_another_order(opened: Pages) -> None:
    first, second = (opened[name].questions for name in ("quiz-A", "quiz-B"))
    assert [question["id"] for question in first] != [question["id"] for question in second]
    options = [{question["id"]: question["options"] for question in form} for form in (first, second)]
    assert options[0].keys() == options[1].keys()
    assert all(sorted(options[0][id]) == sorted(options[1][id]) for id in options[0])
    assert any(options[0][id] != options[1][id] for id in options[0])


@pytest.mark.parametrize("place", ["", "all/"])
def test_letters_agree_on_quiz_key_and_manifest(opened: Pages, folder: Path, place: str) -> None:
    manifest = json.loads((folder / place / "manifest.json").read_text())
    assert [form["form"] for form in manifest["forms"]] == (["A"] if place else ["A", "B"])
    for form in manifest["forms"]:
        asked, answered, key, sheet = (opened[f"{place}{role}-{form['form']}"] for role in HEADINGS_IN_ORDER)
        items = [item for section in form["sections"] for item in section["items"]]
        entries = zip(items, asked.questions, answered.questions, key.letters, strict=True)
        assert [tick["id"] for tick in sheet.ticks] == [item["id"] for item in items]
        assert [tick["letters"] for tick in sheet.ticks] == [question["letters"] for question in asked.questions]
        assert [tick["boxes"] for tick in sheet.ticks] == [len(question["boxes"]) for question in asked.questions]
        for entry, question, solution, letters in entries:
            assert entry["id"] == question["id"] == solution["id"]
            assert str(entry["number"]) == question["number"] == solution["number"]
            assert_letters(entry, question, solution, letters)


def assert_letters(entry: dict[str, Any], question: dict[str, Any], solution: dict[str, Any], letters: str) -> None:
    """The letters of one question: those of the right texts on the quiz, on the key twice, and in the manifest."""
    card = CARDS[entry["id"]]
    right, wrong = ([bare(text) for text in texts] for texts in (right_texts(card), wrong_texts(card)))
    shown = dict(zip(question["letters"], map(bare, question["options"]), strict=True))
    assert list(shown) == [chr(ord("A") + place) for place in range(len(shown))]
    expected = [letter for letter, text in shown.items() if text in right]
    assert letters == f"{entry['number']} {''.join(expected) or '–'}"
    assert solution["letters"] == question["letters"]
    assert solution["right"] == solution["crosses"] == expected
    assert [bare(lines(text)[0]) for text in solution["options"]] == list(shown.values())
    if expected:
        names = {f"key-{n}": text for n, text in enumerate(right, 1)}
        names |= {f"distractor-{n}": text for n, text in enumerate(wrong, 1)}
        assert entry["key"] == "".join(expected)
        assert {letter: names[name] for letter, name in entry["options"].items()} == shown
    else:
        assert "key" not in entry


# Texts that try to break out.


def open_quiz(browser: Any, folder: Path, cards: list[Card], *, on_paper: bool, **collection: Any) -> list[Opened]:
    """The quiz and the key of a deck with these cards."""
    bank = mesoquiz.load(write_decks(folder, cards, **collection))
    for artifact in mesoquiz.export("html", mesoquiz.assemble(bank)):
        (folder / artifact.name).write_bytes(artifact.content)
    return [open_page(browser, folder / f"{name}.html", name, on_paper=on_paper) for name in ("quiz-A", "explained-A")]


@pytest.fixture(scope="module")
def attacked(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> list[Opened]:
    """The quiz and the key of all hostile cards."""
    cards = list(hostile_cards())
    return open_quiz(browser, tmp_path_factory.mktemp("hostile"), cards, on_paper=False, sources=hostile_sources())


def test_hostile_texts_execute_and_load_nothing(attacked: list[Opened]) -> None:
    for paper in attacked:
        assert len(paper.questions) == len(list(hostile_cards()))
        assert paper.intruders == []
        assert paper.messages == []
        assert len(paper.requests) == 1


def test_a_hostile_title_is_shown_as_written(browser: Any, tmp_path: Path) -> None:
    title = "Titre \"cité\", 'x' </style><script>alert(1)</script> & {{x}} \\ <b>"
    card = {"id": "a", "question": "Q", "answer": "A"}
    for paper in open_quiz(browser, tmp_path, [card], on_paper=True, title=title):
        assert paper.title == f"{title} – {paper.heading}"
        assert (paper.intruders, paper.messages) == ([], [])
        (text,) = paper.pages
        assert text.count(compact(title)) == 3, "in the running header, the heading and the footer"


def test_hostile_texts_are_shown_as_written(attacked: list[Opened]) -> None:
    cards = {card["id"]: card for card in hostile_cards()}
    cited = {source["id"]: source for source in hostile_sources()}
    for paper in attacked:
        for question in paper.questions:
            if not question["id"].startswith("gap-"):
                assert_as_written(question, cards[question["id"]], cited, with_answers=paper.role == "explained")


def assert_as_written(question: dict[str, Any], card: Card, cited: dict[str, Card], *, with_answers: bool) -> None:
    """A question of the hostile quiz shows each text of its card as it was written."""
    assert lines(question["stem"]) == lines(stem(card, seen, with_answers=with_answers))
    options = [line for text in [*right_texts(card), *wrong_texts(card)] for line in lines(seen(text))]
    explained = [line for why in whys(card) for line in lines(seen(why))]
    shown = [line for text in question["options"] for line in lines(text)]
    assert sorted(shown) == sorted((options if wrong_texts(card) else []) + (explained if with_answers else []))
    answers = [line for text in solved(card) for line in lines(seen(text))]
    assert [line for text in question["answer"] for line in lines(text)] == (answers if with_answers else [])
    wanted = remarks(card, cited, seen) if with_answers else []
    assert [squash(text) for text in question["remarks"]] == [squash(text) for text in wanted]


def test_gaps_are_shown_as_written(attacked: list[Opened]) -> None:
    for paper in attacked:
        found = {question["id"]: question["stem"] for question in paper.questions}
        for number, (text, hint) in enumerate(GAPS.values(), 1):
            shown = (seen(text), "fin") if paper.role == "explained" else (f"({hint})" if hint else "", "")
            assert squash(found[f"gap-{number}"]) == squash("Avant {} après {}.".format(*shown))


def test_no_gap_is_lost_or_exchanged(browser: Any, tmp_path: Path) -> None:
    sound = {}
    for name, text in AWKWARD_GAPS.items():
        card = {"id": name, "cloze": text}
        if not mesoquiz.load(write_decks(tmp_path, [card])).errors:  # Refusing such a text is as good.
            sound[name] = card
    asked, answered = open_quiz(browser, tmp_path, list(sound.values()), on_paper=False)
    wanted = {name: [gap.text for gap in gaps(card)[0]] for name, card in sound.items()}
    assert {question["id"]: question["gaps"] for question in asked.questions} == {
        name: len(texts) for name, texts in wanted.items()
    }
    assert {question["id"]: question["answer"] for question in answered.questions} == wanted


def test_a_long_word_is_broken_on_a_phone(browser: Any, tmp_path: Path) -> None:
    word = "https://exemple.org/" + "x" * 100
    cards: list[Card] = [
        {"id": "choice", "question": word, "answers": [word, "a"], "distractors": [{"text": "b", "why": word}]},
        {"id": "list", "question": word, "answers": [word, "a"], "why": word, "caution": word},
        {"id": "cloze", "cloze": f"{word} {{{{{word}::{word}}}}}"},
        {"id": "term", "term": word, "definition": word},
    ]
    found = open_quiz(browser, tmp_path, cards, on_paper=False, title=word)
    assert [paper.width for paper in found] == [360, 360]


def test_a_question_taller_than_a_page_loses_nothing(browser: Any, tmp_path: Path) -> None:
    answers, distractors = ([f"la {kind} proposition {n:02}" for n in range(40)] for kind in ("bonne", "mauvaise"))
    card = {"id": "tall", "question": "Lesquelles ?", "answers": answers, "distractors": distractors}
    after = {"id": "after", "question": "Et puis ?", "answer": "Rien"}
    for paper in open_quiz(browser, tmp_path, [card, after], on_paper=True):
        text = "".join(paper.pages)
        assert len(paper.pages) > 1
        assert all(compact(f"Essai · {paper.heading}") in page for page in paper.pages)
        assert [option for option in answers + distractors if text.count(compact(option)) != 1] == []
        assert text.count("Etpuis?") == 1


# The cards on a screen.

DARK = "card nightMode night_mode"
PARTS = ("question", "answer", "choices", "why", "caution", "source")

CONTRASTS = """([sides, parts]) => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const over = (front, back) => {
        const alpha = front[3] ?? 1;
        return [0, 1, 2].map(place => front[place] * alpha + back[place] * (1 - alpha));
    };
    const ground = element => {
        const behind = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
        return over(channels(getComputedStyle(element).backgroundColor), behind);
    };
    const light = colour => [0.2126, 0.7152, 0.0722].reduce((sum, weight, place) => {
        const part = colour[place] / 255;
        return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
    const contrast = (element, pseudo) => {
        const behind = ground(element);
        const [low, high] = [
            light(behind), light(over(channels(getComputedStyle(element, pseudo).color), behind))
        ].sort((one, other) => one - other);
        return (high + 0.05) / (low + 0.05);
    };
    const written = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const labelled = element => !["none", "normal", '""'].includes(getComputedStyle(element, "::before").content);
    return sides.map(html => {
        document.body.innerHTML = html;
        const found = {};
        for (const part of parts) {
            const all = [...document.querySelectorAll(`.mq-${part}, .mq-${part} *`)].filter(
                element => element.checkVisibility()
            );
            found[part] = [
                ...all.filter(written).map(element => contrast(element, null)),
                ...all.filter(labelled).map(element => contrast(element, "::before")),
            ];
        }
        return {found, dark: light(ground(document.body)) < 0.2};
    });
}"""

WIDTHS = """sides => sides.map(html => {
    document.body.innerHTML = html;
    return document.documentElement.scrollWidth;
})"""

HINTS = """fronts => fronts.map(html => {
    document.body.innerHTML = html;
    const looks = [...document.querySelectorAll(".mq-choices li")].map(option => {
        const [style, mark] = [null, "::before"].map(pseudo => getComputedStyle(option, pseudo));
        const names = ["color", "backgroundColor", "borderColor", "fontWeight", "content"];
        return JSON.stringify([style, mark].map(one => names.map(name => one[name])));
    });
    const whys = [...document.querySelectorAll(".mq-option-why")].filter(why => why.checkVisibility());
    return [new Set(looks).size, whys.length];
})"""


@pytest.fixture
def sides(collection: Any, shipped: Bank, tmp_path: Path) -> tuple[str, list[str], list[str]]:
    """The style, all fronts and all backs of the shipped decks in the real Anki."""
    (artifact,) = mesoquiz.export("apkg", shipped)
    import_package(collection, artifact.content, tmp_path)
    cards = rendered(collection)
    return style(collection), [card.front for card in cards], [card.back for card in cards]


@pytest.fixture
def screen(browser: Any, sides: tuple[str, list[str], list[str]]) -> Iterator[Any]:
    """A page with the style of the cards."""
    made = browser.new_page()
    made.set_content(f"<!DOCTYPE html><style>{sides[0]}</style><body class=card></body>")
    yield made
    made.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_no_card_is_wider_than_the_screen(screen: Any, sides: tuple[str, list[str], list[str]], width: int) -> None:
    screen.set_viewport_size({"width": width, "height": 740})
    found = screen.evaluate(WIDTHS, [*sides[1], *sides[2]])
    assert set(found) == {width}


@pytest.mark.parametrize("classes", ["card", DARK], ids=["light", "dark"])
def test_all_text_of_the_cards_stands_out(screen: Any, sides: tuple[str, list[str], list[str]], classes: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5 to 1."""
    screen.evaluate("classes => document.body.className = classes", classes)
    found = screen.evaluate(CONTRASTS, [[*sides[1], *sides[2]], PARTS])
    assert {side["dark"] for side in found} == {classes == DARK}
    for part in PARTS:
        contrasts = [contrast for side in found for contrast in side["found"][part]]
        assert min(contrasts) >= 4.5, part


def test_no_front_gives_the_answer_away(screen: Any, sides: tuple[str, list[str], list[str]]) -> None:
    found = screen.evaluate(HINTS, sides[1])
    assert {looks for looks, _ in found} == {0, 1}, "all options of a choice look the same"
    assert {whys for _, whys in found} == {0}
