"""The entries of a list inside a card: without their dash, with another, out of line, with a tab, at every entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended

HEAD = ["deck: Peau", "cards:", "  - id: a", "    question: Dans quel ordre ?"]
TAIL = ["  - id: z", "    term: derme", "    definition: couche", ""]
LISTS = {
    "texts": ["    sequence:", "      - hanche", "      - genou", "      - cheville"],
    "at the column of their key": ["    sequence:", "    - hanche", "    - genou", "    - cheville"],
    "texts and keys": [
        "    answer: tibia",
        "    distractors:",
        "      - radius",
        "      - text: ulna",
        "        why: au bras",
        "      - talus",
    ],
    "pairs": ["    pairs:", "      - [tibia, jambe]", "      - [humérus, bras]", "      - [ulna, main]"],
    "sources": [
        "    answer: tibia",
        "    source:",
        "      - {doc: abr, quote: long}",
        "      - doc: man",
        "      - doc: abr",
    ],
}
Slip = Callable[[str], str]


def no_dash(line: str) -> str:
    return re.sub("^( *)- ", r"\1", line)


def space_for_the_dash(line: str) -> str:
    return re.sub("^( *)- ", r"\1  ", line)


def no_space(line: str) -> str:
    return re.sub("^( *)- ", r"\1-", line)


def bullet(line: str) -> str:
    return re.sub("^( *)- ", r"\1• ", line)


def deeper(line: str) -> str:
    return f" {line}"


def less_deep(line: str) -> str:
    return line[1:]


def tab(line: str) -> str:
    return f"\t{line.lstrip()}"


SLIPS: dict[Slip, tuple[str, ...]] = {
    no_dash: ("entry-without-dash", "missing-dash", "entry-or-rest"),
    space_for_the_dash: ("entry-without-dash", "missing-dash", "entry-goes-on"),
    no_space: ("no-space",),
    bullet: ("bullet",),
    deeper: ("alignment",),
    less_deep: ("alignment",),
    tab: ("indentation",),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = "sources:\n  - {id: abr, title: A}\n  - {id: man, title: M}\n"
    (tmp_path / "collection.yaml").write_text(f"id: t\ntitle: T\n{sources}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__.replace("_", " "))
def test_an_entry_is_told_at_its_line_and_mended(slip: Slip, lines: list[str], folder: Path) -> None:
    sound = "\n".join([*HEAD, *lines, *TAIL])
    (folder / "a.yaml").write_text(sound, encoding="utf-8")
    notes = mesoquiz.load(folder).notes
    for at, line in enumerate(lines):
        if not line.lstrip().startswith("- "):
            continue
        text = "\n".join([*HEAD, *lines[:at], slip(line), *lines[at + 1 :], *TAIL])
        (folder / "a.yaml").write_text(text, encoding="utf-8")
        (found,) = mesoquiz.load(folder).diagnostics
        assert found.span.line == len(HEAD) + at + 1, text
        assert found.code in {*SLIPS[slip], "entry-too-deep"}, text
        again = mended(text.encode(), "a.yaml")[0].decode()
        if again != text:
            (folder / "a.yaml").write_text(again, encoding="utf-8")
            assert mesoquiz.load(folder).notes == notes, again


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("        why au bras", "key-colon"),
        ("        why:au bras", "no-space"),
        ('        "why: au bras', "key-in-marks"),
        ("         why: au bras", "alignment"),
        ("       why: au bras", "alignment"),
        ("\twhy: au bras", "indentation"),
    ],
)
def test_a_key_of_an_entry_is_told_at_its_line_and_mended(wrong: str, code: str, folder: Path) -> None:
    lines = LISTS["texts and keys"]
    sound = "\n".join([*HEAD, *lines, *TAIL])
    text = sound.replace("        why: au bras", wrong)
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (found,) = mesoquiz.load(folder).diagnostics
    assert (found.code, found.span.line) == (code, 9)
    assert mended(text.encode(), "a.yaml")[0].decode() == sound


def test_a_bar_with_a_comma_is_a_bar(folder: Path) -> None:
    text = "\n".join([*HEAD, "    answer: rien", "    why: |,", "      un", "      deux", *TAIL])
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (found,) = mesoquiz.load(folder).diagnostics
    assert (found.code, found.span.line) == ("doubled-bar", 6)
    assert mended(text.encode(), "a.yaml")[0].decode() == text.replace("|,", "|")
