"""Broken and hostile input, and surroundings that fail: a clear message, the right exit code, and nothing half-written.

Where a fault can hang the program, it runs in a process of its own, which a time-out ends: it is no measurement.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import PATIENCE, Done, ended, quiet, run

import mesoquiz
from mesoquiz.cli.program import commands as all_commands

COMMANDS = all_commands()
READING = [command for command in COMMANDS if command not in ("schema", "diff", "export", "explain")]
"""The commands that read decks."""
WRITING = {"build": "dist", "anki": "essai.apkg", "quiz": "quiz"}
"""The commands that write, with what they write by default."""

DECK = """\
deck: Essai
id: essai
cards:
  - id: derme
    question: Où vont les injections ?
    answer: dans le derme
    distractors: [dans le muscle, dans la veine]
"""

AS_ANYBODY = """
import ctypes, os
if os.geteuid() == 0:
    # Root may read and write everything. The program that follows has to do without CAP_DAC_OVERRIDE (1) and
    # CAP_DAC_READ_SEARCH (2): prctl's PR_CAPBSET_DROP (24) takes them from whatever is started next.
    for capability in (1, 2):
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
os.execv(sys.executable, [sys.executable, "-m", "mesoquiz", *sys.argv[1:]])
"""
LITTLE_MEMORY = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))"


def process(*args: str | Path, before: str = "", **options: Any) -> Done:
    """Run a command in a process of its own, after the Python code `before`."""
    code = f"import sys\n{before}\nfrom mesoquiz.__main__ import main\nmain()"
    return ended([sys.executable, "-c", code, *args], **options)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fresh folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(name: str | Path, text: str | bytes = DECK) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def deck(cards: str, head: str = "deck: Essai\nid: essai\n") -> str:
    return f"{head}cards:\n{cards}"


def qa(question: str, answer: str = "oui", id: str = "derme") -> str:
    """A deck of one card; its texts are quoted."""
    quoted = json.dumps(question, ensure_ascii=False)
    return deck(f"  - id: {id}\n    question: {quoted}\n    answer: {json.dumps(answer)}\n")


def snapshot(folder: Path | str = ".") -> dict[str, bytes | str]:
    """All there is below a folder, hidden files included: the bytes of files, what else things are."""
    found: dict[str, bytes | str] = {}
    for path in sorted(Path(folder).rglob("*")):
        mode = path.lstat().st_mode
        is_readable = stat.S_ISREG(mode) and os.access(path, os.R_OK)
        found[str(path)] = path.read_bytes() if is_readable else f"{mode:o}"
    return found


def assert_refused(said: str, *args: str | Path, before: str | None = None) -> None:
    """The command says `said` and nothing else, ends with 2, and leaves everything as it was.

    With `before` (see `process`, it may be empty) it runs in a process of its own.
    """
    there = snapshot()
    done = run(*args) if before is None else process(*args, before=before)
    assert (done.exit_code, done.stdout) == (2, "")
    assert quiet(done.stderr) == f"Error: {said}\n"
    assert snapshot() == there


# Paths that are no decks


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing.yaml", "missing.yaml: no such file or directory"),
        ("missing/", "missing: no such file or directory"),
        ("essai.yaml/x.yaml", "essai.yaml/x.yaml: not a directory"),
        ("empty", "empty: there is no deck (.yaml file) in this folder"),
    ],
)
def test_a_path_that_leads_nowhere(command: str, path: str, said: str) -> None:
    written("essai.yaml")
    Path("empty").mkdir()
    assert_refused(said, command, path)


def test_one_missing_path_among_others() -> None:
    written("essai.yaml")
    assert_refused("missing.yaml: no such file or directory", "build", "essai.yaml", "missing.yaml")


def test_a_folder_without_decks() -> None:
    for name in ("README.md", "collection.yaml", ".hidden.yaml", ".git/x.yaml", "_drafts/x.yaml", "blueprints/x.yaml"):
        written(f"decks/{name}")
    assert_refused("decks: there is no deck (.yaml file) in this folder", "check")


def test_a_folder_may_be_named_like_a_file() -> None:
    Path("x.yaml").mkdir()
    assert_refused("x.yaml: there is no deck (.yaml file) in this folder", "check", "x.yaml")
    written("x.yaml/y.yaml/z.yaml")
    assert run("check", "x.yaml").stdout == "1 card in 1 deck: no problem found.\n"


@pytest.mark.parametrize("command", READING)
def test_what_is_no_file_is_not_opened(command: str) -> None:
    """A pipe that nobody writes to would be read for ever."""
    os.mkfifo("pipe.yaml")
    assert_refused("pipe.yaml: this is not a regular file", command, "pipe.yaml", before="")


@pytest.mark.parametrize("args", [("nope",), ("check", "gone.yaml"), ("build", "essai.yaml")])
def test_where_nobody_can_be_told_the_exit_code_tells(args: tuple[str, ...]) -> None:
    """1 would mean that something is wrong with the decks."""
    written("essai.yaml")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "mesoquiz", *args]
        assert subprocess.run(command, stdout=subprocess.PIPE, stderr=full, check=False).returncode == 2


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "/dev/full"])
def test_devices_are_not_read(path: str) -> None:
    assert_refused(f"{path}: this is not a regular file", "check", path, before="")


def test_sockets_and_pipes_in_a_folder() -> None:
    written("decks/a.yaml")
    os.mkfifo("decks/b.yaml")
    assert_refused("decks/b.yaml: this is not a regular file", "build", before="")
    Path("decks/b.yaml").unlink()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("decks/b.yaml")
        assert_refused("decks/b.yaml: this is not a regular file", "build")


@pytest.mark.parametrize("name", ["collection.yaml", "../collection.yaml"])
def test_a_collection_that_is_no_file_is_none(name: str) -> None:
    written("decks/a.yaml")
    os.mkfifo(Path("decks", name))
    assert process("check").stdout == "1 card in 1 deck: no problem found.\n"


def test_links_that_lead_in_a_circle() -> None:
    Path("loop.yaml").symlink_to("loop.yaml")
    assert_refused("loop.yaml: too many levels of symbolic links", "build", "loop.yaml")
    written("decks/a.yaml")
    Path("decks/again").symlink_to("../decks")
    assert run("check").stdout == "1 card in 1 deck: no problem found.\n"


def test_a_link_to_nothing() -> None:
    written("decks/a.yaml")
    Path("decks/b.yaml").symlink_to("gone.yaml")
    assert_refused("decks/b.yaml: no such file or directory", "build")


def test_names_that_are_too_long() -> None:
    written("essai.yaml")
    name = "n" * 256
    assert_refused(f"{name}: file name too long", "check", name)
    assert_refused(f"{name}: file name too long", "anki", "essai.yaml", "-o", name)


@pytest.fixture
def deep(here: Path) -> Iterator[Path]:
    """3,000 folders inside each other, with decks in the 50th and the 1,500th. pytest could not remove them later."""
    try:
        for depth in range(1, 3001):
            os.mkdir("a")  # noqa: PTH102 (pathlib stumbles over its own path when that is too long)
            os.chdir("a")
            if depth in (50, 1500):
                written("x.yaml", DECK.replace("id: derme", f"id: derme-{depth}"))
        os.chdir(here)
        yield here / "a"
    finally:
        subprocess.run(["find", "a", "-delete"], check=True, cwd=here)


def test_deeply_nested_folders(deep: Path) -> None:
    done = run("check", deep.name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: a")
    assert done.stderr.endswith((": file name too long\n", ": the folders are nested too deeply\n"))


def test_files_that_may_not_be_read() -> None:
    written("decks/a.yaml").chmod(0)
    for command in READING:
        assert_refused("decks/a.yaml: permission denied", command, before=AS_ANYBODY)
        assert_refused("decks/a.yaml: permission denied", command, "decks/a.yaml", before=AS_ANYBODY)


def test_a_collection_that_may_not_be_read() -> None:
    written("decks/a.yaml")
    written("decks/collection.yaml", "id: essai\ntitle: Essai\n").chmod(0)
    assert_refused("decks/collection.yaml: permission denied", "build", before=AS_ANYBODY)


def test_folders_that_may_not_be_read() -> None:
    written("decks/a.yaml")
    written("decks/below/b.yaml")
    try:
        for folder in ("decks/below", "decks"):
            Path(folder).chmod(0)
            assert process("check", "decks", before=AS_ANYBODY) == (2, "", f"Error: {folder}: permission denied\n")
    finally:
        Path("decks").chmod(0o755)
        Path("decks/below").chmod(0o755)


def test_a_file_that_fails_while_it_is_read() -> None:
    """A dying disk: the kernel refuses this file's first byte, after it was opened."""
    assert_refused("/proc/self/mem: input/output error", "check", "/proc/self/mem")


def test_a_folder_that_is_gone() -> None:
    """The shell stands in a folder that was deleted."""
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m mesoquiz build'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "Error: dist: no such file or directory"


# Files that are no decks

LAUGHS = "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD: dict[str, tuple[str | bytes, list[str]]] = {
    "empty": ("", ["1:1: error[empty-file] this file is empty"]),
    "blank": (" \n\n\t\n", ["1:1: error[empty-file] this file is empty"]),
    "comments": ("# deck\n# cards\n", ["1:1: error[empty-file] this file is empty"]),
    "byte order mark": (b"\xef\xbb\xbf", ["1:1: error[empty-file] this file is empty"]),
    "Windows-1252": (
        DECK.encode("cp1252"),
        ["5:16: error[encoding] this file is not UTF-8: byte 0xF9 does not belong here"],
    ),
    "UTF-16 without mark": (
        "deck: Essai\n".encode("utf-16-le"),
        ["1:1: error[no-byte-order-mark] this file is not UTF-8: it looks like UTF-16 without a byte order mark"],
    ),
    "half a UTF-16 character": (b"\xff\xfed\0e", ["1:2: error[encoding] "]),
    "lone surrogate": (b"\xff\xfea\0:\0 \0\0\xd8", ["1:4: error[encoding] "]),
    "not a character": (qa("\uffff"), ["5:16: error[character] the character U+FFFF is not allowed in a deck"]),
    "zip": (b"PK\x03\x04\x14\0\0\0", ["1:1: error[not-text] this is not a text file"]),
    "picture": (b"\x89PNG\r\n\x1a\n", ["1:1: error[not-text] this is not a text file"]),
    "prose": ("Bonjour !\n", ["1:1: error[expected-mapping] "]),
    "HTML": (
        "<html><body>404: not found</body></html>\n",
        ["1:1: error[unknown-key]", "1:1: error[missing-key]", "1:1: error[missing-key]"],
    ),
    "list": ("- a\n- b\n", ["1:1: error[expected-mapping] "]),
    "tabs": (
        "deck: Essai\nid: essai\ncards:\n\t- id: a\n\t  question: a\n\t  answer: b\n",
        [
            f"{line}:1: error[indentation] this line begins with a tab; YAML is indented with ordinary spaces"
            for line in (4, 5, 6)
        ],
    ),
    "no card": (
        "deck: Essai\nid: essai\ncards: []\n",
        ["3:8: error[empty-value] `cards` is empty"],
    ),
    "wrong types": (
        "deck: [a]\nid: {a: b}\ncards: 3\n",
        [
            "1:7: error[expected-text] `deck` takes a text, not a list",
            "2:5: error[expected-text] `id` takes a text, not keys and values",
            "3:8: error[expected-list] `cards` takes a list, not a text",
        ],
    ),
    "unknown keys": (
        DECK.replace("answer:", "anwser:") + "    colour: red\n",
        [
            "6:5: error[unknown-key] unknown key `anwser` in a card",
            "8:5: error[unknown-key] unknown key `colour` in a card",
        ],
    ),
    "duplicate keys": (
        DECK + "    answer: non\n",
        ["8:5: error[duplicate-key] the key `answer` stands twice in a card"],
    ),
    "duplicate ids": (
        DECK + "  - {id: derme, question: a, answer: b}\n",
        ["8:10: error[duplicate-id] the id `derme` is used twice"],
    ),
    "empty texts": (
        deck('  - {id: a, question: "", answer: " "}\n  - {id: b, question: , answer: b}\n'),
        [
            "4:23: error[empty-value] `question` is empty",
            "4:35: error[empty-value] `answer` is empty",
            "5:23: error[empty-value] `question` is empty",
        ],
    ),
    "no gap": (
        deck("  - {id: a, cloze: rien à cacher}\n"),
        ["4:20: error[cloze-without-gap] this cloze has no gap"],
    ),
    "distractor is the answer": (
        DECK.replace("dans le muscle", "Dans le derme."),
        ["7:19: error[distractor-is-answer] the distractor `Dans le derme.` is an answer of this card"],
    ),
    "alias": (DECK.replace("dans le derme", "*x"), ["6:13: error[alias] `*x` is a YAML alias, which decks do not use"]),
    "program": (
        DECK.replace("dans le derme", "!!python/object/apply:os.system [touch hacked]"),
        [
            "6:13: error[tag] `!!python/object/apply:os.system` is a YAML tag, which decks do not use",
            "6:13: error[expected-text] `answer` takes a text, not a list",
        ],
    ),
    "second document": (f"{DECK}---\n{DECK}", ["8:1: error[second-document] a second YAML document begins here"]),
    "deck without a name": (DECK.replace("Essai", '"::"', 1), ["1:7: error[malformed] `deck` cannot be `::`"]),
    "hidden character": (
        qa("a\u0008b"),
        ['5:15: error[eaten-backslash] in "…" the backslash is special, and `\\b` is an invisible sign'],
    ),
    "too high a gap": (
        deck("  - {id: a, cloze: 'x {{500::y}}'}\n"),
        ["4:20: error[gap-number] the gap number 500 is out of range"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_deck(name: str) -> None:
    text, expected = BAD[name]
    written("x.yaml", text)
    done = run("check", "x.yaml", "--format", "concise")
    *lines, summary = [line for line in done.stdout.splitlines() if not line.startswith("`mesoquiz check --fix`")]
    assert (done.exit_code, done.stderr) == (1, "")
    assert len(lines) == len(expected)
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(f"x.yaml:{start}")
    assert summary == f"{len(expected)} error{'s' if len(expected) > 1 else ''} in 1 file"


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("name", ["empty", "Windows-1252", "zip", "duplicate ids", "alias"])
def test_a_file_that_is_no_deck_makes_nothing(name: str, command: str) -> None:
    written("essai.yaml")
    run(command, "essai.yaml")
    written("essai.yaml", BAD[name][0])
    before = snapshot()
    done = run(command, "essai.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("\n1 error in 1 file: nothing was written.\n")
    assert snapshot() == before


def test_one_bad_deck_does_not_hide_another() -> None:
    written("decks/a.yaml", BAD["Windows-1252"][0])
    written("decks/b.yaml", BAD["alias"][0])
    written("decks/c.yaml", BAD["no gap"][0])
    done = run("check")
    assert [line.split(": ")[1].split("]")[0] for line in done.stdout.splitlines() if line.startswith("decks/")] == [
        "error[encoding",
        "error[alias",
        "error[cloze-without-gap",
    ]


def test_the_first_use_of_an_id_is_named() -> None:
    written("decks/a.yaml")
    written("decks/b.yaml", DECK.replace("cards:", "\ncards:\n"))
    done = run("check")
    assert "decks/b.yaml:6:9: error[duplicate-id] the id `derme` is used twice\n" in done.stdout
    assert "\n  = first here: decks/a.yaml:4:9\n" in done.stdout


@pytest.mark.parametrize("cards", ["", "  - {id: derme, question: '', answer: oui}\n"])
def test_nobody_is_told_to_remove_what_is_needed(cards: str) -> None:
    """Without the key, the next run would complain that it is missing."""
    written("x.yaml", deck(cards))
    done = run("check", "x.yaml")
    assert "is empty" in done.stdout
    assert "remove" not in done.stdout


# Bombs: each is refused before it costs memory or time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: &a [x, x]\n{LAUGHS}", "x.yaml:1:4: error[anchor] `&a` is a YAML anchor, which decks do not use"),
        ("[" * 100_000, "x.yaml:1:25: error[too-deep] more than 24 levels of nesting"),
        (deck(f"  - {{id: é, question: {'[' * 3000}"), "x.yaml:4:44: error[too-deep] more than 24 levels of nesting"),
        ("{a: " * 100_000, "error[too-deep] more than 24 levels of nesting"),
        ("- " * 100_000, "x.yaml:1:49: error[too-deep] more than 24 levels of nesting"),
        ("? " * 100_000, "error[too-deep] more than 24 levels of nesting"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(1000)), "x.yaml:25:25: error[too-deep] more than 24 levels"),
        (f"deck: [{'a,' * 2_100_000}]\n", "error[too-many-values] more than 2,000,000 values in one file"),
        (deck(f"  [{'{},' * 1_000_000}]"), "error[unknown-kind] nothing tells what kind of card this is"),
        (
            deck("".join(f"  - {{id: c{n}, quesion: q, answer: a}}\n" for n in range(20_000))),
            "did you mean `question`?",
        ),
        (deck(f"  - {{id: a, {', '.join(f'k{n}: x' for n in range(50_000))}}}\n"), "x.yaml:4:"),
    ],
    ids=[
        "billion laughs",
        "brackets",
        "brackets in a card",
        "braces",
        "dashes",
        "question marks",
        "levels",
        "2.1 million values",
        "a million empty cards",
        "20,000 misspelt keys",
        "50,000 keys in a card",
    ],
)
def test_a_bomb(text: str, expected: str) -> None:
    written("x.yaml", text)
    done = process("check", "x.yaml", before=LITTLE_MEMORY)
    assert (done.exit_code, done.stderr) == (1, "")
    assert expected in done.stdout
    assert len(done.stdout) < 1_000_000, "nobody reads a report of hundreds of megabytes"


def test_a_file_that_is_too_large() -> None:
    with Path("x.yaml").open("wb") as file:
        file.truncate(50_000_000)
    done = process("check", "x.yaml", before=LITTLE_MEMORY)
    assert done == (
        1,
        "x.yaml:1:1: error[file-too-large] this file has more than 20 MB\n"
        "  = help: split the deck into several files, one theme each\n"
        "\n"
        "1 error in 1 file\n",
        "",
    )


def test_a_collection_that_is_too_large() -> None:
    written("decks/a.yaml")
    with Path("decks/collection.yaml").open("wb") as file:
        file.truncate(50_000_000)
    done = process("build", before=LITTLE_MEMORY)
    assert done.exit_code == 1
    assert "decks/collection.yaml:1:1: error[file-too-large] this file has more than 20 MB" in done.stderr


def test_the_largest_deck_that_is_allowed_is_not_too_large() -> None:
    written("x.yaml", DECK + "#" * (20_000_000 - len(DECK.encode())))
    assert run("check", "x.yaml").exit_code == 0


LONG = {
    "words": ["mot " * 250_000, "mot" * 100_000],
    "typography": [
        "a" + " " * 100_000 + "b",
        "!" * 100_000 + "a",
        ":" * 100_000 + "a",
        "«" * 100_000,
        "&" * 100_000 + ":",
        "a" * 100_000 + "&",
        "http:" * 20_000,
    ],
    "Markdown": [
        "*a" * 5_000,
        "[" * 10_000,
        "[a](" * 5_000,
        "\\(" * 20_000,
        "\\(a" * 20_000 + "\\]",
        "~a" * 5_000,
        " ".join("`" * number for number in range(1, 300)),
        "a\n" * 10_000,
        "- a\n" * 5_000,
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "|" * 10_000 + "\n" + "|-" * 10_000,
    ],
}


@pytest.mark.parametrize("name", LONG)
def test_texts_of_great_length_are_made_and_listed(name: str) -> None:
    """What is not refused for its length may not cost time beyond it."""
    texts = [json.dumps(text[:30_000], ensure_ascii=False) for text in LONG[name]]
    written("x.yaml", deck("".join(f"  - {{id: c{n}, question: {text}, answer: a}}\n" for n, text in enumerate(texts))))
    assert process("build", "x.yaml").exit_code == 0
    listed = process("list", "x.yaml")
    assert listed.exit_code == 0
    assert max(map(len, listed.stdout.splitlines())) <= 80


@pytest.mark.parametrize("text", ["{{" * 50_000, "{{a" * 50_000, "}}" * 50_000, "{{a::b::" * 20_000, "{{a}}" * 20_000])
def test_gaps_without_end(text: str) -> None:
    written("x.yaml", deck(f'  - {{id: a, cloze: "{text}"}}\n'))
    done = process("check", "x.yaml")
    assert (done.exit_code, done.stderr) == (1, "")
    assert max(map(len, done.stdout.splitlines())) <= 160, "the message quotes only the beginning"


@pytest.mark.parametrize(
    "card",
    [
        '{{id: a, question: "{long}", answr: b}}',
        '{{id: "{long} é", question: a, answer: b}}',
        '{{id: a, question: a, answer: b, tags: ["{long} é"]}}',
        '{{id: a, question: a, answer: b, difficulty: "{long}"}}',
        '{{id: a, question: a, answer: b, source: {{doc: "{long}"}}}}',
        '{{id: a, question: a, answer: b, ? "{long}" : c}}',
        "{{id: a, question: a, answer: b, distractors: [*{long}]}}",
        "{{id: a, question: a, answer: !{long} b}}",
    ],
)
def test_messages_stay_short_on_lines_of_a_megabyte(card: str) -> None:
    written("x.yaml", deck(f"  - {card.format(long='m' * 1_000_000)}\n"))
    for start, style in ((process, "full"), (run, "concise"), (run, "github"), (run, "json")):
        done = start("check", "x.yaml", "--format", style)
        assert (done.exit_code, done.stderr) == (1, "")
        assert len(done.stdout) < 2000


def test_five_thousand_cards() -> None:
    cards = [f"  - {{id: c{n}, question: 'q {n}', answer: a, distractors: [b, c]}}\n" for n in range(5000)]
    written("essai.yaml", deck("".join(cards)))
    assert run("check", "essai.yaml", "--ignore", "ALL").stdout == "5,000 cards in 1 deck: no problem found.\n"
    assert "Anki deck: 5,000 notes in 1 deck\n" in run("build", "essai.yaml").stdout
    assert run("quiz", "essai.yaml", "-n", "5000").exit_code == 0
    manifest = json.loads(Path("quiz/manifest.json").read_text(encoding="utf-8"))
    assert len({item["id"] for item in manifest["forms"][0]["sections"][0]["items"]}) == 5000


# Hostile names


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
    pages = {f"quiz/{role}-A.html" for role in ("quiz", "key", "explained", "sheet")}
    made = {"essai.apkg", *pages, "quiz/manifest.json"}
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


@pytest.mark.parametrize("seed", ["\udcff", "\x1b[31m", "un\ndeux", "\u202e"])
def test_a_seed_that_cannot_be_printed_is_refused(seed: str) -> None:
    """A seed is told to whoever prints the exam again."""
    written("x.yaml")
    before = snapshot()
    done = run("quiz", "x.yaml", "--seed", seed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("Error: a seed is made of letters, digits and signs\n")
    assert snapshot() == before


@pytest.mark.parametrize("seed", ["", " ", "é 🦔 \u6f22"])
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


# Output that cannot be written


@pytest.fixture
def made() -> dict[str, bytes | str]:
    """A deck and the output of an earlier run, in which another answer was right."""
    written("essai.yaml", DECK.replace("dans le derme", "dans la graisse"))
    for command in WRITING:
        assert run(command, "essai.yaml").exit_code == 0
    written("essai.yaml")
    return snapshot()


@pytest.mark.parametrize(
    ("there", "args", "said"),
    [
        ("out", ["build", "-o", "out"], "out: this is a file, not a folder"),
        ("out", ["quiz", "-o", "out"], "out: this is a file, not a folder"),
        ("out/quiz", ["build", "-o", "out"], "out/quiz: this is a file, not a folder"),
        ("out", ["build", "-o", "out/below"], "out/below: not a directory"),
        ("out", ["anki", "-o", "out/x.apkg"], "out: this is a file, not a folder"),
        ("out/essai.apkg/", ["build", "-o", "out"], "out/essai.apkg: this is a folder, not a file to write"),
        ("out/quiz/key-A.html/", ["build", "-o", "out"], "out/quiz/key-A.html: this is a folder, not a file to write"),
        ("out/manifest.json/", ["quiz", "-o", "out"], "out/manifest.json: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", "out"], "out: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", "."], ".: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", ".."], "..: this is a folder, not a file to write"),
        ("out/", ["anki", "-o", ""], ".: this is a folder, not a file to write"),
    ],
)
def test_output_where_something_else_is(there: str, args: list[str], said: str) -> None:
    written("essai.yaml")
    if there.endswith("/"):
        Path(there).mkdir(parents=True)
    else:
        written(there, "mine")
    assert_refused(said, *args, "essai.yaml")


@pytest.mark.parametrize(
    ("place", "args"),
    [
        ("out/essai.apkg", ["anki", "-o", "out/essai.apkg"]),
        ("out/essai.apkg", ["build", "-o", "out"]),
        ("out/quiz/key-A.html", ["build", "-o", "out"]),
        ("out/quiz/manifest.json", ["build", "-o", "out"]),
        ("out/manifest.json", ["quiz", "-o", "out"]),
    ],
)
def test_pipes_and_devices_are_not_written_over(place: str, args: list[str]) -> None:
    """Run by root, `-o /dev/null` would put a file in the place of the device."""
    written("essai.yaml")
    Path(place).parent.mkdir(parents=True)
    os.mkfifo(place)
    assert_refused(f"{place}: this is not a regular file", *args, "essai.yaml", before="")


def test_links_are_written_through() -> None:
    """A package that is a link into a shared folder stays one."""
    written("essai.yaml")
    written("shared/essai.apkg", "")
    Path("essai.apkg").symlink_to("shared/essai.apkg")
    Path("dist").symlink_to("shared")
    assert run("anki", "essai.yaml").exit_code == 0
    assert Path("essai.apkg").is_symlink()
    assert zipfile.is_zipfile("shared/essai.apkg")
    assert run("build", "essai.yaml").exit_code == 0
    assert Path("dist").is_symlink()
    assert Path("shared/quiz/quiz-A.html").is_file()


@pytest.mark.parametrize(
    ("folder", "args", "said"),
    [
        ("out", ["anki", "-o", "out/x.apkg"], "out/x.apkg: permission denied; nothing was changed"),
        ("out", ["quiz", "-o", "out"], "out/quiz-A.html: permission denied; nothing was changed"),
        ("out", ["flashcards", "-o", "out"], "out/flashcards.html: permission denied; nothing was changed"),
        ("out", ["build", "-o", "out"], "out/quiz: permission denied"),
        ("out", ["build", "-o", "out/below"], "out/below: permission denied"),
        ("out/quiz", ["build", "-o", "out"], "out/quiz/quiz-A.html: permission denied; nothing was changed"),
    ],
)
def test_output_folders_that_are_read_only(folder: str, args: list[str], said: str) -> None:
    written("essai.yaml")
    Path(folder).mkdir(parents=True)
    Path(folder).chmod(0o555)
    assert_refused(said, *args, "essai.yaml", before=AS_ANYBODY)


def test_fix_in_a_folder_that_is_read_only() -> None:
    written("decks/a.yaml", DECK.replace("Où vont", "Attention: où vont"))
    Path("decks").chmod(0o555)
    assert_refused("decks/a.yaml: permission denied; nothing was changed", "check", "--fix", before=AS_ANYBODY)


def disk_of(size: int) -> str:
    """Code after which no file can grow beyond `size` bytes: the nearest thing to a full disk without mounting one."""
    return f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"


@pytest.mark.parametrize("command", WRITING)
def test_a_full_disk(command: str) -> None:
    """The disk is full at the first file, and then at the largest, when others have been prepared."""
    # Pages are not compressed: with a long text a key is by far the largest file, whatever else the package holds.
    long = DECK + f"    why: {'Parce que. ' * 500}\n"
    written("essai.yaml", long.replace("dans le derme", "dans la graisse"))
    assert run(command, "essai.yaml").exit_code == 0
    written("essai.yaml", long)
    made = snapshot()
    output = WRITING[command]
    sizes = {
        path: len(content) for path, content in made.items() if path.startswith(output) and isinstance(content, bytes)
    }
    largest = max(sizes, key=lambda path: sizes[path])
    first = {"build": "dist/essai.apkg", "anki": output, "quiz": "quiz/quiz-A.html"}[command]
    for file, size in ((first, 10), (largest, sizes[largest] - 100)):
        said = f"{file}: file too large; nothing was changed"
        assert_refused(said, command, "essai.yaml", before=disk_of(size))
    assert run(command, "essai.yaml").exit_code == 0
    assert snapshot() != made


def test_a_full_disk_leaves_no_empty_folders() -> None:
    written("essai.yaml")
    said = "a/b/c/essai.apkg: file too large; nothing was changed"
    assert_refused(said, "build", "essai.yaml", "-o", "a/b/c", before=disk_of(10))


def test_fix_on_a_full_disk() -> None:
    written("decks/a.yaml", DECK.replace("Où vont", "Attention: où vont"))
    said = "decks/a.yaml: file too large; nothing was changed"
    assert_refused(said, "check", "--fix", before=disk_of(10))


@pytest.mark.parametrize(
    "command", [["list"], ["check"], ["schema"], ["quiz"], ["--help"], ["--version"], ["list", "--help"]], ids=" ".join
)
def test_a_full_disk_behind_the_output(command: list[str]) -> None:
    """`mesoquiz list > cards.txt`. Python keeps output back, and tries to write it once more as it ends."""
    written("decks/a.yaml")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mesoquiz", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "Error: standard output: no space left on device\n")


AS_IN_A_TERMINAL = """
import signal
# What starts in the background of a script, or under nohup, inherits that these are ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
"""


def signal_at(call: int, name: str) -> str:
    """Code after which the program gets a signal when it writes its file number `call`, before that file is safe."""
    return (
        f"{AS_IN_A_TERMINAL}import os\nreal, calls = os.fsync, []\n"
        "def fsync(handle):\n"
        "    calls.append(handle)\n"
        f"    if len(calls) == {call}: os.kill(os.getpid(), signal.{name})\n"
        "    real(handle)\n"
        "os.fsync = fsync"
    )


@pytest.mark.parametrize("call", [1, 4])
def test_an_interrupted_run_leaves_what_was_there(call: int, made: dict[str, bytes | str]) -> None:
    done = process("build", "essai.yaml", before=signal_at(call, "SIGINT"))
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", "Aborted!\n")
    assert snapshot() == made
    assert run("build", "essai.yaml").exit_code == 0
    assert snapshot().keys() == made.keys()


def signal_at_move(call: int, name: str) -> str:
    """Code after which the program gets a signal when it has moved `call` of its files to their places."""
    return (
        f"{AS_IN_A_TERMINAL}import os, pathlib\nreal, calls = pathlib.Path.replace, []\n"
        "def replace(self, target):\n"
        "    moved = real(self, target)\n"
        "    calls.append(target)\n"
        f"    if len(calls) == {call}: os.kill(os.getpid(), signal.{name})\n"
        "    return moved\n"
        "pathlib.Path.replace = replace"
    )


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interruption_between_two_files_waits_for_the_last(name: str, made: dict[str, bytes | str]) -> None:
    """Never a new deck beside an old key."""
    written("essai.yaml", DECK.replace("Où vont", "Où donc vont"))
    done = process("build", "essai.yaml", before=signal_at_move(1, name))
    assert done.exit_code == 128 + signal.Signals[name]
    interrupted = snapshot()
    assert run("build", "essai.yaml", "-o", "whole").exit_code == 0
    whole = {path.removeprefix("whole"): content for path, content in snapshot("whole").items()}
    pages = {path.removeprefix("dist"): content for path, content in interrupted.items() if path.startswith("dist")}
    assert {path: pages[path] for path in whole if not path.endswith(".apkg")} == {
        path: content for path, content in whole.items() if not path.endswith(".apkg")
    }
    assert interrupted.keys() == made.keys()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_run_that_is_ended_tidies_up(name: str, made: dict[str, bytes | str]) -> None:
    done = process("build", "essai.yaml", before=signal_at(2, name))
    assert (done.exit_code, done.stdout, done.stderr) == (128 + signal.Signals[name], "", "")
    assert snapshot() == made


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_asks_to_end_when_all_is_done_changes_nothing(name: str) -> None:
    """As Python ends, its handlers are gone: a signal would end the program by force, with another exit code."""
    written("essai.yaml")
    late = f"import atexit, os\natexit.register(os.kill, os.getpid(), signal.{name})"
    code = f"import sys\n{AS_IN_A_TERMINAL}{late}\nfrom mesoquiz.__main__ import main\nmain()"
    done = ended([sys.executable, "-c", code, "build", "essai.yaml"])
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert Path("dist/essai.apkg").is_file()


def test_what_nohup_keeps_alive_goes_on() -> None:
    written("essai.yaml")
    ignored = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    done = process("build", "essai.yaml", before=f"{signal_at(1, 'SIGHUP')}\n{ignored}")
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert Path("dist/essai.apkg").is_file()


@pytest.mark.parametrize("call", [1, 4])
def test_a_killed_run_leaves_what_was_there(
    call: int, made: dict[str, bytes | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is killed cannot tidy up: files it had begun stay, hidden, until the next run removes them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    done = process("build", "essai.yaml", before=signal_at(call, "SIGKILL"))
    assert (done.exit_code, done.stdout) == (-9, "")
    left = snapshot()
    assert {path: left[path] for path in made} == made
    assert left.keys() > made.keys()
    assert all("/.mesoquiz-" in path for path in left.keys() - made.keys())
    assert run("build", "essai.yaml").exit_code == 0
    after = snapshot()
    assert not [path for path in after if "/.mesoquiz-" in path]
    run("build", "essai.yaml", "-o", "fresh")
    assert {path: after[f"dist/{path}"] for path in ("essai.apkg", "quiz/quiz-A.html", "quiz/manifest.json")} == {
        path: Path("fresh", path).read_bytes() for path in ("essai.apkg", "quiz/quiz-A.html", "quiz/manifest.json")
    }


def test_a_folder_in_the_place_of_an_old_form_is_kept() -> None:
    written("essai.yaml")
    run("quiz", "essai.yaml", "--forms", "2")
    Path("quiz/key-B.html").unlink()
    written("quiz/key-B.html/mine.txt", "mine")
    done = run("quiz", "essai.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    assert {path.name for path in Path("quiz").iterdir()} == {
        *(f"{role}-A.html" for role in ("quiz", "key", "explained", "sheet")),
        "manifest.json",
        "key-B.html",
    }


def started(*args: str, before: str = "") -> subprocess.Popen[bytes]:
    """A command in a process of its own that goes on by itself; see `process`."""
    code = f"import sys\n{before}\nfrom mesoquiz.__main__ import main\nmain()"
    return subprocess.Popen([sys.executable, "-c", code, *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def below(folder: str) -> dict[str, bytes | str]:
    return {path.removeprefix(folder): content for path, content in snapshot(folder).items()}


def test_what_several_runs_make_at_once_is_the_work_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never the deck of one and the key of another."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    names = [f"essai-{number}.yaml" for number in range(3)]
    for name in names:
        written(name, DECK.replace("dans le derme", f"dans {name}"))
        assert run("build", name, "-o", f"{name}.out").exit_code == 0
    runs = [started("build", name) for name in names]
    assert [process.wait(PATIENCE) for process in runs] == [0] * 3
    assert below("dist") in [below(f"{name}.out") for name in names]


VANISHES = """
import fcntl, os, pathlib
looks = []
def vanishing(look):
    def looked(self, *args, **options):
        if self.name == "manifest.json" and self.parent.is_dir():
            folder = os.open(self.parent, os.O_RDONLY)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                looks.append(self)
                if len(looks) == {number}:
                    os.unlink(self)
                    pathlib.Path("gone").touch()
            except (BlockingIOError, FileNotFoundError):
                pass
            finally:
                os.close(folder)
        return look(self, *args, **options)
    return looked
for name in ("is_file", "exists", "stat", "open"):
    setattr(pathlib.Path, name, vanishing(getattr(pathlib.Path, name)))
"""
"""Another run takes the manifest away, to bring its own, just before this one looks at it for the n-th time."""


def test_a_manifest_that_another_run_takes_away_between_two_looks_is_no_error() -> None:
    written("essai.yaml")
    run("quiz", "essai.yaml")
    made, number = snapshot(), 0
    while True:
        number += 1
        Path("gone").unlink(missing_ok=True)
        done = process("quiz", "essai.yaml", before=VANISHES.format(number=number))
        assert (done.exit_code, done.stderr) == (0, ""), number
        if not Path("gone").exists():
            break
        Path("gone").unlink()
        assert run("quiz", "essai.yaml").exit_code == 0
        assert snapshot() == made
    assert number > 4


def test_a_run_waits_for_one_that_has_moved_half_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the lock would remember what no student was given, and the next update would not reach them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    written("decks/collection.yaml", "id: essai\ntitle: Essai\n")
    written("decks/a.yaml", DECK.replace("id: essai\n", ""))
    first = started("build", before=signal_at_move(1, "SIGSTOP"))
    os.waitpid(first.pid, os.WUNTRACED)
    written("decks/a.yaml", DECK.replace("id: essai\n", "").replace("dans le derme", "le derme"))
    second = started("build")
    ends = time.monotonic() + PATIENCE
    try:
        # The second has read the lock, and its files wait beside those of the first.
        while len(list(Path("dist").glob(".mesoquiz-*"))) < 2 and second.poll() is None and time.monotonic() < ends:
            time.sleep(0.01)
        assert second.poll() is None, "it did not wait"
    finally:
        first.send_signal(signal.SIGCONT)
    assert [process.wait(PATIENCE) for process in (first, second)] == [0, 2], "what the second knew is no longer true"
    assert run("build").exit_code == 0
    assert run("build", "--locked", "-o", "alone").exit_code == 0
    assert below("dist") == below("alone")


def test_no_temporary_folder_is_needed() -> None:
    written("essai.yaml")
    nowhere = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), "/nonexistent")
    assert process("build", "essai.yaml", env={**os.environ, **nowhere}).exit_code == 0


def test_nothing_is_read_outside_the_decks(here: Path) -> None:
    """A deck cannot make the program show another file: no includes, no entities, no templates."""
    secret = written("secret.txt", "le secret de Pistor")
    tricks = [
        "{% include 'secret.txt' %}{{ config }}",
        f"<!ENTITY x SYSTEM 'file://{secret.resolve()}'>&x;",
        f"[$]\\input{{{secret.resolve()}}}[/$]",
    ]
    cards = [f"  - {{id: c{n}, question: {json.dumps(trick)}, answer: a}}\n" for n, trick in enumerate(tricks)]
    written("decks/a.yaml", deck("".join(cards)))
    assert run("build").exit_code == 0
    package = zipfile.ZipFile("dist/essai.apkg")
    contents = [package.read(name) for name in package.namelist()]
    contents += [path.read_bytes() for path in Path("dist/quiz").iterdir()]
    assert not any(b"le secret de Pistor" in content for content in contents)
    assert mesoquiz.load("decks").errors == 0


def test_a_text_of_more_than_ten_pages() -> None:
    written("x.yaml", deck(f"  - {{id: a, question: {'a' * 30_001}, answer: b}}\n"))
    done = run("check", "x.yaml", "--format", "concise")
    assert done.exit_code == 1
    assert "error[text-too-long] `question` has 30,001 characters; a text may have 30,000" in done.stdout
