"""What holds for exams of every format at once: cases, pools, stated numbers, concordance, zones, gaps and the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from formats import Card, Plan, bank_of, cards, cases, lettered, pages, plain, plans, questions, right, words
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import blank_png
from printouts import sheets

import mesoquiz
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.exams.reprints import restore
from mesoquiz.notes.bank import Deck
from mesoquiz.notes.interactions import Arrange, Choose, Pair, Recall


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the picture of the cards lies."""
    made = tmp_path_factory.mktemp("decks")
    (made / "peau.png").write_bytes(blank_png(200, 200))
    return made


def printed(quiz: Quiz) -> Iterator[tuple[str, list[tuple[Item, Card]]]]:
    """Yield the name of each form with its items and what the manifest says of them."""
    for form, told in zip(quiz.forms, json.loads(dump(quiz))["forms"], strict=True):
        entries = [entry for section in told["sections"] for entry in section["items"]]
        yield form.name, list(zip(form.items, entries, strict=True))


def card_of(item: Item, plan: Plan) -> Card:
    return next(card for group in plan.groups for card in group if card["id"] == item.note.id)


@given(plan=plans())
def test_a_case_is_whole_and_in_order_on_every_form(plan: Plan, folder: Path) -> None:
    """Also on the pages: each step has been told what came before it, and nothing that comes later."""
    steps = {group[0]["case"]: group for group in plan.groups if "case" in group[0]}
    quiz = plan.quiz(folder)
    made = pages(quiz)
    for form in quiz.forms:
        ids = [item.note.id for item in form.items]
        drawn = list(dict.fromkeys(item.note.case for item in form.items if item.note.case))
        assert len(drawn) == sum(part.size for part in plan.blueprint.sections if part.ask == "case")
        for case in drawn:
            listed = [card["id"] for card in steps[case]]
            start = ids.index(listed[0])
            assert ids[start : start + len(listed)] == listed
            for role in ("quiz", "explained"):
                shown = questions(made[f"{role}-{form.name}.html"])[start : start + len(listed)]
                told: list[str] = []
                for card, question in zip(steps[case], shown, strict=True):
                    new = words(" ".join(str(card.get(key, "")) for key in ("context", "more")), "dit")
                    told += new
                    found = words(question, "dit")
                    assert found == (told if found[: len(told)] == told else new)


@given(plan=plans())
def test_forms_hold_the_same_items_for_the_same_points(plan: Plan, folder: Path) -> None:
    quiz = plan.quiz(folder)
    first, *others = (
        [{item.note.id: (item.points, item.whole, len(item.order)) for item in part.items} for part in form.sections]
        for form in quiz.forms
    )
    assert all(other == first for other in others)
    assert len(quiz.forms) == plan.blueprint.forms


@given(plan=plans())
def test_a_draw_leaves_something_wrong_to_tick(plan: Plan, folder: Path) -> None:
    """Unless the author wants otherwise: `draw: {count: 3, most: 3}`."""
    for form in plan.quiz(folder).forms:
        for item in form.items:
            if item.pool and isinstance(item.interaction, Choose):
                written = card_of(item, plan).get("draw")
                bounds = {written.get("least"), written.get("most")} if isinstance(written, dict) else set()
                shown = len(item.order)
                assert len(item.key) < shown or shown in bounds


@given(plan=plans())
def test_what_is_marked_right_was_shown(plan: Plan, folder: Path) -> None:
    """Read from the pages alone, under every option: letters of the key are those of right options on the paper."""
    quiz = plan.quiz(folder)
    made = pages(quiz)
    for name, items in printed(quiz):
        papers, solved = (questions(made[f"{role}-{name}.html"]) for role in ("quiz", "explained"))
        key = plain(made[f"key-{name}.html"])
        rows = re.findall(
            r"<li(?: class=\"half\")?><span class=\"number\">.*?</li>", made[f"sheet-{name}.html"], re.DOTALL
        )
        assert len(papers) == len(solved) == len(rows) == len(items)
        for number, ((item, entry), paper, explained) in enumerate(zip(items, papers, solved, strict=True), 1):
            if isinstance(item.interaction, Choose):
                assert re.findall(r"</span>([A-Z]+)</span>", rows[number - 1]) == [*lettered(paper)]
                check_letters(lettered(paper), entry, explained, right_words(item, card_of(item, plan)))
                assert re.search(rf" {number} {told(item)} / ", key)
            else:
                check_written(item, paper, explained, key)


def told(item: Item) -> str:
    """The letters of a key; of more right ones than students are to tick, how many of them will do."""
    expected = getattr(item.interaction, "expected", None)
    if not expected or expected >= len(item.key):
        return str(item.key)
    return f"{expected} (?:parmi|of) {', '.join(item.key)}"


def right_words(item: Item, card: Card) -> set[str]:
    """What is right of all that a choice may show, as its author has it."""
    if "panel" in card:
        signs = ["−2", "−1", "0", "+1", "+2"]
        return {sign for sign, number in zip(signs, card["panel"], strict=True) if number == max(card["panel"])}
    if "statement" in card:
        return {"Vrai", "True"} if card["answer"] else {"Faux", "False"}
    return set(words(json.dumps(card), "ok"))


def check_letters(shown: dict[str, str], entry: Card, explained: str, wanted: set[str]) -> None:
    """The paper, the manifest and the explained key agree on what is right."""
    letters = {letter for letter, text in shown.items() if text.split()[0] in wanted}
    assert "".join(sorted(letters)) == entry["key"] != ""
    marked = re.findall(r'<li class="right">.*?<span class="letter">([A-Z]+)</span>', explained, re.DOTALL)
    assert "".join(marked) == entry["key"]
    assert lettered(explained).keys() == shown.keys() == entry["options"].keys()


def check_written(item: Item, paper: str, explained: str, key: str) -> None:
    """What is not chosen is right on the keys; only what is to be ordered or matched is on the paper."""
    number = item.note.id[1:]
    found = words(explained, "ok")
    assert found
    assert set(words(key, "ok")) >= ({*found} if not isinstance(item.interaction, Arrange | Pair) else set())
    if isinstance(item.interaction, Arrange):
        places = " – ".join(str(int(word.partition("n")[2]) + 1) for word in words(paper, "ok"))
        assert f"{places} (" in key
        assert found == right(int(number), len(found))
    elif isinstance(item.interaction, Pair):
        right_sides = lettered(paper)
        rows = re.findall(r'<tr>.*?gauche(ok\w+)</th><td class="letter">(\w+)</td>', explained, re.DOTALL)
        left_over = set(right_sides.values()) - {text for text, _ in rows}
        assert left_over == set(item.interaction.others)
        for letter, text in right_sides.items():
            assert (f"<strong>{letter}</strong> {text}" in explained) == (text in left_over)
        assert all(right_sides[letter] == text for text, letter in rows)
        assert " – ".join(f"{place} {letter}" for place, (_, letter) in enumerate(rows, 1)) in key
    else:
        assert not words(paper, "ok")


@given(plan=plans())
def test_the_draw_of_a_pool_is_the_same_on_paper_key_and_manifest(plan: Plan, folder: Path) -> None:
    quiz = plan.quiz(folder)
    made = pages(quiz)
    for name, items in printed(quiz):
        papers, solved = (questions(made[f"{role}-{name}.html"]) for role in ("quiz", "explained"))
        for (item, entry), paper, explained in zip(items, papers, solved, strict=True):
            card = card_of(item, plan)
            if not isinstance(item.interaction, Choose) or "distractors" not in card:
                continue
            shown = lettered(paper)
            assert [text.split()[0] for text in lettered(explained).values()] == list(shown.values())
            assert shown == {letter: named(option, card) for letter, option in entry["options"].items()}
            assert len(set(shown.values())) == len(shown)
            check_bounds(card, [text.startswith("ok") for text in shown.values()], plan)


def named(option: str, card: Card) -> str:
    """The word of an option that the manifest calls `key-2`: counted as they are written, or listed in their order."""
    kind, _, place = option.partition("-")
    is_apart = kind == "key" and "shuffle" not in card
    of = [card.get("answer"), card.get("answers")] if is_apart else card["distractors"]
    return words(json.dumps(of), "ok" if kind == "key" else "no")[int(place) - 1]


def check_bounds(card: Card, is_right: list[bool], plan: Plan) -> None:
    """As many options are shown, and as many of them right, as the card says."""
    told: Any = card.get("draw", {})
    pool = told if isinstance(told, dict) else {"count": told}
    if pool:
        assert len(is_right) == pool["count"]
    elif all(part.draw is None for part in plan.blueprint.sections):
        options = words(json.dumps([card.get("answers"), card.get("answer"), card["distractors"]]), "ok", "no")
        assert len(is_right) == len(set(options))
    least = max(pool.get("least", 1), card.get("expected", 1))
    assert least <= sum(is_right) <= pool.get("most", len(is_right))


@given(plan=plans())
@settings(max_examples=25)
def test_the_same_seed_gives_the_same_bytes(plan: Plan, folder: Path) -> None:
    """From decks that are read again, and from the manifest, though all cards are gone by now."""
    quiz = plan.quiz(folder)
    made = pages(quiz)
    assert made == pages(plan.quiz(folder))
    assert made == pages(restore(dump(quiz), quiz.bank))
    gone = replace(quiz.bank, decks=(Deck(name="Essai", notes=()),))
    assert made == pages(restore(dump(quiz), gone))


@given(plan=plans(), data=st.data())
def test_cards_that_are_added_and_not_drawn_change_nothing(plan: Plan, folder: Path, data: st.DataObject) -> None:
    """Neither a card nor a case, of any kind, wherever it is written: not a byte of what students and keys show."""
    quiz = plan.quiz(folder)
    more = data.draw(st.one_of(cards(90).map(lambda card: [card]), cases(90)), label="more")
    place = data.draw(st.integers(0, len(plan.groups)), label="place")
    grown = bank_of([*plan.groups[:place], more, *plan.groups[place:]], folder)
    try:
        new = assemble_blueprint(grown, plan.blueprint)
    except Unmet:
        return
    drawn = {item.note.id for item in new.forms[0].items}
    if drawn.isdisjoint(card["id"] for card in more):
        assert pages(new) == pages(quiz)
        return
    # What else was drawn keeps its order where nothing but hashes orders it: cases, and what has no letter.
    for before, after in zip(quiz.forms, new.forms, strict=True):
        ids = [item.note.id for item in before.items if not is_judged(item)]
        kept = [item.note.id for item in after.items if item.note.id in ids]
        assert kept == [id for id in ids if id in kept]


def is_judged(item: Item) -> bool:
    """Whether an item has one letter that cannot change, and may make room for another one."""
    return isinstance(item.interaction, Choose) and item.interaction.single and not item.note.case


@given(plan=plans())
def test_printed_points_add_up_to_the_total(plan: Plan, folder: Path) -> None:
    quiz = plan.quiz(folder)
    made = pages(quiz)
    wanted = sum(
        (
            Fraction(str(part.points)) if part.points else part.size * Fraction(str(part.each or 1))
            for part in plan.blueprint.sections
        ),
        Fraction(),
    )
    decimal = quiz.labels.decimal
    for name, items in printed(quiz):
        key = made[f"key-{name}.html"]
        total, *marks = (Fraction(said.replace(decimal, ".")) for said in re.findall(r"/(?:&nbsp;|\xa0)([\d.,]+)", key))
        by_steps = sum(has_steps(item, quiz) for item, _ in items)
        assert len(marks) + by_steps == len(items)
        assert total == wanted
        if not by_steps:
            assert sum(marks) == total
        kept = [Fraction(str(entry["points"])) for _, entry in items]
        assert sum(kept) == total
        # A part whose questions differ says it of each.
        for role in ("quiz", "explained"):
            for question, points in zip(questions(made[f"{role}-{name}.html"]), kept, strict=True):
                for said in re.findall(r'<p class="points">([\d.,]+)', question):
                    assert Fraction(said.replace(decimal, ".")) == points


def has_steps(item: Item, quiz: Quiz) -> bool:
    """Whether the key has boxes for the points of an item, in place of its mark."""
    return isinstance(item.interaction, Recall) and not item.interaction.listed and bool(quiz.scoring.steps)


@given(plan=plans())
@settings(max_examples=12)
def test_papers_and_keys_of_pdf_have_the_same_letters(plan: Plan, folder: Path) -> None:
    quiz = plan.quiz(folder)
    quiz = replace(quiz, forms=quiz.forms[:1])
    paper, key = (
        "".join(sheet.text for sheet in sheets(one.content))
        for one in mesoquiz.export("pdf", quiz, roles=("quiz", "key"))
    )
    for number, item in enumerate(quiz.forms[0].items, 1):
        if isinstance(item.interaction, Choose):
            assert re.search(f"{number}{told(item)}/".replace(" ", ""), key)
            for letter, index in zip(item.letters, item.order, strict=True):
                if word := words(item.interaction.options[index].text, "ok", "no"):
                    assert f"{letter}{word[0]}" in paper
