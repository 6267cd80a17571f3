"""`check --fix` and `check --diff`: what is mended, what keeps its bytes, and what is shown without being written."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from commands import run

from mesoquiz.decks.mending import mended

SLIP = (
    "deck: T\nid: t\ncards:\n  - id: a\n    question: Os: lequel ?\n    answer: fémur\n    id: b\n    question: Là ?\n"
)
SLIP += "    answer: tibia"
MEANT = SLIP.replace("Os: lequel ?", '"Os: lequel ?"').replace("    id: b", "  - id: b")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "macintosh"])
@pytest.mark.parametrize("last", [True, False], ids=["with a last line end", "without"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
    ids=["plain", "with a mark", "utf-16-le", "utf-16-be"],
)
def test_what_is_not_mended_keeps_its_bytes(end: str, last: bool, mark: bytes, encoding: str) -> None:
    def written(text: str) -> bytes:
        return mark + (text + "\n" * last).replace("\n", end).encode(encoding)

    assert mended(written(SLIP), "a.yaml") == (written(MEANT), 2)


def test_new_lines_end_as_the_others() -> None:
    text = "deck: T\nid: t\ncards:\n  - id: a question: Os ?\n    answer: fémur\n".replace("\n", "\r\n")
    assert mended(text.encode(), "a.yaml")[0] == text.replace("a question", "a\r\n    question").encode()


def test_a_diff_is_shown_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SLIP + "\n", encoding="utf-8")
    done = run("check", "--diff", "--ignore", "ALL", "a.yaml")
    assert done.exit_code == 1
    assert done.stdout.startswith("--- a.yaml\n+++ a.yaml\n@@ -2,8 +2,8 @@\n")
    assert '-    question: Os: lequel ?\n+    question: "Os: lequel ?"\n' in done.stdout
    assert Path("a.yaml").read_text(encoding="utf-8") == SLIP + "\n"


def test_a_clean_deck_has_no_diff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(MEANT + "\n", encoding="utf-8")
    assert run("check", "--diff", "--ignore", "ALL", "a.yaml").stdout == "2 cards in 1 deck: no problem found.\n"


def test_a_collection_is_mended_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("collection.yaml").write_text("id: t\ntitle: Os: le cours\n", encoding="utf-8")
    Path("a.yaml").write_text(MEANT.replace("id: t\n", "") + "\n", encoding="utf-8")
    assert run("check", "--fix", "--ignore", "ALL", ".").exit_code == 0
    assert Path("collection.yaml").read_text(encoding="utf-8") == 'id: t\ntitle: "Os: le cours"\n'


@pytest.mark.parametrize(
    "slip",
    [
        "  - id: a\n    question: Q ?\n    answer: SLIP\n  - id: b\n    question: R ?\n    answer: oui\n",
        "  - question: SLIP\n    id: a\n    answer: oui\n  - id: b\n    question: R ?\n    answer: oui\n",
        "  - id: a\n    question: Q ?\n    answer: oui\n  - question: SLIP\n    id: b\n    answer: oui\n",
        "  - id: a\n    question: Q ?\n    answer: oui\n  - id: b\n    question: R ?\n    answer: SLIP\n",
    ],
    ids=["last line of the first", "first line of the first", "first line of the last", "last line of the last"],
)
def test_a_line_is_mended_wherever_it_stands_in_its_card(slip: str) -> None:
    text = f"deck: T\nid: t\ncards:\n{slip}"
    assert (
        mended(text.replace("SLIP", "le nerf #2").encode(), "a.yaml")[0]
        == text.replace("SLIP", '"le nerf #2"').encode()
    )


def test_a_remedy_that_is_not_taken_keeps_no_other_from_being_written() -> None:
    """The no-break space before `cards:` stays for its author to mend."""
    text = "deck: T\nid: t\n\u00a0cards:\n  - id: a\n    question: 'L'os ?'\n    answer: oui\n"
    text += "  - id: b\n    question: Os: lequel ?\n    answer: non\n"
    meant = text.replace("'L'os ?'", '"L\'os ?"').replace("Os: lequel ?", '"Os: lequel ?"')
    assert mended(text.encode(), "a.yaml") == (meant.encode(), 2)
