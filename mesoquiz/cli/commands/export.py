"""Make what another program reads, in any format."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz import exporters
from mesoquiz.artifact import Artifact
from mesoquiz.cli.earlier import seed_in
from mesoquiz.cli.loading import load_for, paths_argument, tag_option
from mesoquiz.cli.output import describe, making, write_artifacts, write_release
from mesoquiz.cli.quizzes import Overrides, drawn, planned
from mesoquiz.cli.releasing import release
from mesoquiz.cli.writing import chosen_folder, say_written
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.notes.bank import Bank


@click.command()
@click.argument("format")
@paths_argument
@click.option("-b", "--blueprint", type=click.Path(path_type=Path), help="The plan of the exam, a YAML file.")
@tag_option
@click.option("--force", is_flag=True, help="Replace another exam that is in the folder, and draw a new seed.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; by default export/FORMAT.")
def command(
    format: str,
    paths: tuple[Path, ...],
    blueprint: Path | None,
    tags: tuple[str, ...],
    force: bool,
    output: Path | None,
) -> None:
    """Make what another program reads, in any FORMAT.

    It is made by the format's own defaults. Some formats take cards, others an exam: then it is drawn as `quiz` draws
    it. For packages and papers there are commands with more to choose: anki, quiz, flashcards.

    \b
    Example: the exam of a blueprint as HTML
      mesoquiz export html -b decks/blueprints/controle.yaml -o exam
    """
    exporter = _exporter(format)
    if blueprint and exporter.TAKES == "bank":
        raise click.UsageError(f"the format {format} is made of cards: it takes no blueprint")
    if blueprint and tags:
        raise click.UsageError("a blueprint says which questions are asked: --tag does not go with it")
    bank = load_for(blueprint, paths, tags)
    folder = chosen_folder(output, f"export/{format}")
    if format == "apkg":
        # A package whose times are not those of the release lock would not update what students have.
        made = release(bank)
        write_release(folder / f"{bank.collection.id}.apkg", bank, made, {})
        return
    try:
        with making(bank):
            artifacts = _artifacts(exporter, bank, blueprint, seed_in(folder, anew=force))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    removed = write_artifacts(folder, artifacts, force=force)
    # The seed draws the exam again.
    told = {one.name: describe(one) for one in artifacts if one.name == MANIFEST_FILE}
    say_written([(folder / one.name, told.get(one.name, format)) for one in artifacts], removed)


def _exporter(format: str) -> exporters.Exporter:
    if format not in exporters.names():
        from mesoquiz.diagnostics.wording import did_you_mean

        guess = did_you_mean(format, exporters.names()) or f"there are {', '.join(exporters.names())}"
        raise click.UsageError(f"there is no format `{format}`; {guess}")
    return exporters.exporter(format)


def _artifacts(exporter: exporters.Exporter, bank: Bank, blueprint: Path | None, kept: str) -> list[Artifact]:
    if exporter.TAKES == "bank":
        return list(exporter.export(bank))
    from mesoquiz.exams.manifest import dump

    none = Overrides()
    quiz = planned(bank, blueprint, none, kept) if blueprint else drawn(bank, None, none, kept)
    made = list(exporter.export(quiz))
    # Without it, nobody could print this exam again.
    has_manifest = any(one.name == MANIFEST_FILE for one in made)
    return made if has_manifest else [*made, Artifact(MANIFEST_FILE, dump(quiz).encode())]
