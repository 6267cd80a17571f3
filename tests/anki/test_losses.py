"""What the release lock says of gaps and masks that changed, word for word. What it refuses is in `lock/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from releases import NOW, PNG, THEN

MASK = "{{left: {0}0, top: 5, width: 8, height: 9, label: {1}}}"


def deck(cards: str) -> None:
    Path("decks/a.yaml").write_text(f"deck: Suite\ncards:\n{cards}", encoding="utf-8")


def masks(*labels: str) -> str:
    """A picture with a mask for each label."""
    made = ", ".join(MASK.format(place, label) for place, label in enumerate(labels, 1))
    return f"  - id: coupe\n    image: {{file: coupe.png, alt: Coupe}}\n    masks: [{made}]\n"


def gaps(text: str) -> str:
    return f"  - id: trous\n    cloze: '{text}'\n"


def released(cards: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Decks with these cards, as they were published."""
    monkeypatch.chdir(folder)
    Path("decks").mkdir()
    Path("decks/collection.yaml").write_text("id: suite\ntitle: Suite\nversion: 1\n", encoding="utf-8")
    Path("decks/coupe.png").write_bytes(PNG)
    deck(cards)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(THEN))
    assert run("release").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            masks("derme", "os"),
            masks("derme", "hypoderme"),
            "warning[gap-changed] mask 2 of `coupe` hides a different text now",
        ),
        (masks("derme", "os"), masks("derme"), "error[card-lost] the card `coupe` no longer has the mask 2, which "),
        (masks("peau", "os", "nerf"), masks("peau"), "no longer has the masks 2 and 3, which students have learnt"),
        (
            gaps("{{1::peu}} et {{3::bien}}"),
            gaps("{{1::bien}} et {{3::vite}}"),
            "error[cloze-renumbered] the gaps of `trous` have changed numbers: 3 is now 1, and ",
        ),
    ],
    ids=["another mask", "a mask fewer", "two masks fewer", "a gap two numbers lower"],
)
def test_what_changed_is_called_by_its_name(
    before: str, after: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    released(before, monkeypatch, tmp_path)
    deck(after)
    assert said in run("check").stdout


def test_five_ids_are_all_that_locked_has_to_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    released(gaps("{{1::peu}}"), monkeypatch, tmp_path)
    deck(gaps("{{1::peu}}") + "".join(f"  - {{id: n{n}, question: '{n} ?', answer: oui}}\n" for n in range(5)))
    assert "  new: `n0`, `n1`, `n2`, `n3`, `n4`\n" in run("build", "--locked").stderr
