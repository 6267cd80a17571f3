"""Lines that begin with `?`, which YAML takes for keys whose values are empty and may end the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["Unix", "Windows"])
@pytest.mark.parametrize(
    "text", ["? x: y\nsections:\n  - peau\n", "? x\nsections:\n- peau\n", "title: x\nsections:\n  - peau\n?"]
)
def test_an_empty_value_at_the_end_of_a_file_is_told_like_others(
    text: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_bytes(text.replace("\n", end).encode())
    Path("a.yaml").write_text("deck: Essai\nid: essai\ncards:\n  - {id: a, question: Q, answer: A}\n", encoding="utf-8")
    done = run("quiz", "a.yaml", "-b", "plan.yaml")
    assert done.exit_code == 1
    assert "plan.yaml:" in done.stderr
    assert not Path("quiz").exists()
