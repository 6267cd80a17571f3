"""What the tests share: the same surroundings on every machine, the shipped decks, a browser, and the real Anki.

CI must have all programs; elsewhere the tests whose program is missing are skipped, and the summary says which.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import commands
import forks
import pytest
from commands import PATIENCE, Mode
from hypothesis import HealthCheck, Phase, settings
from programs import IN_CI, MISSING, PROGRAMS, missing

import mesoquiz
from mesoquiz.exams.drawing import assembly
from mesoquiz.notes.bank import Bank

ROOT = Path(__file__).parent.parent
DECKS = ROOT / "decks"

# A busy machine fails no test: nothing is judged by the time it takes. CI tries more texts, and always the same ones,
# so that it never fails by chance; elsewhere each run tries others. Without the phase that explains a failure: it takes
# longer than finding it.
settings.register_profile(
    "mesoquiz",
    max_examples=250 if IN_CI else 40,
    deadline=None,
    derandomize=IN_CI,
    print_blob=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("mesoquiz")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files (refused in CI)")
    parser.addoption("--fresh-process", action="store_true", help="only tests of commands, each in its own process")
    parser.addoption("--thorough", action="store_true", help="also the tests that repeat others in depth, as in CI")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "thorough: repeats others in depth and takes seconds; runs in CI, with --thorough and when it is named",
    )
    config.addinivalue_line(
        "markers", "in_process(reason): its commands run in this process even with --fresh-process, for that reason"
    )
    if IN_CI and config.getoption("--update"):
        raise pytest.UsageError("golden files are reviewed, not made, in CI")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the thorough tests outside CI, unless they are asked for.

    With `--fresh-process` leave out what would run as it does without: what runs no command, or not in a process. An
    earlier run without it remembers which tests ran a command in its own process; of others their files tell.
    """
    if not IN_CI and not config.getoption("--thorough"):
        named = named_files(config)
        LEFT_OUT.update(item.nodeid for item in items if item.get_closest_marker("thorough") and item.path not in named)
        leave_out([item for item in items if item.nodeid in LEFT_OUT], config, items)
    if config.getoption("--fresh-process"):
        known = cache.get(RAN, {}) if (cache := getattr(config, "cache", None)) else {}
        runs_again = {
            item for item in items if known.get(item.nodeid, may_run_a_command(item)) and not is_as_without(item)
        }
        leave_out([item for item in items if item not in runs_again], config, items)
    # Those that take seconds begin first: one that began last would keep a single core busy in the end.
    items.sort(key=lambda item: item.get_closest_marker("thorough") is None)


LEFT_OUT: set[str] = set()
"""The thorough tests that do not run."""


def named_files(config: pytest.Config) -> set[Path]:
    """The files of tests on the command line, alone or with a test behind `::`; folders name no test."""
    found = (config.invocation_params.dir / arg.partition("::")[0] for arg in config.args)
    return {path.resolve() for path in found if path.is_file()}


def leave_out(left: list[pytest.Item], config: pytest.Config, items: list[pytest.Item]) -> None:
    gone = set(left)
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in gone]


RAN = "mesoquiz/ran"
"""Where pytest's cache holds the tests that an earlier run saw -> whether they ran a command in its own process."""
SEEN: dict[str, bool] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    Mode.ran = False
    done = yield
    SEEN[item.nodeid] = Mode.ran
    return done


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remember what was seen: a worker tells the process that it works for, which writes."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["seen"] = SEEN
        config.workeroutput["left out"] = sorted(LEFT_OUT)
    elif (cache := getattr(config, "cache", None)) and not config.getoption("--fresh-process"):
        cache.set(RAN, {**cache.get(RAN, {}), **SEEN})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    told = getattr(node, "workeroutput", {})
    SEEN.update(told.get("seen", {}))
    LEFT_OUT.update(told.get("left out", ()))


def may_run_a_command(item: pytest.Item) -> bool:
    return commands.run in vars(getattr(item, "module", None) or object).values()


def is_as_without(item: pytest.Item) -> bool:
    """Whether a test asks for its own process, or drives a browser over what commands made and says nothing of them."""
    calls = item.function.__code__.co_names if isinstance(item, pytest.Function) else ()
    drives = "browser" in getattr(item, "fixturenames", ()) and commands.run.__name__ not in calls
    return drives or item.get_closest_marker("in_process") is not None


# The same surroundings on every machine

NEW_SEED = assembly.new_seed
TOLD = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "LANGUAGE")
"""What the user's environment may tell a program about its output, beside LC_*, XDG_* and some of PYTHON*."""
PYTHONS = ("PYTHONPATH", "PYTHONHOME")
"""What Python needs to find the project, and no more: it keeps compiled modules, or each process would compile all."""


@pytest.fixture(scope="session", autouse=True)
def _surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting of the user reaches a test: neither locale, time zone, home nor the rights of new files."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            is_python = name.startswith("PYTHON") and name not in PYTHONS
            if name in TOLD or is_python or name.startswith(("LC_", "XDG_")):
                patch.delenv(name)
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        umask = os.umask(0o022)
        time.tzset()
        yield
        os.umask(umask)
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _seed(_surroundings: None) -> Iterator[None]:
    """Exams without a seed are the same ones in each run; tests of chance ask for `random_seeds`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "new_seed", lambda: "1")
        yield


@pytest.fixture
def random_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exams without a seed draw one, as they do for everybody."""
    monkeypatch.setattr(assembly, "new_seed", NEW_SEED)


@pytest.fixture(scope="session", autouse=True)
def _forks(_surroundings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where processes are to be had without a start."""
    Mode.forks = forks.Forks(tmp_path_factory.mktemp("streams"))
    yield
    Mode.forks.close()


@pytest.fixture(autouse=True)
def _terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns, and the process in which the commands of this test run."""
    monkeypatch.setenv("COLUMNS", "80")
    is_fresh = request.config.getoption("--fresh-process") and not request.node.get_closest_marker("in_process")
    monkeypatch.setattr(Mode, "fresh", bool(is_fresh))


# What a test may need beside Python


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many thorough tests were left out, and name each missing program once, with the tests skipped for it."""
    if LEFT_OUT:
        terminalreporter.section("left out")
        number = f"{len(LEFT_OUT)} thorough test{'s' if len(LEFT_OUT) > 1 else ''}"
        terminalreporter.write_line(f"{number}, in depth what others test in short; `pytest --thorough` runs all")
    reasons = [str(report.longrepr[2]) for report in terminalreporter.getreports("skipped")]
    found = Counter(reason.rpartition(MISSING)[2] for reason in reasons if MISSING in reason)
    if found:
        terminalreporter.section("not tested, for want of programs")
    for what, number in sorted(found.items()):
        how = f"install it with `{PROGRAMS[what]}`" if what in PROGRAMS else "they are no part of the project"
        terminalreporter.write_line(f"{what}: {number} test{'s' if number > 1 else ''} skipped; {how}")


class Patient:
    """A browser whose pages may take as long as a busy machine makes them: Playwright itself would wait 30 seconds."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser

    def new_page(self, **options: Any) -> Any:
        page = self.browser.new_page(**options)
        page.set_default_timeout(PATIENCE * 1000)
        return page

    def new_context(self, **options: Any) -> Any:
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE * 1000)
        return context


@pytest.fixture(scope="session")
def browser() -> Iterator[Patient]:
    """Debian's Chromium, driven by Playwright: without its window, in a third of the time, where it is there so."""
    found = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    path = next(filter(None, found), None)
    if path is None:
        missing("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright")

    # Letters as wide as they are printed: without its window, Chromium would fit them to the dots of a screen.
    args = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=args, timeout=PATIENCE * 1000)
        yield Patient(made)
        made.close()


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """A fresh collection of the real Anki."""
    try:
        from anki.collection import Collection
    except ImportError:
        missing("Anki")
    made = Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def shipped() -> Bank:
    """The shipped decks."""
    return mesoquiz.load(DECKS)
