"""A few hundred of what the fuzzers make, always the same. Each has a command for as many as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_packages import fuzzed, judged
from hostile import package


@pytest.mark.in_process("its memory is looked at")
@pytest.mark.parametrize("start", range(0, 400, 50))
def test_packages_are_compared_or_refused(start: int, tmp_path: Path) -> None:
    good, file = tmp_path / "good.apkg", tmp_path / "fuzzed.apkg"
    good.write_bytes(package())
    for number in range(start, start + 50):
        file.write_bytes(fuzzed(0, number))
        assert judged(file, good).harm == "", f"seed 0, number {number}"
