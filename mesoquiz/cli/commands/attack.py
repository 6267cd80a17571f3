"""See how far tricks get in an exam without knowing its subject."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.loading import load_for, paths_argument
from mesoquiz.cli.quizzes import Overrides, planned, reprinted
from mesoquiz.cli.terminal import show

FIXED_SEED = "1"
"""For an exam that has no seed: nobody prints it, and the same cards give the same table."""


@click.command()
@paths_argument
@click.option("-b", "--blueprint", type=click.Path(path_type=Path), help="The plan of the exam, a YAML file.")
@click.option("--from", "manifest", type=click.Path(path_type=Path), help="The exam of a manifest.json.")
@click.option(
    "--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to report."
)
def command(paths: tuple[Path, ...], blueprint: Path | None, manifest: Path | None, style: str) -> None:
    """See how far tricks get in an exam without knowing its subject.

    Candidates who know one trick each, such as "tick the longest option", and one who knows them all
    answer the exam; the marks are those of its own scoring. Without an exam, every card that offers a
    choice is asked, and several right answers are all or nothing.

    \b
    Example: what an exam gives away
      mesoquiz attack -b decks/blueprints/controle.yaml
    """
    from mesoquiz.attack.candidates import attack
    from mesoquiz.attack.report import as_json, as_table
    from mesoquiz.exams.drawing.assembly import assemble

    if blueprint and manifest:
        raise click.UsageError("name one exam: -b or --from")
    if manifest:
        quiz = reprinted(paths, manifest, Overrides())
    elif blueprint:
        quiz = planned(load_for(blueprint, paths), blueprint, Overrides(), FIXED_SEED)
    else:
        bank = load_for(None, paths)
        if all(note.sound for note in bank.active):
            raise click.UsageError("there is no card to ask: all are retired, or asked by a sound")
        quiz = assemble(bank, seed=FIXED_SEED)
    found = attack(quiz)
    if not found.choices:
        raise click.UsageError("no question of this exam offers a choice: there is nothing to guess")
    show({"table": as_table, "json": as_json}[style](found), nl=False)
