"""Quizzes: what is drawn, in which order, and with which letters. The rest is in `whole/properties`."""

from __future__ import annotations

import pytest

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.quiz import Item
from mesoquiz.languages.french import LABELS
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import letter, option_order
from mesoquiz.questions import cloze, qa, truefalse


def bank_of(*notes: Note) -> Bank:
    return Bank(collection=Collection(id="c", title="Peau"), decks=(Deck(name="Peau", notes=notes),))


def choice(id: str, distractors: tuple[str, ...] = ("b", "c", "d")) -> Note:
    return qa.QuestionAnswer(
        id=id, question="?", answer=Option(text="a"), distractors=tuple(Option(text=text) for text in distractors)
    )


SIX = bank_of(*(choice(f"carte-{number}") for number in range(1, 7)))


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.note.id for item in items]


def letters(item: Item) -> str:
    """The texts of the options as they are printed, from A on."""
    assert isinstance(item.interaction, Choose)
    return "".join(item.interaction.options[place].text for place in item.order)


def test_an_exam_of_last_year_can_be_printed_again() -> None:
    """The order is a promise: students hold papers whose letters come from it."""
    quiz = mesoquiz.assemble(SIX, count=4, seed="2026", forms=2)
    assert [[f"{item.note.id} {letters(item)}" for item in form.items] for form in quiz.forms] == [
        ["carte-6 cdba", "carte-2 cadb", "carte-4 adbc", "carte-3 cbad"],
        ["carte-2 bdca", "carte-6 cabd", "carte-4 abcd", "carte-3 cdab"],
    ]
    assert ["".join(item.key for item in form.items) for form in quiz.forms] == ["DBAC", "DBAC"]


def test_forms_and_seeds_differ_in_order() -> None:
    first, second = mesoquiz.assemble(SIX, seed="1", forms=2).forms
    (other,) = mesoquiz.assemble(SIX, seed="2").forms
    assert ids(first.items) != ids(second.items)
    assert ids(first.items) != ids(other.items)
    assert {item.order for item in first.items} != {first.items[0].order}


def test_forms_have_letters_and_the_title_of_the_collection() -> None:
    quiz = mesoquiz.assemble(SIX, forms=28)
    assert [form.name for form in quiz.forms][:2] == ["A", "B"]
    assert [form.name for form in quiz.forms][25:] == ["Z", "AA", "AB"]
    assert quiz.title == "Peau"
    assert mesoquiz.assemble(SIX, title="Examen").title == "Examen"


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")])
def test_letters_go_on_after_z(place: int, name: str) -> None:
    assert letter(place) == name


def test_a_bank_that_is_too_small_says_so() -> None:
    with pytest.raises(ValueError, match=r"^7 questions wanted, 6 available$"):
        mesoquiz.assemble(SIX, count=7)


@pytest.mark.parametrize("numbers", [{"count": 0}, {"count": -1}, {"forms": 0}])
def test_an_empty_quiz_is_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"^a quiz has at least one question and one form$"):
        mesoquiz.assemble(SIX, **numbers)


def test_a_quiz_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        mesoquiz.assemble(bank_of())


def test_true_stands_before_false_in_every_form() -> None:
    bank = bank_of(*(truefalse.TrueFalse(id=f"v{number}", statement="?", answer=False) for number in range(8)))
    items = [item for form in mesoquiz.assemble(bank, forms=3).forms for item in form.items]
    assert {item.key for item in items} == {"B"}
    assert {item.order for item in items} == {(0, 1)}


def test_an_open_question_has_no_letters() -> None:
    ((item,),) = (form.items for form in mesoquiz.assemble(bank_of(cloze.Cloze(id="t", cloze="{{x}}"))).forms)
    assert (item.order, item.letters, item.key) == ((), (), "")


def test_a_better_wording_of_an_option_moves_no_letter() -> None:
    worse, better = (
        mesoquiz.assemble(bank_of(choice("a", distractors)), seed="s")
        for distractors in (("b", "c", "d"), ("b", "mieux", "d"))
    )
    assert worse.forms[0].items[0].order == better.forms[0].items[0].order


def test_a_card_that_moves_to_another_place_keeps_its_place_in_the_quiz() -> None:
    turned = bank_of(*reversed(SIX.notes))
    assert ids(mesoquiz.assemble(turned, seed="s").forms[0].items) == ids(
        mesoquiz.assemble(SIX, seed="s").forms[0].items
    )


def test_keys_of_many_options_are_told_apart_by_spaces() -> None:
    options = tuple(Option(text=str(number)) for number in range(30))
    choose = Choose(prompt="?", options=options, keys=frozenset({0, 26, 27}), single=False)
    item = Item(note=choice("a"), interaction=choose, order=tuple(range(30)))
    assert item.key == "A AA AB"


def test_keys_are_written_apart_as_soon_as_a_letter_is_two() -> None:
    """`AAA` would be one option of 27 or two."""
    for number, key in ((26, "AZ"), (27, "A AA")):
        options = tuple(Option(text=str(place)) for place in range(number))
        choose = Choose(prompt="?", options=options, keys=frozenset({0, number - 1}), single=False)
        assert Item(note=choice("a"), interaction=choose, order=tuple(range(number))).key == key


def test_a_quiz_asks_the_choice_where_a_card_offers_one() -> None:
    (item,) = mesoquiz.assemble(bank_of(choice("a"))).forms[0].items
    assert item.interaction == choice("a").asks(LABELS)[0]
    assert isinstance(item.interaction, Choose)


def test_a_tag_brings_the_tags_below_it() -> None:
    def tagged(id: str, *tags: str) -> Note:
        return truefalse.TrueFalse(id=id, statement="?", answer=True, tags=tags)

    bank = bank_of(tagged("a", "Peau"), tagged("b", "peau::derme"), tagged("c", "peaux"), tagged("d"))
    assert ids(mesoquiz.assemble(bank.tagged(("peau",)), seed="1").forms[0].items) == ["a", "b"]


def test_what_a_blueprint_says_of_the_exam_stands_on_the_paper() -> None:
    part = SectionPlan(count=1, title="QCM", instructions="Une seule réponse.")
    blueprint = Blueprint(
        title="Examen",
        course="DFASM 2",
        date="2026-12-14",
        instructions="Sans documents.",
        fields=("Groupe",),
        sections=(part,),
    )
    pages = {page.name: page.content for page in mesoquiz.export("html", assemble_blueprint(SIX, blueprint))}
    paper = pages["quiz-A.html"].decode()
    for said in ("DFASM 2", "14 décembre 2026", "Sans documents.", "Groupe", "Une seule réponse."):
        assert said in paper


def test_all_that_a_bank_lacks_is_said_at_once() -> None:
    blueprint = Blueprint(
        title="Examen", sections=(SectionPlan(count=1, require=("un",)), SectionPlan(count=1, require=("deux",)))
    )
    with pytest.raises(Unmet, match=r"^there is no card `un`; there is no card `deux`$"):
        assemble_blueprint(SIX, blueprint)


def orders(*options: Option) -> set[str]:
    """The orders in which options are printed, as texts with commas."""
    choose = Choose(prompt="?", options=options, keys=frozenset({1}), single=True)
    return {", ".join(options[place].text for place in option_order(choose, seed)) for seed in map(str, range(20))}


def test_a_text_pinned_before_numbers_leaves_them_in_their_order() -> None:
    numbers = Option(text="8 mm"), Option(text="4 mm")
    assert orders(Option(text="aucune", pin="last"), *numbers) == {"4 mm, 8 mm, aucune"}
    below = Option(text="-5 °C"), Option(text="-10 °C")
    assert orders(Option(text="aucune", pin="first"), *below) == {"aucune, -10 °C, -5 °C"}
