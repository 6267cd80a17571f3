"""What loses learning histories: the lock and the comparison of packages say the same of one change."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from releases import NOW, PNG, THEN, publish

from mesoquiz.anki import lockfile
from mesoquiz.anki.changes.progress import lost, renumbered, reworded
from mesoquiz.anki.lock import Lock


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({0: "a", 1: "b"}, {0: "b", 1: "a"}, (0, 1)),
        ({0: "a", 2: "b"}, {0: "b", 2: "c"}, (2, 0)),
        ({0: "a", 2: "b"}, {0: "b"}, (2, 0)),
        ({0: "a"}, {0: "a", 1: "a"}, None),
        ({0: "a"}, {0: "b"}, None),
        ({0: "", 1: ""}, {0: ""}, None),
    ],
    ids=["swapped", "shifted", "moved up", "doubled", "reworded", "a question without its reverse"],
)
def test_a_gap_under_another_number(
    before: dict[int, str], after: dict[int, str], found: tuple[int, int] | None
) -> None:
    assert renumbered(before, after) == found


def test_numbers_that_are_gone_or_hide_another_text() -> None:
    assert lost({0, 2, 1}, {1}) == [0, 2]
    assert reworded({0: "a", 1: "b", 2: "", 3: "d"}, {0: "x", 1: "b", 2: "y"}) == [0]


MASK = "{{left: {0}, top: 5, width: 8, height: 9, label: {1}}}"
CHANGES = {
    "a gap under a number that was free": ("{{1::peu}} et {{3::bien}}", "{{1::bien}} et {{2::vite}}", "3 is now 1"),
    "gaps that changed places": ("{{1::peu}} et {{2::bien}}", "{{2::peu}} et {{1::bien}}", "1 is now 2"),
    "masks that changed places and size": ("10 derme, 50 os", "52 os, 11 derme", "1 is now 2"),
}


@pytest.mark.parametrize(("before", "after", "said"), CHANGES.values(), ids=list(CHANGES))
def test_the_lock_and_the_comparison_agree(
    before: str, after: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lock = None
    for name, text, now in (("old", before, THEN), ("new", after, NOW)):
        write(Path(name), text, lock)
        package, lock = publish(Path(name), lock, now)
        Path(f"{name}.apkg").write_bytes(package)
    refused = run("check", "new").stdout
    assert f": {said}, and the learning histories would be swapped" in refused
    compared = run("diff", "old.apkg", "new.apkg")
    assert f"  fiche ({said})\n" in compared.stdout
    assert compared.exit_code == 1


def write(folder: Path, text: str, old: Lock | None) -> None:
    """Write a deck of one card, and beside it the lock of the release before it."""
    folder.mkdir()
    (folder / "collection.yaml").write_text("id: suite\ntitle: Suite\n", encoding="utf-8")
    (folder / "coupe.png").write_bytes(PNG)
    card = f"    cloze: '{text}'"
    if "{{" not in text:
        masks = ", ".join(MASK.format(*mask.split()) for mask in text.split(","))
        card = f"    image: {{file: coupe.png, alt: Coupe}}\n    masks: [{masks}]"
    (folder / "a.yaml").write_text(f"deck: Suite\ncards:\n  - id: fiche\n{card}\n", encoding="utf-8")
    if old:
        (folder / "collection.lock").write_text(lockfile.dump(old), encoding="utf-8")
