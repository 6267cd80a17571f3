"""A quiz without a blueprint has a title, a day, a way to mark and lines to fill in from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run


def page(name: str) -> str:
    return Path("exam", name).read_text("utf-8")


def test_what_is_printed_at_the_top_is_told_on_the_command_line(many: str) -> None:
    told = ["--title", "Partiel : l'abord", "--date", "2026-12-14", "--fields", "Nom, Groupe,", "-o", "exam"]
    assert run("quiz", many, "-n", 5, "--scoring", "negative", *told).exit_code == 0
    for name in ("quiz-A.html", "sheet-A.html"):
        assert "<h1>Partiel\u00a0: l’abord</h1>" in page(name)
        assert "14 décembre 2026" in page(name)
        assert "Groupe" in page(name)
        assert "Prénom" not in page(name)
    made = json.loads(page("manifest.json"))
    assert (made["title"], made["date"], made["fields"]) == ("Partiel : l'abord", "2026-12-14", ["Nom", "Groupe"])
    assert made["scoring"]["rule"] == "negative"
    assert run("quiz", many, "--from", "exam/manifest.json", "-o", "again").exit_code == 0
    assert Path("again/quiz-A.html").read_bytes() == Path("exam/quiz-A.html").read_bytes()


def test_the_command_line_is_right_where_a_blueprint_says_otherwise(many: str) -> None:
    Path("plan.yaml").write_text("title: Autre\ndate: hier\nscoring: negative\nsections:\n  - count: 5\n")
    told = ["--title", "Contrôle", "--date", "demain", "--scoring", "proportional"]
    assert run("quiz", many, "-b", "plan.yaml", *told, "-o", "exam").exit_code == 0
    made = json.loads(page("manifest.json"))
    assert (made["title"], made["date"], made["scoring"]["rule"]) == ("Contrôle", "demain", "proportional")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--title", " "], "Error: Invalid value for '--title': it is one line of text\n"),
        (["--title", "deux\nlignes"], "Error: Invalid value for '--title': it is one line of text\n"),
        (["--date", "\udce9t\udce9"], "Error: Invalid value for '--date': it is one line of text\n"),
        (
            ["--fields", ", ,"],
            "Error: Invalid value for '--fields': name them with commas between them: --fields \"Nom, Groupe\"\n",
        ),
        (
            ["--scoring", "r2c"],
            "Error: Invalid value for '--scoring': 'r2c' is not one of "
            "'all-or-nothing', 'discordance', 'proportional', 'negative'.\n",
        ),
    ],
)
def test_what_cannot_be_printed_is_refused(many: str, words: list[str], said: str) -> None:
    done = run("quiz", many, "-n", 5, *words, "-o", "exam")
    assert done.exit_code == 2
    assert done.stderr.endswith(said)
    assert not Path("exam").exists()


def test_what_was_printed_keeps_its_heading(many: str) -> None:
    run("quiz", many, "-n", 5, "-o", "exam")
    done = run("quiz", many, "--from", "exam/manifest.json", "--title", "Autre", "-o", "again")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "--from prints an exam again: only --current, --students, --paper, --columns, --large and --pdf go with it\n"
    )
