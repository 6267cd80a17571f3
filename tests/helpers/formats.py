"""Cards of every format at once, exams of them, and what is on their pages.

What is right says `ok`, what is wrong `no`, what a case tells `dit`, each with the numbers of its card and its place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.draw import Draw

Card = dict[str, Any]
PICTURE = {"file": "peau.png", "alt": "Coupe"}
COLLECTION = {"id": "essai", "title": "Essai", "lang": "fr"}


def right(card: int, number: int) -> list[str]:
    """So many right answers of a card."""
    return [f"ok{card}n{place}" for place in range(number)]


def wrong(card: int, number: int) -> list[str]:
    """So many wrong ones."""
    return [f"no{card}n{place}" for place in range(number)]


# Cards


def _question(draw: st.DrawFn, n: int) -> Card:
    others = draw(st.integers(0, 6))
    card: Card = {"question": f"Question {n} ?", "answer": right(n, 1)[0]}
    how = draw(st.sampled_from(["shuffled", "pool", "kept"])) if others > 1 else "shuffled"
    if others:
        card["distractors"] = wrong(n, others)
    if how == "pool":
        card["draw"] = draw(st.integers(2, others))
    elif how == "kept":
        listed = draw(st.permutations([*right(n, 1), *wrong(n, others)]))
        card |= {"distractors": listed, "shuffle": False}
    return card


def _list(draw: st.DrawFn, n: int) -> Card:
    number, others = draw(st.integers(1, 5)), draw(st.integers(0, 5))
    if others and draw(st.sampled_from([True, False, False])):
        listed = draw(st.permutations([*right(n, number), *wrong(n, others)]))
        return {"question": f"Question {n} ?", "answers": right(n, number), "distractors": listed, "shuffle": False}
    answers: list[Any] = list(right(n, number))
    distractors: list[Any] = list(wrong(n, others))
    card: Card = {"question": f"Question {n} ?", "answers": answers}
    if not others:
        return card
    card["distractors"] = distractors
    if draw(st.booleans()):
        answers[0] = {"text": answers[0], "must": True}
        distractors[0] = {"text": distractors[0], "never": True, "pin": draw(st.sampled_from(["first", "last"]))}
    if draw(st.booleans()):
        card["expected"] = draw(st.integers(1, number))
    if number + others > 2 and draw(st.booleans()):
        card["draw"] = _pool(draw, number, others, card.get("expected", 1))
    return card


def _pool(draw: st.DrawFn, number: int, others: int, expected: int) -> Card | int:
    """A draw that can be met."""
    count = draw(st.integers(max(2, expected), max(2, number + others - 1)))
    # One that shows only what is right is refused where no bound asks for it.
    assume(count > expected)
    low, high = max(expected, count - others), min(number, count)
    assume(count < number + others and low <= high)
    if draw(st.booleans()):
        return count
    least = draw(st.integers(low, high))
    return {"count": count, "least": least, "most": draw(st.integers(least, high))}


def _statement(draw: st.DrawFn, n: int) -> Card:
    return {"statement": f"Affirmation {n}.", "answer": draw(st.booleans())}


def _gaps(draw: st.DrawFn, n: int) -> Card:
    gaps = " et ".join(f"{{{{{text}}}}}" for text in right(n, draw(st.integers(1, 3))))
    return {"cloze": f"Texte {n} : {gaps}."}


def _term(_: st.DrawFn, n: int) -> Card:
    return {"term": f"terme{n}", "definition": right(n, 1)[0]}


def _order(draw: st.DrawFn, n: int) -> Card:
    return {"question": f"Question {n} ?", "sequence": right(n, draw(st.integers(2, 5)))}


def _match(draw: st.DrawFn, n: int) -> Card:
    texts = right(n, draw(st.integers(3, 5)))
    others = [f"trop{number}n{n}" for number in range(draw(st.integers(0, 2)))]
    return {
        "question": f"Question {n} ?",
        "pairs": [[f"gauche{text}", text] for text in texts],
        **({"distractors": others} if others else {}),
    }


def _rectangles(n: int, number: int) -> list[Card]:
    texts = right(n, number)
    return [{"left": 5, "top": 20 * k, "width": 30, "height": 15, "label": text} for k, text in enumerate(texts)]


def _picture(draw: st.DrawFn, n: int) -> Card:
    return {"image": PICTURE, "masks": _rectangles(n, draw(st.integers(1, 3)))}


def _zone(draw: st.DrawFn, n: int) -> Card:
    number = draw(st.integers(1, 3))
    told = {"expected": number} if number > 1 and draw(st.booleans()) else {}
    return {"question": f"Question {n} ?", "image": PICTURE, "zones": _rectangles(n, number), **told}


def _concordance(draw: st.DrawFn, n: int) -> Card:
    panel = draw(st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(lambda panel: sum(panel) > 9))
    return {"hypothesis": f"hypothèse {n}", "information": f"information {n}", "panel": panel}


KINDS: dict[str, Callable[[st.DrawFn, int], Card]] = {
    "question": _question,
    "list": _list,
    "statement": _statement,
    "gaps": _gaps,
    "term": _term,
    "order": _order,
    "match": _match,
    "picture": _picture,
    "zone": _zone,
    "concordance": _concordance,
}


@st.composite
def cards(draw: st.DrawFn, n: int) -> Card:
    """A sound card of any kind."""
    return {"id": f"c{n}", **KINDS[draw(st.sampled_from(sorted(KINDS)))](draw, n)}


@st.composite
def cases(draw: st.DrawFn, first: int) -> list[Card]:
    """A case of two to four steps of any kind; what it tells grows."""
    made = []
    for step in range(draw(st.integers(2, 4))):
        card = draw(cards(first + step)) | {"case": f"cas{first}"}
        if step == 0 or draw(st.booleans()):
            card["context" if step == 0 else "more"] = f"Il est dit{first + step}n0."
        made.append(card)
    return made


@st.composite
def groups(draw: st.DrawFn) -> list[list[Card]]:
    """What a deck has, in its order: cards and whole cases."""
    singles = draw(st.integers(0, 6))
    alone = [[draw(cards(number))] for number in range(singles)]
    told = [draw(cases(10 * (place + 1))) for place in range(draw(st.integers(0 if singles else 1, 2)))]
    return list(draw(st.permutations([*alone, *told])))


# Exams


@dataclass(frozen=True)
class Plan:
    """The cards of a deck, and the exam that is planned of them."""

    groups: list[list[Card]]
    blueprint: Blueprint

    def bank(self, folder: Path) -> Bank:
        """The bank of these cards, whose picture lies in `folder`."""
        return bank_of(self.groups, folder)

    def quiz(self, folder: Path) -> Quiz:
        """The exam."""
        try:
            return assemble_blueprint(self.bank(folder), self.blueprint)
        except Unmet:
            assume(False)
            raise


def bank_of(groups: list[list[Card]], folder: Path) -> Bank:
    """A bank of cards, of which no one is faulty."""
    found = [card for group in groups for card in group]
    bank = mesoquiz.load_text({"deck": "Essai", "cards": found}, collection=COLLECTION, folder=folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


SCORINGS = [
    *(Scoring(rule=rule) for rule in ("all-or-nothing", "discordance", "proportional", "negative")),
    Scoring(rule="table", table=((1.0,), (1.0, 0.5), (1.0, 0.5, 0.2))),
    Scoring(rule="discordance", steps=(0.0, 0.5, 1.0)),
]
worths = st.sampled_from([{}, {"each": 0.5}, {"each": 0.125}, {"each": 5.0}, {"points": 10.0}, {"points": 3.0}])
orders = st.sampled_from(["shuffled", "shuffled", "fixed"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """An exam under every option at once, of some of the cards and cases of a deck."""
    made = draw(groups())
    told = sum("case" in group[0] for group in made)
    alone = len(made) - told
    parts = []
    for number, ask in ((told, "case"), (alone, "any")):
        if number:
            count = draw(st.integers(1, number))
            shown = draw(st.sampled_from([None, None, Draw(count=3)]))
            more: Card = {"locked": draw(st.booleans())} if ask == "case" else {}
            more |= {"count": count, "ask": ask, "draw": shown, "order": draw(orders), **draw(worths)}
            parts.append(SectionPlan(title=draw(st.sampled_from(["", "Partie"])), **more))
    options = {
        "seed": draw(st.text("abc", min_size=1, max_size=4)),
        "forms": draw(st.integers(1, 3)),
        "lang": draw(st.sampled_from([None, "fr", "en"])),
        "paper": draw(st.sampled_from(["A4", "letter"])),
        "columns": draw(st.sampled_from([1, 2])),
        "print": draw(st.sampled_from(["normal", "large"])),
        "scoring": draw(st.sampled_from(SCORINGS)),
        "fields": draw(st.sampled_from([(), ("Nom",)])),
    }
    return Plan(made, Blueprint(title="Essai", sections=tuple(draw(st.permutations(parts))), **options))


# Pages


def pages(quiz: Quiz) -> dict[str, str]:
    """The pages of an exam in HTML, and its manifest, by their names."""
    return {page.name: page.content.decode() for page in mesoquiz.export("html", quiz)}


def words(text: str, *kinds: str) -> list[str]:
    """What a page says of these kinds (`ok`, `no`, `dit`), in order."""
    return re.findall(rf"\b(?:gauche)?((?:{'|'.join(kinds)})\d+n\d+)\b", text)


def questions(page: str) -> list[str]:
    """The questions of a paper or an explained key, as markup; a case's heading is before its first one."""
    return re.split(r'<section class="question', page)[1:]


def plain(markup: str) -> str:
    """The words of a page in one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup.partition("<body>")[2] or markup)))


def lettered(question: str) -> dict[str, str]:
    """What a question of a page shows beside each letter, as words."""
    found = re.findall(r'<span class="letter">([A-Z]+)</span><span class="text">(.*?)</span>(?:</li>)?', question, re.S)
    return {letter: plain(text).strip() for letter, text in found}
