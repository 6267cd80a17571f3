"""Gaps that hide something else, parts of a collection, disks that take nothing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from commands import PATIENCE, run
from locks import CARDS, LOCK, edit, packed, written
from pictures import MP3
from releases import NOW, PNG, THEN

from mesoquiz.resources import folder as resource


def test_a_gap_that_hides_something_else_is_pointed_out_and_built(released: Path) -> None:
    edit("{{1::rarement}}", "{{1::souvent}}")
    warned = run("check")
    assert warned.exit_code == 0
    assert "warning[gap-changed] gap 1 of `trous` hides a different text now" in warned.stdout
    made = run("build")
    assert made.exit_code == 0
    assert "  = help: if it asks something else now, give it a new number, and retire the old card\n" in made.stderr
    # Until it is released: students have the old one.
    assert "gap-changed" in run("check").stdout
    assert run("release", "2").exit_code == 0
    assert "gap-changed" not in run("check").stdout


# Decks without a lock of their own, and places where none can be written.


def test_a_part_of_the_collection_leaves_the_lock_alone(released: Path) -> None:
    (released / "b.yaml").write_text("deck: Suite::B\ncards:\n  - {id: b, question: B ?, answer: b}\n", "utf-8")
    before = LOCK.read_bytes()
    result = run("build", "decks/b.yaml", "-o", "part")
    assert result.exit_code == 0
    assert result.stderr == "Only a part of the collection: its release lock stays as it is.\n"
    assert LOCK.read_bytes() == before
    assert set(packed(Path("part/suite.apkg"))) == {"b"}


def test_a_part_of_the_collection_is_checked_and_dated_by_the_lock(released: Path) -> None:
    (released / "b.yaml").write_text("deck: Suite::B\ncards:\n  - {id: b, question: B ?, answer: b}\n", "utf-8")
    assert run("build", "decks/a.yaml", "-o", "part").exit_code == 0
    assert {note.modified for note in packed(Path("part/suite.apkg")).values()} == {THEN}
    edit("{{2::endroit}}", "endroit")
    result = run("build", "decks/a.yaml", "-o", "part")
    assert result.exit_code == 1
    assert "error[card-lost]" in result.stderr
    assert "card-removed" not in result.stderr


def test_a_deck_that_stands_alone_says_what_it_costs(tmp_path: Path) -> None:
    alone = tmp_path / "alone.yaml"
    alone.write_text("id: seul\n" + CARDS.replace('"![Coupe](coupe.png) Que voit-on ?"', "Quoi ?"), encoding="utf-8")
    result = run("anki", str(alone))
    assert result.exit_code == 0
    assert result.stderr == (
        "This deck has no release lock: whoever imports this build again loses their own changes to its cards. "
        "Put a collection.yaml beside it.\n"
    )
    assert not list(tmp_path.rglob("*.lock"))
    locked = run("anki", str(alone), "--locked")
    assert locked.exit_code == 2
    assert "Error: --locked: this deck has no release lock; put a collection.yaml beside it\n" in locked.stderr


def test_the_shipped_decks_keep_their_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lock = resource("decks") / "collection.lock"
    before = lock.read_bytes()
    result = run("anki", "-o", "cartes.apkg")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("There is no folder decks/ here: taking the decks shipped with mesoquiz.\n")
    assert "release lock" not in result.output
    assert lock.read_bytes() == before
    assert packed(Path("cartes.apkg"))


def in_a_process(code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a Python of its own that has made a package before, of a copy: all it needs is then in memory."""
    shutil.copytree("decks", "copy")
    start = """\
import os, resource, sys
from mesoquiz.cli.program import main
main(["build", "copy", "-o", "warm"], standalone_mode=False)
for stream in (sys.stdout, sys.stderr):
    print("start", file=stream, flush=True)
"""
    made = subprocess.run(
        [sys.executable, "-c", start + code],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    made.stdout, made.stderr = (text.partition("start\n")[2] for text in (made.stdout, made.stderr))
    shutil.rmtree("copy")
    shutil.rmtree("warm")
    return made


def test_decks_that_cannot_be_written_build_from_their_lock(released: Path) -> None:
    edit("dans le derme", "le derme")
    text = LOCK.read_bytes()
    released.chmod(0o555)
    with tempfile.TemporaryDirectory() as output:
        Path(output).chmod(0o777)
        # Nothing is read-only for root.
        made = in_a_process(f"""\
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
main(["anki", "-o", {output + "/suite.apkg"!r}])
""")
        released.chmod(0o755)
        assert made.returncode == 0, made.stderr
        times = {id: note.modified for id, note in packed(Path(output, "suite.apkg")).items()}
    assert made.stderr == "decks/collection.lock cannot be written: this build is not recorded as a release.\n"
    assert LOCK.read_bytes() == text
    assert times == {"question": NOW, "trous": THEN, "terme": THEN, "image": THEN}


@pytest.mark.parametrize("full", ["dist/suite.apkg", "dist/quiz/quiz-A.html", "decks/collection.lock"])
def test_a_full_disk_changes_neither_package_nor_lock(full: str, decks: Path) -> None:
    """Wherever the disk is full: the limit lets all files pass that are smaller than the one that meets it."""
    # Names cost room in the lock, where nothing is compressed; a card with a sound costs none in the quiz.
    long = "deck: " + "Suite::" + "très long" * 300 + "\ncards:\n"
    cards = "".join(f"  - {{id: n{n}, question: Quoi ?, answer: oui, sound: voix.mp3}}\n" for n in range(60))
    (decks / "long.yaml").write_text(long + cards, encoding="utf-8")
    (decks / "voix.mp3").write_bytes(MP3)
    if full == "dist/suite.apkg":
        (decks / "voix.mp3").write_bytes(MP3 + random.Random(1).randbytes(400_000))
    elif full.endswith(".html"):
        (decks / "coupe.png").write_bytes(PNG + bytes(300_000))
    assert run("build").exit_code == 0
    sizes = {path: len(content) for path, content in written().items()}
    edit("dans le derme", "le derme")
    before = written()
    limit = sizes[full] - 500
    made = in_a_process(f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\nmain(['build'])")
    assert made.returncode == 2, made.stderr
    assert f"Error: {full}: file too large; nothing was changed\n" in made.stderr
    assert made.stdout == ""
    assert written() == before
