"""Pools: of many options some are shown, and all that is printed, marked and told follows what was shown."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from commands import run
from exam_plans import sealed
from hypothesis import assume, given
from hypothesis import strategies as st
from printouts import sheets
from rendering import write_decks

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.manifest import Unusable, dump
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.exams.reprints import restore
from mesoquiz.exams.scoring import Scoring
from mesoquiz.languages import LANGUAGES
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.note import Note
from mesoquiz.questions import kinds
from mesoquiz.reading.nodes import Scalar
from mesoquiz.reading.places import Where

QA, LIST = kinds().kinds["qa"], kinds().kinds["list"]
VOWELS: dict[str, Any] = {
    "id": "voyelles",
    "question": "Lesquelles sont des voyelles ?",
    "answers": ["a", "e", "i", "o", "u", "y"],
    "distractors": ["b", "c", "d", "f", "g", "h"],
    "draw": 5,
}


def bank_of(*notes: Note) -> Bank:
    return Bank(collection=Collection(id="c", title="t"), decks=(Deck(name="Peau", notes=notes),))


def several(id: str, right: int, wrong: int, **told: Any) -> Note:
    """A list with so many answers and distractors; each text says whether it is right."""
    answers = tuple(Option(text=f"juste {place}", must=place == 0) for place in range(right))
    distractors = tuple(Option(text=f"faux {place}", never=place == 0) for place in range(wrong))
    return LIST(id=id, question="Lesquels ?", answers=answers, distractors=distractors, **told)


def one(id: str, wrong: int, **told: Any) -> Note:
    distractors = tuple(Option(text=f"faux {place}") for place in range(wrong))
    return QA(id=id, question="Lequel ?", answer=Option(text="juste"), distractors=distractors, **told)


def asked_of(note: Note) -> Choose:
    (choose, _) = note.asks(LANGUAGES["fr"])
    assert isinstance(choose, Choose)
    return choose


numbers = st.one_of(st.none(), st.integers(1, 6))


@st.composite
def pools(draw: st.DrawFn) -> Note:
    """A sound card with a pool."""
    id = str(draw(st.integers(0, 99)))
    count = draw(st.integers(2, 6))
    if draw(st.booleans()):
        return one(id, draw(st.integers(count, 8)), draw=Draw(count=count))
    told = {"draw": Draw(count=count, least=draw(numbers), most=draw(numbers)), "expected": draw(numbers)}
    made = several(id, draw(st.integers(1, 7)), draw(st.integers(1, 7)), **told)
    assume(not list(made.check(Where(Scalar("", True, NOWHERE, NOWHERE), ""))))
    return made


NOWHERE: Any = type("Mark", (), {"line": 0, "column": 0})()
banks = st.lists(pools(), min_size=1, max_size=5, unique_by=lambda note: note.id).map(lambda notes: bank_of(*notes))


def shown(item: Item) -> tuple[str, ...]:
    """The texts of the printed options, in their order."""
    assert isinstance(item.interaction, Choose)
    return tuple(item.interaction.options[index].text for index in item.order)


def printed(quiz: Quiz) -> list[list[tuple[str, tuple[str, ...], str]]]:
    return [[(item.note.id, shown(item), item.key) for item in form.items] for form in quiz.forms]


def asked_often(bank: Bank) -> list[Item]:
    """The only card of a bank in 600 exams."""
    return [mesoquiz.assemble(bank, seed=str(seed)).forms[0].items[0] for seed in range(600)]


@given(bank=banks, seed=st.text("ab1é", max_size=3))
def test_what_is_right_was_shown_and_as_many_as_the_bounds_allow(bank: Bank, seed: str) -> None:
    for form in mesoquiz.assemble(bank, seed=seed, forms=3).forms:
        for item in form.items:
            draw = item.note.draw  # type: ignore[attr-defined]
            texts = dict(zip(item.letters, shown(item), strict=True))
            right = [name for name, text in texts.items() if text.startswith("juste")]
            assert item.key == "".join(right)
            assert len(set(texts.values())) == len(texts) == draw.count < len(asked_of(item.note).options)
            if item.note.kind == "qa":
                assert len(right) == 1
                continue
            expected = item.note.expected or 1  # type: ignore[attr-defined]
            assert max(draw.least or 1, expected) <= len(right) <= (draw.most or draw.count)
            assert len(right) < draw.count or draw.most or draw.count in (draw.least, expected)


@given(bank=banks, seed=st.text("ab1é", max_size=3))
def test_the_manifest_prints_the_same_again(bank: Bank, seed: str) -> None:
    quiz = mesoquiz.assemble(bank, seed=seed, forms=2)
    again = restore(dump(quiz), bank)
    assert again == quiz
    # Also when all cards are gone.
    others = restore(dump(quiz), bank_of(one("autre", 3)))
    assert printed(others) == printed(quiz)
    assert dump(others) == dump(quiz)


@given(bank=banks, more=pools(), seed=st.text("ab1é", max_size=3))
def test_another_card_changes_no_draw(bank: Bank, more: Note, seed: str) -> None:
    assume(more.id not in {note.id for note in bank.notes})
    old = mesoquiz.assemble(bank, seed=seed, forms=2)
    new = mesoquiz.assemble(bank_of(more, *bank.notes), seed=seed, forms=2)
    for before, after in zip(old.forms, new.forms, strict=True):
        kept = {item.note.id: set(shown(item)) for item in after.items}
        assert all(kept[item.note.id] == set(shown(item)) for item in before.items)


@pytest.mark.parametrize(
    ("note", "numbers"),
    [
        (several("a", 6, 6, draw=Draw(count=5)), {1, 2, 3, 4}),
        (several("a", 6, 6, draw=Draw(count=5, least=2, most=3)), {2, 3}),
        (several("a", 6, 6, draw=Draw(count=5, most=5)), {1, 2, 3, 4, 5}),
        (several("a", 2, 6, draw=Draw(count=5)), {1, 2}),
        (several("a", 6, 2, draw=Draw(count=5)), {3, 4}),
        (several("a", 6, 6, draw=Draw(count=5), expected=3), {3}),
        (several("a", 6, 6, draw=Draw(count=5, most=4), expected=3), {3, 4}),
        (several("a", 6, 6, draw=Draw(count=5, most=5), expected=5), {5}),
    ],
)
def test_every_possible_number_of_right_options_comes_as_often(note: Note, numbers: set[int]) -> None:
    found = Counter(len(item.key) for item in asked_often(bank_of(note)))
    assert set(found) == numbers
    assert min(found.values()) > 0.7 * 600 / len(numbers)


def test_every_option_comes_as_often_as_the_others(tmp_path: Path) -> None:
    found = Counter(
        text for item in asked_often(mesoquiz.load(write_decks(tmp_path, [VOWELS]))) for text in shown(item)
    )
    # 2.5 of 6 on average, among the right ones and among the others.
    assert len(found) == 12
    assert all(200 < number < 300 for number in found.values())


def test_letters_of_one_answer_stay_balanced_with_pools() -> None:
    bank = bank_of(*(one(f"q{number}", 7, draw=Draw(count=4)) for number in range(40)))
    for form in mesoquiz.assemble(bank, seed="1", forms=3).forms:
        keys = "".join(item.key for item in form.items)
        assert re.search(r"(.)\1\1\1", keys) is None
        assert max(Counter(keys).values()) <= 16


def test_options_of_a_pool_keep_their_places_and_numbers_their_order() -> None:
    years = tuple(Option(text=str(year)) for year in (1958, 1930, 2003, 2010, 1987))
    note = QA(id="a", question="Quand ?", answer=Option(text="1952"), distractors=years, draw=Draw(count=4))
    last = Option(text="aucune de ces réponses")
    other = replace(several("b", 4, 0), distractors=(last, Option(text="faux")), draw=Draw(count=4))
    for form in mesoquiz.assemble(bank_of(note, other), seed="1", forms=20).forms:
        for item in form.items:
            texts = shown(item)
            assert texts == tuple(sorted(texts)) if item.note.id == "a" else last.text not in texts[:-1]


# What is printed


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exam of a card from a pool, in two forms; each option has its reason."""
    monkeypatch.chdir(tmp_path)
    options = {
        key: [{"text": f"option-{text}", "why": f"raison-{text}"} for text in VOWELS[key]]
        for key in ("answers", "distractors")
    }
    write_decks(tmp_path / "decks", [VOWELS | options])
    assert run("quiz", "decks", "-o", "exam", "--forms", "2", "--seed", "3", "--pdf").exit_code == 0
    return tmp_path


def told(text: str, word: str) -> list[str]:
    return sorted(set(re.findall(rf"{word}-([a-z])\b", text)))


def test_paper_key_explanations_and_manifest_have_one_draw(exam: Path) -> None:
    manifest = json.loads((exam / "exam" / "manifest.json").read_text(encoding="utf-8"))
    names = {f"key-{place}": text for place, text in enumerate(VOWELS["answers"], 1)}
    names |= {f"distractor-{place}": text for place, text in enumerate(VOWELS["distractors"], 1)}
    draws = []
    for form in manifest["forms"]:
        (entry,) = form["sections"][0]["items"]
        draws.append(sorted(names[name] for name in entry["options"].values()))
        right = sorted(names[entry["options"][letter]] for letter in entry["key"])
        name = form["form"]
        paper, key, explained = (
            (exam / "exam" / f"{role}-{name}.html").read_text("utf-8") for role in ("quiz", "key", "explained")
        )
        assert told(paper, "option") == told(explained, "option") == told(explained, "raison") == draws[-1]
        assert told(paper, "raison") == told(key, "raison") == []
        assert entry["key"] in key
        assert told("".join(re.findall(r'<li class="right">.*?</li>', explained, re.DOTALL)), "option") == right
        assert entry["drawn_from"] == 12
    assert draws[0] == draws[1], "no form is harder than another"
    text = "".join(sheet.text for sheet in sheets((exam / "exam" / "exam.pdf").read_bytes()))
    assert told(re.sub(r"(option-[a-z])", r"\1 ", text), "option") == draws[0]


def test_an_exam_is_printed_again_when_its_pool_has_changed(exam: Path) -> None:
    before = (exam / "exam" / "quiz-B.html").read_bytes()
    write_decks(exam / "decks", [VOWELS | {"answers": ["z", "y", "a"], "draw": 4}])
    shutil.copy(exam / "exam" / "manifest.json", "old.json")
    done = run("quiz", "decks", "--from", "old.json", "-o", "again")
    assert "the options" in done.stdout + done.stderr
    assert "how many options are shown" in done.stdout + done.stderr
    assert (exam / "again" / "quiz-B.html").read_bytes() == before


def test_a_reprint_with_the_texts_of_today_keeps_the_draw(exam: Path) -> None:
    old = (exam / "exam" / "quiz-A.html").read_text(encoding="utf-8")
    cards = {key: [f"autre-{text}" for text in VOWELS[key]] for key in ("answers", "distractors")}
    write_decks(exam / "decks", [VOWELS | cards])
    assert run("quiz", "decks", "--from", "exam/manifest.json", "--current", "-o", "again").exit_code == 0
    new = (exam / "again" / "quiz-A.html").read_text(encoding="utf-8")
    assert told(new, "autre") == told(old, "option")


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("wrong", ["fewer", "unknown", "twice", "none right", "more than there are"])
def test_a_draw_that_was_changed_by_hand_is_refused(wrong: str, place: int) -> None:
    bank = bank_of(several("a", 6, 6, draw=Draw(count=5)))
    made = json.loads(dump(mesoquiz.assemble(bank, seed="1", forms=2)))
    (entry,) = made["forms"][place]["sections"][0]["items"]
    if wrong == "fewer":
        del entry["options"]["E"]
        entry["key"] = entry["key"].replace("E", "")
    elif wrong == "unknown":
        entry["options"]["A"] = "key-9"
    elif wrong == "twice":
        entry["options"]["A"] = entry["options"]["B"]
    elif wrong == "none right":
        entry |= {"options": {"ABCDE"[n]: f"distractor-{n + 1}" for n in range(5)}, "key": ""}
    else:
        entry["drawn_from"] = 4
    with pytest.raises(Unusable):
        restore(sealed(made), bank)


def test_the_record_of_a_card_without_a_pool_is_what_it_was() -> None:
    """Else every exam that was ever printed would be told to have changed."""
    assert "draw" not in dump(mesoquiz.assemble(bank_of(several("a", 3, 2), one("b", 3)), seed="1"))


def test_marks_and_instructions_follow_what_is_shown() -> None:
    bank = bank_of(several("a", 6, 6, draw=Draw(count=5)))
    scoring = Scoring(rule="discordance")
    for item in asked_often(bank)[:40]:
        assert isinstance(item.interaction, Choose)
        keys = item.interaction.keys
        assert scoring.mark(item.interaction, keys) == 1
        spared = [index for index in keys if not item.interaction.options[index].must]
        if len(keys) > 1 and spared:
            assert scoring.mark(item.interaction, keys - {spared[0]}) == Fraction(1, 2)


def test_what_is_indispensable_is_in_every_exam() -> None:
    """Who does not know it has failed the question: it is none without it."""
    answers = tuple(Option(text=f"juste {place}", must=place > 3) for place in range(6))
    note = replace(several("a", 6, 6, draw=Draw(count=5)), answers=answers)  # type: ignore[call-arg]
    found = [{text for text in shown(item) if text.startswith("juste")} for item in asked_often(bank_of(note))]
    assert all(texts >= {"juste 4", "juste 5"} for texts in found)
    assert {len(texts) for texts in found} == {2, 3, 4}
    # The author's bounds hold first.
    note = replace(note, draw=Draw(count=5, least=1, most=1))  # type: ignore[call-arg]
    found = [set(shown(item)) for item in asked_often(bank_of(note))]
    assert all(len(texts & {"juste 4", "juste 5"}) == 1 for texts in found)


def test_the_forms_of_an_exam_show_the_same_options_in_other_orders() -> None:
    forms = mesoquiz.assemble(bank_of(several("a", 6, 6, draw=Draw(count=5))), seed="1", forms=6).forms
    assert len({frozenset(shown(form.items[0])) for form in forms}) == 1
    assert len({shown(form.items[0]) for form in forms}) > 1


# Sections of blueprints


def plan(*sections: SectionPlan, **told: Any) -> Blueprint:
    return Blueprint(title="t", sections=sections, **{"seed": "1"} | told)


def test_a_section_draws_from_larger_choices_and_the_draw_of_a_card_wins() -> None:
    cards = (
        one("large", 7),
        one("own", 7, draw=Draw(count=3)),
        one("small", 2),
        several("list", 6, 6),
        kinds().kinds["truefalse"](id="judged", statement="?", answer=True),
        one("open", 0),
    )
    section = SectionPlan(count=6, draw=Draw(count=4))
    quizzes = [assemble_blueprint(bank_of(*cards), plan(section, seed=str(seed))) for seed in range(30)]
    for quiz in quizzes:
        (form,) = quiz.forms
        found = {item.note.id: len(item.order) for item in form.items}
        assert found == {"large": 4, "own": 3, "small": 3, "list": 4, "judged": 2, "open": 0}
        assert restore(dump(quiz), bank_of(*cards)) == quiz, "no card is told to have changed"
    items = [item for quiz in quizzes for item in quiz.forms[0].items if item.note.id == "list"]
    assert {len(item.key) for item in items} == {1, 2, 3}


def test_the_bounds_of_a_section_hold_for_choices_of_several() -> None:
    cards = (several("a", 6, 6), one("b", 7), several("c", 1, 7))
    section = SectionPlan(count=2, draw=Draw(count=5, least=2, most=3))
    quizzes = [assemble_blueprint(bank_of(*cards), plan(section, seed=str(seed))) for seed in range(20)]
    items = [item for quiz in quizzes for item in quiz.forms[0].items]
    assert {item.note.id for item in items} == {"a", "b"}, "a list of one answer cannot have two"
    assert {len(item.key) for item in items if item.note.id == "a"} == {2, 3}
    with pytest.raises(Unmet, match="3 questions"):
        assemble_blueprint(bank_of(*cards), plan(replace(section, count=3)))


def test_options_of_a_section_are_those_that_are_shown() -> None:
    cards = (one("large", 7), one("own", 7, draw=Draw(count=5)), one("four", 3))
    [form] = assemble_blueprint(bank_of(*cards), plan(SectionPlan(count=1, options=(5,)))).forms
    assert [item.note.id for item in form.items] == ["own"]
    section = SectionPlan(count=2, options=(4,), draw=Draw(count=4))
    [form] = assemble_blueprint(bank_of(*cards), plan(section)).forms
    assert {item.note.id for item in form.items} == {"large", "four"}


def test_a_section_leaves_a_choice_whole_that_speaks_of_all_its_options() -> None:
    """“Toutes ces réponses” is wrong of all twelve, and could be right of five."""
    card = several("a", 6, 6)
    card = replace(card, distractors=(*card.distractors, Option(text="toutes ces réponses")))  # type: ignore[attr-defined,call-arg]
    [form] = assemble_blueprint(bank_of(card), plan(SectionPlan(count=1, draw=Draw(count=5)))).forms
    assert len(form.items[0].order) == 13
