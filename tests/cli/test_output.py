"""Standard output is for results: what each command prints there, in a process of its own, is what mesoquiz says."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click import Choice, Context
from click.testing import CliRunner
from commands import ended, process, run
from exam_plans import sealed

import mesoquiz
from mesoquiz.cli.program import commands as all_commands
from mesoquiz.cli.program import main
from mesoquiz.exporters import exporter, names

COMMANDS = all_commands()
ROOT = Path(__file__).parents[2]
OVERLAPPING = (ROOT / "tests" / "helpers" / "overlapping.yaml").read_text(encoding="utf-8")
"""An exam for which cards have several tags at once and two sections compete."""

BLUEPRINT = {"bank": (), "quiz": ("-b", "decks/blueprints/recoupe.yaml")}
RESULTS = [
    ["--version"],
    ["build", "decks"],
    ["build", "decks", "--locked"],
    *(["check", "decks", "--format", style] for style in ("full", "concise", "json", "github", "sarif")),
    ["check", "decks", "--strict", "--ignore", "ALL"],
    ["check", "decks", "--fix"],
    ["anki", "decks"],
    ["quiz", "decks", "-b", "decks/blueprints/recoupe.yaml"],
    ["quiz", "decks", "-b", "decks/blueprints/recoupe.yaml", "--pdf", "-o", "pdf"],
    ["quiz", "decks", "--from", "quiz/manifest.json", "-o", "again"],
    ["quiz", "decks", "-n", "5", "--tag", "securite", "--seed", "1", "-o", "five"],
    ["flashcards", "decks", "--tag", "securite", "--pdf"],
    ["flashcards", "decks", "--calibration", "-o", "calibration"],
    ["list", "decks"],
    ["list", "decks", "--format", "json"],
    ["diff", "mesotherapie.apkg", "decks"],
    ["diff", "mesotherapie.apkg", "decks", "--all"],
    *(["schema", file] for file in ("deck", "collection", "blueprint")),
    *(["attack", "decks", "--format", style] for style in ("table", "json")),
    *(["explain", *what] for what in ([], ["D301"], ["QRP"], ["--markdown"])),
    *(["export", name, "decks", *BLUEPRINT[exporter(name).TAKES]] for name in names()),
    ["new", "peau", "--title", "Peau", "--lang", "fr"],
    ["new", "deck", "Veines", "--decks", "decks"],
    ["release", "1.0", "--decks", "cardio/decks"],
    *([command, "--help"] for command in COMMANDS),
]
SHORT = (
    ["--version"],
    ["build", "decks"],
    *(["check", "decks", "--format", style] for style in ("full", "json")),
    ["anki", "decks"],
    ["quiz", "decks", "-b", "decks/blueprints/recoupe.yaml", "--pdf", "-o", "pdf"],
    ["flashcards", "decks", "--tag", "securite", "--pdf"],
    ["list", "decks", "--format", "json"],
    ["diff", "mesotherapie.apkg", "decks"],
    ["schema", "deck"],
    ["quiz", "--help"],
)
"""One for each library that is used, and each way to print; the others do the same with other options."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped decks, a blueprint whose quotas overlap, and what `anki`, `quiz` and `new` made."""
    made = tmp_path_factory.mktemp("output")
    shutil.copytree(ROOT / "decks", made / "decks")
    (made / "decks" / "blueprints" / "recoupe.yaml").write_text(f"seed: '1'\n{OVERLAPPING}", encoding="utf-8")
    for inner in (made / "decks").glob("*/collection.yaml"):
        # Without a blueprint, each process would draw other cards.
        (inner.parent / "blueprints").mkdir(exist_ok=True)
        (inner.parent / "blueprints" / "plan.yaml").write_text("seed: '1'\ntitle: Test\nsections: [{count: 5}]\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        begun = ["new", "cardio", "--title", "Cœur", "--lang", "fr"]
        for command in (["anki", "decks"], ["quiz", "decks", "-b", "decks/blueprints/recoupe.yaml"], begun):
            assert CliRunner(catch_exceptions=False).invoke(main, command).exit_code == 0
    return made


@pytest.mark.parametrize(
    "words",
    [words if words in SHORT else pytest.param(words, marks=pytest.mark.thorough) for words in RESULTS],
    ids=" ".join,
)
def test_nothing_but_results_is_printed(
    words: list[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same as without the process around it, which alone sees what a library or C code prints."""
    for name in ("here", "there"):
        shutil.copytree(folder, tmp_path / name)
    monkeypatch.chdir(tmp_path / "here")
    said = CliRunner(catch_exceptions=False).invoke(main, words, prog_name="mesoquiz")
    monkeypatch.chdir(tmp_path / "there")
    done = ended([sys.executable, "-m", "mesoquiz", *words])
    # click takes another width where it is called from Python.
    printed, wanted = (text.split() if "--help" in words else text for text in (done.stdout, said.stdout))
    assert printed == wanted
    assert (done.exit_code, said.exit_code) == (0, 0)
    assert done.stdout or "github" in words, "sound decks have no annotations"


def test_each_command_and_each_format_is_among_them() -> None:
    """Other tests give their commands processes that need no start (`forks`): these see what a start may add."""
    for name in COMMANDS:
        command = main.get_command(Context(main), name)
        assert command
        run_so = [words for words in RESULTS if words[0] == name]
        assert [words for words in run_so if "--help" not in words] or name == "preview", "that one goes on"
        for option in command.params:
            if option.name == "style" and isinstance(option.type, Choice):
                told = {words[words.index("--format") + 1] for words in run_so if "--format" in words}
                assert {*option.type.choices} - told <= {option.default}
    assert [words[1] for words in RESULTS if words[0] == "export" and "decks" in words] == list(names())


def test_a_process_that_needs_no_start_is_one_all_the_same() -> None:
    """Seen are what C code prints, what Python does as it ends, and how it ends; the next knows nothing of it."""
    said = "import atexit, ctypes, sys\nctypes.CDLL(None).puts(b'of C')\natexit.register(print, 'at the end')"
    version = f"mesoquiz, version {mesoquiz.__version__}\n"
    assert sorted(process("--version", before=said).stdout.splitlines(True)) == ["at the end\n", version, "of C\n"]
    assert process("--version", before="import os\nos.kill(os.getpid(), 9)") == (-9, "", "")
    assert process("--version") == (0, version, "")
    with pytest.raises(AssertionError, match="Exception ignored"):
        process("--version", before="import os\nclass Bad:\n    def __del__(self): raise OSError\nos.kept = Bad()")


@pytest.mark.parametrize(
    "words", [["check", "decks", "--format", "json"], ["list", "decks", "--format", "json"], ["schema"]], ids=" ".join
)
def test_json_is_all_that_is_printed(words: list[str], folder: Path) -> None:
    json.loads(ended([sys.executable, "-m", "mesoquiz", *words], cwd=folder).stdout)


def test_each_file_that_was_written_is_one_line(folder: Path) -> None:
    done = ended([sys.executable, "-m", "mesoquiz", "build", "decks", "-o", "lines"], cwd=folder)
    files = [line.split("  ")[0].strip() for line in done.stdout.splitlines()]
    assert files
    assert sorted(files) == sorted(
        path.relative_to(folder).as_posix() for path in (folder / "lines").rglob("*") if path.is_file()
    )


def test_the_library_prints_nothing(folder: Path) -> None:
    code = (
        "import mesoquiz\n"
        "bank = mesoquiz.load('decks')\n"
        "exam = mesoquiz.assemble(bank, blueprint='decks/blueprints/recoupe.yaml')\n"
        "made = [*mesoquiz.export('html', exam), *mesoquiz.export('pdf', exam), *mesoquiz.export('apkg', bank)]\n"
        "assert len(made) == 19, len(made)\n"
    )
    done = ended([sys.executable, "-c", code], cwd=folder)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_what_cannot_be_met_is_said_beside_the_results(folder: Path) -> None:
    plan = folder / "plan.yaml"
    plan.write_text(OVERLAPPING.replace("least: 2}, {tag: preuves", "least: 9}, {tag: preuves"), encoding="utf-8")
    done = ended([sys.executable, "-m", "mesoquiz", "quiz", "decks", "-b", "plan.yaml", "-o", "none"], cwd=folder)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "plan.yaml:8:14: error[quota-short] the quota of the tag `securite`" in done.stderr
    assert not (folder / "none").exists()


# Texts that could steer a terminal

ODD = "\x1b]0;title\x07\x1b[2J\u202e\u2066\x9b"
STEERING = "\x1b\x07\u202e\u2066\x9b"


def test_tags_that_could_steer_a_terminal_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    card = "{id: a, question: Q, answer: R, tags: ['x\u202ey', 'u\u2066v']}"
    Path("x.yaml").write_text(f"id: essai\ndeck: Essai\ncards:\n  - {card}\n", encoding="utf-8")
    table, listed = run("list", "x.yaml"), run("list", "x.yaml", "--format", "json")
    assert (table.exit_code, listed.exit_code) == (0, 0)
    assert not set(STEERING) & set(table.output + listed.output)
    assert json.loads(listed.stdout)[0]["tags"] == ["x\u202ey", "u\u2066v"], "the escapes mean the same"


@pytest.mark.parametrize("key", ["collection", "mesoquiz"])
def test_a_manifest_cannot_steer_the_terminal(key: str, folder: Path, tmp_path: Path) -> None:
    made = json.loads((folder / "quiz" / "manifest.json").read_text(encoding="utf-8"))
    made |= {key: f"x{ODD}"} | ({"format": 1} if key == "mesoquiz" else {})
    (tmp_path / "manifest.json").write_text(sealed(made), encoding="utf-8")
    done = run("quiz", folder / "decks", "--from", tmp_path / "manifest.json", "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert "cannot be printed again" in done.stderr
    assert not set(STEERING) & set(done.output)


def test_names_of_files_cannot_steer_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor forge a line that a GitHub runner takes as a command."""
    monkeypatch.chdir(tmp_path)
    deck = Path("x\n::error file=a::forged\x1b[2J.yaml")
    cards = "  - id: a\n    question: Cas: un\n    answer: R\n"
    deck.write_text(f"id: essai\ndeck: Essai\ncards:\n{cards}", encoding="utf-8")
    package = Path("p\x1b[2J\n::error::p.apkg")
    package.write_bytes(b"PK\x05\x06" + bytes(18))
    for done in (run("check", deck, "--fix"), run("check", deck), run("diff", package, deck)):
        assert not set(STEERING) & set(done.output)
        assert not [line for line in done.output.splitlines() if line.startswith("::")]
