"""YAML cards -> Anki decks and printable quizzes.

The library in five steps: `load` decks to a bank (`load_text` where they lie in no file), `check` what else can be
wrong with it, `assemble` a quiz from it, `export` either of them to bytes, and `format_report` to say what is wrong.
What they return is described in `mesoquiz.notes`; nothing here writes a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mesoquiz.version import __version__

if TYPE_CHECKING:
    from mesoquiz.artifact import Artifact
    from mesoquiz.exams.quiz import Quiz
    from mesoquiz.notes.bank import Bank

__all__ = ["__version__", "assemble", "check", "export", "format_report", "load", "load_text"]

# The functions import what they need when they are called, so that `mesoquiz --help` stays quick.


def load(*paths: str | Path) -> Bank:
    """Load decks (files, or folders of `.yaml` files) to a `Bank`; its `diagnostics` say what is wrong in them.

    Raises OSError when a path is missing, cannot be read, or holds no deck, ValueError without a path.
    """
    from mesoquiz.decks import banks

    if not paths:
        raise ValueError("name the decks to load: files, or folders of .yaml files")

    return banks.load(paths)


def load_text(
    deck: str | Mapping[str, Any], *, collection: str | Mapping[str, Any] = "", folder: str | Path = ""
) -> Bank:
    """Load one deck that is given as YAML, or as a mapping with the same keys, to a `Bank`, with the same diagnostics.

    Without a `collection`, as in collection.yaml, the deck has an `id` of its own. Media lie in `folder`. Raises
    TypeError or ValueError for a mapping that holds what YAML cannot say.
    """
    from mesoquiz.decks import given

    return given.load_text(deck, collection, Path(folder))


def check(bank: Bank, documents: str | Path | None = None) -> Bank:
    """The bank with every diagnostic that `mesoquiz check` gives, of its lock and the blueprints beside it, too.

    Notes that were made in Python are in it as a file would have them: what is written otherwise (`answer="here"`) is
    taken for what it says, pictures are looked for in `bank.folder`, and a note with an error is left out. With the
    folder of `documents` that its sources name, every quote is looked up in them. Raises OSError where a file cannot be
    read, TypeError or ValueError for a collection or a deck's name that is no text, number, list or the like.
    """
    from mesoquiz import checks

    return checks.check(bank, Path(documents) if documents is not None else None)


def assemble(  # noqa: PLR0913 (keywords, each of which has a default)
    bank: Bank,
    *,
    count: int | None = None,
    seed: str = "",
    forms: int | None = None,
    title: str = "",
    tags: Iterable[str] = (),
    difficulty: Iterable[int] = (),
    blueprint: str | Path | None = None,
) -> Quiz:
    """Draw a `Quiz` of `count` questions (all without a count) in `forms` forms; the same seed, the same quiz.

    With `tags`, only of cards that have one of them, or a tag below one; with `difficulty` (1, 2, 3), only of those.
    Without a `seed` one is drawn at random, without `forms` there is one, and the `title` is the collection's. With the
    path of a `blueprint`, the exam that it plans; `seed`, `forms` and `title` take the place of its own.

    Raises ValueError when the bank has fewer notes, for a count or number of forms below 1, for a tag that no card has,
    for a blueprint that is faulty or cannot be met, or one together with `count`, `tags` or `difficulty`; TypeError for
    tags that are no list; OSError for a blueprint that cannot be read.
    """
    from mesoquiz.exams import choice
    from mesoquiz.exams.drawing import assembly

    if blueprint is None:
        drawn = choice.chosen(bank, tags, difficulty)
        return assembly.assemble(drawn, count=count, seed=seed, forms=1 if forms is None else forms, title=title)
    for name, given in (("count", count is not None), ("tags", tags), ("difficulty", difficulty)):
        if given:
            raise ValueError(f"a blueprint says which questions are asked: {name} does not go with it")
    if forms is not None and forms < 1:
        raise ValueError("a quiz has at least one question and one form")
    return _planned(bank, blueprint, {"seed": seed or None, "forms": forms, "title": title or None})


def _planned(bank: Bank, blueprint: str | Path, given: Mapping[str, str | int | None]) -> Quiz:
    from dataclasses import replace

    from mesoquiz.diagnostics import report
    from mesoquiz.exams import loader
    from mesoquiz.exams.drawing import assembly

    exam = loader.load(blueprint, bank.collection.id)
    if exam.errors or exam.blueprint is None:
        raise ValueError(report.full(exam.diagnostics, exam.texts, lambda text, _: text))
    own: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    return assembly.assemble_blueprint(bank, replace(exam.blueprint, **own), exam.used)


def export(format: str, what: Bank | Quiz, **options: Any) -> Iterator[Artifact]:
    """Export a bank (`"apkg"`, `"flashcards"`) or a quiz (`"html"`, `"pdf"`) to artifacts: `name` and `content`, bytes.

    `artifact.write(file)` writes the same piece by piece, where all pictures at once would take much memory. Both raise
    OSError for a picture that changed since the bank was loaded. Options, by format (the `export` of its module in
    `mesoquiz/exporters/` tells those of any other):

    - apkg: `modified` (seconds since 1970) is the time of the cards that a `lock` (a `mesoquiz.anki.lock.Lock`) does
      not have; retired cards are in a second package, with a `lock` those that were published;
    - flashcards: `layout` ("duplex" or "fold"), `flip` ("long" or "short"), `back_offset` (mm to the right and up),
      `calibration` (True: only the sheet for that), `pdf` (True: a PDF as well), `tell` (is called with a warning);
    - html: none;
    - pdf: `roles` (those of "quiz", "key", "explained", "sheet" to make).

    Raises ValueError for an unknown format, for one that is made of the other kind of value, for a bank with errors,
    with two cards of one id or with one that has none; TypeError for an option that the format does not have;
    ImportError for PDF where Typst is missing.
    """
    from mesoquiz import exporters
    from mesoquiz.diagnostics.wording import some_of
    from mesoquiz.exams.quiz import Quiz

    exporter = exporters.exporter(format)
    bank = what.bank if isinstance(what, Quiz) else what
    given = "quiz" if isinstance(what, Quiz) else "bank"
    if given != exporter.TAKES:
        raise ValueError(f"the format {format} is made of a {exporter.TAKES}, not of a {given}")
    if bank.errors:
        raise ValueError(f"the decks have errors:\n{format_report(bank)}")
    if not all(note.id for note in bank.notes):
        raise ValueError("a card made in Python has no id: the bank that `mesoquiz.check` returns has them all")
    if bank.repeated:
        raise ValueError(f"several cards have the id {some_of(bank.repeated)}: `mesoquiz.check` says where")
    return exporter.export(what, **options)


def format_report(bank: Bank) -> str:
    """What is wrong in a bank, as `mesoquiz check` shows it; empty when nothing is."""
    from mesoquiz.diagnostics.report import full

    return full(bank.diagnostics, bank.texts, lambda text, _: text)
