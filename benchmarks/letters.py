"""`python benchmarks/letters.py`: how even the letters of right answers are, and how long their rows, over many exams.

Of the questions with four options, chi-squared says how far all their right letters together are from even: with three
degrees of freedom, chance alone goes beyond 11.3 in one of a hundred. A row is the same letter in questions with one
right answer that follow each other, right and wrong included. A letter is frequent that is right in more than two
fifths of the questions of a form that have as many options.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import click

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.loader import load
from mesoquiz.exams.quiz import Form, Item
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose

DECKS = Path(__file__).parent.parent / "decks"
LIMIT = 11.345
LONGEST = 3
JUDGED = SectionPlan(kinds=("truefalse",))
CHOSEN = SectionPlan(kinds=("qa",))


def cards(judged: int, chosen: int, options: int = 4) -> Bank:
    """So many statements, about half of them true, and so many choices."""
    made: list[dict[str, object]] = []
    for place in range(judged):
        is_true = sha256(f"statement {place}".encode()).digest()[0] % 2 == 0
        made.append({"id": f"s{place}", "statement": f"Affirmation {place}.", "answer": is_true})
    wrong = ["deux", "trois", "quatre", "cinq", "six"][: options - 1]
    made += [
        {"id": f"c{place}", "question": f"Question {place} ?", "answer": "un", "distractors": wrong}
        for place in range(chosen)
    ]
    return mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": made})


def plans() -> Iterator[tuple[str, Bank, Blueprint, int]]:
    """Yield exams, each with its bank and the number of seeds."""
    shipped = mesoquiz.load(DECKS)

    def plan(*sections: SectionPlan, forms: int = 1) -> Blueprint:
        return Blueprint(title="Essai", sections=sections, forms=forms)

    def judged(count: int) -> SectionPlan:
        return replace(JUDGED, count=count)

    def chosen(count: int) -> SectionPlan:
        return replace(CHOSEN, count=count)

    yield "10 true or false, then 20 choices", cards(40, 60), plan(judged(10), chosen(20)), 200
    for name in ("controle.yaml", "qru-qrm.yaml"):
        blueprint = load(DECKS / "blueprints" / name, shipped.collection.id).blueprint
        assert blueprint
        yield f"the shipped `{name}`", shipped, replace(blueprint, forms=1), 200
    yield "30 choices of the shipped decks", shipped, plan(SectionPlan(count=30, ask="choice")), 200
    yield "40 cards of the shipped decks", shipped, plan(SectionPlan(count=40)), 200
    yield "15 true or false, then 15 choices", cards(40, 60), plan(judged(15), chosen(15)), 200
    yield "10 choices, then 8 true or false", cards(40, 60), plan(chosen(10), judged(8)), 200
    yield "30 of 20 true or false and 40 choices", cards(20, 40), plan(SectionPlan(count=30)), 200
    yield "4 forms of 30 of these", cards(20, 40), plan(SectionPlan(count=30), forms=4), 40
    yield "4 forms of 30 choices", cards(0, 60), plan(chosen(30), forms=4), 40
    yield "4 forms of 30 of the shipped decks", shipped, plan(SectionPlan(count=30), forms=4), 40


def singles(form: Form) -> list[tuple[Item, Choose]]:
    """The questions with one right answer."""
    return [
        (item, item.interaction)
        for item in form.items
        if isinstance(item.interaction, Choose) and item.interaction.single
    ]


def is_frequent(form: Form) -> bool:
    """Whether a letter is right in more than two fifths of the questions with as many options, three or more."""
    groups: dict[int, Counter[str]] = {}
    for item, choose in singles(form):
        if len(choose.options) > 2 and not choose.panel:
            groups.setdefault(len(choose.options), Counter())[item.key] += 1
    return any(max(found.values()) > max(1, 0.4 * found.total()) for found in groups.values())


@click.command()
def main() -> None:
    """Print a line for each exam."""
    letters = " ".join(f"{letter:>5}" for letter in "ABCD")
    click.echo(f"{'exam':<40} {'forms':>5}  {letters}  {'chi²':>6}  {'rows over 3':>11}  {'frequent':>8}")
    for name, bank, blueprint, seeds in plans():
        found: Counter[str] = Counter()
        rows = frequent = forms = 0
        for seed in range(seeds):
            for form in assemble_blueprint(bank, replace(blueprint, seed=f"graine {seed}")).forms:
                forms += 1
                found.update(item.key for item, choose in singles(form) if len(choose.options) == 4)
                letters = [item.key for item, _ in singles(form)]
                rows += sum(len(list(row)) > LONGEST for _, row in groupby(letters))
                frequent += is_frequent(form)
        even = found.total() / 4
        chi = sum((found[letter] - even) ** 2 / even for letter in "ABCD")
        counted = " ".join(f"{found[letter]:>5}" for letter in "ABCD")
        click.echo(f"{name:<40} {forms:>5}  {counted}  {chi:>6.1f}  {rows:>11}  {frequent:>8}" + " !" * (chi > LIMIT))


if __name__ == "__main__":
    main()
