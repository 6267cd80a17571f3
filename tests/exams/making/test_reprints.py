"""Exams printed again as they were."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import run
from exam_plans import ROOT, SMALL, files, sealed, without_texts
from pictures import png

from mesoquiz.notes.ordering import letter


def test_an_exam_is_printed_again_as_it_was(decks: Path) -> None:
    run("quiz", "-b", "decks/blueprints/controle.yaml", "-o", "first")
    Path("decks/11-neuf.yaml").write_text(
        "deck: Mésothérapie::Neuf\ncards:\n  - {id: tout-neuf, question: Q, answer: A, distractors: [b, c, d]}\n",
        "utf-8",
    )
    shutil.rmtree("decks/blueprints")
    done = run("quiz", "--from", "first/manifest.json", "-o", "again")
    assert done.exit_code == 0, done.output
    assert files("again") == files("first")


def test_an_exam_is_printed_again_in_large_print(decks: Path) -> None:
    run("quiz", "-b", "decks/blueprints/qru-qrm.yaml", "-o", "first")
    done = run("quiz", "--from", "first/manifest.json", "--large", "--paper", "letter", "-o", "large")
    assert done.exit_code == 0, done.output
    first, large = (json.loads(Path(name, "manifest.json").read_text("utf-8")) for name in ("first", "large"))
    assert large["layout"] == {"paper": "letter", "columns": 1, "print": "large"}
    assert {**large, "layout": None, "check": ""} == {**first, "layout": None, "check": ""}


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


SWAPPED = replaced(
    "[gants, désinfection, matériel stérile], distractors: [jeûne, radiographie]",
    "[jeûne, désinfection, matériel stérile], distractors: [gants, radiographie]",
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced("dans le derme", "le derme"), "1 card has changed since it was printed: `derme`"),
        (replaced("[rougeur, chaleur]", "[chaleur, rougeur]"), "1 card has changed since it was printed: `douleur`"),
        (replaced("id: derme", "id: dermes"), "1 card of it is gone: `derme`"),
        (SWAPPED, "1 card has changed since it was printed: `hygiene`"),
        (replaced("1}", "1, caution: Jamais dans une veine.}"), "1 card has changed since it was printed: `derme`"),
        (replaced("1}", "1, why: Il y est lent.}"), "1 card has changed since it was printed: `derme`"),
    ],
    ids=["another text", "another order", "gone", "a wrong one is right", "a caution more", "a reason more"],
)
def test_an_exam_that_kept_no_texts_is_not_printed_again_when_its_cards_have_changed(
    change: Callable[[str], str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    assert run("quiz", "-o", "first").exit_code == 0
    manifest = Path("first/manifest.json")
    manifest.write_text(without_texts(manifest.read_text("utf-8")), encoding="utf-8")
    before = files("first")
    path = Path("decks/a.yaml")
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    done = run("quiz", "--from", "first/manifest.json", "-o", "first")
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: first/manifest.json cannot be printed again: {said}\n")
    assert files("first") == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (replaced("dans le derme", "le derme"), "derme: the options"),
        (replaced("[rougeur, chaleur]", "[chaleur, rougeur]"), "douleur: the options"),
        (replaced("id: derme", "id: dermes"), "derme: it is gone"),
        (SWAPPED, "hygiene: the options"),
        (replaced("1}", "1, caution: Jamais dans une veine.}"), "derme: the caution"),
        (replaced("1}", "1, why: Il y est lent.}"), "derme: the explanation"),
    ],
    ids=["another text", "another order", "gone", "a wrong one is right", "a caution more", "a reason more"],
)
def test_an_exam_is_printed_as_it_was_and_what_has_changed_is_told(
    change: Callable[[str], str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    assert run("quiz", "-o", "first").exit_code == 0
    path = Path("decks/a.yaml")
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    done = run("quiz", "--from", "first/manifest.json", "-o", "again")
    assert (done.exit_code, done.stderr) == (
        0,
        "1 card has changed since this exam was printed. It is printed as it was; --current prints today's texts:\n"
        f"  {told}\n",
    )
    assert files("again") == files("first")


def test_the_texts_of_today_are_printed_with_the_letters_that_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    run("quiz", "-o", "first")
    path = Path("decks/a.yaml")
    path.write_text(path.read_text("utf-8").replace("dans le derme", "sous la peau"), encoding="utf-8")
    done = run("quiz", "--from", "first/manifest.json", "--current", "-o", "again")
    assert done.exit_code == 0, done.output
    assert "It is printed with today's texts:\n  derme: the options\n" in done.stderr
    first, again = (Path(name, "quiz-A.html").read_text("utf-8") for name in ("first", "again"))
    assert ("dans le derme" in first, "sous la peau" in first) == (True, False)
    assert again == first.replace("dans le derme", "sous la peau")
    assert Path("again/key-A.html").read_bytes() == Path("first/key-A.html").read_bytes()
    path.write_text(path.read_text("utf-8").replace("id: derme", "id: dermes"), encoding="utf-8")
    gone = run("quiz", "--from", "first/manifest.json", "--current", "-o", "last")
    assert gone.exit_code == 2
    assert gone.stderr.endswith(
        "cannot be printed again: 1 card of it is gone: `derme`; without --current it is printed as it was\n"
    )
    alone = run("quiz", "--current", "-o", "last")
    assert alone.stderr.endswith("Error: --current goes with --from, which names the exam to print again\n")


def test_a_picture_that_is_another_one_now_is_not_printed_for_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("decks/coupe.png").write_bytes(png(10))
    Path("decks/a.yaml").write_text(
        "deck: Essai\nid: essai\ncards:\n"
        "  - {id: a, question: Q, answer: A, image: {file: coupe.png, alt: Coupe du derme}}\n",
        "utf-8",
    )
    run("quiz", "-o", "first")
    assert b"data:image" in Path("first/quiz-A.html").read_bytes()
    Path("decks/coupe.png").write_bytes(png(20))
    done = run("quiz", "--from", "first/manifest.json", "-o", "again")
    assert "  a: the file of a picture\n" in done.stderr
    page = Path("again/quiz-A.html").read_text("utf-8")
    assert "data:image" not in page
    assert "Coupe du derme" in page


@pytest.mark.parametrize(
    "change", [{"why": 3}, {"asked": {}}, {"asked": None}, {"why": "autre chose"}, {"source": [3]}]
)
def test_texts_that_were_changed_by_hand_are_refused(
    change: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    run("quiz", "-o", "first")
    path = Path("decks/a.yaml")
    path.write_text(path.read_text("utf-8").replace("dans le derme", "le derme"), encoding="utf-8")
    made = json.loads(Path("first/manifest.json").read_text("utf-8"))
    made["texts"]["derme"] |= change
    by_hand = (
        "it was changed by hand: what it keeps of `derme` is no longer what was printed; undo that, or take a copy"
    )
    damaged = "it is no manifest of a quiz, or it is damaged"
    for text, said in ((json.dumps(made), f"{by_hand} that nobody has changed"), (sealed(made), damaged)):
        Path("changed.json").write_text(text, encoding="utf-8")
        done = run("quiz", "--from", "changed.json", "-o", "again")
        assert done.exit_code == 2
        assert done.stderr.endswith(f"Error: changed.json cannot be printed again: {said}\n")
        assert not Path("again").exists()


def test_what_paper_does_not_show_may_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    run("quiz", "-o", "first")
    path = Path("decks/a.yaml")
    path.write_text(path.read_text("utf-8").replace("difficulty: 1", "difficulty: 3"), encoding="utf-8")
    assert run("quiz", "--from", "first/manifest.json", "-o", "again").exit_code == 0
    assert files("again") == files("first")


def test_the_manifest_of_another_collection_is_refused(decks: Path) -> None:
    run("quiz", "-o", "first")
    done = run("quiz", SMALL, "--from", "first/manifest.json")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: first/manifest.json cannot be printed again: "
        "its cards are those of the collection `mesotherapie`, not of `essai`\n"
    )
    assert not Path("quiz").exists()


def asked_again(made: dict[str, Any]) -> None:
    items = made["forms"][0]["sections"][-1]["items"]
    items += [{**items[-1], "number": items[-1]["number"] + more} for more in range(1, 1001)]


DAMAGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "no forms": lambda made: made.pop("forms"),
    "a layout of its own": lambda made: made["layout"].update(paper="</style><script>"),
    "another key of the layout": lambda made: made["layout"].update(size=3),
    "a scoring of its own": lambda made: made["scoring"].update(rule="lottery"),
    "an option too many": lambda made: first_choice(made)["options"].update(Z="key-1"),
    "an option that is none": lambda made: first_choice(made)["options"].update(A="key-9"),
    "a form without a name": lambda made: made["forms"][0].update(form=3),
    "a language of its own": lambda made: made.update(lang="de"),
    "an interaction of its own": lambda made: first_choice(made).update(interaction="dance"),
    "points that are no number": lambda made: first_choice(made).update(points=float("nan")),
    "no form": lambda made: made.update(forms=[]),
    "a form that leads elsewhere": lambda made: made["forms"][0].update(form="/../../dehors"),
    "another key": lambda made: first_choice(made).update(key="ABCD"),
    "another number": lambda made: first_choice(made).update(number=99),
    "points of its own": lambda made: first_choice(made).update(points="many"),
    "points that are a text": lambda made: first_choice(made).update(points="1"),
    "points without end": lambda made: first_choice(made).update(points=math.inf),
    "points below nothing": lambda made: first_choice(made).update(points=-1),
    "points of 400 zeros": lambda made: first_choice(made).update(points=10**400),
    "points that are true": lambda made: first_choice(made).update(points=True),
    "a duration without end": lambda made: made.update(duration=math.inf),
    "a duration of 400 zeros": lambda made: made.update(duration=10**400),
    "a duration of half a minute": lambda made: made.update(duration=0.5),
    "a duration that is a text": lambda made: made.update(duration="90"),
    "a penalty without end": lambda made: made["scoring"].update(rule="negative", penalty=math.inf),
    "a penalty that is no number": lambda made: made["scoring"].update(rule="negative", penalty=math.nan),
    "columns that are true": lambda made: made["layout"].update(columns=True),
    "an order without end": lambda made: other_than_choice(made).update(order=[math.inf]),
    "an order of 400 zeros": lambda made: other_than_choice(made).update(order=[10**400]),
    "half a character in its title": lambda made: made.update(title="\ud83d"),
    "a card that is asked a thousand times": asked_again,
    "703 forms": lambda made: made.update(forms=[made["forms"][0] | {"form": letter(n)} for n in range(703)]),
    "a title of 30,001 characters": lambda made: made.update(title="a" * 30_001),
    "instructions without end": lambda made: made["forms"][0]["sections"][0].update(instructions="a\n\n" * 100_000),
    "fields without end": lambda made: made.update(fields=["x"] * 10_001),
    "sections without a question": lambda made: made["forms"][0]["sections"].append(EMPTY),
    "texts of a card that are a list": lambda made: made["texts"].update(seule=["Q"]),
    "an order that is a number": lambda made: other_than_choice(made).update(order=1),
}

EMPTY = {"title": "", "instructions": "", "items": []}


def first_choice(made: dict[str, Any]) -> dict[str, Any]:
    items = [item for section in made["forms"][0]["sections"] for item in section["items"]]
    return next(item for item in items if "options" in item)


def other_than_choice(made: dict[str, Any]) -> dict[str, Any]:
    items = [item for section in made["forms"][0]["sections"] for item in section["items"]]
    return next(item for item in items if "options" not in item)


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of an exam of the shipped decks."""
    folder = tmp_path_factory.mktemp("exam")
    assert run("quiz", ROOT / "decks", "-o", folder).exit_code == 0
    return (folder / "manifest.json").read_text("utf-8")


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_manifest_is_refused(damage: Callable[[dict[str, Any]], object], manifest: str, decks: Path) -> None:
    path = Path("first/manifest.json")
    path.parent.mkdir()
    made = json.loads(manifest)
    damage(made)
    path.write_text(sealed(made), encoding="utf-8")
    done = run("quiz", "--from", path, "-o", "again")
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert "first/manifest.json cannot be printed again: " in done.stderr
    assert not Path("again").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 1, "mesoquiz": "0.1"}', "null", "[" * 100_000, "\udcff"])
def test_what_is_no_manifest_is_refused(text: str, decks: Path) -> None:
    Path("manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run("quiz", "--from", "manifest.json")
    assert done.exit_code == 2
    assert re.search(
        r"^Error: manifest\.json cannot be printed again: "
        r"(it is no manifest of a quiz, or it is damaged|it was written by another version of mesoquiz \(0\.1\))$",
        done.stderr,
        re.MULTILINE,
    )


# The command line.


def test_an_id_without_end_in_a_manifest_is_cut_in_the_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    run("quiz", "-o", "first")
    text = Path("first/manifest.json").read_text("utf-8").replace("derme", "derme" * 4_000)
    Path("long.json").write_text(without_texts(text), encoding="utf-8")
    done = run("quiz", "--from", "long.json", "-o", "again")
    assert done.exit_code == 2
    assert "1 card of it is gone: `dermederme" in done.stderr
    assert len(done.stderr) < 400
