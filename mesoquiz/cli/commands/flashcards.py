"""Make sheets of flashcards to cut out."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from mesoquiz.artifact import Artifact
from mesoquiz.cli.loading import load_sound, paths_argument, tag_option
from mesoquiz.cli.output import making, say_unset, write_artifacts
from mesoquiz.cli.reporting import say, tell
from mesoquiz.cli.writing import chosen_folder, say_written
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import are, count_of
from mesoquiz.notes.bank import Bank
from mesoquiz.reading.file import lines_of_faults

if TYPE_CHECKING:
    from mesoquiz.flashcards.sheets import Printing
    from mesoquiz.flashcards.stack import Stack

_DIGITS = r"[+-]?\d{1,9}"
_OFFSET = re.compile(
    rf"\s*({_DIGITS}(?:[.,]\d{{1,9}})?)\s*;\s*({_DIGITS}(?:[.,]\d{{1,9}})?)\s*"
    rf"|\s*({_DIGITS}(?:\.\d{{1,9}})?)\s*,\s*({_DIGITS}(?:\.\d{{1,9}})?)\s*"
)
"""With a semicolon between them, numbers may have a decimal comma."""
_AMBIGUOUS = re.compile(rf"\s*({_DIGITS}),(\d{{1,9}})\s*")


def _offset(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, float] | None:
    """Two numbers of millimetres, divided by a comma or, where they have decimal commas, by a semicolon."""
    from mesoquiz.flashcards.sheets import MOST_OFFSET

    if value is None:
        return None
    found, unclear = _OFFSET.fullmatch(value), _AMBIGUOUS.fullmatch(value)
    shown = one_line(value)
    if unclear:
        x, y = unclear.groups()
        ways = f"`{x};{y}` for {x} mm and {y} mm, `{x},{y};0` for {x}.{y} mm"
        raise click.BadParameter(f"`{shown}` may be two numbers or one with a decimal comma: type {ways}", ctx, param)
    if not found:
        raise click.BadParameter(
            f"`{shown}` is not two numbers of millimetres, such as 1.5,-0.5 or 1,5;-0,5", ctx, param
        )
    x, y = (float(number.replace(",", ".")) for number in found.groups() if number)
    if max(abs(x), abs(y)) > MOST_OFFSET:
        raise click.BadParameter(f"`{shown}` moves the backs too far: at most {MOST_OFFSET:g} mm each way", ctx, param)
    return x, y


@click.command()
@paths_argument
@tag_option
@click.option("--layout", type=click.Choice(["duplex", "fold"]), default="duplex", show_default=True,
              help="Backs on the other side of the paper, or beside the fronts, to fold.")  # fmt: skip
@click.option(
    "--flip", type=click.Choice(["long", "short"]), help="Edge on which the printer flips the sheet; long by default."
)
@click.option("--back-offset", metavar="X,Y", callback=_offset, help="Millimetres by which backs move right and down.")
@click.option("--calibration", is_flag=True, help="Make the sheet that tells the offset of your printer, and no cards.")
@click.option("--pdf", is_flag=True, help="Make a PDF as well.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; by default flashcards/.")
def command(
    paths: tuple[Path, ...],
    tags: tuple[str, ...],
    layout: Literal["duplex", "fold"],
    flip: Literal["long", "short"] | None,
    back_offset: tuple[float, float] | None,
    calibration: bool,
    pdf: bool,
    output: Path | None,
) -> None:
    """Make sheets of flashcards to cut out.

    Eight cards of 90 × 60 mm on A4, with id and deck on both sides. Print at 100 %, on both sides. Letters have 12 pt;
    where a text is long they get smaller, down to 7 pt. What does not fit even then is left out and named, and the exit
    code is 1. The explanation is left out where it would make the answer small.

    \b
    Example: the cards on safety; backs 1.5 mm further right, 0.5 mm higher
      mesoquiz flashcards --tag securite --back-offset 1.5,-0.5
    """
    if layout == "fold" and (flip or back_offset or calibration):
        raise click.UsageError("--layout fold prints on one side: it takes no --flip, --back-offset or --calibration")
    from mesoquiz.flashcards.sheets import Printing

    bank = load_sound(paths, tags)
    if not bank.active:
        raise click.UsageError("all these cards are retired: there is none to print")
    made, stack = _make(bank, Printing(layout, flip or "long", back_offset or (0.0, 0.0)), calibration, pdf)
    what = _describe(len(stack.cards) if stack else 0, layout, flip or "long", calibration=calibration)
    folder = chosen_folder(output, "flashcards")
    write_artifacts(folder, list(made))
    say_written([(folder / page.name, what) for page in made])
    if stack:
        _say_left_out(stack)


def _say_left_out(stack: Stack) -> None:
    """Say what is not on the sheets, and end with exit code 1 if that are cards."""
    if stack.left_out:
        say(f"{count_of(stack.left_out, 'explanation')} found no room and {are(stack.left_out)} left out.")
    if stack.faults:
        tell(stack.faults, {**stack.bank.texts, **lines_of_faults(list(stack.faults))})
        number = len(stack.bank.active) - len(stack.cards)
        say(f"{count_of(number, 'card')} cannot be printed and {are(number)} left out; the others are on the sheets.")
        sys.exit(1)


def _make(bank: Bank, printing: Printing, calibration: bool, pdf: bool) -> tuple[tuple[Artifact, ...], Stack | None]:
    """The sheets, and the stack of the cards that are on them. Where no card can be printed, the command ends."""
    from mesoquiz.flashcards.pages import calibrate, render
    from mesoquiz.flashcards.stack import lay_out

    with making(bank):
        if calibration:
            return tuple(calibrate(bank, printing, pdf=pdf)), None
        say_unset(bank.active, bank)
        made = render(lay_out(bank), printing, pdf=pdf)
        return made.artifacts, made.stack


def _describe(cards: int, layout: str, flip: str, *, calibration: bool) -> str:
    """What the sheets hold and how to print them."""
    if calibration:
        return "calibration sheet: print on both sides, at 100 %"
    per_sheet = 4 if layout == "fold" else 8
    sheets = count_of(-(-cards // per_sheet), "sheet")
    how = "print on one side" if layout == "fold" else f"print on both sides, flip on the {flip} edge"
    return f"{count_of(cards, 'card')} on {sheets}: {how}, at 100 %"
