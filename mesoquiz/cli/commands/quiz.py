"""Make a printable quiz with its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesoquiz.cli.earlier import seed_in, settle
from mesoquiz.cli.loading import RULES, load_for, paths_argument, tag_option, text
from mesoquiz.cli.output import write_quiz
from mesoquiz.cli.program import Surroundings
from mesoquiz.cli.quizzes import Overrides, drawn, planned, reprinted, used_in
from mesoquiz.cli.reporting import say
from mesoquiz.cli.writing import chosen_folder
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.files import read_file
from mesoquiz.limits import MAX_CLASS, MAX_FORMS

if TYPE_CHECKING:
    from mesoquiz.exams.quiz import Quiz


def _fields(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Names of lines with commas between them."""
    names = tuple(filter(None, map(str.strip, (value or "").split(","))))
    if value is not None and not names:
        raise click.BadParameter('name them with commas between them: --fields "Nom, Groupe"', ctx, param)
    return names or None


class _Rule(click.Choice[str]):
    """The rules that have a name; a table is more than a word."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value == "table":
            how = "`scoring: {rule: table, table: [[1], [1, 0.5], [1, 0.5, 0.2]]}`"
            self.fail(f"a table of marks is written in a blueprint: {how}", param, ctx)
        return super().convert(value, param, ctx)


@click.command()
@paths_argument
@click.option("-b", "--blueprint", type=click.Path(path_type=Path), help="The plan of the exam, a YAML file.")
@click.option("--from", "manifest", type=click.Path(path_type=Path), help="Print the exam of a manifest.json again.")
@click.option("--current", is_flag=True, help="With --from: print what its cards say now, with the same letters.")
@click.option("-n", "count", type=click.IntRange(min=1), help="Number of questions; 20 by default.")
@tag_option
@click.option(
    "--exclude-used",
    "earlier",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="MANIFEST",
    help="Ask no card of this earlier exam, a manifest.json (repeat for more).",
)
@click.option("--forms", type=click.IntRange(1, MAX_FORMS), help="Forms A, B, C …; one by default.")
@click.option("--seed", help="The same seed draws the same quiz again.")
@click.option("--title", type=text, help="The title; that of the collection by default.")
@click.option("--date", type=text, help="The day, as 2026-12-14 or in words.")
@click.option(
    "--scoring",
    type=_Rule(RULES),
    help="How choices of several answers are marked; a blueprint may have a table of its own.",
)
@click.option(
    "--fields",
    type=text,
    callback=_fields,
    metavar="NAMES",
    help='What students fill in at the top, such as "Nom, Groupe".',
)
@click.option("--paper", type=click.Choice(["A4", "letter"]), help="Size of the paper; A4 by default.")
@click.option("--columns", type=click.Choice(["1", "2"]), help="Columns of text; one by default.")
@click.option("--large", is_flag=True, help="Large print, 18 points.")
@click.option("--students", type=click.Path(path_type=Path), metavar="CSV",
              help="Print a copy with the name of each student of this table.")  # fmt: skip
@click.option("--pdf", is_flag=True, help="Make a PDF file of each page, too.")
@click.option("--force", is_flag=True, help="Replace another exam that is in the folder, and draw a new seed.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; by default quiz/.")
def command(
    paths: tuple[Path, ...],
    blueprint: Path | None,
    manifest: Path | None,
    current: bool,
    count: int | None,
    tags: tuple[str, ...],
    earlier: tuple[Path, ...],
    students: Path | None,
    pdf: bool,
    force: bool,
    output: Path | None,
    **told: Any,
) -> None:
    """Make an exam to print: papers, keys, answer sheets.

    \b
    Example: ten questions on safety, in two forms
      mesoquiz quiz -n 10 --tag securite --forms 2 -o examen

    \b
    Example: an exam as its blueprint plans it
      mesoquiz quiz -b decks/blueprints/controle.yaml -o controle
    """
    overrides = Overrides(**told)
    _refuse(overrides, manifest, blueprint, drawn=(count, tags), earlier=earlier, current=current)
    folder = chosen_folder(output, "quiz")
    if manifest:
        quiz = reprinted(paths, manifest, overrides, current=current)
        settle(folder)
        _write(folder, quiz, students, pdf=pdf, force=force)
        return
    bank = load_for(blueprint, paths, tags)
    used = used_in(earlier, bank)
    kept = seed_in(folder, anew=force)
    if blueprint:
        quiz = planned(bank, blueprint, overrides, kept, used=used)
    else:
        quiz = drawn(bank.only(lambda note: note.id not in used), count, overrides, kept)
    _write(folder, quiz, students, pdf=pdf, force=force)


def _write(folder: Path, quiz: Quiz, students: Path | None, *, pdf: bool, force: bool) -> None:
    """Write the exam, with a copy for each student of a table. Raises Surroundings for a table that cannot be used."""
    from mesoquiz.paper.classlist import Unreadable, copies, remarks

    try:
        table = read_file(students, MAX_CLASS) if students else b""
        named = copies(table, quiz) if students else ()
        for said in remarks(table, quiz) if students else ():
            say(f"{one_line(str(students))}: {one_line(said)}.")
        write_quiz(folder, quiz, pdf=pdf, force=force, copies=named)
    except Unreadable as error:
        raise Surroundings(f"{students} cannot be used: {error}") from error


def _refuse(
    overrides: Overrides,
    manifest: Path | None,
    blueprint: Path | None,
    *,
    drawn: tuple[object, ...],
    earlier: tuple[Path, ...],
    current: bool,
) -> None:
    """Raise click.UsageError for options that do not go together, and for a seed that cannot be printed."""
    seed = overrides.seed
    if seed is not None and not (seed and seed.isprintable()):
        raise click.UsageError("a seed is made of letters, digits and punctuation")
    if manifest and (blueprint or any(drawn) or earlier or overrides.plan().keys() - overrides.layout().keys()):
        fit = "--current, --students, --paper, --columns, --large and --pdf"
        raise click.UsageError(f"--from prints an exam again: only {fit} go with it")
    if current and not manifest:
        raise click.UsageError("--current goes with --from, which names the exam to print again")
    if blueprint and any(drawn):
        raise click.UsageError("a blueprint says which questions are asked: -n and --tag do not go with it")
