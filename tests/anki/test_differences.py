"""What `mesoquiz diff` shows of a card that changed, of decks that were renamed, and of an update that goes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import Done, run
from pictures import png
from releases import NOW, SUITE, THEN, publish
from rendering import import_package

HEAD = "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n  question\n"
LONG = "Le derme se trouve sous l'épiderme et au-dessus de l'hypoderme, où se fait "


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def update(old: str, new: str, *, forget: bool = False) -> Done:
    """What `diff` says of a deck and the release after it; where that forgets its lock, it has the older time."""
    lock = None
    for name, text, now in (("old", old, THEN), ("new", new, THEN - 9 if forget else NOW)):
        folder = Path(name)
        folder.mkdir()
        (folder / "collection.yaml").write_text("id: suite\ntitle: Suite\n", encoding="utf-8")
        (folder / "coupe.png").write_bytes(png() if name == "old" else png() + b"other")
        (folder / "a.yaml").write_text(text.partition("---\n")[0], encoding="utf-8")
        if "---\n" in text:
            (folder / "b.yaml").write_text(text.partition("---\n")[2], encoding="utf-8")
        package, lock = publish(folder, None if forget else lock, now)
        Path(f"{name}.apkg").write_bytes(package)
    return run("diff", "old.apkg", "new.apkg")


def test_old_and_new_text_are_shown_one_below_the_other() -> None:
    new = SUITE.replace("dans le derme", "dans l'hypoderme").replace("[peau]", "[peau, geste]")
    assert update(SUITE, new).stdout == (
        HEAD + "    Answer - dans le derme\n    Answer + dans l'hypoderme\n    tags - peau\n    tags + geste, peau\n"
    )


def test_a_text_that_is_only_in_one_of_them_has_one_line() -> None:
    assert update(SUITE, SUITE.replace("    tags:", "    why: Plus bas, c'est moins sûr.\n    tags:")).stdout == (
        HEAD + "    Why + Plus bas, c'est moins sûr.\n"
    )


def test_a_context_is_called_so() -> None:
    old, new = (SUITE.replace("    tags:", f"    context: Un cas {what}.\n    tags:") for what in ("simple", "grave"))
    assert update(old, new).stdout == HEAD + "    Context - Un cas simple.\n    Context + Un cas grave.\n"


def test_long_texts_are_shown_from_where_they_differ() -> None:
    old = SUITE.replace("dans le derme", LONG + "l'injection")
    assert update(old, old.replace("l'injection", "la réaction")).stdout == (
        HEAD + "    Answer - … au-dessus de l'hypoderme, où se fait l'injection\n"
        "    Answer + … au-dessus de l'hypoderme, où se fait la réaction\n"
    )


def test_another_picture_is_told_by_its_name() -> None:
    text = SUITE.replace("    tags:", "    image: {file: coupe.png, alt: Coupe}\n    tags:")
    head, old, new = update(text, text).stdout.removeprefix(HEAD), *["    media - coupe", "    media + coupe"]
    assert head.startswith(old)
    assert new in head
    assert head.count("\n") == 2


def test_renamed_and_split_decks_are_one_line_each() -> None:
    both = SUITE + "---\ndeck: Suite::B\ncards:\n  - {id: b1, question: Un ?, answer: oui}\n"
    split = both.replace("Suite::B", "Suite::Bis").replace(
        "---\ndeck: Suite::Bis\ncards:\n",
        "---\ndeck: Suite::Bis\ncards:\n  - id: question\n    question: Où injecte-t-on ?\n    answer: dans le derme\n"
        "    tags: [peau]\n",
    )
    head, question = "  - id: question\n", split.index("  - id: trous")
    split = split[: split.index(head)] + split[question:]
    done = update(both, split)
    assert done.stdout == (
        "2 cannot move: cards that students have stay in the old deck, until they drag them to the new one\n"
        "  Suite::A to Suite::Bis (1 card)\n  Suite::B to Suite::Bis (1 card; then delete the old one)\n"
    )
    assert done.exit_code == 0


def test_what_is_not_taken_over_loses_no_cards(collection: Any, here: Path) -> None:
    """An update that goes back in time changes nothing in Anki, so a card that it lacks is not lost."""
    done = update(SUITE, SUITE.replace("{{2::endroit}}", "endroit"), forget=True)
    assert done.stdout == (
        "1 not taken over: the content differs but its time is not later, so Anki keeps the old one\n  trous\n"
        "    Text - … {{c1::rarement}}, au bon {{c2::endroit}}.\n    Text + … {{c1::rarement}}, au bon endroit.\n"
    ).replace("… ", "Peu, ")
    assert done.stderr == "This update loses progress or updates in 1 place.\n"
    for name in ("old", "new"):
        log = import_package(collection, Path(f"{name}.apkg").read_bytes(), here)
    assert not log.updated
    assert not collection.get_empty_cards().notes


def test_a_package_steers_no_terminal_with_what_differs() -> None:
    done = update(SUITE, SUITE.replace("dans le derme", "'[31m<b>rouge</b>'"))
    assert "Answer + [31m<b>rouge</b>\n" in done.stdout
