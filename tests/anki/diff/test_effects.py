"""What `diff` says of two releases."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparisons import DECK, TERM, Change, diff, effects_of, loses, pack, without, write
from releases import NOW, THEN

from mesoquiz.anki import lockfile
from mesoquiz.anki import package as packages
from mesoquiz.anki.comparing import updates
from mesoquiz.anki.comparing.updates import Effect


def replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert text.count(old) == 1
        return text.replace(old, new)

    return change


CASES: dict[str, tuple[Change, str, str]] = {
    "no change": (lambda text: text, "Nothing changes for a student.\n", ""),
    "updated": (
        replaced("dans le derme", "le derme"),
        "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n  question\n",
        "",
    ),
    "other tags": (
        replaced("[peau]", "[peau, derme]"),
        "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n  question\n",
        "",
    ),
    "an occlusion": (
        replaced("label: derme", "label: le derme"),
        "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n  coupe\n",
        "",
    ),
    "new": (
        lambda text: text + "  - {id: neuf, question: Neuf ?, answer: oui}\n",
        "1 new: new notes\n  neuf\n",
        "",
    ),
    "new cards": (
        replaced("Peu, ", "{{3::Peu}}, "),
        "1 new cards: existing notes get a further card\n  trous\n"
        "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n  trous\n",
        "",
    ),
    "retired": (
        replaced("- id: question\n", "- id: question\n    retired: true\n"),
        "1 retired: withdrawn; the package of withdrawn cards tags and marks them; progress stays\n  question\n",
        "",
    ),
    "cannot move": (
        replaced("Suite::A", "Suite::B"),
        "6 cannot move: cards that students have stay in the old deck, until they drag them to the new one\n"
        "  Suite::A to Suite::B (6 cards; then delete the old one)\n",
        "",
    ),
    "re-identified": (
        replaced("- id: question", "- id: lieu"),
        "1 re-identified: the same card under another id: it starts anew, beside the old one\n  question (now lieu)\n",
        loses(1),
    ),
    "a re-identified occlusion": (
        replaced("- id: coupe", "- id: tranche"),
        "1 re-identified: the same card under another id: it starts anew, beside the old one\n  coupe (now tranche)\n",
        loses(1),
    ),
    "other note type": (
        replaced(TERM, '    cloze: "Un {{1::mésolift}}."\n'),
        "1 other note type: Anki refuses the update, for good\n  terme\n",
        loses(1),
    ),
    "renumbered gaps": (
        replaced("{{1::rarement}}, au bon {{2::endroit}}", "{{2::rarement}}, au bon {{1::endroit}}"),
        "1 renumbered gaps: gaps swapped their numbers, and with them their learning histories\n  trous (1 is now 2)\n",
        loses(1),
    ),
    "lost cards": (
        replaced("le vieillissement\n", "le vieillissement\n    reverse: false\n"),
        "1 lost cards: cards that students have learnt become empty\n  terme (card 2)\n"
        "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n  terme\n",
        loses(1),
    ),
    "gone without notice": (
        without("trous"),
        "1 gone without notice: students keep the card for ever; put it back with `retired: true`\n  trous\n",
        loses(1),
    ),
    "several at once": (
        lambda text: without("trous")(without("terme")(text)) + "  - {id: neuf, question: Neuf ?, answer: oui}\n",
        "2 gone without notice: students keep the card for ever; put it back with `retired: true`\n  trous\n  terme\n"
        "1 new: new notes\n  neuf\n",
        loses(2),
    ),
}


@pytest.mark.parametrize(("change", "said", "lost"), CASES.values(), ids=list(CASES))
@pytest.mark.parametrize("how", ["package and package", "package and decks", "decks and decks"])
def test_each_effect_is_said(change: Change, said: str, lost: str, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    old, new = write(Path("old"), DECK), write(Path("new"), change(DECK))
    package, lock = pack(old, THEN)
    for folder in (old, new):
        (folder / "collection.lock").write_text(lockfile.dump(lock), encoding="utf-8")
    newer, _ = pack(new, NOW, lock)
    sides = {
        "package and package": (package, newer),
        "package and decks": (package, new),
        "decks and decks": (old, new),
    }[how]
    result = diff(*sides)
    assert effects_of(result.stdout) == effects_of(said)
    assert (result.stderr, result.exit_code) == (lost, 1 if lost else 0)


def test_content_that_anki_does_not_take_over_is_a_loss(here: Path) -> None:
    old, _ = pack(write(here / "old", DECK), THEN)
    new, _ = pack(write(here / "new", DECK.replace("dans le derme", "le derme")), THEN)
    result = diff(old, new)
    assert result.stdout == (
        "1 not taken over: the content differs but its time is not later, so Anki keeps the old one\n  question\n"
        "    Answer - dans le derme\n    Answer + le derme\n"
    )
    assert (result.stderr, result.exit_code) == (loses(1), 1)


def test_content_that_anki_takes_over_without_need_is_said(here: Path) -> None:
    """The same cards under later times: Anki updates all, and what students wrote into them is gone."""
    old, _ = pack(write(here / "old", DECK), THEN)
    new, _ = pack(write(here / "new", DECK), NOW)
    assert "Nothing changes" not in diff(old, new).stdout


def test_decks_that_were_never_released_are_compared_as_old_and_new(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither folder has a lock, so the second is the newer because it was named second."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    old = write(here / "old", DECK)
    new = write(here / "new", DECK.replace("dans le derme", "le derme"))
    result = diff(old, new)
    assert result.stdout == CASES["updated"][1] + "    Answer - dans le derme\n    Answer + le derme\n"
    assert result.exit_code == 0


def test_another_collection_makes_every_card_a_new_one(here: Path) -> None:
    old, _ = pack(write(here / "old", DECK), THEN)
    new, _ = pack(write(here / "new", DECK, "id: fin\ntitle: Suite\n"), NOW)
    result = diff(old, new)
    assert result.stdout.startswith("4 re-identified: ")
    assert result.exit_code == 1


def test_a_card_that_was_retired_may_go(here: Path) -> None:
    old, lock = pack(write(here / "old", DECK.replace("- id: trous\n", "- id: trous\n    retired: true\n")), THEN)
    new, _ = pack(write(here / "new", without("trous")(DECK)), NOW, lock)
    assert (diff(old, new).output, diff(old, new).exit_code) == ("Nothing changes for a student.\n", 0)


def test_a_new_look_is_said(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(here / "old", DECK)
    old, lock = pack(folder, THEN)
    real = packages.template_text
    monkeypatch.setattr(packages, "template_text", lambda name: real(name) + ("/* */" if name.endswith(".css") else ""))
    new, _ = pack(write(here / "new", DECK), NOW, lock)
    result = diff(old, new)
    assert result.stdout == (
        "3 new look: the card templates or their style changed\n"
        "  Mesoquiz\n  Mesoquiz cloze\n  Mesoquiz image occlusion\n"
    )
    assert result.exit_code == 0


def test_long_lists_are_cut_unless_all_is_asked_for(here: Path) -> None:
    cards = "".join(f"  - {{id: n{n:02}, question: '{n} ?', answer: oui}}\n" for n in range(15))
    old, lock = pack(write(here / "old", DECK), THEN)
    new, _ = pack(write(here / "new", DECK + cards), NOW, lock)
    names = {f"n{n:02}" for n in range(15)}
    ((head, shown),) = effects_of(diff(old, new).stdout)
    assert head == "15 new: new notes"
    assert len(shown & names) == 12
    assert shown - names == {"and 3 more (--all lists them)"}
    assert effects_of(diff(old, new, "--all").stdout) == [(head, names)]


def test_faulty_decks_are_reported_instead(here: Path) -> None:
    old, _ = pack(write(here / "old", DECK), THEN)
    result = diff(old, write(here / "new", DECK.replace("answer:", "anwser:")))
    assert result.exit_code == 1
    assert "unknown key `anwser`" in result.stderr
    assert result.stdout == ""


def test_a_damaged_lock_is_not_taken_for_a_release(here: Path) -> None:
    old, lock = pack(write(here / "old", DECK), THEN)
    new = write(here / "new", DECK)
    (new / "collection.lock").write_text(lockfile.dump(lock).replace("note trous", "<<<<<<<"), encoding="utf-8")
    result = diff(old, new)
    assert result.exit_code == 1
    assert "collection.lock:9:1: error[lock-conflict]" in result.stderr


def test_all_effects_are_seen() -> None:
    said = " ".join(text for _, text, _ in CASES.values())
    tested_alone = {updates.STALE, updates.LOOK, updates.TYPE_FORKED, updates.RESTAMPED, updates.RETAGGED}
    effects = {effect for effect in vars(updates).values() if isinstance(effect, Effect)}
    assert {effect.name for effect in effects - tested_alone if f"{effect.name}: {effect.meaning}" not in said} == set()
