"""An author begins a collection, decks and cards, and has something that checks and builds at once."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from commands import run
from terminals import in_terminal

import mesoquiz
from mesoquiz.languages import LANGUAGES
from mesoquiz.questions import kinds
from mesoquiz.starters.collection import FILES, SAID


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_what_it_begins_with_checks_clean_and_builds(lang: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("new", "cardio", "--title", "Cœur : les bases", "--lang", lang)
    assert done.exit_code == 0
    assert done.stderr == (
        "Now type `cd cardio` and `mesoquiz preview` to see the cards while you change decks/; "
        "`mesoquiz build` makes all of it.\n"
    )
    monkeypatch.chdir("cardio")
    checked = run("check", "--strict")
    assert (checked.exit_code, checked.stdout) == (0, "12 cards in 1 deck: no problem found.\n")
    bank = mesoquiz.load("decks")
    assert {note.kind for note in bank.notes} == set(kinds().kinds)
    assert (bank.collection.id, bank.collection.title, bank.collection.lang) == (
        "coeur-les-bases",
        "Cœur : les bases",
        lang,
    )
    built = run("build")
    assert built.exit_code == 0
    assert "dist/coeur-les-bases.apkg" in built.stdout
    assert "dist/quiz/coeur-les-bases/exam.pdf" in built.stdout


def test_editors_git_and_github_find_what_they_read(here: Path) -> None:
    run("new", "cardio")
    for deck in Path("cardio/decks").rglob("*.yaml"):
        line = deck.read_text("utf-8").partition("\n")[0]
        schema = deck.parent / line.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text("utf-8"))["properties"]
    settings = json.loads(Path("cardio/.vscode/settings.json").read_text("utf-8"))
    assert all((Path("cardio") / schema).is_file() for schema in settings["yaml.schemas"])
    assert Path("cardio/.gitattributes").read_text("utf-8").endswith("decks/collection.lock merge=union\n")
    flow = yaml.safe_load(Path("cardio/.github/workflows/decks.yml").read_text("utf-8"))
    assert [step["run"] for step in flow["jobs"]["decks"]["steps"] if "run" in step] == [
        "pip install mesoquiz",
        "mesoquiz check --format github",
        "mesoquiz build",
    ]


def said_in(schema: object) -> set[str]:
    """What of a schema an author reads."""
    if isinstance(schema, dict):
        own = {text for key in SAID if isinstance(text := schema.get(key), str)}
        return own.union(*map(said_in, schema.values()))
    return set().union(*map(said_in, schema)) if isinstance(schema, list) else set()


@pytest.mark.parametrize("file", FILES)
def test_the_editor_speaks_the_language_of_the_decks(file: str, here: Path) -> None:
    """Whoever adds a key writes its French words into `templates/new/schema.fr.json`."""
    run("new", "--lang", "fr")
    french = json.loads((here / ".schemas" / f"{file}.schema.json").read_text("utf-8"))
    assert json.loads(run("schema", file, "--lang", "fr").stdout) == french
    english = json.loads(run("schema", file).stdout)
    assert said_in(english) & said_in(french) == {f"mesoquiz {file}"}
    assert len(said_in(english)) == len(said_in(french))


def test_what_is_there_is_left_as_it_is(here: Path) -> None:
    (here / ".gitignore").write_text("mine", "utf-8")
    done = run("new")
    assert done.exit_code == 0
    assert ".gitignore was there and is left as it is.\n" in done.stderr
    assert (here / ".gitignore").read_text("utf-8") == "mine"
    deck = (here / "decks" / "01-exemples.yaml").read_bytes()
    again = run("new", "--title", "Autre")
    assert again.exit_code == 2
    assert again.stderr.endswith(
        "Error: decks/collection.yaml is there already: there is a collection here. "
        "For another deck in it, type `mesoquiz new deck NAME`\n"
    )
    assert (here / "decks" / "01-exemples.yaml").read_bytes() == deck


@pytest.mark.parametrize("folder", ["Mon cours d'été", "cœur", "a&b", "prix $5", 'dit "os"'])
def test_what_is_to_be_typed_is_what_a_shell_takes(folder: str, here: Path) -> None:
    done = run("new", f"./{folder}")
    line = done.stderr.partition("`")[2].partition("`")[0]
    told = subprocess.run(["sh", "-c", f"{line} && pwd"], capture_output=True, encoding="utf-8", check=False)
    assert told.stdout == f"{here / folder}\n"


@pytest.mark.in_process
def test_a_terminal_is_asked_what_was_not_told(here: Path) -> None:
    typed = "Les veines\nen\n\n"
    shown = in_terminal(["-m", "mesoquiz", "new", "x"], here, typed=typed, COLUMNS="200")
    assert "Title [X]:" in shown
    assert "Language of the cards (en, fr) [fr]:" in shown
    assert "Id, which never changes [les-veines]:" in shown
    assert mesoquiz.load(here / "x" / "decks").collection.lang == "en"
    told = ["-m", "mesoquiz", "new", "y", "--title", "Y", "--lang", "fr", "--id", "y-1"]
    assert "[" not in in_terminal(told, here, COLUMNS="200")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("decks",), "there is no `mesoquiz new decks`; did you mean `deck`? For a folder of this name"),
        (("x", "--id", "É b"), "it has small letters a to z, digits and hyphens; `e-b` would do"),
        (("x", "--title", "a\nb"), "it is one line of text"),
        (("deck", "Os"), "there is no decks/collection.yaml: type `mesoquiz new` to begin a collection here"),
        (("card", "cloz"), "there is no kind `cloz`: did you mean `cloze`?"),
    ],
)
def test_what_cannot_be_is_refused(told: tuple[str, ...], said: str, here: Path) -> None:
    done = run("new", *told)
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(here.iterdir()) == []


def test_a_deck_is_added_to_the_collection(here: Path) -> None:
    run("new", "--title", "Cœur")
    assert run("new", "deck", "Les veines").exit_code == 0
    made = here / "decks" / "02-les-veines.yaml"
    assert made.read_text("utf-8").startswith(
        '# yaml-language-server: $schema=../.schemas/deck.schema.json\ndeck: "Cœur::Les veines"\ncards:\n'
    )
    assert run("check").exit_code == 0
    again = run("new", "deck", "les Veines")
    assert again.stderr.endswith("Error: decks/02-les-veines.yaml has the deck Cœur::les Veines: write into it\n")


@pytest.mark.parametrize("kind", [*kinds().kinds, "case"])
def test_a_card_of_each_kind_can_be_added_again_and_again(kind: str, here: Path) -> None:
    run("new", "--title", "Cœur")
    run("new", "deck", "Les veines")
    deck = here / "decks" / "02-les-veines.yaml"
    mine = deck.read_bytes().replace(b"\n", b"\r\n") + b"    # mine\r\n"
    deck.write_bytes(mine)
    for _ in range(2):
        done = run("new", "card", kind, deck)
        assert (done.exit_code, done.stderr) == (0, "")
    assert deck.read_bytes().startswith(mine.rstrip())
    assert b"\n\n" not in deck.read_bytes()
    assert run("check").exit_code == 0
    assert len(mesoquiz.load("decks").notes) == 13 + 2 * (2 if kind == "case" else 1)


def test_the_first_card_of_a_deck_and_one_that_brings_its_picture(tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_text("deck: D\nid: d\ncards:\n", "utf-8")
    done = run("new", "card", "zone", deck)
    assert done.exit_code == 0
    assert (tmp_path / "media" / "peau.svg").is_file()
    assert run("check", deck).stdout == "1 card in 1 deck: no problem found.\n"


def test_a_card_is_printed_where_no_deck_is_named(here: Path) -> None:
    done = run("new", "card", "truefalse")
    assert done.stdout.startswith("  # truefalse : une affirmation à juger.\n  - id: exemple-vrai-faux\n")
    run("new", "--lang", "en")
    assert run("new", "card", "truefalse").stdout.startswith("  # truefalse: a statement to judge.\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"deck: D\nid: d\ncards: [{id: a, question: q, answer: a}]\n", "a card at the end of deck.yaml"),
        ("deck: Été\nid: d\ncards:\n".encode("utf-16"), "deck.yaml is not saved as UTF-8"),
        (b"deck: D\nid: d\ncards:\n  - {id: a, question: q, answer: a}\nlang: fr\n", "a card at the end of deck.yaml"),
        (b"", "deck.yaml has no `cards:`"),
    ],
)
def test_a_deck_that_would_be_harmed_is_left_as_it_is(content: bytes, said: str, here: Path) -> None:
    deck = here / "deck.yaml"
    deck.write_bytes(content)
    done = run("new", "card", "qa", "deck.yaml")
    assert done.exit_code == 2
    assert said in done.stderr
    assert "type `mesoquiz new card qa` and paste what it prints below `cards:`" in done.stderr
    assert deck.read_bytes() == content
