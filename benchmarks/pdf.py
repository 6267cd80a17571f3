"""`python benchmarks/pdf.py`: the whole command that makes an exam as PDF, beside Chromium and WeasyPrint.

Chromium and WeasyPrint, where they are installed, print the same paper from the HTML that the same command writes: one
file, while the command makes all papers and keys. What Typst takes for that one paper is beside them, loading the decks
included.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

import click
from generate import ACTS, ASKED, CAVEATS, FOUND, PLACES
from run import Usage, least, take

COMMAND = "mesoquiz quiz"
HTML = "mesoquiz export html"
PAPER = "Typst, the paper"
CHROMIUM = "Chromium, the paper"
WEASYPRINT = "WeasyPrint, the paper"

FORMS = "mesoquiz quiz --forms 50"
TARGETS = {HTML: 1.5, COMMAND: 5.0}
"""Seconds of the whole command on an idle machine, for 1,000 questions."""
MOST_MB = 500
"""The most memory of the command that makes all PDF files."""

ONE_PAPER = """
import sys, mesoquiz
quiz = mesoquiz.assemble(mesoquiz.load(sys.argv[1]))
(paper,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
open(sys.argv[2], "wb").write(paper.content)
"""


@click.command()
@click.option("--questions", type=click.IntRange(1), default=1000, show_default=True, help="Questions of five options.")
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True, help="Rounds; minima are shown.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of the table.")
def main(questions: int, repeat: int, as_json: bool) -> None:
    """Measure PDF: the whole command, and one paper beside Chromium and WeasyPrint.

    \b
    Example:
      python benchmarks/pdf.py
    """
    with tempfile.TemporaryDirectory(prefix="mesoquiz-benchmark-") as name:
        folder = Path(name)
        write_choices(folder / "decks", questions)
        (folder / "plan.yaml").write_text(f"title: Banc\nsections: [{{count: {questions}}}]\n", encoding="utf-8")
        usages = measure(folder, questions, repeat)
    ratios = {name: usages[name].wall / usages[PAPER].wall for name in (CHROMIUM, WEASYPRINT) if name in usages}
    if as_json:
        shown = {"usage": {name: asdict(usage) for name, usage in usages.items()}, "times_typst": ratios}
        click.echo(json.dumps(shown | {"targets": TARGETS}, indent=1))
        return
    click.echo(f"{questions:,} questions of five options; the least of each figure, rounds: {repeat}\n")
    click.echo(f"{'':<24}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}{'× Typst':>10}")
    for name, usage in usages.items():
        ratio = f"{ratios[name]:.1f}" if name in ratios else ""
        click.echo(f"{name:<24}{usage.wall:>10.2f}{usage.cpu:>10.2f}{usage.megabytes:>10.0f}{ratio:>10}")
    click.echo("")
    for name, most in TARGETS.items():
        share = usages[name].wall / most
        click.echo(
            f"{name}, wall: {usages[name].wall:.2f} s = {share:.2f} × {most:g} s  {'met' if share < 1 else 'missed'}"
        )
    share = usages[COMMAND].megabytes / MOST_MB
    click.echo(f"{COMMAND}, memory: {share:.2f} × {MOST_MB} MB  {'met' if share < 1 else 'missed'}")


def write_choices(folder: Path, questions: int) -> None:
    """Write a deck of questions with one right answer and four wrong ones, the same every time."""
    folder.mkdir()
    (folder / "collection.yaml").write_text("id: banc-essai\ntitle: Banc d'essai\nlang: fr\n", encoding="utf-8")
    draw = random.Random(1952)
    cards = []
    for number in range(1, questions + 1):
        asked = f"{draw.choice(ASKED)} {draw.choice(ACTS)} {draw.choice(PLACES)} (n° {number}) ?"
        options = [f'"{draw.choice(FOUND)}, {draw.choice(CAVEATS)} ({place})"' for place in range(5)]
        distractors = f"    answer: {options[0]}\n    distractors: [{', '.join(options[1:])}]\n"
        cards.append(f'  - id: fiche-{number:05}\n    question: "{asked}"\n{distractors}')
    (folder / "choix.yaml").write_text("deck: Banc\ncards:\n" + "\n".join(cards), encoding="utf-8")


def measure(folder: Path, questions: int, repeat: int) -> dict[str, Usage]:
    """Run all contenders in turn, `repeat` times, and check that each made what it should."""
    chosen = contenders(folder, questions)
    for command, _ in list(chosen.values())[:2]:
        # Untimed: the first run compiles modules, and the second leaves the paper that browsers print.
        take(command, folder)
    taken: dict[str, list[Usage]] = {name: [] for name in chosen}
    for _ in range(repeat):
        for name, (command, made) in chosen.items():
            taken[name].append(take(command, folder))
            if not made():
                raise click.ClickException(f"{name} made no paper")
    return {name: least(usages) for name, usages in taken.items()}


def contenders(folder: Path, questions: int) -> dict[str, tuple[list[str], Callable[[], bool]]]:
    """The commands, and how to tell that each did its work."""
    source, page = folder / "decks", folder / "html" / "quiz-A.html"
    program = [sys.executable, "-m", "mesoquiz", "quiz", str(source), "-n", str(questions)]
    export = [sys.executable, "-m", "mesoquiz", "export", "html", str(source), "-b", str(folder / "plan.yaml")]
    made = {name: folder / f"{name.partition(',')[0]}.pdf" for name in (PAPER, CHROMIUM, WEASYPRINT)}
    found = {
        HTML: ([*export, "-o", str(folder / "html")], page.is_file),
        COMMAND: ([*program, "-o", str(folder / "pdf")], (folder / "pdf" / "keys.pdf").is_file),
        FORMS: (
            [
                sys.executable,
                "-m",
                "mesoquiz",
                "quiz",
                str(source),
                "-n",
                "40",
                "--forms",
                "50",
                "-o",
                str(folder / "forms"),
            ],
            (folder / "forms" / "sheet-AX.html").is_file,
        ),
        PAPER: ([sys.executable, "-c", ONE_PAPER, str(source), str(made[PAPER])], made[PAPER].is_file),
    }
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium:
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        target = f"--print-to-pdf={made[CHROMIUM]}"
        found[CHROMIUM] = ([chromium, *quiet, target, page.as_uri()], made[CHROMIUM].is_file)
    if find_spec("weasyprint"):
        command = [sys.executable, "-m", "weasyprint", str(page), str(made[WEASYPRINT])]
        found[WEASYPRINT] = (command, made[WEASYPRINT].is_file)
    return found


if __name__ == "__main__":
    main()
