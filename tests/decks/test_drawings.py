"""The drawings of the shipped cards are what their program makes."""

import runpy
import sys
from pathlib import Path

import pytest

DECKS = Path(__file__).resolve().parents[2] / "decks"
PROGRAM = DECKS / "media" / "drawings"


def test_the_shipped_drawings_are_those_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["drawings", str(tmp_path)])
    monkeypatch.syspath_prepend(str(PROGRAM))

    runpy.run_path(str(PROGRAM), run_name="__main__")

    made, shipped = (
        {file.relative_to(root): file.read_bytes() for file in root.rglob("*.svg")} for root in (tmp_path, DECKS)
    )
    assert made == shipped
    assert "label: épiderme}" in capsys.readouterr().out
