"""`mesoquiz diff`: what it says of two releases, of packages by others, and whether Anki does what it says."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import genanki
import pytest
from commands import Done, run
from releases import NOW, PNG, SUITE, THEN
from rendering import import_package

import mesoquiz
from mesoquiz.anki import lock as locks
from mesoquiz.anki import lockfile
from mesoquiz.anki import package as packages
from mesoquiz.anki.comparing import updates
from mesoquiz.anki.comparing.updates import Effect

COLLECTION = "id: suite\ntitle: Suite\n"
DECK = (
    SUITE
    + """\
  - id: coupe
    image: {file: coupe.png, alt: Coupe}
    masks: [{left: 10, top: 10, width: 20, height: 20, label: derme}]
"""
)

Change = Callable[[str], str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, text: str, collection: str = COLLECTION) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "collection.yaml").write_text(collection, encoding="utf-8")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "coupe.png").write_bytes(PNG)
    return folder


def pack(folder: Path, now: int, old: locks.Lock | None = None) -> tuple[Path, locks.Lock]:
    """A package of a folder, whatever the lock thinks of it: diff is to tell."""
    rendered = packages.render(mesoquiz.load(folder))
    settled, _ = locks.settle(old, rendered.lock(), now)
    path = folder.with_suffix(".apkg")
    path.write_bytes(rendered.package(settled).content)
    return path, settled


def diff(old: Path | str, new: Path | str, *options: str) -> Done:
    return run("diff", old, new, *options)


def replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert text.count(old) == 1
        return text.replace(old, new)

    return change


def without(id: str) -> Change:
    return lambda text: re.sub(rf"  - id: {id}\n(    .*\n)*", "", text)


def effects_of(text: str) -> list[tuple[str, set[str]]]:
    """The heads in their order, and the cards below each: a package does not keep the order of the author."""
    found: list[tuple[str, set[str]]] = []
    # What differs in a card is indented twice: `tests/anki/test_differences.py` looks at it.
    for line in re.sub("(?m)^    .*\n", "", text).splitlines():
        if line.startswith("  "):
            found[-1][1].add(line.strip())
        else:
            found.append((line, set()))
    return found


def loses(number: int) -> str:
    return f"This update loses progress or updates in {number} place{'s' if number > 1 else ''}.\n"


TERM = "    term: mésolift\n    definition: injections contre le vieillissement\n"
CASES: dict[str, tuple[Change, str, str]] = {
    "no change": (lambda text: text, "Nothing changes for a student.\n", ""),
    "updated": (
        replaced("dans le derme", "le derme"),
        "1 updated: the new content is shown; progress stays\n  question\n",
        "",
    ),
    "other tags": (
        replaced("[peau]", "[peau, derme]"),
        "1 updated: the new content is shown; progress stays\n  question\n",
        "",
    ),
    "an occlusion": (
        replaced("label: derme", "label: le derme"),
        "1 updated: the new content is shown; progress stays\n  coupe\n",
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
        "1 updated: the new content is shown; progress stays\n  trous\n",
        "",
    ),
    "retired": (
        replaced("- id: question\n", "- id: question\n    retired: true\n"),
        "1 retired: tagged and marked as withdrawn; progress stays\n  question\n",
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
        "1 updated: the new content is shown; progress stays\n  terme\n",
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


# Packages by others.


def by_genanki(path: Path, notes: list[tuple[str, str, str]], fields: tuple[str, ...] = ("Front", "Back")) -> Path:
    """A package as people write it with plain genanki: `notes` are guid, front, back."""
    model = genanki.Model(
        1_607_392_319,
        "Simple",
        fields=[{"name": name} for name in fields],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
    )
    deck = genanki.Deck(2_059_400_110, "Cours::Peau")
    for guid, front, back in notes:
        deck.add_note(genanki.Note(model=model, fields=[front, back, *fields[2:]], guid=guid, tags=["b", "a"]))
    genanki.Package(deck).write_to_file(path, timestamp=float(THEN if "old" in path.name else NOW))
    return path


NOTES = [("g1", "Quelle <b>couche</b> ?", "le derme"), ("g2", "Qui ?", "Pistor"), ("g3", "Quand ?", "1952")]


def test_packages_of_genanki_are_compared(here: Path) -> None:
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(
        here / "new.apkg",
        [("g1", "Quelle <b>couche</b> ?", "la peau"), ("g4", "Qui ?", "Pistor"), ("g5", "Où ?", "ici")],
    )
    result = diff(old, new)
    assert result.stdout == (
        "1 gone without notice: students keep the card for ever; put it back with `retired: true`\n  Quand ?\n"
        "1 re-identified: the same card under another id: it starts anew, beside the old one\n  Qui ? (now Qui ?)\n"
        "1 new: new notes\n  Où ?\n"
        "1 updated: the new content is shown; progress stays\n  Quelle couche ?\n"
        "    Back - le derme\n    Back + la peau\n"
    )
    assert (result.stderr, result.exit_code) == (loses(2), 1)


def test_a_field_more_forks_the_note_type(here: Path) -> None:
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(here / "new.apkg", NOTES, ("Front", "Back", "Extra"))
    result = diff(old, new)
    assert "1 note type forked: fields or templates differ: none of its notes is updated any more\n  Simple\n" in (
        result.stdout
    )
    assert result.exit_code == 1


def test_notes_of_a_forked_type_are_not_called_updated(collection: Any, here: Path) -> None:
    """Anki takes none of them over, so the promise of new content would be wrong."""
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(
        here / "new.apkg", [("g1", "Quelle <b>couche</b> ?", "la peau"), *NOTES[1:]], ("Front", "Back", "+")
    )
    import_package(collection, old.read_bytes(), here)
    log = import_package(collection, new.read_bytes(), here)
    assert (len(log.conflicting), len(log.updated)) == (3, 0)
    result = diff(old, new)
    assert "updated: the new content is shown" not in result.stdout
    assert result.exit_code == 1


def export(collection: Any, path: Path, *, legacy: bool) -> Path:
    from anki.collection import ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False, with_media=False, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


@pytest.mark.parametrize("legacy", [True, False], ids=["legacy format", "new format"])
def test_what_anki_exports_again_is_the_same(legacy: bool, collection: Any, here: Path) -> None:
    for path in (pack(write(here / "meso", DECK), THEN)[0], by_genanki(here / "old.apkg", NOTES)):
        import_package(collection, path.read_bytes(), here)
    exported = export(collection, here / "exported.apkg", legacy=legacy)
    assert ("collection.anki21b" in zipfile.ZipFile(exported).namelist()) == (not legacy)
    result = diff(exported, exported)
    assert (result.output, result.exit_code) == ("Nothing changes for a student.\n", 0)
    names = diff(exported, by_genanki(here / "other.apkg", [("x", "Autre ?", "oui")])).stdout.split("\n")
    assert {"  Qui ?", "  Quand ?", "  Quelle couche ?", "  question", "  trous"} <= set(names)


@pytest.mark.parametrize("legacy", [True, False], ids=["legacy format", "new format"])
def test_what_a_student_has_is_compared_with_the_next_release(legacy: bool, collection: Any, here: Path) -> None:
    """A student may give diff an export of what they have, in whatever format and with Anki's order of the tags."""
    package, lock = pack(write(here / "old", DECK.replace("[peau]", "[peau, derme]")), THEN)
    import_package(collection, package.read_bytes(), here)
    exported = export(collection, here / "exported.apkg", legacy=legacy)
    assert diff(exported, package).output == "Nothing changes for a student.\n"
    text = DECK.replace("[peau]", "[peau, derme]").replace("contre le", "contre")
    new, _ = pack(write(here / "new", text), NOW, lock)
    assert effects_of(diff(exported, new).output) == [
        ("1 updated: the new content is shown; progress stays", {"terme"})
    ]


@pytest.mark.in_process("the extra is installed, and only hidden")
def test_without_zstd_the_new_format_says_what_to_install(
    collection: Any, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_package(collection, by_genanki(here / "old.apkg", NOTES).read_bytes(), here)
    exported = export(collection, here / "exported.apkg", legacy=False)
    for name in ("compression", "compression.zstd", "backports", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    result = diff(exported, exported)
    assert (result.output, result.exit_code) == (
        f"Error: {exported}: it is in Anki's new format: install mesoquiz with the extra `import` to read it\n",
        2,
    )


# Packages that are none.


def zipped(method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def spoilt(statement: str, *values: object) -> bytes:
    """A package whose database was tampered with."""
    content = zipfile.ZipFile(by_genanki(Path("old.apkg"), NOTES)).read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    for part in statement.split(";"):
        database.execute(part, values if "?" in part else ())
    database.commit()
    content = database.serialize()
    database.close()
    return zipped(collection_anki2=content)


def package_bytes() -> bytes:
    return by_genanki(Path("old.apkg"), NOTES).read_bytes()


def with_flipped_bytes() -> bytes:
    """The first member's content is wrong, which its checksum tells."""
    data = bytearray(package_bytes())
    data[60:90] = bytes(30)
    return bytes(data)


def in_lzma() -> bytes:
    data = bytearray(zipped(zipfile.ZIP_LZMA, collection_anki2=bytes(range(256)) * 40))
    data[55:75] = b"\xff" * 20
    return bytes(data)


DAMAGED = "it is damaged, or no Anki package"
SPOILT = "its collection is damaged"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty file": (lambda: b"", DAMAGED),
    "a text": (lambda: b"deck: A\ncards: []\n", DAMAGED),
    "half a package": (lambda: package_bytes()[:2000], DAMAGED),
    "flipped bytes": (with_flipped_bytes, DAMAGED),
    "a damaged member in lzma": (in_lzma, DAMAGED),
    "a zip without collection": (lambda: zipped(media=b"{}"), "it is a zip file without an Anki collection"),
    "a collection that is no database": (lambda: zipped(collection_anki2=b"SQLite format 4" * 100), SPOILT),
    "an empty collection": (lambda: zipped(collection_anki2=b""), SPOILT),
    "zstd that is none": (lambda: zipped(collection_anki21b=b"\x28\xb5\x2f\xfd nothing"), SPOILT),
    "an empty zstd": (lambda: zipped(collection_anki21b=b""), SPOILT),
    "no tables": (lambda: spoilt("DROP TABLE notes"), SPOILT),
    "no row": (lambda: spoilt("DELETE FROM col"), SPOILT),
    "note types that are no JSON": (lambda: spoilt("UPDATE col SET models = ?", "{"), SPOILT),
    "note types that are a list": (lambda: spoilt("UPDATE col SET models = ?", "[1]"), SPOILT),
    "note types nested without end": (lambda: spoilt("UPDATE col SET models = ?", "[" * 100_000), SPOILT),
    "decks without names": (lambda: spoilt("UPDATE col SET decks = ?", '{"1": {}}'), SPOILT),
    "a note without fields": (lambda: spoilt("UPDATE notes SET flds = ?", b"\x00\xff"), SPOILT),
    "a time that is a word": (lambda: spoilt("UPDATE notes SET mod = 'hier'"), SPOILT),
    "a card whose place is a word": (
        lambda: spoilt("INSERT INTO cards SELECT id + 1, nid, did, 'un', mod, 0,0,0,0,0,0,0,0,0,0,0,0,'' FROM cards"),
        SPOILT,
    ),
    "text that is not UTF-8": (lambda: spoilt("UPDATE notes SET flds = CAST(x'c328' AS TEXT)"), SPOILT),
}


@pytest.mark.parametrize(("make", "why"), BAD.values(), ids=list(BAD))
def test_what_is_no_package_is_said_in_one_line(make: Callable[[], bytes], why: str, here: Path) -> None:
    good = by_genanki(here / "good.apkg", [("g1", "Où ?", "ici"), ("g2", "Qui ?", "moi")])
    bad = here / "bad.apkg"
    bad.write_bytes(make())
    for sides in ((bad, good), (good, bad)):
        result = diff(*sides)
        assert (result.output, result.exit_code) == (f"Error: {bad}: {why}\n", 2), result.exception


@pytest.mark.parametrize("name", ["missing.apkg", "missing"])
def test_what_is_missing_is_said(name: str, here: Path) -> None:
    good = by_genanki(here / "good.apkg", NOTES)
    result = diff(name, good)
    assert (result.output, result.exit_code) == (f"Error: {name}: no such file or directory\n", 2)


@pytest.mark.in_process("the limit is lowered")
@pytest.mark.parametrize("new_format", [False, True])
def test_a_bomb_is_not_unpacked(new_format: bool, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from backports import zstd

    monkeypatch.setattr("mesoquiz.anki.reader.MAX_COLLECTION", 1_000_000)
    zeros = bytes(1_000_001)
    bomb = here / "bomb.apkg"
    bomb.write_bytes(zipped(collection_anki21b=zstd.compress(zeros)) if new_format else zipped(collection_anki2=zeros))
    assert bomb.stat().st_size < 10_000
    result = diff(bomb, bomb)
    assert (result.output, result.exit_code) == (f"Error: {bomb}: its collection is too large\n", 2)


ODD_NAMES = [
    "\x1b]0;titre\x07\x1b[31mrouge\x1b[0m",
    "deux\nlignes\r\n et \u2028 une \u202eautre",
    "&lt;b&gt; &amp; <img src=x onerror=alert(1)>",
    "'; DROP TABLE notes; --",
    "<b></b>",
    "\U0001f600" * 100,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_stay_on_their_line_and_do_nothing_to_the_terminal(
    name: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(here / "new.apkg", [*NOTES, ("g9", name, "x")])
    result = diff(old, new)
    assert result.exit_code == 0
    shown = re.sub(r"\x1b\[[01]m", "", result.stdout)
    assert shown.startswith("1 new: new notes\n  ")
    lines = shown.partition("restamped")[0].splitlines()
    assert len(lines) == 3
    assert len(lines[1]) < 50
    assert not set("\x1b\x07\u202e") & set(shown)


def test_entities_in_names_are_read(here: Path) -> None:
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(here / "new.apkg", [*NOTES, ("g9", "pH &lt; 7&nbsp;: <i>acide</i> &amp; fort ?", "x")])
    assert diff(old, new).stdout.startswith("1 new: new notes\n  pH < 7 : acide & fort ?\n")


def test_a_name_that_cannot_be_encoded_is_shown_somehow(here: Path) -> None:
    content = zipfile.ZipFile(by_genanki(here / "old.apkg", NOTES)).read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    models = json.loads(database.execute("SELECT models FROM col").fetchone()[0])
    models["1607392319"]["name"] = "\ud800"
    models["1607392319"]["flds"].append({"name": "Extra"})
    database.execute("UPDATE col SET models = ?", (json.dumps(models),))
    database.commit()
    odd = here / "odd.apkg"
    odd.write_bytes(zipped(collection_anki2=database.serialize()))
    database.close()
    result = diff(odd, here / "old.apkg")
    assert result.exit_code == 1
    assert "1 note type forked" in result.stdout


# The truth: what Anki itself says.


def anki_says(collection: Any, old: Path, new: Path, here: Path) -> dict[str, set[str]]:
    import_package(collection, old.read_bytes(), here)
    log = import_package(collection, new.read_bytes(), here)
    names = {note["Id"] for note in map(collection.get_note, collection.find_notes(""))}
    found = {}
    for name in ("new", "updated", "conflicting"):
        # The id stands first, but for occlusions, where it is the sixth field.
        found[name] = {next(text for text in entry.fields if text in names) for entry in getattr(log, name)}
    return found


TRUTHS: dict[str, tuple[Change, int]] = {
    "of everything some": (
        lambda text: (
            without("trous")(text)
            .replace("dans le derme", "le derme")
            .replace(TERM, '    cloze: "Un {{1::mésolift}}."\n')
            .replace("- id: coupe\n", "- id: coupe\n    retired: true\n")
            + "  - {id: neuf, question: Neuf ?, answer: oui}\n"
        ),
        NOW,
    ),
    "lost and new cards": (
        lambda text: text.replace("le vieillissement\n", "le vieillissement\n    reverse: false\n").replace(
            "Peu, ", "{{3::Peu}}, "
        ),
        NOW,
    ),
    "another id": (lambda text: text.replace("- id: question", "- id: lieu"), NOW),
    "other times only": (lambda text: text, -NOW),
    "content without a later time": (lambda text: text.replace("dans le derme", "le derme"), -THEN),
    "another deck": (lambda text: text.replace("Suite::A", "Suite::B"), NOW),
}
"""A change, and the time of the second release; negative where it forgets the lock."""


@pytest.mark.parametrize(("change", "time"), TRUTHS.values(), ids=list(TRUTHS))
def test_anki_does_what_diff_says(change: Change, time: int, collection: Any, here: Path) -> None:
    old, lock = pack(write(here / "old", DECK), THEN)
    new, _ = pack(write(here / "new", change(DECK)), abs(time), lock if time > 0 else None)
    said: dict[str, set[str]] = {}
    for head, cards in effects_of(diff(old, new, "--all").stdout):
        said[re.sub(r"\d+ ([^:]*):.*", r"\1", head)] = {
            re.sub(r".*\(now (.*)\)|(\S+).*", r"\1\2", card) for card in cards
        }
    truth = anki_says(collection, old, new, here)
    assert truth["new"] == said.get("new", set()) | said.get("re-identified", set())
    assert truth["updated"] == said.get("updated", set()) | said.get("retired", set()) | said.get("restamped", set())
    assert truth["conflicting"] == said.get("other note type", set())
    empty = {note["Id"] for note in map(collection.get_note, (n.note_id for n in collection.get_empty_cards().notes))}
    assert empty == said.get("lost cards", set())
    # Cards that a student has stay where they are; only new ones come into the new deck.
    assert not collection.find_cards('deck:"Suite::B"')
