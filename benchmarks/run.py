"""`python benchmarks/run.py`: mesoquiz beside the script people write by hand and beside the floor, in one run.

Every measurement is a process of its own, and the contenders take turns, so that a busy moment of the machine hits all
of them. Minima are compared: noise only ever adds. Ratios are judged in CPU time: all contenders are busy with one
thread from start to end, and other work on the machine disturbs it less than the time on the wall.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import yaml
from generate import write_decks

HERE = Path(__file__).parent
PROGRAM = "mesoquiz anki"
BY_HAND = "script by hand"
FLOOR = "floor"
HELP = "mesoquiz --help"
CHECK = "mesoquiz check"

MOST_OF_SCRIPT = 0.4
MOST_OF_FLOOR = 2.5
MOST_MEGABYTES = 400
MOST_SECONDS = 0.15
"""The targets, meant for 100,000 notes in 50 files and an idle machine."""

STARTS = 5
"""Start-up runs in each round: they are short and noisy."""

RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process took, or the least that several runs took."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure beside its target. For a ratio it is that of the CPU times, and `wall` that of the times on the wall."""

    name: str
    value: float
    target: float
    unit: str = ""
    wall: float | None = None

    @property
    def met(self) -> bool:
        """Whether the figure keeps to its target."""
        return self.value <= self.target


@click.command()
@click.option("--notes", type=click.IntRange(1), default=10_000, show_default=True, help="Notes in all.")
@click.option("--files", type=click.IntRange(1), default=50, show_default=True, help="Files to spread them over.")
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True, help="Rounds; minima are shown.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of the tables.")
def main(notes: int, files: int, repeat: int, as_json: bool) -> None:
    """Measure mesoquiz beside the script that people write by hand and beside the floor.

    \b
    Example: the targets are meant for this size
      python benchmarks/run.py --notes 100000
    """
    if files > notes:
        raise click.UsageError(f"{notes} notes do not fill {files} files: ask for fewer files")
    with tempfile.TemporaryDirectory(prefix="mesoquiz-benchmark-") as name:
        folder = Path(name)
        size = write_decks(folder / "decks", notes, files)
        write_decks(folder / "small", 2, 1)
        usages = measure(folder, notes, repeat)
    setting = {
        "notes": notes,
        "files": files,
        "megabytes": round(size / 1e6, 1),
        "repeat": repeat,
        "python": platform.python_version(),
        "pyyaml": yaml.__version__,
        "libyaml": yaml.__with_libyaml__,
        "cores": os.cpu_count(),
    }
    verdicts = judge(usages)
    click.echo(as_data(setting, usages, verdicts) if as_json else as_tables(setting, usages, verdicts))


def measure(folder: Path, notes: int, repeat: int) -> dict[str, Usage]:
    """Run all contenders in turn, `repeat` times, and check that each package has all the notes."""
    small = folder / "small"
    makers = (PROGRAM, BY_HAND, FLOOR)
    for name in makers:
        # Untimed: the first run of a program compiles its modules.
        take(contender(name, small, folder / "small.apkg"), folder)
    taken: dict[str, list[Usage]] = {name: [] for name in (*makers, HELP, CHECK)}
    for _ in range(repeat):
        for name in makers:
            package = folder / "made.apkg"
            taken[name].append(take(contender(name, folder / "decks", package), folder))
            expect_notes(package, notes, name)
            package.unlink()
        for _ in range(STARTS):
            taken[HELP].append(take([sys.executable, "-m", "mesoquiz", "--help"], folder))
            taken[CHECK].append(take([sys.executable, "-m", "mesoquiz", "check", str(small)], folder))
    return {name: least(usages) for name, usages in taken.items()}


def contender(name: str, decks: Path, package: Path) -> list[str]:
    """The command that makes `package` of `decks`."""
    if name == PROGRAM:
        return [sys.executable, "-m", "mesoquiz", "anki", str(decks), "-o", str(package)]
    script = HERE / ("by_hand.py" if name == BY_HAND else "floor.py")
    return [sys.executable, str(script), str(decks), str(package)]


def take(command: list[str], folder: Path) -> Usage:
    """Run a command in `folder` and return what it took; its output is shown only if it fails.

    The peak includes what this process held when it started the command (Linux counts it in), which is little: decks
    are generated and packages checked without ever being in memory as a whole.
    """
    output = folder / "output.txt"
    # genanki leaves its database in the temporary folder.
    environment = {**os.environ, "TMPDIR": str(folder)}
    with output.open("wb") as stream:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=stream, stderr=stream)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise click.ClickException(f"{' '.join(command)} failed:\n{output.read_text(errors='replace')}")
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT / 1e6)


def expect_notes(package: Path, notes: int, name: str) -> None:
    """Refuse the figures of a contender that did not make all notes."""
    with zipfile.ZipFile(package) as archive:
        database = sqlite3.connect(archive.extract("collection.anki2", package.parent))
    ((found,),) = database.execute("SELECT count(*) FROM notes")
    database.close()
    (package.parent / "collection.anki2").unlink()
    if found != notes:
        raise click.ClickException(f"{name} made {found} notes of {notes}")


def least(usages: list[Usage]) -> Usage:
    """The least of each figure."""
    return Usage(
        min(usage.wall for usage in usages),
        min(usage.cpu for usage in usages),
        min(usage.megabytes for usage in usages),
    )


def judge(usages: dict[str, Usage]) -> list[Verdict]:
    """The figures that have a target."""
    ours, script, floor = usages[PROGRAM], usages[BY_HAND], usages[FLOOR]
    return [
        Verdict(f"{PROGRAM} / {BY_HAND}", ours.cpu / script.cpu, MOST_OF_SCRIPT, wall=ours.wall / script.wall),
        Verdict(f"{PROGRAM} / {FLOOR}", ours.cpu / floor.cpu, MOST_OF_FLOOR, wall=ours.wall / floor.wall),
        Verdict(f"{PROGRAM}, peak", ours.megabytes, MOST_MEGABYTES, "MB"),
        Verdict(f"{HELP}, wall", usages[HELP].wall, MOST_SECONDS, "s"),
    ]


def as_tables(setting: dict[str, object], usages: dict[str, Usage], verdicts: list[Verdict]) -> str:
    """The tables for people."""
    return "\n".join([*_setting(setting), "", *_usages(usages), "", *_verdicts(verdicts)])


def _setting(setting: dict[str, object]) -> Iterable[str]:
    size = f"{setting['notes']:,} notes in {setting['files']} files, {setting['megabytes']} MB"
    yield f"{size}; the least of each figure, rounds: {setting['repeat']}"
    with_libyaml = "with libyaml" if setting["libyaml"] else "WITHOUT libyaml"
    yield f"Python {setting['python']}, PyYAML {setting['pyyaml']} {with_libyaml}, {setting['cores']} cores"


def _usages(usages: dict[str, Usage]) -> Iterable[str]:
    yield f"{'':<18}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}"
    for name, usage in usages.items():
        yield f"{name:<18}{usage.wall:>10.3f}{usage.cpu:>10.3f}{usage.megabytes:>10.0f}"


def _verdicts(verdicts: list[Verdict]) -> Iterable[str]:
    yield f"{'':<32}{'measured':>10}{'on wall':>10}{'target':>12}"
    for verdict in verdicts:
        value = f"{verdict.value:.0f} MB" if verdict.unit == "MB" else f"{verdict.value:.2f} {verdict.unit}".strip()
        wall = "" if verdict.wall is None else f"{verdict.wall:.2f}"
        target = f"≤ {verdict.target} {verdict.unit}".strip()
        yield f"{verdict.name:<32}{value:>10}{wall:>10}{target:>12}  {'met' if verdict.met else 'missed'}"


def as_data(setting: dict[str, object], usages: dict[str, Usage], verdicts: list[Verdict]) -> str:
    """The same as JSON."""
    data = {
        "setting": setting,
        "usage": {name: asdict(usage) for name, usage in usages.items()},
        "targets": [{**asdict(verdict), "met": verdict.met} for verdict in verdicts],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
