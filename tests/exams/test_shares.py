"""Points that are shared add up, and every page says the same."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from printouts import sheets
from rendering import write_decks

from mesoquiz.exams.marking.shares import shares

CASE = [
    {
        "id": f"un-{n}",
        "case": "un",
        ("context" if n == 1 else "more"): f"Jour {n}.",
        "question": f"Que faire {n} ?",
        "answer": "a",
    }
    | {"distractors": ["b", "c", "d"]}
    for n in (1, 2, 3)
]
ALONE = [{"id": f"seule-{n}", "question": f"Quoi {n} ?", "answer": "a", "distractors": ["b", "c"]} for n in range(3)]


@given(points=st.integers(1, 100_000), number=st.integers(1, 40))
def test_shares_in_hundredths_add_up(points: int, number: int) -> None:
    found = shares(points / 100, number)
    assert len(found) == number
    assert min(found) > 0
    assert round(sum(map(exact, found)), 6) == exact(points / 100)
    if points >= number:
        assert all(round(share, 2) == share for share in found)
        assert max(found) - min(found) < 0.0101
    assert list(found) == sorted(found, reverse=True)


def exact(value: float) -> Fraction:
    return Fraction(str(value))


@pytest.mark.parametrize(
    ("points", "number", "expected"),
    [
        (5, 3, (1.67, 1.67, 1.66)),
        (10, 4, (2.5,) * 4),
        (0.125, 1, (0.125,)),
        (0.01, 2, (0.005, 0.005)),
        (1, 1, (1,)),
    ],
)
def test_shares_are_as_even_as_hundredths_can_be(points: float, number: int, expected: tuple[float, ...]) -> None:
    assert shares(points, number) == expected


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exam of five points for a case of three steps, ten for three questions, and one of an eighth."""
    monkeypatch.chdir(tmp_path)
    write_decks(Path("decks"), [*CASE, *ALONE, {"id": "petite", "statement": "Oui.", "answer": True}], lang="fr")
    Path("plan.yaml").write_text(
        "title: Partiel\nforms: 2\nseed: s\nsections:\n"
        "  - {ask: case, count: 1, each: 5}\n"
        "  - {kinds: qa, count: 3, points: 10}\n"
        "  - {kinds: truefalse, count: 1, each: 0.125}\n",
        encoding="utf-8",
    )
    done = run("quiz", "-b", "plan.yaml", "decks", "-o", "exam", "--pdf")
    assert done.exit_code == 0, done.output
    return tmp_path / "exam"


def amounts(text: str, pattern: str) -> list[Fraction]:
    return [Fraction(found.replace(",", ".")) for found in re.findall(pattern, text)]


def plain(path: Path) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", path.read_text("utf-8").partition("<body>")[2])).replace("\u00a0", " ")


@pytest.mark.parametrize("form", ["A", "B"])
def test_every_page_says_the_same_points_and_they_add_up(exam: Path, form: str) -> None:
    """Five points for three steps were `1,66667 point` on the paper and 1,67 on the key, 5,01 in all."""
    total = Fraction("15.125")
    made = json.loads((exam / "manifest.json").read_text("utf-8"))
    (printed,) = (one for one in made["forms"] if one["form"] == form)
    kept = [Fraction(str(entry["points"])) for part in printed["sections"] for entry in part["items"]]
    assert sum(kept) == total
    assert sorted(kept[:3], reverse=True) == kept[:3] == [Fraction(share) for share in ("1.67", "1.67", "1.66")]
    assert sorted(kept[3:6]) == [Fraction(share) for share in ("3.33", "3.33", "3.34")]

    key = plain(exam / f"key-{form}.html")
    all_points, *each = amounts(key, r"/ ([\d,]+)")
    assert (all_points, each) == (total, kept)
    for role in ("quiz", "explained"):
        page = (exam / f"{role}-{form}.html").read_text("utf-8").replace("&nbsp;", " ").replace("\u00a0", " ")
        assert amounts(page, r'<p class="points">([\d,]+) points?</p>') == kept[:6]
        assert "15,125 points" in page or role == "explained"
    text = "".join(sheet.text for sheet in sheets((exam / f"key-{form}.pdf").read_bytes()))
    for said in ("/15,125", "/1,67", "/1,66", "/3,34", "/3,33", "/0,125"):
        assert said in text


def test_a_question_brings_the_same_in_all_forms(exam: Path) -> None:
    made = json.loads((exam / "manifest.json").read_text("utf-8"))
    first, other = (
        {entry["id"]: entry["points"] for part in form["sections"] for entry in part["items"]} for form in made["forms"]
    )
    assert first == other


def test_an_attack_counts_the_same_points(exam: Path) -> None:
    done = run("attack", "decks", "--from", exam / "manifest.json", "--format", "json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["points"] == 15.125


def test_an_exam_with_thirds_is_printed_again_as_it_was(exam: Path) -> None:
    """Exams of earlier releases have six decimals."""
    made = json.loads((exam / "manifest.json").read_text("utf-8"))
    # As before there was a `check`: this exam is changed by hand.
    del made["exam"], made["check"]
    made["format"] = 2
    for form in made["forms"]:
        for entry in form["sections"][0]["items"]:
            entry["points"] = 1.666667
    Path("old.json").write_text(json.dumps(made), encoding="utf-8")
    done = run("quiz", "decks", "--from", "old.json", "-o", "again")
    assert done.exit_code == 0, done.output
    again = json.loads(Path("again/manifest.json").read_text("utf-8"))
    assert again["forms"] == made["forms"]
    assert plain(Path("again/key-A.html")).count("/ 1,67") == 3
