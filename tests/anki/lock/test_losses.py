"""What loses progress is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import run
from locks import LOCK, LOSSES, edit, packed, remove, written


def masked(text: str) -> str:
    """A report without the hashes and the width of what is underlined because of them."""
    text = re.sub(r"\b[0-9a-f]{16}\b", "HASH", text)
    return re.sub(r"(?m)^(\d+ \| note .*\n +\| )\^+$", r"\1^^^", text)


@pytest.mark.parametrize(("change", "report"), LOSSES.values(), ids=list(LOSSES))
def test_what_loses_progress_is_refused(change: Callable[[], object], report: str, released: Path) -> None:
    change()
    before = written()
    for command in ("build", "anki"):
        result = run(command)
        assert result.exit_code == 1
        assert result.stdout == ""
        shown = masked(result.stderr)
        report_only, _, last = shown.strip().rpartition("\n")
        assert report_only.strip() == report.strip()
        assert re.fullmatch(r"1 error in 1 file: nothing was written\.", last)
        assert written() == before
    checked = run("check")
    assert checked.exit_code == 1
    assert masked(checked.stdout).startswith(report)


def test_all_losses_are_reported_in_one_run(released: Path) -> None:
    remove("terme")
    edit("{{2::endroit}}", "endroit")
    edit("- id: question\n", "- id: lieu\n")
    result = run("build")
    codes = re.findall(r"error\[([a-z-]+)\]", result.stderr)
    assert sorted(codes) == ["card-lost", "card-removed", "card-renamed"]
    assert result.stderr.endswith("3 errors in 2 files: nothing was written.\n")


def test_several_lost_gaps_are_named(released: Path) -> None:
    edit("{{1::rarement}}, au bon {{2::endroit}}", "rarement, au bon {{3::endroit neuf}}")
    result = run("build")
    assert "the card `trous` no longer has the gaps 1 and 2, which students have learnt" in result.stderr


def test_masks_in_another_order_are_explained_as_masks(decks: Path) -> None:
    """Advice on gaps would be no help to the author of a picture."""
    masks = [f"{{left: {n}0, top: 5, width: 8, height: 9, label: couche {n}}}" for n in (1, 2)]
    head = "cards:\n  - id: coupe\n    image: {file: coupe.png, alt: Coupe}\n    masks: "
    edit("cards:\n", f"{head}[{masks[0]}, {masks[1]}]\n")
    assert run("release").exit_code == 0
    edit(f"[{masks[0]}, {masks[1]}]", f"[{masks[1]}, {masks[0]}]")
    result = run("build")
    assert result.exit_code == 1
    assert "error[masks-reordered] the masks of `coupe`" in result.stderr
    assert "`coupe`" in result.stderr
    assert "gap" not in result.stderr
    assert "{{" not in result.stderr


def test_a_corrected_gap_keeps_its_card(released: Path) -> None:
    edit("{{1::rarement}}", "{{1::très rarement}}")
    assert run("build").exit_code == 0


def test_two_gaps_of_one_text_are_not_taken_for_each_other(decks: Path) -> None:
    edit("cards:\n", 'cards:\n  - {id: jamais, cloze: "{{1::jamais}} en veine, {{2::jamais}} en nerf"}\n')
    assert run("release").exit_code == 0
    edit("dans le derme", "le derme")
    done = run("build")
    assert (done.exit_code, done.stderr) == (0, "1 card is a draft: before students get it, type `mesoquiz release`.\n")


def test_deleting_the_line_of_an_unpublished_card_is_enough(released: Path) -> None:
    remove("terme")
    lines = LOCK.read_text(encoding="utf-8").splitlines(keepends=True)
    LOCK.write_text("".join(line for line in lines if " terme " not in line), encoding="utf-8")
    assert run("build").exit_code == 0
    assert "terme" not in packed()
