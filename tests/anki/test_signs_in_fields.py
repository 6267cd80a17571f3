"""What a package holds of a gap and of a wording to type, whatever signs are in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from locks import packed


@pytest.mark.parametrize(
    ("gap", "stored"),
    [
        ("peau::quoi", "{{c1::peau::quoi}}"),
        ("peau::quoi::os", "{{c1::peau::quoi&#58;&#58;os}}"),
        (":peau", "{{c1::&#58;peau}}"),
        ("peau:", "{{c1::peau&#58;}}"),
        ("1:2", "{{c1::1:2}}"),
    ],
)
def test_colons_of_a_gap_divide_it_as_its_author_did(
    gap: str, stored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    card = f'{{id: a, cloze: "C\'est {{{{1::{gap}}}}} ici"}}'
    Path("x.yaml").write_text(f"id: x\ndeck: X\nlang: en\ncards:\n  - {card}\n", encoding="utf-8")
    assert run("anki", "x.yaml", "-o", "x.apkg").exit_code == 0
    (text,) = (field for field in packed(Path("x.apkg"))["a"].fields if "{{c" in field)
    assert text.partition("est ")[2] == f"{stored} ici"


@pytest.mark.parametrize("accept", ['un "mot"', "a < b & c"])
def test_what_is_typed_is_compared_with_the_first_wording(
    accept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    card = f"  - id: a\n    question: Q ?\n    answer: oui\n    accept: ['{accept}', autre]\n"
    Path("x.yaml").write_text(f"id: x\ndeck: X\nlang: en\ncards:\n{card}", encoding="utf-8")
    assert run("anki", "x.yaml", "-o", "x.apkg").exit_code == 0
    stored = accept.replace("&", "&amp;").replace("<", "&lt;")
    assert stored in packed(Path("x.apkg"))["a"].fields
