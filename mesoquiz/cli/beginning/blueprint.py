"""`mesoquiz new blueprint`: the plan of an exam, by asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesoquiz.cli.beginning.asking import can_ask, prompt
from mesoquiz.cli.loading import RULES, load_sound, tag_option, text
from mesoquiz.cli.reporting import say
from mesoquiz.cli.writing import say_written, write_over
from mesoquiz.decks.files import BLUEPRINTS
from mesoquiz.diagnostics.terminal import one_line, typed
from mesoquiz.diagnostics.wording import are, count_of, slug
from mesoquiz.limits import MAX_FORMS

if TYPE_CHECKING:
    from mesoquiz.exams.asking import Ask
    from mesoquiz.notes.bank import Bank
    from mesoquiz.starters.blueprint import Outline

QUESTIONS = 10
"""Of a blueprint that is not told how many."""
NONE = "none"


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--decks", type=click.Path(path_type=Path), help="The folder of the decks; decks/ by default.")
@click.option("--title", type=text, help="The title of the exam.")
@click.option("--date", type=text, help="The day, as 2026-12-14 or in words.")
@click.option("--duration", type=click.IntRange(1, 6000), help="Minutes.")
@click.option("--forms", type=click.IntRange(1, MAX_FORMS), help="Forms A, B, C …")
@click.option("--scoring", type=click.Choice(RULES), help="How choices among several answers are marked.")
@click.option("-n", "count", type=click.IntRange(1, 10_000), help="Number of questions; 10 by default.")
@tag_option
def blueprint(file: Path | None, decks: Path | None, count: int | None, tags: tuple[str, ...], **told: Any) -> None:
    """Begin the plan of an exam, by questions.

    They ask what it is to have; then a file is written, to be changed. What an option says is not asked;
    without a terminal, nothing is. FILE is by default in the folder blueprints/ of the decks, with a name
    made of the title.

    \b
    Example: without any question
      mesoquiz new blueprint --title "Partiel de juin" --forms 2 -n 20
    """
    from mesoquiz.languages import LANGUAGES
    from mesoquiz.starters.blueprint import Outline, available, size, spread, written

    bank = load_sound((decks,) if decks else (), tags)
    labels = LANGUAGES[bank.collection.lang]
    there = {ask: number for ask, number in available(bank, labels).items() if number}
    if not there:
        raise click.UsageError("all these cards are asked by a sound, which cannot be printed")
    cards = sum(not (note.sound or note.case) for note in bank.active)
    number, thing, whole = (cards, "question", "card") if cards else (there["case"], "case", "case")
    if count and count > number:
        raise click.UsageError(
            f"{count_of(count, thing)} {are(count)} wanted, and there {are(number)} {count_of(number, whole)}"
        )
    counts = spread(bank, labels, count or QUESTIONS)
    if can_ask():
        said = _asked(bank, told)
        outline = _counted(bank, there, Outline(**said, tags=tags, counts=counts), is_told=bool(count))
        if told["scoring"] is None and outline.counts.get("several"):
            outline = replace(outline, scoring=prompt("Marks of several right answers", RULES[0], click.Choice(RULES)))
    else:
        said = {"title": bank.collection.title} | {name: value for name, value in told.items() if value}
        outline = Outline(**said, tags=tags, counts=counts)
    target = file or _folder(bank) / f"{slug(outline.title) or 'exam'}.yaml"
    if target.exists():
        raise click.UsageError(f"{one_line(str(target))} is there already: name another file")
    write_over({target: written(outline, labels).encode()}, read={target: None})
    say_written([(target, f"blueprint: {size(outline)}")])
    say(f"Change it as you like, then type `mesoquiz quiz -b {typed(str(target))}`.")


def _asked(bank: Bank, told: Mapping[str, Any]) -> dict[str, Any]:
    """What was told, and the answers to what was not."""
    say("Enter takes what is in brackets.")
    asked: dict[str, tuple[str, Any, Any]] = {
        "title": ("Title", bank.collection.title, text),
        "date": ("Day, as 2026-12-14 or in words", NONE, text),
        "duration": ("Minutes (0: not said)", 0, click.IntRange(0, 6000)),
        "forms": ("Forms A, B, C …", 1, click.IntRange(1, MAX_FORMS)),
    }
    made = {name: told[name] or prompt(*words) for name, words in asked.items()}
    scoring = {"scoring": told["scoring"]} if told["scoring"] else {}
    return {**made, **scoring, "date": "" if made["date"] == NONE else made["date"]}


def _counted(bank: Bank, there: Mapping[Ask, int], outline: Outline, *, is_told: bool) -> Outline:
    """The outline with numbers of questions that the cards can give; those that were told are not asked."""
    from mesoquiz.languages import LANGUAGES
    from mesoquiz.starters.blueprint import WAYS, missing, pools

    of_pools = pools(bank, LANGUAGES[bank.collection.lang])
    while not is_told:
        say("How many questions, in which way? In parentheses is how many cards there are.")
        counts = {
            ask: prompt(
                f"  {WAYS[ask]} ({_told(number, of_pools[ask])})", outline.counts.get(ask, 0), click.IntRange(0, number)
            )
            for ask, number in there.items()
        }
        outline = replace(outline, counts=counts)
        shortfall = missing(bank, outline)
        say(shortfall or "These cards can give that.")
        is_told = not shortfall
    return outline


def _told(number: int, pools: int) -> str:
    return f"{number}, {count_of(pools, 'pool')} among them" if pools else str(number)


def _folder(bank: Bank) -> Path:
    """Where the blueprints of these decks are; beside decks that have no collection, here."""
    return Path(bank.home).parent / BLUEPRINTS if bank.home and not bank.shipped else Path(BLUEPRINTS)
