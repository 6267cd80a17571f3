"""The library as the README shows it, and what its functions promise."""

from __future__ import annotations

import gc
import inspect
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from commands import PATIENCE, run

import mesoquiz
from mesoquiz import exporters
from mesoquiz.diagnostics.diagnostic import NOWHERE, Severity
from mesoquiz.exams.loader import load as load_exam
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.note import Note
from mesoquiz.questions.qa import QuestionAnswer
from mesoquiz.rules import rules

ROOT = Path(__file__).parents[2]
DECK = """\
deck: Essai
id: essai
cards:
  - {id: derme, question: Où ?, answer: dans le derme, distractors: [dans le muscle]}
  - {id: eau, statement: La peau contient de l'eau., answer: true}
"""
FAULTY = DECK.replace("answer: true", "answer: oui")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A sound deck of two choices."""
    return written(tmp_path / "essai.yaml", DECK)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# The example of the README


def example(number: int = 0) -> str:
    """The Python in the README: of files, and of cards made in Python."""
    found = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    assert len(found) == 2
    return str(found[number])


def test_the_examples_are_short() -> None:
    assert max(len(example(number).splitlines()) for number in range(2)) <= 10


def test_the_example_of_cards_made_in_python_makes_a_package(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", example(1)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "<Bank peau: 1 note in 1 deck, 0 errors>\n", "")
    assert zipfile.is_zipfile(tmp_path / "peau.apkg")


def test_the_example_makes_what_it_says(tmp_path: Path, shipped: Bank) -> None:
    shutil.copytree(ROOT / "decks", tmp_path / "decks")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", example()],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert {"mesotherapie.apkg", "quiz-A.html", "key-A.html", "manifest.json"} <= made
    assert "collection.anki2" in zipfile.ZipFile(tmp_path / "mesotherapie.apkg").namelist()
    forms = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["forms"]
    pages = {f"{role}-{form['form']}.html" for form in forms for role in ("quiz", "key", "explained", "sheet")}
    assert made == pages | {"mesotherapie.apkg", "mesotherapie-retraits.apkg", "manifest.json"}
    assert str(len(shipped.notes)) in done.stdout
    assert str([item.get("key", "") for item in forms[0]["sections"][0]["items"]]) in done.stdout, (
        "the keys that it prints"
    )


# load


def test_load_reads_files_and_folders(deck: Path) -> None:
    for path in (deck, str(deck), deck.parent, str(deck.parent)):
        bank = mesoquiz.load(path)
        assert [note.id for note in bank.notes] == ["derme", "eau"]
        assert (bank.collection.id, bank.diagnostics, bank.errors) == ("essai", (), 0)
        assert mesoquiz.format_report(bank) == ""


def test_load_reads_several_paths_in_their_order(deck: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "autre.yaml", DECK.replace("id: d", "id: autre-d").replace("id: eau", "id: mer"))
    assert [note.id for note in mesoquiz.load(deck, other).notes] == ["derme", "eau", "autre-derme", "mer"]
    assert [note.id for note in mesoquiz.load(str(other), deck).notes] == ["autre-derme", "mer", "derme", "eau"]


def test_load_raises_for_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    for name in ("missing.yaml", "missing", "empty", "loop.yaml"):
        with pytest.raises(OSError, match=name) as raised:
            mesoquiz.load(tmp_path / name)
        assert raised.value.filename == str(tmp_path / name)


def test_what_is_wrong_in_a_deck_is_no_exception(tmp_path: Path) -> None:
    bank = mesoquiz.load(written(tmp_path / "essai.yaml", FAULTY))
    (found,) = bank.diagnostics
    assert bank.errors == 1
    assert (found.code, found.severity, found.span.line) == ("expected-boolean", Severity.ERROR, 5)
    assert [note.id for note in bank.notes] == ["derme"], "a card with an error is left out"


def test_the_report_is_the_one_of_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "essai.yaml", FAULTY)
    shown = run("check", "essai.yaml").stdout
    assert shown == mesoquiz.format_report(mesoquiz.load("essai.yaml")) + "\n1 error in 1 file\n"


# assemble


def test_load_text_tells_what_load_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in (DECK, FAULTY, "", "a: ["):
        written(Path("deck"), text)
        read = mesoquiz.load("deck")
        given = mesoquiz.load_text(text)
        assert mesoquiz.format_report(given) == mesoquiz.format_report(read)
        assert given.notes == read.notes


def test_load_text_takes_mappings_and_a_collection(tmp_path: Path) -> None:
    cards = [{"id": "derme", "question": "Où ?", "answer": "dans le derme", "source": {"doc": "un"}}]
    collection = {"id": "essai", "title": "Essai", "sources": [{"id": "un", "title": "Un"}]}
    bank = mesoquiz.load_text({"deck": "Essai", "cards": cards}, collection=collection)
    assert repr(bank) == "<Bank essai: 1 note in 1 deck, 0 errors>"
    assert bank.notes[0].kind == "qa"
    (package,) = mesoquiz.export("apkg", bank)
    assert package.name == "essai.apkg"
    cards[0]["image"] = "peau.png"
    cards[0]["anwser"] = cards[0].pop("answer")
    lost = mesoquiz.load_text({"deck": "Essai", "cards": cards}, collection="id: essai\ntitle: Essai\n")
    assert "unknown key `anwser` in a card" in mesoquiz.format_report(lost)
    with pytest.raises(TypeError):
        mesoquiz.load_text({"deck": object()})


def test_notes_made_in_python_are_checked_like_others() -> None:
    notes = tuple(
        QuestionAnswer(id=id, question=question, answer=Option(text="ici"))
        for id, question in (("é é", "Où ?"), ("a", ""), ("b", "Où ?"), ("b", "Quand ?"), ("c", "x" * 30_001))
    )
    deck = Deck(name="Peau", notes=notes)
    bank = mesoquiz.check(Bank(collection=Collection(id="essai", title="Essai"), decks=(deck,)))
    assert [one.code for one in bank.diagnostics] == ["malformed", "empty-value", "duplicate-id", "text-too-long"]
    assert "error[malformed] `id` cannot be `é é`" in mesoquiz.format_report(bank)
    with pytest.raises(ValueError, match="the decks have errors"):
        mesoquiz.export("apkg", bank)


def test_quotes_of_cards_that_lie_in_no_file_are_looked_up(tmp_path: Path) -> None:
    """Neither a text nor notes made in Python have a file to show a line of."""
    (tmp_path / "un.txt").write_text("rien du tout\n", encoding="utf-8")
    collection = {"id": "essai", "title": "Essai", "sources": [{"id": "un", "title": "Un", "file": "un.txt"}]}
    card = {"id": "a", "question": "Quoi ?", "answer": "rien", "source": {"doc": "un", "quote": "autre chose"}}
    given = mesoquiz.load_text({"deck": "Peau", "cards": [card]}, collection=collection)
    made = Bank(collection=given.collection, decks=(Deck(name="Peau", notes=given.notes),))
    for bank in (given, made):
        checked = mesoquiz.check(bank, tmp_path)
        assert [one.code for one in checked.diagnostics] == ["quote-unlike"]
        assert "error[quote-unlike] `un` has neither this phrase nor one like it" in mesoquiz.format_report(checked)


def test_decks_made_in_python_may_have_one_name() -> None:
    """As several files may make one Anki deck: each is shown with its own lines."""
    good, bad = (
        QuestionAnswer(id=id, question=text, answer=Option(text="ici")) for id, text in (("a", "Où ?"), ("b", ""))
    )
    decks = (Deck(name="Peau", notes=(bad,)), Deck(name="Peau", notes=(good,)))
    bank = mesoquiz.check(Bank(collection=Collection(id="essai", title="Essai"), decks=decks))
    assert '7 |    "question": "",\n' in mesoquiz.format_report(bank)


def test_the_shipped_notes_would_be_written_down_as_sound_ones(shipped: Bank) -> None:
    made = [(deck.name, tuple(replace(note, at=NOWHERE) for note in deck.notes)) for deck in shipped.decks]
    decks = tuple(Deck(name=name, notes=notes) for name, notes in made)
    bank = mesoquiz.check(Bank(collection=replace(shipped.collection, at=NOWHERE), decks=decks, folder=shipped.folder))
    assert [one for one in bank.diagnostics if one.code not in rules()] == []
    assert (bank.collection, bank.notes) == (shipped.collection, shipped.notes)


def test_assemble_takes_tags_and_difficulty(shipped: Bank) -> None:
    quiz = mesoquiz.assemble(shipped, tags=["securite"], difficulty=[1, 2])
    asked = [item.note for item in quiz.forms[0].items]
    # A case comes whole, or not at all.
    assert {note.id for note in asked if not note.case} == {
        note.id
        for note in shipped.active
        if not note.case and note.difficulty in (1, 2) and any(tag.split("::")[0] == "securite" for tag in note.tags)
    }
    assert asked
    with pytest.raises(ValueError, match="wanted"):
        mesoquiz.assemble(shipped, tags=["securite"], count=500)


def test_check_tells_all_that_the_command_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the lock, the blueprints and the evidence; `load` alone knows the decks."""
    monkeypatch.chdir(tmp_path)
    for folder in ("decks/blueprints", "texts"):
        Path(folder).mkdir(parents=True)
    collection = "id: essai\ntitle: Essai\nsources: [{id: un, title: Un, file: un.txt}]\n"
    written(Path("decks/collection.yaml"), collection)
    written(Path("texts/un.txt"), "rien du tout\n")
    plan = written(Path("decks/blueprints/plan.yaml"), "title: Contrôle\nsections: [{count: 1}]\n")
    deck = DECK.replace("id: essai\n", "")
    written(Path("decks/essai.yaml"), deck)
    assert run("release", "1").exit_code == 0
    gone = deck.replace("id: eau", "id: onde").replace("La peau contient", "Le derme contient")
    short = "title: Contrôle\nsections: [{count: 9}]\n"
    for path, text, code in ((plan, short, "section-short"), (Path("decks/essai.yaml"), gone, "card-removed")):
        written(path, text)
        bank = mesoquiz.check(mesoquiz.load("decks"))
        told = json.loads(run("check", "--format", "json").stdout)
        assert [one["code"] for one in told] == [one.code for one in bank.diagnostics] == [code]
    quoted = deck.replace("distractors: [dans le muscle]", "source: {doc: un, quote: rien de plus}")
    for folder in ("decks/blueprints", "dist"):
        shutil.rmtree(folder)
    Path("decks/collection.lock").unlink()
    written(Path("decks/essai.yaml"), quoted)
    bank = mesoquiz.check(mesoquiz.load("decks"), "texts")
    assert [d.code for d in bank.diagnostics] == ["quote-unlike", "no-evidence"]
    assert "error[quote-unlike] `un` has neither this phrase nor one like it" in mesoquiz.format_report(bank)


def test_assemble_takes_all_or_as_many_as_wanted(shipped: Bank) -> None:
    # A number is drawn of the cards that stand alone.
    alone = sum(not note.case for note in shipped.active)
    for count, expected in ((None, len(shipped.active)), (1, 1), (alone, alone)):
        (form,) = mesoquiz.assemble(shipped, count=count).forms
        assert form.name == "A"
        assert len({item.note.id for item in form.items}) == len(form.items) == expected


def test_assemble_makes_forms_of_the_same_questions(shipped: Bank) -> None:
    quiz = mesoquiz.assemble(shipped, count=10, forms=28, seed="autumn", title="Examen")
    assert [form.name for form in quiz.forms][-4:] == ["Y", "Z", "AA", "AB"]
    assert len({frozenset(item.note.id for item in form.items) for form in quiz.forms}) == 1
    assert (quiz.title, quiz.seed) == ("Examen", "autumn")
    assert mesoquiz.assemble(shipped).title == shipped.collection.title
    assert quiz == mesoquiz.assemble(shipped, count=10, forms=28, seed="autumn", title="Examen")


def test_keys_are_the_letters_of_right_options(shipped: Bank) -> None:
    (form,) = mesoquiz.assemble(shipped).forms
    for item in form.items:
        if isinstance(item.interaction, Choose):
            right = {item.interaction.options[index].text for index in item.interaction.keys}
            assert {
                item.interaction.options[item.order["ABCDEFGHIJ".index(letter)]].text for letter in item.key
            } == right
        else:
            assert item.key == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"count": 3}, "3 questions wanted, 2 available"),
        ({"count": 0}, "a quiz has at least one question and one form"),
        ({"count": -1}, "a quiz has at least one question and one form"),
        ({"forms": 0}, "a quiz has at least one question and one form"),
    ],
)
def test_assemble_refuses_what_it_cannot_make(options: dict[str, Any], said: str, deck: Path) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        mesoquiz.assemble(mesoquiz.load(deck), **options)


# export


def test_export_gives_names_and_bytes_and_writes_nothing(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(deck.parent)
    bank = mesoquiz.load(deck)
    (package,) = mesoquiz.export("apkg", bank)
    assert package.name == "essai.apkg"
    assert package.content.startswith(b"PK")
    pages = list(mesoquiz.export("html", mesoquiz.assemble(bank, forms=2)))
    assert [page.name for page in pages] == [
        *(f"{role}-{form}.html" for form in "AB" for role in ("quiz", "key", "explained", "sheet")),
        "manifest.json",
    ]
    assert all(page.content.startswith(b"<!DOCTYPE html>") for page in pages[:-1])
    assert [path.name for path in deck.parent.iterdir()] == ["essai.yaml"]


def test_export_refuses_a_bank_with_errors(tmp_path: Path) -> None:
    """At the call, not at the first artifact, with the report that tells what to do."""
    bank = mesoquiz.load(written(tmp_path / "essai.yaml", FAULTY))
    for format, what in (("apkg", bank), ("html", mesoquiz.assemble(bank))):
        with pytest.raises(ValueError, match=r"^the decks have errors:\n") as raised:
            mesoquiz.export(format, what)
        assert str(raised.value).endswith(mesoquiz.format_report(bank))
        assert "help: write `true`" in str(raised.value)


def test_export_takes_a_bank_with_warnings(tmp_path: Path) -> None:
    written(tmp_path / "collection.yaml", "id: essai\ntitle: Essai\nsources:\n  - {id: livre, title: Un livre}\n")
    quote = "un deux trois quatre cinq six sept huit neuf dix onze douze treize"
    text = DECK.replace("id: essai\n", "").replace(
        "answer: true", f"answer: true, source: {{doc: livre, quote: {quote}}}"
    )
    bank = mesoquiz.load(written(tmp_path / "essai.yaml", text))
    assert [found.severity for found in bank.diagnostics] == [Severity.WARNING]
    assert "warning[long-quote]" in mesoquiz.format_report(bank)
    (package,) = mesoquiz.export("apkg", bank)
    assert package.content.startswith(b"PK")


@pytest.mark.parametrize("format", ["docx", "", "HTML", "_genanki", "../apkg"])
def test_export_names_the_formats_there_are(format: str, deck: Path) -> None:
    with pytest.raises(ValueError, match=r"^there is no format '.*'; there are apkg, .*html") as raised:
        mesoquiz.export(format, mesoquiz.load(deck))
    assert repr(format) in str(raised.value)


def test_the_docstring_of_export_names_all_options() -> None:
    """Of the formats that come with the program; any other has a docstring of its own."""
    said = re.findall(r"^- (\w+): (.*\n(?:  .*\n)*)", inspect.getdoc(mesoquiz.export) or "", re.MULTILINE)
    assert len(said) == 4
    for format, told in said:
        options = [*inspect.signature(exporters.exporter(format).export).parameters][1:]
        assert [name for name in options if f"`{name}`" not in told] == []


def test_what_a_question_type_must_have_is_demanded() -> None:
    with pytest.raises(TypeError, match=r"abstract method '?asks"):
        type("Nothing", (Note,), {})(id="a")


def test_export_tells_a_bank_from_a_quiz(deck: Path) -> None:
    bank = mesoquiz.load(deck)
    with pytest.raises(ValueError, match=r"html.*quiz"):
        list(mesoquiz.export("html", bank))
    with pytest.raises(ValueError, match=r"apkg.*bank"):
        list(mesoquiz.export("apkg", mesoquiz.assemble(bank)))


# The package itself


def test_the_public_names_are_there_and_documented() -> None:
    for name in mesoquiz.__all__:
        value = getattr(mesoquiz, name)
        assert isinstance(value, str) or value.__doc__


def test_importing_it_is_quick() -> None:
    """What a program pays that only asks for the version."""
    code = "import sys, mesoquiz; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True
    )
    heavy = {"yaml", "genanki", "jinja2", "markdown_it", "click", "mesoquiz.notes.note"}
    assert not set(done.stdout.split()) & heavy


def test_decks_must_be_named() -> None:
    with pytest.raises(ValueError, match=r"^name the decks to load: files, or folders of \.yaml files$"):
        mesoquiz.load()


def test_an_exam_is_assembled_by_its_blueprint(shipped: Bank, tmp_path: Path) -> None:
    quiz = mesoquiz.assemble(shipped, blueprint=ROOT / "decks" / "blueprints" / "qru-qrm.yaml")
    assert [len(section.items) for section in quiz.forms[0].sections] == [10, 7, 1, 4, 2]
    assert len(list(mesoquiz.export("html", quiz))) == 2 * 4 + 1
    plan = tmp_path / "plan.yaml"
    plan.write_text("title: Trop\nsections: [{count: 1000}]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^section 1 needs 1,000 questions; "):
        mesoquiz.assemble(shipped, blueprint=plan)
    plan.write_text("titel: Trop\nsections: [{count: 1000}]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"error\[unknown-key\] unknown key `titel` in a blueprint"):
        mesoquiz.assemble(shipped, blueprint=plan)


def test_what_was_loaded_holds_nothing_of_the_yaml_reader(shipped: Bank) -> None:
    """The nodes of 20,000 cards are as large as the cards."""
    exam = load_exam(ROOT / "decks" / "blueprints" / "controle.yaml", shipped.collection.id)
    seen: set[int] = set()
    todo: list[object] = [shipped, exam]
    while todo:
        value = todo.pop()
        if id(value) not in seen and not isinstance(value, type | ModuleType | FunctionType):
            seen.add(id(value))
            assert type(value).__module__ != "mesoquiz.reading.nodes"
            todo += gc.get_referents(value)
    assert len(seen) > len(shipped.notes)
