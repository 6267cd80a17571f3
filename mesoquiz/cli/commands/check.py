"""Report all problems of all files in one run."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

from mesoquiz.cli.advising import control, extend_option, ignore_option, select_option
from mesoquiz.cli.coverage import as_json, say_coverage
from mesoquiz.cli.loading import Progress, load_apart, paths_argument
from mesoquiz.cli.marks import COVERAGE
from mesoquiz.cli.replacing import write
from mesoquiz.cli.reporting import colour
from mesoquiz.cli.terminal import show
from mesoquiz.cli.writing import write_over
from mesoquiz.decks.banks import GIVEN
from mesoquiz.decks.evidence import Coverage
from mesoquiz.decks.files import files_in
from mesoquiz.decks.ids import SAME_QUESTION, UNNAMED
from mesoquiz.decks.mending import changed_lines, identified, ids_in, mended
from mesoquiz.diagnostics import report
from mesoquiz.diagnostics.diagnostic import Severity
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.exams.loader import BLUEPRINT, beside
from mesoquiz.files import Changed, read_file
from mesoquiz.limits import MAX_FILE
from mesoquiz.notes.bank import Bank
from mesoquiz.reading.encoding import decode_text, lines_of

NAMED = frozenset((UNNAMED.code, SAME_QUESTION.code))
"""What is said of cards that `--fix` gives an id."""


@click.command()
@paths_argument
@click.option("--fix", is_flag=True, help="Mend the YAML slips that have one sure remedy, such as missing quotes.")
@click.option("--diff", is_flag=True, help="Show what --fix would write, and write nothing.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@select_option
@ignore_option
@extend_option
@click.option(
    "--format",
    "style",
    type=click.Choice(list(report.FORMATS)),
    default="full",
    show_default=True,
    help="How to report.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of the sources' texts: look the quotes up in them, and list what no card cites.",
)
@click.option(
    "--coverage", type=click.Path(path_type=Path), help="With --documents: the passages and their cards, as JSON."
)
def command(
    paths: tuple[Path, ...],
    fix: bool,
    diff: bool,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    style: str,
    documents: Path | None,
    coverage: Path | None,
) -> None:
    """Report all problems of all files in one run.

    The exit code is 0 without errors, 1 with errors, 2 when a file cannot be read. Rules on content
    advise and never fail, unless --strict makes warnings count; `mesoquiz explain` lists them.

    \b
    Example: annotations in a GitHub workflow, warnings count but advice does not
      mesoquiz check --strict --ignore ALL --format github
    """
    asked = control(select, ignore, extend_select)
    _refuse(documents, coverage, mends_input=fix and GIVEN in paths)
    banks = load_apart(paths)
    if fix or diff:
        banks = _mend_all(paths, banks, write_them=not diff)
    # Rules and word lists are loaded by nobody who only asks for help.
    from mesoquiz.checks import judge

    judged = [judge(bank, documents, asked, lambda: Progress("Checking")) for bank in banks]
    banks, covered = [bank for bank, _ in judged], [one for _, passages in judged for one in passages]
    if coverage and covered:
        write_over({coverage: as_json(covered).encode()}, kinds={coverage: COVERAGE})
    _say(banks, covered, style)
    found = [one for bank in banks for one in bank.diagnostics]
    if any(one.severity is Severity.ERROR or (strict and one.severity is Severity.WARNING) for one in found):
        sys.exit(1)


def _refuse(documents: Path | None, coverage: Path | None, *, mends_input: bool) -> None:
    """Raise click.UsageError for options that do not go together."""
    if documents and not documents.is_dir():
        raise click.UsageError(f"--documents: {documents} is not a folder")
    if coverage and not documents:
        raise click.UsageError("--coverage needs --documents")
    if mends_input:
        raise click.UsageError("--fix writes into files: it does not go with `-`, standard input")


def _say(banks: list[Bank], covered: list[Coverage], style: str) -> None:
    found = [one for bank in banks for one in bank.diagnostics]
    texts = {path: lines for bank in banks for path, lines in bank.texts.items()}
    shown = report.FORMATS[style](found, texts, colour)
    show(shown, nl=style == "full" and bool(found), commands=style == "github")
    if style not in ("full", "concise"):
        return
    cards = count_of(sum(len(bank.notes) for bank in banks), "card")
    decks = count_of(sum(len(bank.decks) for bank in banks), "deck")
    show(report.summary(found) or f"{cards} in {decks}: no problem found.")
    if any(diagnostic.fix for diagnostic in found):
        show("`mesoquiz check --fix` mends those whose help shows the whole line.")
    if covered:
        say_coverage(covered)


def _mend_all(paths: tuple[Path, ...], banks: list[Bank], *, write_them: bool) -> list[Bank]:
    """Mend the files with a remedy, or show how they would differ. Returns the banks as they are then."""
    texts = {path: lines for bank in banks for path, lines in bank.texts.items()}
    fixable = dict.fromkeys(one.span.path for bank in banks for one in bank.diagnostics if one.fix or one.code in NAMED)
    read = {Path(path): _read_again(Path(path), texts[path]) for path in fixable if Path(path).is_file()}
    made = {path: mended(data, str(path))[0] for path, data in read.items()}
    numbers = {path: changed_lines(read[path], data) for path, data in made.items()}
    ids: dict[Path, int] = {}
    for bank in banks:
        ids |= _identify(bank, made)
    for path in _blueprints(banks):
        read[path] = read_file(path, MAX_FILE)
        made[path], numbers[path] = mended(read[path], str(path), BLUEPRINT)
    changed = {path: data for path, data in made.items() if data != read[path]}
    if not write_them:
        for path, data in changed.items():
            show("".join(_difference(path, read[path], data)), nl=False)
        return banks
    if not changed:
        return banks
    write(dict(changed), read={path: read[path] for path in changed})
    for path in changed:
        done = [f"mended {count_of(numbers[path], 'line')}"] if numbers[path] else []
        done += [f"wrote {count_of(ids[path], 'id')}"] if ids.get(path) else []
        show(f"{one_line(str(path))}: {', '.join(done)}", err=True)
    return load_apart(paths)


def _identify(bank: Bank, made: dict[Path, bytes]) -> dict[Path, int]:
    """Write the ids that cards lack into the decks of a bank that are mended; how many each has got."""
    told = {one.span.path for one in bank.diagnostics} - {bank.home}
    unnamed = [path for path in made if str(path) in told and identified(made[path], str(path), set())[1]]
    if not unnamed:
        return {}
    files = files_in(Path(bank.home).parent) if bank.home else map(Path, sorted(told))
    data = {path: read_file(path, MAX_FILE) for path in files if path.is_file()} | made
    taken = {id for path in data for id in ids_in(data[path], str(path))}
    numbers = {}
    for path in unnamed:
        made[path], numbers[path] = identified(made[path], str(path), taken)
    return numbers


def _blueprints(banks: list[Bank]) -> list[Path]:
    """The blueprints that are checked beside decks."""
    return [path for bank in banks if bank.whole and not bank.shipped for path in beside(bank)]


def _difference(path: Path, old: bytes, new: bytes) -> list[str]:
    """The unified diff of a file, as patches have it."""
    texts = [decode_text(data, str(path))[0].splitlines(keepends=True) for data in (old, new)]
    lines = difflib.unified_diff(texts[0], texts[1], str(path), str(path))
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]


def _read_again(file: Path, lines: list[str]) -> bytes:
    """The bytes of a file that was checked. Raises `Changed` if an editor or another program wrote to it since."""
    data = read_file(file, MAX_FILE)
    if lines_of(decode_text(data, str(file))[0]) != lines:
        raise Changed(file)
    return data
