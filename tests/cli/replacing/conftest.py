"""The deck whose files the tests of this folder replace."""

from __future__ import annotations

from pathlib import Path

import pytest
from moves import DECK


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    Path("x.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path
