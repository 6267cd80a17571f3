"""The pages of a quiz as Chromium shows and prints them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from browsing import Opened, Pages, asked, ids, remarks, solved, stem
from printouts import compact
from rendering import (
    Card,
    as_read,
    bare,
    draw,
    gaps,
    lines,
    option_text,
    options,
    right_texts,
    sources,
    whys,
    written,
    wrong_texts,
)

from mesoquiz.notes.bank import Bank

DECKS = Path(__file__).parents[3] / "decks"
CARDS = {card["id"]: card for _, card in written(DECKS)}
TABLES = ("key-A", "key-B", "all/key-A", "sheet-A", "sheet-B", "all/sheet-A")
"""The pages that show letters alone."""
HEADINGS_IN_ORDER = ("quiz", "explained", "key", "sheet")
MARGIN = 72
"""Where the text of the questions begins, in points; their numbers stand left of it."""
SAME_LINE = 4
"""How far apart, in points, the feet of a number and of its question may be."""


def unquoted(text: str) -> str:
    """A text without guillemets, which the style sheet puts round quotations."""
    return re.sub("[«»]", "", text)


def flagged(card: Card) -> dict[str, str]:
    """The options of a card -> the same on an explained key, with what the choice of one alone decides."""
    flags = {"must": "(indispensable)", "never": "(inacceptable)"}
    return {
        bare(option["text"]): bare(option["text"] + said)
        for option in options(card)
        for key, said in flags.items()
        if isinstance(option, dict) and option.get(key) == "true"
    }


def pictures(card: Card, *, explained: bool) -> list[str]:
    """What is said of the pictures of a card: of its own, and of those in its explanations."""
    own = [card["image"]["alt"]] if "image" in card else []
    told = "\n".join(card.get(key, "") for key in ("why", "beyond", "caution")) if explained else ""
    return own + re.findall(r"!\[(.*?)\]", told)


# The shipped decks.


def test_a_page_needs_nothing_but_itself(paper: Opened, folder: Path) -> None:
    assert paper.requests == [(folder / f"{paper.name}.html").as_uri()]
    assert paper.messages == []
    assert paper.intruders == []
    cards = [CARDS[question["id"]] for question in paper.questions]
    explained = paper.role == "explained"
    assert paper.pictures == [said for card in cards for said in pictures(card, explained=explained)]


def test_a_page_says_what_it_is(paper: Opened, shipped: Bank) -> None:
    assert paper.title == f"{shipped.collection.title} – {paper.heading}"
    assert paper.lang == "fr"


def test_a_page_fits_on_a_phone(paper: Opened) -> None:
    assert paper.width == 360


def test_each_question_is_printed_once(paper: Opened) -> None:
    text = "".join(paper.pages)
    assert [question["number"] for question in paper.questions] == [str(n + 1) for n in range(len(paper.questions))]
    # A question may be a part of another one.
    all_asked = [asked(question) for question in paper.questions]
    assert len({*all_asked}) == len(all_asked)
    for question in paper.questions:
        printed = asked(question)
        assert text.count(printed) == sum(other.count(printed) for other in all_asked), question["id"]
        # Before a text with gaps is what to do with it.
        printed = "Complétezletexte." if question["gaps"] else printed
        beside = [text for text in beside_number(paper, question["number"]) if printed.startswith(text)]
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
        assert (compact(f"{shipped.collection.title} · {paper.heading}") in text) == (number > 1)
        assert text.count(compact(shipped.collection.title)) >= 1
        assert compact(f"{paper.heading} – n°") in text
        assert compact(f"{number} / {len(paper.pages)}") in text
        assert ("Nom:" in text) == (paper.role == "quiz")


def test_questions_read_as_they_were_written(paper: Opened) -> None:
    assert len({question["id"] for question in paper.questions}) == len(paper.questions)
    for question in paper.questions:
        card = CARDS[question["id"]]
        wanted = stem(card, as_read, with_answers=paper.role == "explained")
        assert bare(question["stem"]) == bare(wanted), question["id"]
        is_choice = wrong_texts(card) and "pairs" not in card
        options = [bare(text) for text in (*right_texts(card), *wrong_texts(card)) if is_choice]
        flags = flagged(card) if paper.role == "explained" else {}
        shown = Counter(bare(lines(text)[0]) for text in question["options"])
        wanted = Counter(flags.get(text, text) for text in options)
        if "draw" in card:
            # Of a pool, some are drawn.
            assert shown <= wanted, card["id"]
            assert shown.total() == draw(card)[0], card["id"]
        else:
            assert shown == wanted, card["id"]


def test_a_page_hides_nothing(paper: Opened) -> None:
    assert [question["id"] for question in paper.questions if question["hidden"]] == []


def test_quiz_leaves_room_for_the_answer(opened: Pages) -> None:
    for question in opened["all/quiz-A"].questions:
        card = CARDS[question["id"]]
        assert question["gaps"] == (len(gaps(card)[0]) if "cloze" in card else 0), question["id"]
        if "sequence" in card or "pairs" in card:
            assert (question["lines"], question["places"]) == (0, len(card.get("sequence") or card["pairs"]))
        elif {"cloze", "zones"} & card.keys() or wrong_texts(card):
            assert question["lines"] == 0, question["id"]
        elif "answers" in card or "masks" in card:
            assert question["lines"] == len(card.get("answers") or card["masks"]), question["id"]
        else:
            assert question["lines"] >= 1, question["id"]
        assert [question[told] for told in ("answer", "remarks", "whys", "right", "crosses")] == [[]] * 5


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_a_page_like_the_others(opened: Pages, name: str, shipped: Bank) -> None:
    table = opened[name]
    assert (table.messages, table.intruders, len(table.requests)) == ([], [], 1)
    # Where a cross is right is shown.
    cards = [CARDS[id] for id in ids(opened.folder / f"{name}.html") if "zones" in CARDS[id] and table.role == "key"]
    assert table.pictures == [card["image"]["alt"] for card in cards]
    assert (table.title, table.width) == (f"{shipped.collection.title} – {table.heading}", 360)
    for number, text in enumerate(table.pages, 1):
        assert (compact(f"{shipped.collection.title} · {table.heading}") in text) == (number > 1)
        assert compact(f"{number} / {len(table.pages)}") in text


def test_the_key_has_a_short_answer_where_there_are_no_letters(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "all" / "key-A.html").as_uri())
    rows = page.evaluate("""() => [...document.querySelectorAll(
        ".short-answers:not(.flagged, .shares) tbody tr")].map(
        row => [row.cells[0].innerText, [...row.cells[1].children].filter(line => line.matches("div")).map(
            line => line.innerText)])""")
    page.close()
    manifest = json.loads((folder / "all" / "manifest.json").read_text())
    all_items = [item for section in manifest["forms"][0]["sections"] for item in section["items"]]
    items = {str(item["number"]): CARDS[item["id"]] for item in all_items if "key" not in item}
    assert [number for number, _ in rows] == list(items)
    for number, answers in rows:
        card = items[number]
        wanted = solved(card) or right_texts(card)
        # Steps and pairs are told by their places.
        if "sequence" not in card and "pairs" not in card:
            is_numbered = ("cloze" in card or "masks" in card) and len(wanted) > 1
            numbers = [f"{n}." if is_numbered else "" for n in range(1, len(wanted) + 1)]
            texts = zip(numbers, wanted, strict=True)
            assert [bare(text) for text in answers] == [number + bare(text) for number, text in texts], card["id"]


def test_key_gives_answers_and_explanations(opened: Pages) -> None:
    for question in opened["all/explained-A"].questions:
        card = CARDS[question["id"]]
        assert sorted(map(bare, question["answer"])) == sorted(map(bare, solved(card))), question["id"]
        wanted = remarks(card, sources(DECKS), as_read)
        assert [bare(text) for text in question["remarks"]] == [bare(text) for text in wanted], question["id"]
        flags = flagged(card)
        shown = [bare(lines(text)[0]) for text in question["options"]]
        drawn = [one for one in options(card) if flags.get(bare(option_text(one)), bare(option_text(one))) in shown]
        told = whys({"answers": drawn or [""], "distractors": []}, "Hors des documents : ")
        assert sorted(map(bare, question["whys"])) == sorted(map(bare, told)), question["id"]


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
    if "draw" in card:
        count, least, most = draw(card)
        assert len(shown) == count
        assert least <= len(expected) <= most, card["id"]
    assert letters == f"{entry['number']} {''.join(expected) or '–'}"
    assert solution["letters"] == question["letters"]
    assert solution["right"] == solution["crosses"] == expected
    flags = flagged(card)
    assert [bare(lines(text)[0]) for text in solution["options"]] == [flags.get(text, text) for text in shown.values()]
    if expected:
        names = {f"key-{n}": text for n, text in enumerate(right, 1)}
        names |= {f"distractor-{n}": text for n, text in enumerate(wrong, 1)}
        assert entry["key"] == "".join(expected)
        assert {letter: names[name] for letter, name in entry["options"].items()} == shown
    else:
        assert "key" not in entry


def test_no_page_is_empty(paper: Opened) -> None:
    assert paper.places[str(len(paper.questions))][1] == len(paper.pages)
