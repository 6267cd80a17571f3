"""A student imports release 1, answers every card, changes some things, and imports release 2 with Anki's defaults."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from releases import PNG

import mesoquiz
from mesoquiz.anki import lock as locks
from mesoquiz.anki import package as packages

YEAR_1, YEAR_2 = 1_700_000_000, 1_790_000_000
"""The times of the two releases, both in the past: the second is later than the student's import never is."""

FILES = {
    "collection.yaml": "id: suite\ntitle: Suite\nlang: fr\n",
    "a.yaml": """\
deck: Suite::A
cards:
  - id: question
    question: Où injecte-t-on ?
    answer: dans le derme
    tags: [peau]
  - id: liste
    question: Quels types ?
    answers: [aqueuse, adipeuse]
  - id: choix
    question: Lequel ?
    answer: le bon
    distractors: [le mauvais, le pire]
  - id: plusieurs
    question: Lesquels ?
    answers: [un, deux, trois]
    distractors: [rien, tout]
  - id: trous
    cloze: "Peu, {{1::rarement}}, au bon {{2::endroit}}."
  - id: terme
    term: mésolift
    definition: injections contre le vieillissement
    reverse: false
  - id: image
    question: "![Coupe](coupe.png) Que voit-on ?"
    answer: la peau
""",
    "b.yaml": """\
deck: Suite::B
cards:
  - id: seule
    statement: Pistor était français.
    answer: true
  - id: autre
    question: Qui ?
    answer: Pistor
""",
}


@dataclass
class Case:
    """A change of the author: what it does to the files, and the notes that a student sees updated or new."""

    change: Callable[[Path], None]
    updated: set[str]
    new: set[str] = frozenset()  # type: ignore[assignment]
    new_cards: int = 0
    told: set[str] = frozenset()  # type: ignore[assignment]
    """The codes of the warnings that the author gets."""


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def split(folder: Path) -> None:
    """The second half of deck A goes to a file of its own, under the same deck name."""
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    head, tail = text.split("  - id: trous")
    (folder / "a.yaml").write_text(head, encoding="utf-8")
    (folder / "c.yaml").write_text("deck: Suite::A\ncards:\n  - id: trous" + tail, encoding="utf-8")


def moved_note(folder: Path) -> None:
    """A note goes to the file of another deck; its cards cannot follow."""
    text = (folder / "b.yaml").read_text(encoding="utf-8")
    head, tail = text.split("  - id: autre")
    (folder / "b.yaml").write_text(head, encoding="utf-8")
    with (folder / "a.yaml").open("a", encoding="utf-8") as file:
        file.write("  - id: autre" + tail)


def steps(folder: Path) -> None:
    """Two cards become the steps of a case."""
    replaced("a.yaml", "id: question\n", "id: question\n    case: peau\n    context: Il a mal.\n")(folder)
    replaced("a.yaml", "id: liste\n", "id: liste\n    case: peau\n    more: Il a toujours mal.\n")(folder)


def reordered(folder: Path) -> None:
    text = (folder / "b.yaml").read_text(encoding="utf-8")
    head, first, second = text.split("  - id: ")
    (folder / "b.yaml").write_text(head + "  - id: " + second + "  - id: " + first, encoding="utf-8")


CASES = {
    "no change": Case(lambda _: None, set()),
    "a changed answer": Case(replaced("a.yaml", "dans le derme", "le derme"), {"question"}),
    "a changed tag": Case(replaced("a.yaml", "[peau]", "[peau::derme]"), {"question"}),
    "a new card": Case(
        replaced("b.yaml", "  - id: autre", "  - id: fraiche\n    question: Neuf ?\n    answer: oui\n  - id: autre"),
        set(),
        {"fraiche"},
        1,
    ),
    "a retired card": Case(
        replaced("a.yaml", "  - id: question\n", "  - id: question\n    retired: true\n"), {"question"}
    ),
    "a moved deck file": Case(lambda folder: (folder / "b.yaml").rename(folder / "0-b.yaml") and None, set()),
    "a reordered deck": Case(reordered, set()),
    "a reverse switched on": Case(replaced("a.yaml", "reverse: false", "reverse: true"), {"terme"}, new_cards=1),
    "a cloze added": Case(replaced("a.yaml", "Peu, ", "{{3::Peu}}, "), {"trous"}, new_cards=1),
    "changed media under the same name": Case(
        lambda folder: (folder / "coupe.png").write_bytes(PNG + b"other") and None, {"image"}
    ),
    "a qa becomes a list": Case(
        replaced("a.yaml", "answer: dans le derme", "answers: [le derme, la peau]"), {"question"}
    ),
    "a list becomes a choice": Case(
        replaced("a.yaml", "answers: [aqueuse, adipeuse]", "answers: [aqueuse, adipeuse]\n    distractors: [rouge]"),
        {"liste"},
    ),
    "a choice keeps its order": Case(
        replaced("a.yaml", "distractors: [le mauvais, le pire]", "distractors: [le pire, le bon]\n    shuffle: false"),
        {"choix"},
    ),
    "a qa becomes a concordance": Case(
        replaced(
            "a.yaml",
            "question: Où injecte-t-on ?\n    answer: dans le derme",
            "hypothesis: une allergie\n    information: de la fièvre\n    panel: [1, 6, 2, 1, 0]",
        ),
        {"question"},
        told={"answer-turned"},
    ),
    "a list becomes a pool": Case(
        replaced(
            "a.yaml",
            "answers: [aqueuse, adipeuse]",
            "answers: [aqueuse, adipeuse, fibreuse]\n    distractors: [rouge, bleue, verte]\n    draw: 4",
        ),
        {"liste"},
    ),
    "a list tells how many to tick": Case(
        replaced("a.yaml", "distractors: [rien, tout]", "distractors: [rien, tout]\n    expected: 2"), {"plusieurs"}
    ),
    "a choice becomes a pool": Case(
        replaced("a.yaml", "[le mauvais, le pire]", "[le mauvais, le pire, l'autre]\n    draw: 3"), {"choix"}
    ),
    "a choice becomes a qa": Case(replaced("a.yaml", "    distractors: [le mauvais, le pire]\n", ""), {"choix"}),
    "cards that become steps of a case": Case(
        steps,
        {"question", "liste"},
    ),
    "a deck split into two files": Case(split, set()),
    "a note moved to another file and deck": Case(moved_note, set()),
    "a renamed deck": Case(replaced("b.yaml", "Suite::B", "Suite::Bis"), set()),
}


def build(folder: Path, old: locks.Lock | None, now: int, told: Collection[str] = ()) -> tuple[list[bytes], locks.Lock]:
    """The packages of a release, and the lock after it."""
    bank = mesoquiz.load(folder)
    assert not bank.diagnostics, mesoquiz.format_report(bank)
    rendered = packages.render(bank)
    assert old is None or {found.code for found in locks.check(old, rendered.lock())} == {*told}
    settled, _ = locks.settle(old, rendered.lock(), now)
    return [package.content for package in rendered.packages(settled)], settled


@dataclass
class Log:
    """What Anki says of an import; a release may have two packages."""

    new: list[Any] = field(default_factory=list)
    updated: list[Any] = field(default_factory=list)
    conflicting: list[Any] = field(default_factory=list)


def import_packages(collection: Any, contents: list[bytes], path: Path) -> Log:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    log = Log()
    for content in contents:
        path.write_bytes(content)
        defaults = collection._backend.get_import_anki_package_presets()
        options = ImportAnkiPackageOptions()
        options.CopyFrom(defaults)
        said = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
        for name in ("new", "updated", "conflicting"):
            getattr(log, name).extend(getattr(said, name))
    return log


def answer_all(collection: Any) -> None:
    """Answer every card once, so that each has a history."""
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        card.start_timer()
        states = collection._backend.get_scheduling_states(card_id)
        answer = collection.sched.build_answer(card=card, states=states, rating=3)
        collection.sched.answer_card(answer)


def history(collection: Any) -> dict[str, Any]:
    """Scheduling and review log of every card, by note id and ordinal."""
    rows = collection.db.all(
        "select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.reps, c.did "
        "from cards c join notes n on c.nid = n.id where c.reps > 0"
    )
    log = collection.db.all("select cid, ease, ivl from revlog order by id")
    return {"cards": sorted(map(tuple, rows)), "log": log}


def fields_of(collection: Any) -> dict[str, tuple[str, ...]]:
    notes = (collection.get_note(id) for id in collection.find_notes(""))
    return {note["Id"]: (*note.fields, *sorted(note.tags)) for note in notes}


@pytest.fixture
def first(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "coupe.png").write_bytes(PNG)
    return folder


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_an_update_loses_nothing(case: Case, first: Path, collection: Any, tmp_path: Path) -> None:
    made, lock = build(first, None, YEAR_1)
    import_packages(collection, made, tmp_path / "1.apkg")
    answer_all(collection)
    student = collection.get_note(collection.find_notes("Id:seule")[0])
    student["Why"] = "mon mémo"
    student.tags.append("perso")
    collection.update_note(student)
    before, notes, schema = history(collection), fields_of(collection), collection.db.scalar("select scm from col")

    second = tmp_path / "next"
    shutil.copytree(first, second)
    case.change(second)
    made, _ = build(second, lock, YEAR_2, case.told)
    log = import_packages(collection, made, tmp_path / "2.apkg")

    assert not log.conflicting
    names = {entry.fields[0] for entry in log.updated}
    assert names == case.updated
    assert {entry.fields[0] for entry in log.new} == case.new
    after = fields_of(collection)
    changed = {id for id in notes if after[id] != notes[id]}
    assert changed == case.updated
    assert after["seule"] == notes["seule"]
    assert "mon mémo" in after["seule"]
    assert "perso" in after["seule"]
    assert history(collection) == before
    assert not [name for name in collection.models.all_names() if name.endswith("+")]
    assert collection.db.scalar("select scm from col") == schema, "a one-way sync would be forced"
    assert collection.db.scalar("select count() from cards where reps = 0") == case.new_cards
    report = collection._backend.get_empty_cards()
    assert not report.notes
    problems, sound = collection.fix_integrity()
    # Answering through the library leaves a date for Anki to fill in; that is no fault of the package.
    assert sound or "last review time" in problems, problems


def test_a_changed_template_arrives_without_touching_notes(
    first: Path, collection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, lock = build(first, None, YEAR_1)
    import_packages(collection, made, tmp_path / "1.apkg")
    answer_all(collection)
    before, notes, schema = history(collection), fields_of(collection), collection.db.scalar("select scm from col")

    real = packages.template_text
    monkeypatch.setattr(
        packages, "template_text", lambda name: real(name) + ("/* new */" if name.endswith(".css") else "")
    )
    made, settled = build(first, lock, YEAR_2)
    log = import_packages(collection, made, tmp_path / "2.apkg")

    assert all(stamp.modified > lock.types[name].modified for name, stamp in settled.types.items())
    assert not log.updated
    assert not log.conflicting
    # The library keeps note types in memory, so the database is asked.
    (config,) = collection.db.list("select config from notetypes where name = 'Mesoquiz'")
    assert b"/* new */" in bytes(config)
    assert fields_of(collection) == notes
    assert history(collection) == before
    assert collection.db.scalar("select scm from col") == schema
