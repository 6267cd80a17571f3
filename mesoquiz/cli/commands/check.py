"""Report all problems of all files in one run."""

from __future__ import annotations

import codecs
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import click

from mesoquiz.cli.advising import control, extend_option, ignore_option, select_option
from mesoquiz.cli.coverage import as_json, say_coverage
from mesoquiz.cli.loading import QUOTAS, Progress, load_apart, paths_argument
from mesoquiz.cli.marks import COVERAGE
from mesoquiz.cli.replacing import write
from mesoquiz.cli.reporting import colour
from mesoquiz.cli.terminal import show
from mesoquiz.cli.writing import write_over
from mesoquiz.decks.banks import GIVEN
from mesoquiz.decks.evidence import Coverage
from mesoquiz.diagnostics import report
from mesoquiz.diagnostics.diagnostic import Severity
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.files import Changed, read_file
from mesoquiz.limits import MAX_FILE
from mesoquiz.notes.bank import Bank
from mesoquiz.reading.encoding import decode_text, lines_of

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@click.command()
@paths_argument
@click.option("--fix", is_flag=True, help="Mend the YAML slips that have one sure remedy, such as missing quotes.")
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
    if documents and not documents.is_dir():
        raise click.UsageError(f"--documents: {documents} is not a folder")
    if coverage and not documents:
        raise click.UsageError("--coverage needs --documents")
    if fix and GIVEN in paths:
        raise click.UsageError("--fix writes into files: it does not go with `-`, standard input")
    banks = load_apart(paths)
    if fix:
        banks = _mend_all(paths, banks)
    # Rules and word lists are loaded by nobody who only asks for help.
    from mesoquiz.checks import judge

    judged = [judge(bank, documents, asked, lambda: Progress(QUOTAS)) for bank in banks]
    banks, covered = [bank for bank, _ in judged], [one for _, passages in judged for one in passages]
    if coverage and covered:
        write_over({coverage: as_json(covered).encode()}, kinds={coverage: COVERAGE})
    _say(banks, covered, style)
    found = [one for bank in banks for one in bank.diagnostics]
    if any(one.severity is Severity.ERROR or (strict and one.severity is Severity.WARNING) for one in found):
        sys.exit(1)


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


def _mend(banks: list[Bank]) -> dict[str, int]:
    """Write the fixes into the files; each was found to parse. Returns how many lines of each file were mended."""
    fixes: dict[str, dict[int, str]] = defaultdict(dict)
    for diagnostic in (one for bank in banks for one in bank.diagnostics):
        if diagnostic.fix:
            fixes[diagnostic.span.path][diagnostic.fix.line] = diagnostic.fix.text
    texts = {path: lines for bank in banks for path, lines in bank.texts.items()}
    read = {Path(path): _read_again(Path(path), texts[path]) for path in fixes}
    write({path: _mended(data, fixes[str(path)]) for path, data in read.items()}, read=read)
    return {path: len(lines) for path, lines in fixes.items()}


def _read_again(file: Path, lines: list[str]) -> bytes:
    """The bytes of a file that was checked. Raises `Changed` if an editor or another program wrote to it since."""
    data = read_file(file, MAX_FILE)
    if lines_of(decode_text(data, str(file))[0]) != lines:
        raise Changed(file)
    return data


def _mend_all(paths: tuple[Path, ...], banks: list[Bank]) -> list[Bank]:
    """Mend until nothing is left that can be: a file shows only its first slips at once. Returns the mended banks."""
    mended: Counter[str] = Counter()
    while done := _mend(banks):
        mended.update(done)
        banks = load_apart(paths)
    for path, number in mended.items():
        show(f"{one_line(path)}: mended {count_of(number, 'line')}", err=True)
    return banks


def _mended(data: bytes, fixes: dict[int, str]) -> bytes:
    """The file with some lines replaced; its encoding, byte order mark and line ends stay."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    lines = re.split("(\r\n|\r|\n)", data[len(mark) :].decode(encoding))
    for number, text in fixes.items():
        lines[2 * (number - 1)] = text
    return mark + "".join(lines).encode(encoding)
