"""Whatever an instructor chooses at once: the same seed gives the same bytes, and each key is right for its paper."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.quiz import Layout, Quiz
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose

options: dict[str, Any] = {
    "title": st.sampled_from(["T", "Contrôle : « peau »", "A::B", "x" * 90]),
    "seed": st.text("abc", min_size=1, max_size=4),
    "forms": st.integers(1, 4),
    "lang": st.sampled_from([None, "fr", "en"]),
    "date": st.sampled_from(["", "2026-12-14", "demain"]),
    "duration": st.sampled_from([None, 45, 90]),
    "fields": st.sampled_from([(), ("Nom",), ("Nom", "Groupe", "Place")]),
    "paper": st.sampled_from(["A4", "letter"]),
    "columns": st.sampled_from([1, 2]),
    "print": st.sampled_from(["normal", "large"]),
    "scoring": st.builds(Scoring, rule=st.sampled_from(["all-or-nothing", "discordance", "proportional", "negative"])),
    "instructions": st.sampled_from(["", "Répondez *ici*."]),
    "sections": st.lists(
        st.builds(
            SectionPlan,
            title=st.sampled_from(["", "Choix"]),
            ask=st.sampled_from(["any", "choice", "single", "several"]),
            count=st.integers(1, 5),
            each=st.sampled_from([None, 0.5, 2]),
            order=st.sampled_from(["shuffled", "fixed"]),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
}
plans = st.builds(Blueprint, **options)


def drawn(bank: Bank, plan: Blueprint) -> Quiz | None:
    try:
        return assemble_blueprint(bank, plan)
    except Unmet:
        return None


def bytes_of(quiz: Quiz) -> dict[str, bytes]:
    return {page.name: page.content for page in mesoquiz.export("html", quiz)}


def shown(page: bytes) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.decode()))).strip()


@given(plan=plans)
def test_the_same_seed_gives_the_same_bytes_and_forms_have_the_same_items(plan: Blueprint, shipped: Bank) -> None:
    quiz = drawn(shipped, plan)
    if quiz is None:
        return
    assert bytes_of(quiz) == bytes_of(assemble_blueprint(shipped, plan))
    asked = [sorted(item.note.id for item in form.items) for form in quiz.forms]
    assert all(ids == asked[0] for ids in asked)
    assert {item.points for form in quiz.forms for item in form.items} == {item.points for item in quiz.forms[0].items}


@given(plan=plans)
def test_the_letters_of_a_key_are_the_right_options_of_its_paper(plan: Blueprint, shipped: Bank) -> None:
    """Read from the pages alone: the paper's options by their letters, the manifest's and the key's letters."""
    quiz = drawn(shipped, plan)
    if quiz is None:
        return
    pages = bytes_of(quiz)
    made = json.loads(pages["manifest.json"])
    for form, told in zip(quiz.forms, made["forms"], strict=True):
        entries = [entry for section in told["sections"] for entry in section["items"]]
        questions = re.split(r'<section class="question', pages[f"quiz-{form.name}.html"].decode())[1:]
        key = shown(pages[f"key-{form.name}.html"])
        assert len(questions) == len(entries) == len(form.items)
        for question, entry, item in zip(questions, entries, form.items, strict=True):
            asked = item.interaction
            if not isinstance(asked, Choose):
                continue
            printed = dict(re.findall(r'<span class="letter">([A-Z]+)</span>(.*?)</li>', question, re.DOTALL))
            assert len(printed) == len(asked.options)
            right = {letter for letter, text in printed.items() if is_right(text, asked, quiz)}
            assert right == set(re.findall(r"[A-Z]", entry["key"])) == set(item.key.replace(" ", ""))
            assert re.search(rf"\b{entry['number']} {entry['key']}\b", key)


def is_right(text: str, asked: Choose, quiz: Quiz) -> bool:
    """Whether a printed option is one of the right ones, by its words alone."""
    words = re.findall(r"\w+", shown(text.encode()))
    return any(re.findall(r"\w+", plain(asked.options[index].text)) == words for index in asked.keys)


def plain(text: str) -> str:
    """An option of the shipped decks without its Markdown."""
    return re.sub(r"[*_`~^]", "", text)


def test_pages_of_all_forms_are_in_one_file_with_the_same_bytes_each_time(shipped: Bank) -> None:
    quiz = mesoquiz.assemble(shipped, count=6, forms=2, seed="s")
    made = {page.name: page.content for page in mesoquiz.export("booklets", quiz)}
    assert list(made) == ["exam.pdf", "keys.pdf"]
    assert made == {page.name: page.content for page in mesoquiz.export("booklets", quiz)}
    assert all(b"<pdfuaid:part>1</pdfuaid:part>" in content for content in made.values())
    large = replace(quiz, layout=Layout(print="large"))
    assert next(iter(mesoquiz.export("booklets", large))).content != made["exam.pdf"]
