"""What `list` shows, and cards chosen by their tags."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import quiet, run
from small_decks import asked, columns, files_in, written


def test_list_shows_cards_and_counts(deck: Path) -> None:
    done = run("list", deck.name)
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert done.stdout == (
        "Essai::Peau (3)\n"
        "  derme   qa         Où vont les injections ?\n"
        "  papule  cloze      Une [papule] dure une heure.\n"
        "  eau     truefalse  La peau contient de l'eau.\n"
        "\n"
        "3 cards in 1 deck, 2 of them choices\n"
        "types       cloze 1, qa 1, truefalse 1\n"
        "difficulty  2 1, – 2\n"
        "sources     none\n"
        "tags        geste 2, peau::couche 1\n"
    )


def test_list_for_programs(deck: Path) -> None:
    cards = json.loads(run("list", deck.name, "--format", "json").stdout)
    assert cards[0] == {
        "id": "derme",
        "deck": "Essai::Peau",
        "type": "qa",
        "text": "Où vont les injections ?",
        "tags": ["peau::couche", "geste"],
        "difficulty": 2,
        "case": "",
        "sources": [],
        "choice": True,
        "path": "essai.yaml",
        "line": 4,
    }
    assert [(card["id"], card["choice"], card["difficulty"]) for card in cards[1:]] == [
        ("papule", False, None),
        ("eau", True, None),
    ]


@pytest.mark.parametrize(
    ("tags", "ids"),
    [
        (["geste"], ["derme", "papule"]),
        (["peau"], ["derme"]),
        (["peau::couche"], ["derme"]),
        (["PEAU::Couche"], ["derme"]),
        (["peau", "geste"], ["derme", "papule"]),
    ],
)
def test_tags_choose_cards(tags: list[str], ids: list[str], deck: Path) -> None:
    chosen = [part for tag in tags for part in ("--tag", tag)]
    assert [card["id"] for card in json.loads(run("list", deck.name, "--format", "json", *chosen).stdout)] == ids
    run("quiz", deck.name, *chosen)
    assert sorted(asked("quiz")) == sorted(ids)


@pytest.mark.parametrize("command", ["list", "quiz"])
@pytest.mark.parametrize(
    ("tags", "said"),
    [
        (["pea"], "no card has the tag `pea`; did you mean `peau`?"),
        (["gestes"], "no card has the tag `gestes`; did you mean `geste`?"),
        (["peau::"], "no card has the tag `peau::`; did you mean `peau`?"),
        (["couche"], "no card has the tag `couche`; did you mean `peau::couche`?"),
        (["xyz"], "no card has the tag `xyz`"),
        (["xyz", "gestse"], "no card has the tag `xyz` or `gestse`; did you mean `geste`?"),
        ([""], "no card has the tag ``"),
    ],
)
def test_a_tag_that_no_card_has(command: str, tags: list[str], said: str, deck: Path) -> None:
    done = run(command, deck.name, *[part for tag in tags for part in ("--tag", tag)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {said}"
    assert files_in(deck.parent) == {"essai.yaml"}


@pytest.mark.parametrize("width", [60, 80, 132])
def test_list_fits_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("list").stdout.splitlines()
    assert "\n".join(line for line in lines if columns(line) > width) == ""
    assert max(map(columns, lines)) > width - 12, "it uses the width it has"


def test_list_fits_with_wide_and_long_words(tmp_path: Path) -> None:
    names = {
        "deck": "Peau " * 40,
        "id": "un-identifiant-" * 6,
        "text": "皮膚 e\u0301pide\u0301miquement " * 9,
        "tag": "un::" * 15,
    }
    card = f'  - {{id: "{names["id"]}x", question: "{names["text"]}", answer: oui, tags: ["{names["tag"]}x"]}}\n'
    written(tmp_path / "a.yaml", f"deck: {names['deck']}\nid: essai\ncards:\n{card}")
    done = run("list", "a.yaml")
    assert done.exit_code == 0
    assert "\n".join(line for line in done.stdout.splitlines() if columns(line) > 80) == ""
