"""What `pip install` gives: a wheel with everything in it, which works far away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from commands import PATIENCE

import mesoquiz
from mesoquiz.anki import lockfile

ROOT = Path(__file__).parents[2]
SHIPPED = {"mesoquiz": "mesoquiz", "templates": "mesoquiz/_data/templates", "decks": "mesoquiz/_data/decks"}
"""The folders that users need, and where the wheel has them."""
STRAY = ("mesoquiz/__pycache__/x.pyc", "templates/__pycache__/x.pyc", "dist/old.whl", "quiz/quiz-A.html", ".venv/x.py")
"""What work leaves in a checkout and nobody wants to download."""
OURS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
"""What would tell a process about the environment of these tests."""


def contents(folder: Path) -> set[str]:
    """The files of a folder that belong to the project."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {file.as_posix() for file in files if "__pycache__" not in file.parts}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with sdist and wheel, the wheel made from the sdist, of a copy of the checkout that has stray files.

    Without isolation: nothing is downloaded. So hatchling is among the development dependencies.
    """
    copy = tmp_path_factory.mktemp("checkout")
    for name in (*SHIPPED, "tests", "docs", "benchmarks", ".ci"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (*ROOT.glob("*.md"), ROOT / "LICENSE", ROOT / "pyproject.toml", ROOT / ".gitignore"):
        shutil.copy(file, copy)
    for name in STRAY:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).touch()
    output = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(output), str(copy)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with the wheel, which borrows the dependencies from this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    variables = {"base": str(home), "platbase": str(home)}
    programs = Path(sysconfig.get_path("scripts", "venv", vars=variables))
    python = programs / Path(sys.executable).name
    install = ["-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run([sys.executable, *install], env=environment(), timeout=PATIENCE, check=True)
    site = Path(sysconfig.get_path("purelib", "venv", vars=variables))
    # What a .pth file names is searched last; the .pth files in there, such as an editable install's, are not read.
    site.joinpath("borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    return programs


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in OURS}


def test_the_wheel_has_all_that_users_need_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = {f"{place}/{name}" for folder, place in SHIPPED.items() for name in contents(ROOT / folder)}
    # The program that draws the pictures is no data, and an editable install refuses it.
    drawing = {name for name in files if name.startswith("mesoquiz/_data/decks/media/drawings/")}
    assert drawing
    assert names == files - drawing
    for needed in ("deck.schema.json", "_data/decks/collection.yaml", "_data/templates/html/quiz.html.j2"):
        assert f"mesoquiz/{needed}" in names


def test_the_wheel_tells_what_it_is(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (info,) = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
    assert info == f"mesoquiz-{mesoquiz.__version__}.dist-info"
    assert wheel.name == f"mesoquiz-{mesoquiz.__version__}-py3-none-any.whl"
    assert f"{info}/licenses/LICENSE" in archive.namelist()
    metadata = archive.read(f"{info}/METADATA").decode()
    assert (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[0] in metadata.splitlines()
    assert archive.read(f"{info}/entry_points.txt").decode().split() == [
        "[console_scripts]",
        "mesoquiz",
        "=",
        "mesoquiz.__main__:main",
    ]


def test_the_sdist_has_the_sources_and_nothing_else(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        paths = {name.partition("/")[2] for name in archive.getnames()}
    folders = (*SHIPPED, "tests", "docs", "benchmarks", ".ci")
    files = {"LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert paths == files | {f"{folder}/{name}" for folder in folders for name in contents(ROOT / folder)}


TYPED = """
import mesoquiz
reveal_type(mesoquiz.load("decks").notes[0].id)
mesoquiz.assemble(mesoquiz.load("decks"), count="many")
"""


def test_type_checkers_know_the_installed_library(installed: Path, tmp_path: Path) -> None:
    """From outside: without `py.typed` they would take everything for `Any`."""
    (tmp_path / "program.py").write_text(TYPED, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports", "silent"]
    python = next(installed.glob(f"{Path(sys.executable).name}*"))
    done = subprocess.run(
        [*command, "--python-executable", str(python), "program.py"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert 'program.py:3: note: Revealed type is "' in done.stdout, done.stdout + done.stderr
    assert 'str"' in done.stdout
    assert 'program.py:4: error: Argument "count" to "assemble" has incompatible type "str"' in done.stdout
    assert "py.typed" not in done.stdout


def test_the_installed_program_makes_the_shipped_decks(installed: Path, tmp_path: Path) -> None:
    """From an empty folder: what a student has who installed mesoquiz and types one command."""
    done = subprocess.run(
        [installed / "mesoquiz", "build"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        0,
        "There is no folder decks/ here: taking the decks shipped with mesoquiz.\n",
    )
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "dist/mesotherapie.apkg",
        "dist/mesotherapie-retraits.apkg",
        *(
            f"dist/quiz/{blueprint}/{page}"
            for blueprint in ("controle", "qru-qrm")
            for page in (
                *("exam.pdf", "keys.pdf", "index.html"),
                *(f"{role}-{form}.html" for form in "AB" for role in ("quiz", "key", "explained", "sheet")),
                "manifest.json",
            )
        ),
        "dist/mesotherapy-essentials.apkg",
        *(
            f"dist/en/quiz/{page}"
            for page in (
                *("exam.pdf", "keys.pdf", "index.html"),
                *(f"{role}-A.html" for role in ("quiz", "key", "explained", "sheet")),
                "manifest.json",
            )
        ),
    ]
    assert contents(tmp_path) == {line.split()[0] for line in done.stdout.splitlines()}


def test_the_installed_program_is_the_one_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    """Were it the checkout's, the other tests here would tell nothing. What it makes is the same."""
    code = (
        "import mesoquiz, mesoquiz.resources as r; print(mesoquiz.__file__, r.folder('decks'), r.folder('templates'))"
    )
    python = installed / Path(sys.executable).name
    done = subprocess.run(
        [python, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    for place in done.stdout.split():
        assert Path(place).is_relative_to(installed.parent)
    subprocess.run([installed / "mesoquiz", "anki"], cwd=tmp_path, env=environment(), capture_output=True, check=True)
    path = ROOT / "decks" / "collection.lock"
    lock, _ = lockfile.parse(path.read_text(encoding="utf-8"), str(path))
    for ours in mesoquiz.export("apkg", mesoquiz.load(ROOT / "decks"), lock=lock):
        assert (tmp_path / ours.name).read_bytes() == ours.content


OTHERS = [pytest.param(words, marks=pytest.mark.thorough) for words in ("check", "list", "schema", "--version")]
"""They read no more of what was installed than those that make pages."""


@pytest.mark.parametrize("command", ["quiz", "flashcards", *OTHERS])
def test_every_installed_command_runs(command: str, installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed / "mesoquiz", command],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout
