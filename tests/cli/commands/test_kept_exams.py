"""An exam that was made is never lost: no command writes another over it, unless it is told to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import quiet, run
from exam_plans import of_format_2
from small_decks import written

pytestmark = pytest.mark.usefixtures("random_seeds")


def manifest(folder: str) -> dict[str, object]:
    made: dict[str, object] = json.loads(Path(folder, "manifest.json").read_text("utf-8"))
    return made


def everything(folder: str) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


def test_the_same_command_makes_the_same_exam(many: str) -> None:
    """Its seed is random, and kept with it."""
    first = run("quiz", many, "-n", 5, "-o", "exam")
    assert first.exit_code == 0
    made = everything("exam")
    shown = f"exam {manifest('exam')['exam']}, seed {manifest('exam')['seed']}"
    assert shown in first.stdout
    assert run("quiz", many, "-n", 5, "-o", "exam").exit_code == 0
    assert everything("exam") == made
    assert run("quiz", many, "-n", 5, "-o", "other").exit_code == 0
    assert manifest("other")["exam"] != manifest("exam")["exam"], "nobody can draw it again without its seed"


def test_another_exam_is_not_written_over(many: str) -> None:
    run("quiz", many, "-n", 5, "-o", "exam")
    made, there = everything("exam"), manifest("exam")["exam"]
    for words in (["-n", 6], ["-n", 5, "--seed", "autre"], ["-n", 4, "--forms", 2]):
        done = run("quiz", many, *words, "-o", "exam")
        assert done.exit_code == 2
        assert done.stderr.endswith(
            f"Error: exam holds the exam {there} (« Essai »), which would be replaced: "
            "name another folder with -o, or replace it with --force\n"
        )
        assert everything("exam") == made
    assert run("quiz", many, "-n", 6, "-o", "exam", "--force").exit_code == 0
    assert manifest("exam")["exam"] != there


ANSWERED = """\
deck: Essai
id: essai
cards:
  - id: choix
    question: Lequel ?
    answer: le derme
    distractors: [l'os, le rein]
    why: Voilà.
  - id: ordre
    question: Ordonnez.
    sequence: [un, deux, trois]
  - id: paires
    question: Associez.
    pairs:
      - [a, "1"]
      - [b, "2"]
      - [c, "3"]
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("answer: le derme\n    distractors: [l'os", "answer: l'os\n    distractors: [le derme"),
        ("[un, deux", "[deux, un"),
        ('- [a, "1"]\n      - [b, "2"]', '- [a, "2"]\n      - [b, "1"]'),
    ],
)
def test_letters_that_would_mean_something_else_are_another_exam(was: str, now: str, tmp_path: Path) -> None:
    deck = written(tmp_path / "essai.yaml", ANSWERED)
    assert run("quiz", deck, "-o", "exam").exit_code == 0
    made, there = everything("exam"), manifest("exam")["exam"]
    written(deck, ANSWERED.replace(was, now))
    assert deck.read_text("utf-8") != ANSWERED
    done = run("quiz", deck, "-o", "exam")
    assert done.exit_code == 2
    assert f"exam holds the exam {there} (« Essai »), with other right answers, which would be replaced" in done.stderr
    assert everything("exam") == made
    assert run("quiz", deck, "-o", "exam", "--force").exit_code == 0
    assert manifest("exam")["exam"] != there
    run("build", deck)
    made = everything("dist/quiz")
    written(deck, ANSWERED)
    done = run("build", deck)
    assert (done.exit_code, everything("dist/quiz") == made) == (0, True)
    assert "with other right answers, and the cards or the plan would give another now: it stays." in done.stderr


@pytest.mark.parametrize(
    ("was", "now"),
    [("Voilà", "Voici"), ("le derme", "le dèrme"), ("l'os", "les os"), ("[un,", "[Un,"), ('"1"', '"un"')],
)
def test_corrected_texts_are_the_same_exam(was: str, now: str, tmp_path: Path) -> None:
    deck = written(tmp_path / "essai.yaml", ANSWERED)
    run("quiz", deck, "-o", "exam")
    there = manifest("exam")["exam"]
    written(deck, ANSWERED.replace(was, now))
    done = run("quiz", deck, "-o", "exam")
    assert done.exit_code == 0, done.stderr
    assert manifest("exam")["exam"] == there
    assert "as it was made before" in done.stderr


def test_export_says_the_number_and_the_seed(many: str) -> None:
    for format in ("html", "pdf"):
        shown = run("export", format, many, "-o", format).stdout
        assert f"exam {manifest(format)['exam']}, seed {manifest(format)['seed']}" in shown


def test_export_does_not_write_over_another_exam_either(many: str) -> None:
    run("quiz", many, "-n", 5, "-o", "exam")
    made, seed = everything("exam"), manifest("exam")["seed"]
    done = run("export", "html", many, "-o", "exam")
    assert done.exit_code == 2
    assert done.stderr.endswith("name another folder with -o, or replace it with --force\n")
    assert everything("exam") == made
    assert run("export", "html", many, "-o", "exam", "--force").exit_code == 0
    assert manifest("exam")["seed"] != seed


@pytest.mark.parametrize("command", [["quiz", "-n", 5], ["export", "html"]])
def test_pages_whose_manifest_was_taken_away_are_not_written_over(command: list[object], many: str) -> None:
    """As by who keeps it where no student looks."""
    run("quiz", many, "-n", 5, "-o", "exam")
    Path("exam/manifest.json").rename("kept.json")
    made = everything("exam")
    done = run(*command, many, "-o", "exam")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: exam holds pages of an exam without its manifest.json, which would be replaced: "
        "name another folder with -o, or replace it with --force\n"
    )
    assert everything("exam") == made
    assert run("quiz", many, "--from", "kept.json", "-o", "exam").exit_code == 0, "the same exam"
    assert everything("exam") == made | {"exam/manifest.json": Path("kept.json").read_bytes()}


@pytest.mark.parametrize("format", ["pdf", "booklets"])
def test_an_exam_that_is_exported_can_be_printed_again(format: str, many: str) -> None:
    """In every format its manifest comes with it."""
    assert run("export", format, many, "-o", "out").exit_code == 0
    made = everything("out")
    assert run("export", format, many, "-o", "out").exit_code == 0
    assert everything("out") == made, "the same exam"
    assert run("quiz", many, "--from", "out/manifest.json", "--pdf", "-o", "again").exit_code == 0
    again = {Path(path).name: data for path, data in everything("again").items()}
    assert {Path(path).name: data for path, data in made.items()}.items() <= again.items()
    done = run("quiz", many, "-n", 3, "-o", "out")
    assert "Error: out holds the exam " in done.stderr


def test_more_forms_of_an_exam_are_the_same_exam(many: str) -> None:
    run("quiz", many, "-n", 5, "-o", "exam")
    paper = Path("exam/quiz-A.html").read_bytes()
    assert run("quiz", many, "-n", 5, "--forms", 3, "-o", "exam").exit_code == 0
    assert Path("exam/quiz-A.html").read_bytes() == paper
    assert Path("exam/quiz-C.html").exists()
    assert not list(Path("exam").glob("manifest-*")), "the new manifest has all that the old one had"
    run("quiz", many, "-n", 5, "-o", "exam")
    assert len(list(Path("exam").glob("manifest-*"))) == 1, "a form that is gone can be printed again"


def test_an_exam_that_is_replaced_can_still_be_printed(many: str) -> None:
    run("quiz", many, "-n", 5, "-o", "exam")
    made, there = everything("exam"), manifest("exam")["exam"]
    done = run("quiz", many, "-n", 6, "-o", "exam", "--force")
    assert done.exit_code == 0
    (kept,) = Path("exam").glob("manifest-*.json")
    assert re.fullmatch(rf"manifest-{there}-[0-9a-f]{{8}}\.json", kept.name)
    assert quiet(done.stderr) == (
        f"exam held the exam {there} (« Essai ») as it was made before: "
        f"`mesoquiz quiz --from {kept} -o FOLDER` prints that again.\n"
    )
    assert run("quiz", many, "--from", kept, "-o", "again").exit_code == 0
    assert everything("again") == {path.replace("exam/", "again/"): data for path, data in made.items()}


def test_the_same_exam_with_other_texts_does_not_replace_the_first_without_a_word(many: str) -> None:
    """Its papers may be handed out, and its key is that of these texts."""
    run("quiz", many, "-n", 30, "-o", "exam")
    made = everything("exam")
    Path(many).write_text(Path(many).read_text("utf-8").replace("question: q,", "question: Q,", 1), encoding="utf-8")
    for said in (r"exam held the exam .* as it was made before: `mesoquiz quiz --from .* prints that again\.\n", ""):
        done = run("quiz", many, "-n", 30, "-o", "exam")
        assert done.exit_code == 0
        assert re.fullmatch(said, quiet(done.stderr))
    (kept,) = Path("exam").glob("manifest-*.json")
    assert run("quiz", many, "--from", kept, "-o", "again").exit_code == 0
    assert everything("again") == {path.replace("exam/", "again/"): data for path, data in made.items()}


@pytest.mark.parametrize("words", [["--large"], ["--columns", 2], ["--paper", "letter"], ["--current"]])
def test_an_exam_printed_again_over_the_first_keeps_it(words: list[object], many: str) -> None:
    run("quiz", many, "-n", 30, "-o", "exam")
    made = everything("exam")
    Path(many).write_text(Path(many).read_text("utf-8").replace("question: q,", "question: Q,", 1), encoding="utf-8")
    assert run("quiz", many, "--from", "exam/manifest.json", *words, "-o", "exam").exit_code == 0
    assert everything("exam")["exam/quiz-A.html"] != made["exam/quiz-A.html"]
    (kept,) = Path("exam").glob("manifest-*.json")
    assert run("quiz", many, "--from", kept, "-o", "again").exit_code == 0
    assert everything("again") == {path.replace("exam/", "again/"): data for path, data in made.items()}


def test_force_draws_a_new_seed(many: str) -> None:
    run("quiz", many, "-n", 5, "-o", "exam")
    seed = manifest("exam")["seed"]
    run("quiz", many, "-n", 5, "-o", "exam", "--force")
    assert manifest("exam")["seed"] != seed


def test_a_damaged_exam_is_not_written_over(many: str) -> None:
    run("quiz", many, "-n", 5, "-o", "exam")
    made = manifest("exam")
    Path("exam/manifest.json").write_text(json.dumps(made | {"forms": []}), encoding="utf-8")
    done = run("quiz", many, "-n", 5, "-o", "exam")
    assert done.exit_code == 2
    assert "Error: exam holds a damaged exam, which would be replaced: " in done.stderr
    done = run("quiz", many, "-n", 5, "-o", "exam", "--force")
    (kept,) = Path("exam").glob("manifest-damaged-*.json")
    assert f"exam held a damaged exam as it was made before: it is kept as {kept}.\n" in done.stderr
    assert json.loads(kept.read_text("utf-8")) == made | {"forms": []}


@pytest.fixture
def decks() -> Path:
    """A collection of thirty choices, in `decks`."""
    cards = [f"  - {{id: c{number}, question: q, answer: a, distractors: [b, c, d]}}\n" for number in range(30)]
    Path("decks").mkdir()
    written(Path("decks/collection.yaml"), "id: essai\ntitle: Essai\n")
    return written(Path("decks/a.yaml"), "deck: Essai\ncards:\n" + "".join(cards)).parent


def test_build_keeps_an_exam_that_would_be_another_now(decks: Path) -> None:
    plan = decks / "blueprints" / "plan.yaml"
    plan.parent.mkdir()
    plan.write_text("title: Partiel\nsections: [{count: 1}]\n", encoding="utf-8")
    assert run("build").exit_code == 0
    made, there = everything("dist/quiz/plan"), manifest("dist/quiz/plan")["exam"]
    assert (run("build").exit_code, everything("dist/quiz/plan")) == (0, made), "the seed is the one in the folder"
    plan.write_text("title: Partiel\nseed: autre\nsections: [{count: 1}]\n", encoding="utf-8")
    done = run("build")
    assert done.exit_code == 0
    assert everything("dist/quiz/plan") == made
    assert quiet(done.stderr) == (
        f"dist/quiz/plan holds the exam {there} (« Partiel »), and the cards or the plan would give another now: "
        "it stays.\n"
        "To replace what stays, type `mesoquiz build --force`; a manifest is kept of each.\n"
    )
    assert run("build", "--force").exit_code == 0
    assert manifest("dist/quiz/plan")["seed"] == "autre"


def test_the_folder_of_a_blueprint_that_is_gone_is_pointed_out(decks: Path) -> None:
    folder = decks / "blueprints"
    folder.mkdir()
    for name in ("un", "deux"):
        (folder / f"{name}.yaml").write_text(f"title: {name}\nsections: [{{count: 1}}]\n", encoding="utf-8")
    run("build")
    (folder / "deux.yaml").unlink()
    done = run("build")
    assert done.exit_code == 0
    assert quiet(done.stderr) == (
        "dist/quiz/deux holds an exam that no blueprint makes any more: delete it if nobody needs it.\n"
    )
    assert Path("dist/quiz/deux/quiz-A.html").exists()
    Path("dist/quiz/deux/notes.txt").write_text("à moi", encoding="utf-8")
    (folder / "un.yaml").unlink()
    done = run("build")
    assert quiet(done.stderr) == "".join(
        f"dist/quiz/{name} holds an exam that no blueprint makes any more: delete it if nobody needs it.\n"
        for name in ("deux", "un")
    )
    assert Path("dist/quiz/deux/notes.txt").read_text("utf-8") == "à moi"


def test_a_resit_repeats_nothing(many: str) -> None:
    run("quiz", many, "-n", 15, "-o", "first")
    assert run("quiz", many, "-n", 15, "--exclude-used", "first/manifest.json", "-o", "second").exit_code == 0
    asked = [
        set(re.findall(r'"id": "(.+?)"', Path(name, "manifest.json").read_text("utf-8")))
        for name in ("first", "second")
    ]
    assert len(asked[0]) == len(asked[1]) == 15
    assert not asked[0] & asked[1]
    done = run("quiz", many, "-n", 15, "--exclude-used", "deck.yaml", "-o", "third")
    assert done.exit_code == 2


def test_changed_points_or_scoring_of_a_manifest_are_noticed(many: str) -> None:
    run("quiz", many, "-n", 3, "-o", "exam")
    text = Path("exam/manifest.json").read_text("utf-8")
    changes = {
        '"points": 1.0': ('"points": 5.0', "points, scoring, seed or letters in it are"),
        '"rule": "all-or-nothing"': ('"rule": "discordance"', "points, scoring, seed or letters in it are"),
        '"title": "Essai"': ('"title": "Autre"', "its title, instructions, forms or something else in it is"),
        '"prompt": "': ('"prompt": "Ah', "what it keeps of `"),
        '"keys": [\n     0\n': ('"keys": [\n     1\n', "what it keeps of `"),
    }
    for old, (new, said) in changes.items():
        assert old in text
        Path("changed.json").write_text(text.replace(old, new, 1), encoding="utf-8")
        for words in (["--from", "changed.json"], ["--exclude-used", "changed.json"]):
            done = run("quiz", many, *words, "-o", "again")
            assert done.exit_code == 2
            assert f": it was changed by hand: {said}" in done.stderr
            assert done.stderr.endswith("; undo that, or take a copy that nobody has changed\n")
            assert not Path("again").exists()


def test_a_manifest_without_its_check_is_noticed(many: str) -> None:
    run("quiz", many, "-n", 3, "-o", "exam")
    made = manifest("exam")
    del made["check"]
    Path("changed.json").write_text(json.dumps(made), encoding="utf-8")
    assert ": it was changed by hand: " in run("quiz", many, "--from", "changed.json", "-o", "again").stderr


def test_an_exam_of_the_format_before_is_printed_again(many: str) -> None:
    """It has no check, so that a changed title is not noticed; a changed text is."""
    run("quiz", many, "-n", 3, "-o", "exam")
    old = of_format_2(Path("exam/manifest.json").read_text("utf-8"))
    Path("old.json").write_text(old, encoding="utf-8")
    assert run("quiz", many, "--from", "old.json", "-o", "again").exit_code == 0
    assert everything("again") == {path.replace("exam/", "again/"): data for path, data in everything("exam").items()}
    Path("old.json").write_text(old.replace('"prompt": "', '"prompt": "Ah', 1), encoding="utf-8")
    done = run("quiz", many, "--from", "old.json", "-o", "third")
    assert ": it was changed by hand: what it keeps of `" in done.stderr


def test_every_page_has_the_number_of_its_exam_and_no_page_for_students_names_a_card(many: str) -> None:
    run("quiz", many, "-n", 5, "--forms", 2, "-o", "exam")
    ids = re.findall(r'"id": "(.+?)"', Path("exam/manifest.json").read_text("utf-8"))
    for page in sorted(Path("exam").glob("*.html")):
        text = page.read_text("utf-8")
        assert f"n°\u00a0{manifest('exam')['exam']}" in text
        assert "data-" not in re.sub(r"data:image", "", text)
        if page.name.startswith(("quiz", "sheet")):
            assert [id for id in ids if re.search(rf'["> ]{re.escape(id)}["< ]', text)] == []


def test_build_with_force_leaves_an_exam_that_would_be_the_same(decks: Path) -> None:
    """Only the other one is replaced: nobody means to lose both."""
    folder = decks / "blueprints"
    folder.mkdir()
    for name in ("un", "deux"):
        (folder / f"{name}.yaml").write_text(f"title: {name}\nsections: [{{count: 2}}]\n", encoding="utf-8")
    run("build")
    made, there = everything("dist/quiz/un"), manifest("dist/quiz/deux")["exam"]
    (folder / "deux.yaml").write_text("title: deux\nsections: [{count: 3}]\n", encoding="utf-8")
    assert run("build", "--force").exit_code == 0
    assert everything("dist/quiz/un") == made
    assert manifest("dist/quiz/deux")["exam"] != there
