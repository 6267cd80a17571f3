"""`mesoquiz quiz`: a quiz to print."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.loading import load_sound, paths_argument, tag_option
from mesoquiz.cli.making import quiz_pages, write_quiz

MOST_FORMS = 702
"""A … ZZ."""


@click.command()
@paths_argument
@click.option("-n", "count", type=click.IntRange(min=1), help="Number of questions; 20 by default.")
@tag_option
@click.option("--forms", type=click.IntRange(1, MOST_FORMS), default=1, show_default=True, help="Forms: A, B, C …")
@click.option("--seed", default="1", show_default=True, help="Another seed gives another quiz; the same, the same.")
@click.option("--pdf", is_flag=True, help="Make PDF files too (needs the extra `pdf`).")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("quiz"), help="Folder to write to.")
def command(
    paths: tuple[Path, ...], count: int | None, tags: tuple[str, ...], forms: int, seed: str, pdf: bool, output: Path
) -> None:
    """Make a printable quiz with its key.

    \b
    Example: ten questions on safety, in two forms
      mesoquiz quiz -n 10 --tag securite --forms 2 -o examen
    """
    if not seed.isprintable():
        raise click.UsageError("a seed is made of letters, digits and signs")
    bank = load_sound(paths, tags)
    write_quiz(output, quiz_pages(bank, count, seed, forms, pdf=pdf))
