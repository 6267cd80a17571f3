"""Every deck in `cases/`, as its author sees it: the report if it is faulty, else what its cards ask and look like.

A case is a file `NAME.yaml` or a folder `NAME` of several files; what it gives is beside it in `NAME.out`. A new
behaviour is a new pair: write the deck, run `pytest tests/whole/test_cases.py --update`, and read the `.out` like an
author.
Where PyYAML without libyaml cannot read alike, `NAME.python.out` says how it differs.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, assert_never

import pytest
import yaml
from commands import run

import mesoquiz
from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.diagnostics.report import concise, full
from mesoquiz.exams import loader
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.instructions import extent, marking, worth
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exporters import exporter
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import (
    Arrange,
    Choose,
    Fill,
    Interaction,
    Label,
    Option,
    Pair,
    Point,
    Recall,
    Rectangle,
)
from mesoquiz.notes.interactions import name_of as name_of_interaction
from mesoquiz.notes.note import Note
from mesoquiz.reading.file import lines_in

CASES = Path(__file__).parent.parent / "cases"
GROUPS = [*sorted((CASES / "questions").iterdir()), CASES / "yaml", CASES / "decks"]
INPUTS = sorted(path for group in GROUPS for path in group.iterdir() if path.suffix != ".out")
BLUEPRINTS = sorted((CASES / "blueprints").glob("*.yaml"))
VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "⎵"})
"""The no-break spaces as characters that a reader of the `.out` can tell apart: the full one and the narrow one."""


def name_of(case: Path) -> str:
    return case.relative_to(CASES).with_suffix("").as_posix()


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers of PyYAML: where it was built without libyaml, authors must read the same."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    return str(request.param)


@pytest.mark.parametrize("case", INPUTS, ids=name_of)
def test_case(case: Path, parser: str, update: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case.parent)
    seen = outcome(mesoquiz.load(case.name))
    golden = case.with_suffix(".out")
    own = case.with_suffix(".python.out")
    if parser == "python" and own.exists():
        golden = own
    if update and parser == "python" and golden is not own:
        pytest.skip("what libyaml reads is written just now, perhaps by another worker")
    if update:
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert seen == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [one for one in INPUTS if "without-ids" not in one.name], ids=name_of)
def test_a_proposed_line_mends_its_fault(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check --fix` writes these lines into files of the author: their fault is gone, and nothing else comes of it."""
    shutil.copytree(case, tmp_path / case.name) if case.is_dir() else shutil.copy(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    before = mesoquiz.load(case.name)
    texts = {path: lines_in(path) for path in {one.span.path for one in before.diagnostics}}
    done = run("check", "--fix", case.name)
    after = mesoquiz.load(case.name)
    # A line that needs mending once more was no good proposal.
    assert {path: lines_in(path) for path in texts} == {path: proposed(before, path, texts[path]) for path in texts}
    mended = [int(number) for number in re.findall(r": mended (\d+) line", done.stderr)]
    assert sum(mended) == sum(changed(texts[path], lines_in(path)) for path in texts)
    assert places(after.diagnostics) == places(found for found in before.diagnostics if not found.fix)
    assert after.errors or after.notes


def test_no_fault_ends_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Editors mark what is between; in a report, one character is marked at least."""
    monkeypatch.chdir(CASES / "yaml")
    found = [one for case in sorted(Path().glob("*.yaml")) for one in mesoquiz.load(case).diagnostics]
    spans = [one.span for one in found]
    assert len(spans) > 100
    assert [span for span in spans if (span.end_line, span.end_column) < (span.line, span.column)] == []


def fixable(bank: Bank) -> list[Any]:
    return [found for found in bank.diagnostics if found.fix]


def proposed(bank: Bank, path: str, lines: list[str]) -> list[str]:
    """The lines of a file with those that its messages propose."""
    fixes = {one.fix.line: one.fix for one in fixable(bank) if one.span.path == path}
    made = list(lines)
    for number in sorted(fixes, reverse=True):
        made[number - 1 : fixes[number].lines[-1]] = fixes[number].text.split("\n")
    return made


def changed(old: list[str], new: list[str]) -> int:
    """The lines that differ, as a patch would show them: of those replaced, the larger number."""
    blocks = SequenceMatcher(None, old, new).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in blocks if tag != "equal")


def places(found: Iterable[Diagnostic]) -> list[tuple[str, str, int]]:
    return sorted((one.code, one.span.path, one.span.line) for one in found)


def test_a_file_of_more_than_20_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("peau.yaml").write_bytes(b"#" * 20_000_001)
    assert outcome(mesoquiz.load("peau.yaml")) == (
        "peau.yaml:1:1: error[file-too-large] this file has more than 20 MB\n"
        "  = help: split the deck into several files, one theme each\n"
    )


def test_a_file_of_too_many_values_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("mesoquiz.reading.parser.MAX_VALUES", 1000)
    Path("peau.yaml").write_text("cards: [" + "a, " * 1000 + "a]\n", encoding="utf-8")
    bank = mesoquiz.load("peau.yaml")
    (line,) = concise(bank.diagnostics, bank.texts, lambda text, _: text).splitlines()
    assert line.endswith(
        "error[too-many-values] more than 1,000 values in one file (split the deck into several files)"
    )


def test_each_golden_file_has_its_case(update: bool) -> None:
    golden = {path.with_name(path.name.removesuffix(".out").removesuffix(".python")) for path in CASES.rglob("*.out")}
    cases = {path.with_suffix("") for path in [*INPUTS, *BLUEPRINTS]}
    assert golden <= cases
    # Those of new cases are written just now, perhaps by another worker.
    assert golden == cases or update


@pytest.mark.parametrize("case", BLUEPRINTS, ids=name_of)
def test_blueprint_case(case: Path, update: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every blueprint in `cases/blueprints/`: its report, or the exam that is drawn from the decks there."""
    monkeypatch.chdir(case.parent)
    exam = loader.load(case.name, "essai")
    found = list(exam.diagnostics)
    seen = ""
    if exam.blueprint and not exam.errors:
        try:
            seen = exam_as_text(assemble_blueprint(mesoquiz.load("decks"), exam.blueprint, exam.used))
        except Unmet as error:
            found += error.diagnostics
    seen += full(found, exam.texts, lambda text, _: text)
    golden = case.with_suffix(".out")
    if update:
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert seen == golden.read_text(encoding="utf-8")


def exam_as_text(quiz: Quiz) -> str:
    """What is on the paper of an exam, a line for each question, and how it is marked."""
    layout = f"{quiz.layout.paper}, {quiz.layout.columns}, {quiz.layout.print}"
    found = [quiz.title, extent(quiz), *marking(quiz), layout]
    for form in quiz.forms:
        found.append(f"form {form.name}")
        for section in form.sections:
            found.append(f"  {section.title}: {worth(section, quiz.labels)}")
            for item in section.items:
                asked = name_of_interaction(item.interaction)
                order = "".join(map(str, item.order))
                found.append(f"    {item.note.id}: {asked} {order} {item.key}".rstrip())
    return "\n".join(found).translate(VISIBLE) + "\n"


def outcome(bank: Bank) -> str:
    """What the author gets: the report, and without errors also the cards."""
    reported = full(bank.diagnostics, bank.texts, lambda text, _: text)
    shown = "" if bank.errors else "\n".join(cards_of(bank))
    return "\n".join(filter(None, [reported, shown]))


def cards_of(bank: Bank) -> Iterator[str]:
    """The cards of a sound bank: what each note asks, then how Anki stores it."""
    rows = anki_notes(bank)
    for deck in bank.decks:
        for note in deck.notes:
            lines = [f"{deck.name} / {note.id} ({note.kind})"]
            for interaction in note.asks(bank.collection.labels):
                lines += asked(interaction)
            lines += citations(note)
            lines += rows[note.id]
            yield "\n".join(line.translate(VISIBLE).rstrip() for line in lines) + "\n"


def asked(interaction: Interaction) -> Iterator[str]:  # noqa: C901, PLR0912 (one case for each interaction)
    """One interaction: its kind, what is asked, and the right answers marked."""
    match interaction:
        case Choose(prompt=prompt, options=options, keys=keys, single=single, fixed=fixed, draw=draw):
            shown = f", {draw.count} shown, {draw.least} to {draw.most} right" if draw else ""
            yield f"  choose {'one' if single else 'several'}{', in this order' if fixed else ''}{shown}"
            yield from indented(prompt)
            for place, option in enumerate(options):
                yield from marked("[x] " if place in keys else "[ ] ", option)
        case Recall(prompt=prompt, answers=answers, listed=listed, reverse=reverse):
            yield f"  recall{' a list' if listed else ''}{', the way back' if reverse else ''}"
            yield from indented(prompt)
            for option in answers:
                yield from marked("= ", option)
        case Fill(parts=parts):
            yield "  fill"
            shown = [part if isinstance(part, str) else f"⟦{part.number}: {part.text}⟧" for part in parts]
            yield from indented("".join(shown))
            hints = [part for part in parts if not isinstance(part, str) and part.hint]
            yield from (f"    hint {gap.number}: {gap.hint}" for gap in hints)
        case Arrange(prompt=prompt, steps=steps):
            yield "  arrange"
            yield from indented(prompt)
            for place, step in enumerate(steps, 1):
                yield from marked(f"{place}. ", Option(text=step))
        case Pair(prompt=prompt, pairs=pairs, others=others):
            yield "  pair"
            yield from indented(prompt)
            for left, right in pairs:
                yield from indented(f"{left} = {right}")
            for text in others:
                yield from indented(f"= {text}")
        case Label(prompt=prompt, image=image, alt=alt, masks=masks):
            yield f"  label {image} ({alt})"
            yield from indented(prompt)
            for place, mask in enumerate(masks, 1):
                yield from marked(f"{place}. ", Option(text=f"{edges_of(mask)}: {mask.label}"))
        case Point(prompt=prompt, image=image, alt=alt, zones=zones, crosses=crosses):
            yield f"  point {crosses} {image} ({alt})"
            yield from indented(prompt)
            for place, zone in enumerate(zones, 1):
                yield from marked(f"{place}. ", Option(text=f"{edges_of(zone)}: {zone.label}"))
        case _:
            assert_never(interaction)


def marked(mark: str, option: Option) -> Iterator[str]:
    """An option with its mark and whatever else its author said of it."""
    first, *rest = option.text.split("\n")
    extras = [option.pin and f"pinned {option.pin}", option.must and "must", option.never and "never"]
    said = "".join(f" ({extra})" for extra in extras if extra)
    yield f"    {mark}{first}{said}"
    yield from (f"    {' ' * len(mark)}{line}" for line in rest)
    if option.why:
        yield f"    {' ' * len(mark)}because {option.why}"


def edges_of(mask: Rectangle) -> str:
    return f"left {mask.left:g}, top {mask.top:g}, width {mask.width:g}, height {mask.height:g}"


def citations(note: Note) -> Iterator[str]:
    for citation in note.source:
        yield f"  from {citation.doc}" + (f": {citation.quote}" if citation.quote else "")


def indented(text: str) -> Iterator[str]:
    return (f"    {line}" for line in text.split("\n"))


def anki_notes(bank: Bank) -> dict[str, list[str]]:
    """By note id, how a package holds each note: type, guid, cards, tags, and every field that is not empty."""
    return {id: lines for made in exporter("apkg").export(bank) for id, lines in packed_notes(made.content).items()}


def packed_notes(package: bytes) -> dict[str, list[str]]:
    content = zipfile.ZipFile(io.BytesIO(package)).read("collection.anki2")
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(content)
        models = json.loads(database.execute("SELECT models FROM col").fetchone()[0])
        notes = database.execute("SELECT id, guid, mid, tags, flds FROM notes").fetchall()
        ordinals = database.execute("SELECT nid, ord FROM cards ORDER BY ord").fetchall()
    finally:
        database.close()
    found = {}
    for number, guid, model, tags, fields in notes:
        note_type = models[str(model)]
        values = dict(zip((field["name"] for field in note_type["flds"]), fields.split("\x1f"), strict=True))
        cards = ", ".join(str(ordinal + 1) for owner, ordinal in ordinals if owner == number)
        lines = [f"  Anki: {note_type['name']}, card {cards}, guid {guid}"]
        lines += [f"    tags: {tags.strip()}"] if tags.strip() else []
        lines += [line for name, value in values.items() if name != "Id" and value for line in field_lines(name, value)]
        found[values["Id"]] = lines
    return found


def field_lines(name: str, value: str) -> list[str]:
    """A field; one of several lines goes below its name."""
    if "\n" not in value:
        return [f"    {name}: {value}"]
    return [f"    {name}:", *(f"      {line}" for line in value.split("\n"))]
