"""Odd names of files, odd words and odd seeds."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from commands import quiet, run
from small_decks import pages_of
from surroundings import DECK, process, qa, snapshot, written


@pytest.mark.parametrize(
    "id", ["..", ".", "../../x", "/etc/x", "a/b", "a\\b", "-rf", ".hidden", "a b", "é", "x\\0y", "x\\u202ey"]
)
def test_an_id_cannot_lead_out_of_the_output_folder(id: str) -> None:
    written("x.yaml", DECK.replace("id: essai", f'id: "{id}"' if "\\" in id and id != "a\\b" else f"id: {id}"))
    before = snapshot()
    done = run("build", "x.yaml", "-o", "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("x.yaml:2:5: error[")
    assert snapshot() == before


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/x", "a/b", "C:\\x", "con", "..", "a\u202eb", "'\"&<>", "é" * 300, "🦔"]
)
def test_a_deck_name_names_no_file(name: str, here: Path) -> None:
    written("x.yaml", DECK.replace("deck: Essai", f"deck: {json.dumps(name, ensure_ascii=False)}"))
    assert run("build", "x.yaml", "-o", "a/b/out").exit_code == 0
    # No font of a PDF has the hedgehog.
    pages = pages_of("A") - ({"exam.pdf", "keys.pdf"} if name == "🦔" else set())
    made = {"essai.apkg", *(f"quiz/{page}" for page in pages)}
    files = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()}
    assert files == {"x.yaml", *(f"a/b/out/{name}" for name in made)}


def test_an_id_of_a_hundred_letters_names_a_package() -> None:
    written("x.yaml", DECK.replace("id: essai", f"id: {'i' * 100}"))
    assert run("anki", "x.yaml").exit_code == 0
    assert snapshot().keys() == {"x.yaml", f"{'i' * 100}.apkg"}


@pytest.mark.parametrize("length", [101, 251, 5000])
def test_a_longer_id_is_refused_before_it_could_name_a_file(length: int) -> None:
    written("x.yaml", DECK.replace("id: essai", f"id: {'i' * length}"))
    before = snapshot()
    done = run("anki", "x.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"x.yaml:2:5: error[malformed] `id` cannot be `{'i' * 39}…`: it is made of at most 100 "
    )
    assert snapshot() == before


def test_an_output_name_of_full_length() -> None:
    written("x.yaml")
    assert run("anki", "x.yaml", "-o", "n" * 255).exit_code == 0
    assert zipfile.is_zipfile("n" * 255)


ODD_NAMES = [
    "\udcff.yaml",
    "é.yaml",
    "e\u0301.yaml",
    "🦔 deux.yaml",
    "-o.yaml",
    "a\nb.yaml",
    "a\x1b]0;x\x07b.yaml",
    "%s{}.yaml",
]


@pytest.mark.parametrize("style", ["full", "concise", "json", "github"])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names_are_reported(name: str, style: str) -> None:
    written(name, qa("a").replace("answer", "answr"))
    done = run("check", "--format", style, "--", name)
    assert (done.exit_code, done.stderr) == (1, "")
    assert "\x1b" not in done.stdout, "a file name must not steer the terminal"
    if style == "concise":
        assert len(done.stdout.splitlines()) == 2, "a file name must not make lines of its own"
    if style == "json":
        assert json.loads(done.stdout)[0]["line"] == 6


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names_are_read_and_written(name: str) -> None:
    written(f"decks/{name}")
    for args in (["build"], ["list", "--format", "json"], ["anki", f"-o{name}.apkg"], ["quiz", f"-o{name}.d"]):
        done = run(*args)
        assert (done.exit_code, quiet(done.stderr)) == (0, "")
        assert "\x1b" not in done.stdout
    assert zipfile.is_zipfile(f"{name}.apkg")


@pytest.mark.parametrize("thing", ["pipe", "device", "folder"])
@pytest.mark.parametrize("place", ["blueprint", "manifest", "used manifest"])
def test_nothing_waits_for_what_is_no_file(place: str, thing: str) -> None:
    written("x.yaml")
    if thing == "pipe":
        os.mkfifo("odd")
    elif thing == "device":
        Path("odd").symlink_to("/dev/zero")
    else:
        Path("odd").mkdir()
    written("plan.yaml", "title: T\nexclude_used: [odd]\nsections: [{count: 1}]\n")
    options = {"blueprint": ["-b", "odd"], "manifest": ["--from", "odd"], "used manifest": ["-b", "plan.yaml"]}[place]
    done = process("quiz", "x.yaml", *options, "-o", "out")
    what = "is a directory" if thing == "folder" else "this is not a regular file"
    assert done.exit_code == (1 if place == "used manifest" else 2)
    assert f"odd: {what}" in done.stderr.lower() or f"`odd` cannot be used: {what}" in done.stderr
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "args",
    [
        ["check", "no\x1b]0;x\x07"],
        ["list", "--tag", "no\x1b]0;x\x07"],
        ["check", "no\udcff"],
        ["list", "--tag", "\udcff"],
    ],
)
def test_odd_words_in_messages(args: list[str]) -> None:
    written("decks/a.yaml")
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "\x1b" not in done.stderr
    assert "Error: no" in done.stderr


@pytest.mark.parametrize("seed", ["", "\udcff", "\x1b[31m", "un\ndeux", "\u202e"])
def test_a_seed_that_cannot_be_printed_is_refused(seed: str) -> None:
    """A seed is told to whoever prints the exam again."""
    written("x.yaml")
    before = snapshot()
    done = run("quiz", "x.yaml", "--seed", seed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("Error: a seed is made of letters, digits and punctuation\n")
    assert snapshot() == before


@pytest.mark.parametrize("seed", ["0", " ", "é 🦔 \u6f22"])
def test_any_seed_that_can_be_printed_draws_a_quiz(seed: str) -> None:
    written("x.yaml")
    done = run("quiz", "x.yaml", "--seed", seed)
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(Path("quiz/manifest.json").read_text(encoding="utf-8"))["seed"] == seed


@pytest.mark.parametrize(
    "text", ["a\u202eb", "\u2066a", "a\u200bb", "e\u0301" * 50, "\U0001f9d4\u200d\u2642\ufe0f", "\U000e0041"]
)
def test_odd_texts_are_made_and_listed(text: str) -> None:
    written("x.yaml", qa(text, id="derme").replace("deck: Essai", f"deck: {text}"))
    assert run("build", "x.yaml").exit_code == 0
    listed = run("list", "x.yaml")
    assert listed.exit_code == 0
    assert not set("\u202e\u2066") & set(listed.stdout), "a deck must not turn the terminal's lines round"
