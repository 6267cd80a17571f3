"""What somebody else made is not written over; what mesoquiz made is."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from commands import run
from hostile import package
from moves import files, killed


@pytest.mark.parametrize("name", ["quiz-A.html", "manifest.json", "key-A.html"])
def test_an_exam_is_not_written_over_what_a_person_made(name: str) -> None:
    Path("exam").mkdir()
    Path("exam", name).write_text("<html>mine</html>", encoding="utf-8")
    before = files()
    done = run("quiz", "x.yaml", "-o", "exam")
    assert (done.exit_code, done.stdout) == (2, "")
    what = f"exam/{name} is there, and mesoquiz did not make it: name another place, or move it away"
    assert done.stderr.endswith(f"Error: {what}\n")
    assert files() == before


FOREIGN = {
    "exam/quiz-A.pdf": "a PDF that Typst made of a letter",
    "exam/manifest.json": '{"format": 2, "forms": [], "name": "of another program"}',
    "dist/essai.apkg": "cards that Anki exported",
    "coverage.json": "[]",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_another_program_made_is_not_ours(name: str) -> None:
    """Not even where the same library made it, or the same format."""
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    documented()
    if file.suffix == ".pdf":
        import typst

        file.write_bytes(typst.compile(b"Cher confr\xc3\xa8re,"))
    elif file.suffix == ".apkg":
        file.write_bytes(package())
    else:
        file.write_text(FOREIGN[name], "utf-8")
    command = {
        "exam": ("quiz", "--pdf", "-o", "exam"),
        "dist": ("build",),
        "": ("check", "--documents", "texts", "--coverage", "coverage.json"),
    }[str(file.parent).replace(".", "")]
    before = files()
    done = run(*command)
    assert done.stderr.endswith(
        f"Error: {name} is there, and mesoquiz did not make it: name another place, or move it away\n"
    )
    assert (done.exit_code, files()) == (2, before)
    file.unlink()
    # What this run makes, the next one knows.
    assert [run(*command).exit_code for _ in range(2)] == [0, 0]


def documented() -> None:
    """A deck with a quote, and the text that it is from."""
    Path("decks").mkdir()
    Path("texts").mkdir()
    source = "sources: [{id: un, title: Un, file: un.txt}]\n"
    Path("decks/collection.yaml").write_text(f"id: essai\ntitle: Essai\n{source}", "utf-8")
    cited = "    source: {doc: un, quote: rien}\n"
    Path("decks/x.yaml").write_text(
        f"deck: Essai\ncards:\n  - id: a\n    question: Quoi\n    answer: rien\n{cited}", "utf-8"
    )
    Path("texts/un.txt").write_text("rien\n", "utf-8")


COVERING = ("check", "--documents", "texts", "--coverage")


@pytest.mark.parametrize(
    ("command", "name", "what"),
    [
        (COVERING, "exam/manifest.json", "the manifest of an exam"),
        (("anki", "-o"), "exam/quiz-A.html", "a page"),
        (("anki", "-o"), "exam/manifest.json", "the manifest of an exam"),
        (COVERING, "x.apkg", "a package"),
        (("anki", "-o"), "coverage.json", "a report on passages"),
    ],
)
def test_what_mesoquiz_made_as_something_else_is_not_written_over(
    command: tuple[str, ...], name: str, what: str
) -> None:
    documented()
    for made in (("quiz", "-o", "exam"), ("anki", "-o", "x.apkg"), (*COVERING, "coverage.json")):
        assert run(*made).exit_code == 0
    before = files()
    done = run(*command, name)
    assert done.stderr.endswith(f"Error: {name} is there, {what}: name another place, or move it away\n")
    assert (done.exit_code, files()) == (2, before)


@pytest.mark.parametrize("name", ["c.txt", "c.html", "c.json", "c.pdf", "c"])
@pytest.mark.parametrize("command", [COVERING, ("anki", "-o")])
def test_what_a_run_made_the_next_one_knows_by_whatever_name(command: tuple[str, ...], name: str) -> None:
    documented()
    assert [run(*command, name).exit_code for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("owner", "name", "linked"),
    [
        ("pathlib.Path", "replace", False),
        pytest.param("pathlib.Path", "replace", True, marks=pytest.mark.thorough),
        pytest.param("pathlib.Path", "unlink", False, marks=pytest.mark.thorough),
        pytest.param("os", "link", False, marks=pytest.mark.thorough),
    ],
    ids=["replace", "replace what has other names", "unlink", "link"],
)
def test_pages_with_a_manifest_belong_together_even_if_the_run_was_killed(owner: str, name: str, linked: bool) -> None:
    """Killed outright before the n-th move, for every n: then a folder without a manifest holds pages of two exams.

    A copy of the earlier exam that is made of other names of its files stays one of it.
    """
    assert run("quiz", "x.yaml", "--seed", "1", "--forms", "2", "-o", "exam").exit_code == 0
    old = files()
    ends, agains = [], []
    for at in range(1, 40):
        shutil.rmtree("exam")
        for path, content in old.items():
            Path(path).parent.mkdir(exist_ok=True)
            Path(path).write_bytes(content)
        if linked:
            shutil.rmtree("copy", ignore_errors=True)
            shutil.copytree("exam", "copy", copy_function=os.link)
        exit_code = killed(owner, name, at, "quiz", "x.yaml", "--seed", "2", "-o", "exam", "--force")
        now = {path: content for path, content in files().items() if ".mesoquiz-" not in path}
        copied = [now.pop(path) for path in sorted(now) if path.startswith("copy/")]
        assert copied == ([old[path] for path in sorted(old) if path.startswith("exam/")] if linked else [])
        if exit_code == 0:
            new = now
            break
        ends.append(now)
        assert run("quiz", "x.yaml", "--seed", "2", "-o", "exam", "--force").exit_code == 0
        agains.append({path: content for path, content in files().items() if not path.startswith("copy/")})
    assert ends
    # The next run clears what a killed one left, and the pages of a form that is no more.
    assert all(again == new for again in agains)
    assert all(now in (old, new) for now in ends if "exam/manifest.json" in now)


def test_a_page_by_hand_beside_an_exam_is_not_removed() -> None:
    """It has the name of a form that is gone, and nothing else of it."""
    assert run("quiz", "x.yaml", "--forms", "2", "-o", "exam").exit_code == 0
    Path("exam/key-B.html").write_text("<html>mine</html>", encoding="utf-8")
    assert run("quiz", "x.yaml", "-o", "exam").exit_code == 0
    assert Path("exam/key-B.html").read_text(encoding="utf-8") == "<html>mine</html>"
    assert not Path("exam/quiz-B.html").exists()


def test_an_earlier_exam_is_written_over() -> None:
    assert run("quiz", "x.yaml", "-n", "3", "-o", "exam").exit_code == 0
    assert run("quiz", "x.yaml", "-n", "2", "-o", "exam", "--force").exit_code == 0
    assert len(json.loads(Path("exam/manifest.json").read_text("utf-8"))["forms"][0]["sections"][0]["items"]) == 2
