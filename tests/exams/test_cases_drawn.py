"""Exams with cases: each is whole and in its order, counted as one, and found among the quotas as one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from rendering import write_decks

import mesoquiz
from mesoquiz.decks.given import decoded
from mesoquiz.exams.blueprint import Blueprint, Quota, SectionPlan, Tags
from mesoquiz.exams.drawing.assembly import TooFew, Unmet, assemble_blueprint
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exams.reprints import restore
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.cases import telling
from mesoquiz.notes.interactions import Option
from mesoquiz.questions.qa import QuestionAnswer


def step(id: str, **keys: Any) -> QuestionAnswer:
    texts = [Option(text=f"{id} {letter}") for letter in "abcd"]
    return QuestionAnswer(id=id, question=f"{id} ?", answer=texts[0], distractors=tuple(texts[1:]), **keys)


def bank_of(*notes: QuestionAnswer) -> Bank:
    return Bank(collection=Collection(id="c", title="Cas"), decks=(Deck(name="Cas", notes=telling(notes)),))


def case(name: str, steps: int, **keys: Any) -> list[QuestionAnswer]:
    return [step(f"{name}-{number}", case=name, more=f"{name} {number}.", **keys) for number in range(1, steps + 1)]


def ids(quiz: Quiz, form: int = 0) -> list[str]:
    return [item.note.id for item in quiz.forms[form].items]


@st.composite
def planned(draw: st.DrawFn) -> tuple[Bank, Blueprint, dict[str, int]]:
    """A bank of cards and cases in any order, and a plan that it can meet."""
    sizes = {f"cas{number}": draw(st.integers(2, 5)) for number in range(draw(st.integers(1, 6)))}
    singles = [[step(f"seule-{number}")] for number in range(draw(st.integers(1, 6)))]
    notes = draw(st.permutations([*singles, *(case(name, size) for name, size in sizes.items())]))
    cases = SectionPlan(ask="case", count=draw(st.integers(1, len(sizes))), locked=draw(st.booleans()))
    alone = SectionPlan(count=draw(st.integers(1, len(singles))), order=draw(st.sampled_from(["shuffled", "fixed"])))
    parts = draw(st.permutations([cases, alone]))
    seed, forms = draw(st.text(min_size=1, max_size=5)), draw(st.integers(1, 3))
    bank = bank_of(*(note for group in notes for note in group))
    return bank, Blueprint(title="T", seed=seed or "s", forms=forms, sections=tuple(parts)), sizes


@given(made=planned())
def test_a_case_is_whole_and_in_order(made: tuple[Bank, Blueprint, dict[str, int]]) -> None:
    bank, blueprint, sizes = made
    quiz = assemble_blueprint(bank, blueprint)
    for form in quiz.forms:
        for part, section in zip(blueprint.sections, form.sections, strict=True):
            if part.ask != "case":
                assert not any(item.note.case for item in section.items)
                assert len(section.items) == part.count
                continue
            found = [item.note.id for item in section.items]
            drawn = list(dict.fromkeys(item.note.case for item in section.items))
            assert len(drawn) == part.count
            assert found == [f"{name}-{number}" for name in drawn for number in range(1, sizes[name] + 1)]
    assert {frozenset(item.note.id for item in form.items) for form in quiz.forms} == {frozenset(ids(quiz))}
    again = restore(dump(quiz), bank)
    assert [ids(again, number) for number in range(len(quiz.forms))] == [
        ids(quiz, number) for number in range(len(quiz.forms))
    ]
    assert [part.locked for part in again.forms[0].sections] == [part.locked for part in blueprint.sections]
    assert dump(again) == dump(quiz)


def test_a_case_brings_the_points_of_one_block() -> None:
    bank = bank_of(*case("un", 2), *case("deux", 4))
    quiz = assemble_blueprint(
        bank, Blueprint(title="T", seed="1", sections=(SectionPlan(ask="case", points=20, each=10),))
    )
    assert quiz.points == 20
    assert sorted(item.points for item in quiz.forms[0].items) == [2.5] * 4 + [5] * 2


def test_quotas_and_filters_see_a_case_as_one() -> None:
    bank = bank_of(
        step("un-1", case="un", tags=("peau",), difficulty=1),
        step("un-2", case="un", tags=("os",), difficulty=1),
        *case("deux", 3, tags=("os",), difficulty=1),
        step("trois-1", case="trois", tags=("peau",), difficulty=1),
        step("trois-2", case="trois", difficulty=3),
    )

    def drawn(**plan: Any) -> set[str]:
        part = SectionPlan(ask="case", **plan)
        quiz = assemble_blueprint(bank, Blueprint(title="T", seed="1", sections=(part,)))
        return {item.note.case for item in quiz.forms[0].items}

    assert drawn(count=2, tags=Tags(any=("peau",))) == {"un", "trois"}
    assert drawn(count=2, tags=Tags(all=("os",))) == {"un", "deux"}
    assert drawn(count=1, tags=Tags(none=("os",))) == {"trois"}
    assert drawn(count=2, difficulty=(1,)) == {"un", "deux"}
    assert drawn(count=2, quotas=(Quota(tag="peau", count=1), Quota(tag="os", count=2))) == {"un", "deux"}
    assert drawn(count=1, require=("trois-2",)) == {"trois"}
    assert drawn(count=2, exclude=("un-2",)) == {"deux", "trois"}
    with pytest.raises(Unmet, match=r"needs 4 cases; 3 cases fit: 1 too few"):
        drawn(count=4)


def test_a_used_step_keeps_its_whole_case_out() -> None:
    bank = bank_of(*case("un", 2), *case("deux", 2))
    part = SectionPlan(ask="case", count=1)
    quiz = assemble_blueprint(bank, Blueprint(title="T", seed="1", sections=(part,)), frozenset(["un-2"]))
    assert ids(quiz) == ["deux-1", "deux-2"]


def test_without_a_blueprint_single_cards_are_drawn_and_cases_come_last() -> None:
    bank = bank_of(*case("un", 3), step("a"), step("b"))
    assert set(ids(mesoquiz.assemble(bank, count=2, seed="1"))) == {"a", "b"}
    assert ids(mesoquiz.assemble(bank, seed="1"))[2:] == ["un-1", "un-2", "un-3"]
    assert ids(mesoquiz.assemble(bank_of(*case("un", 3)), seed="1")) == ["un-1", "un-2", "un-3"]
    with pytest.raises(TooFew):
        mesoquiz.assemble(bank, count=3)


def test_a_retired_step_is_not_asked_and_what_it_told_still_is() -> None:
    first, second, third = case("un", 3)
    retired = QuestionAnswer(
        **{key: getattr(second, key) for key in ("id", "question", "answer", "case", "more")}, retired=True
    )
    quiz = mesoquiz.assemble(bank_of(first, retired, third), seed="1")
    assert ids(quiz) == ["un-1", "un-3"]
    (paper,) = (one.content.decode() for one in mesoquiz.export("html", quiz) if one.name == "quiz-A.html")
    assert paper.index("un 1.") < paper.index("un 2.") < paper.index("un 3.")


def test_a_bank_of_tags_keeps_cases_whole(tmp_path: Path) -> None:
    cards = [
        {"id": "un-1", "case": "un", "context": "Il tousse.", "question": "Un ?", "answer": "1", "tags": ["peau"]},
        {"id": "un-2", "case": "un", "more": "Il dort.", "question": "Deux ?", "answer": "2", "tags": ["os"]},
        {"id": "seule", "question": "Trois ?", "answer": "3", "tags": ["os"]},
        {"id": "autre", "question": "Quatre ?", "answer": "4", "tags": ["main"]},
    ]
    bank = mesoquiz.load(write_decks(tmp_path, cards))
    assert [note.id for note in bank.tagged(("os",)).notes] == ["un-1", "un-2", "seule"]
    assert bank.notes[1].background == "Il tousse.\n\nIl dort."


def test_cards_made_in_python_make_a_case() -> None:
    bank = bank_of(*case("un", 1))
    assert [one.code for one in decoded(bank).diagnostics] == ["case-first-step", "case-of-one-step"]
    sound = bank_of(step("un-1", case="un", context="Il tousse."), step("un-2", case="un", more="Il dort."))
    assert not decoded(sound).diagnostics
    assert decoded(sound).notes[1].background == "Il tousse.\n\nIl dort."


def test_the_command_draws_cases_where_there_is_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_decks(
        Path("decks"),
        [
            {"id": "un-1", "case": "un", "context": "Il tousse.", "question": "Un ?", "answer": "1"},
            {"id": "un-2", "case": "un", "question": "Deux ?", "answer": "2"},
        ],
    )
    assert run("quiz", "decks").exit_code == 0
    made = json.loads(Path("quiz/manifest.json").read_text(encoding="utf-8"))
    assert [entry["id"] for part in made["forms"][0]["sections"] for entry in part["items"]] == ["un-1", "un-2"]


def test_a_blueprint_is_begun_with_cases_where_there_is_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    steps = [{"id": f"un-{number}", "case": "un", "question": f"{number} ?", "answer": "oui"} for number in (1, 2)]
    write_decks(Path("decks"), steps)
    made = run("new", "blueprint", "--title", "Partiel")
    assert made.stdout.splitlines()[0].endswith("blueprint: 1 case")
    done = run("quiz", "-b", "decks/blueprints/partiel.yaml")
    assert done.exit_code == 0, done.stderr
    assert run("list").stdout.splitlines()[-5] == "cases       un 2"


def test_cases_and_questions_are_counted_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    steps = [{"id": f"un-{number}", "case": "un", "question": f"{number} ?", "answer": "oui"} for number in (1, 2)]
    write_decks(Path("decks"), [*steps, {"id": "seule", "question": "Quoi ?", "answer": "rien"}])
    done = run("new", "blueprint", "--title", "Partiel", "-n", "2")
    assert "2 questions are wanted, and there is 1 card" in done.stderr
    assert run("new", "blueprint", "--title", "Partiel").stdout.splitlines()[0].endswith("blueprint: 1 question")


@pytest.mark.parametrize("ask", ["any", "choice", "single"])
@pytest.mark.parametrize(
    ("name", "what"), [("genou", "is a case"), ("genou-2", "is a step of the case `genou`")], ids=["a case", "a step"]
)
def test_whatever_a_section_asks_it_says_where_cases_are_asked(ask: Any, name: str, what: str) -> None:
    bank = bank_of(*case("genou", 3), step("seule"))
    plan = Blueprint(title="T", seed="s", sections=(SectionPlan(count=1, ask=ask, require=(name,)),))
    with pytest.raises(Unmet) as found:
        assemble_blueprint(bank, plan)
    assert str(found.value) == f"`{name}` is required here and {what}: cases are asked by a section with `ask: case`"


def test_the_point_of_a_case_is_shared_in_hundredths_that_add_up() -> None:
    plan = Blueprint(title="T", seed="s", sections=(SectionPlan(ask="case", count=1),))
    quiz = assemble_blueprint(bank_of(*case("genou", 3)), plan)
    assert [item.points for item in quiz.forms[0].items] == [0.34, 0.33, 0.33]


def test_of_hundreds_of_questions_the_quota_that_cannot_be_met_is_named() -> None:
    notes = [step(f"n{number}", tags=("os",) if number == 0 else ()) for number in range(300)]
    part = SectionPlan(count=300, quotas=(Quota(tag="os", least=2),))
    with pytest.raises(Unmet, match=r"^the quota of the tag `os` of section 1 needs 2; 1 card fits: 1 too few$"):
        assemble_blueprint(bank_of(*notes), Blueprint(title="T", seed="s", sections=(part,)))


def test_a_quota_of_a_tag_that_no_card_has_is_said_to_be_unknown() -> None:
    part = SectionPlan(count=1, quotas=(Quota(tag="nerf", least=1),))
    with pytest.raises(Unmet, match=r"^no card has the tag `nerf`$"):
        assemble_blueprint(bank_of(step("a")), Blueprint(title="T", seed="s", sections=(part,)))


def test_in_a_fixed_order_cases_come_as_they_begin_in_the_deck() -> None:
    (a, *rest), others = case("avant", 2), case("apres", 2)
    plan = Blueprint(title="T", seed="s", sections=(SectionPlan(ask="case", count=2, order="fixed"),))
    asked = ids(assemble_blueprint(bank_of(a, *others, *rest), plan))
    assert asked == ["avant-1", "avant-2", "apres-1", "apres-2"]
