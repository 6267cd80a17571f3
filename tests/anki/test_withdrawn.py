"""Retired cards: a package of their own, for those who studied an earlier release; the real Anki takes it."""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from commands import Done, run
from locks import edit, packed
from pictures import png
from rendering import import_package, rendered
from students import tables

import mesoquiz

CARDS = """\
deck: Suite::A
cards:
  - id: reste
    question: Où injecte-t-on ?
    answer: dans le derme
    image: {file: coupe.png, alt: Coupe}
  - id: trous
    cloze: "Peu, {{1::rarement}}, au bon {{2::endroit}}."
  - id: terme
    term: mésolift
    definition: injections
    image: {file: vieux.png, alt: Vieux}
"""
MAIN, WITHDRAWN = Path("dist/suite.apkg"), Path("dist/suite-retraits.apkg")
RETIRED = "mesoquiz::retiré"


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Decks of which a first version is published; from here on it is later."""
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "collection.yaml").write_text("id: suite\ntitle: Suite\n", encoding="utf-8")
    (folder / "a.yaml").write_text(CARDS, encoding="utf-8")
    (folder / "coupe.png").write_bytes(png())
    (folder / "vieux.png").write_bytes(png(9))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run("release", "1").exit_code == 0
    MAIN.rename("first.apkg")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    return folder


def retire(*ids: str) -> None:
    for id in ids:
        edit(f"- id: {id}\n", f"- id: {id}\n    retired: true\n    notice: Elle est fausse.\n")


def gather() -> None:
    """Move the retired cards to a deck of their own, as an author may."""
    text = Path("decks/a.yaml").read_text(encoding="utf-8")
    head, *cards = text.split("  - id: ")
    old = "".join(f"  - id: {card}" for card in cards if "retired" in card)
    kept = "".join(f"  - id: {card}" for card in cards if "retired" not in card)
    Path("decks/a.yaml").write_text(head.replace("Suite::A", "Suite::B") + kept, encoding="utf-8")
    Path("decks/z.yaml").write_text(f"deck: Suite::Retirées\ncards:\n{old}", encoding="utf-8")


def released(*more: str) -> Done:
    done = run("release", "2", *more)
    assert done.exit_code == 0, done.stderr
    return done


def study(collection: Any, package: Path | str, folder: Path) -> Any:
    return import_package(collection, Path(package).read_bytes(), folder)


def answer_all(collection: Any) -> None:
    for id in collection.find_cards(""):
        card = collection.get_card(id)
        card.start_timer()
        states = collection._backend.get_scheduling_states(id)
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=3))


def learnt(collection: Any) -> list[Any]:
    cards = collection.db.all("SELECT id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses FROM cards")
    return [sorted(cards), collection.db.all("SELECT * FROM revlog"), collection.db.scalar("SELECT scm FROM col")]


def ids(collection: Any, search: str = "") -> set[str]:
    return {collection.get_note(id)["Id"] for id in collection.find_notes(search)}


def decks_of(collection: Any) -> dict[str, set[str]]:
    names = [deck.name for deck in collection.decks.all_names_and_ids(skip_empty_default=True)]
    return {name: ids(collection, f'"deck:{name}"') for name in names if "::" in name}


def description(collection: Any) -> str:
    return html.unescape(re.sub("<[^>]*>", "", collection.decks.by_name("Suite")["desc"]))


# What is made.


def test_the_package_to_study_leaves_them_out(decks: Path) -> None:
    retire("trous", "terme")
    done = released()
    assert re.search(r"^dist/suite\.apkg +\d+ kB  Anki deck: 1 note in 1 deck$", done.stdout, re.MULTILINE)
    assert re.search(
        r"^dist/suite-retraits\.apkg +\d+ kB  2 withdrawn notes, for updates$",
        done.stdout,
        re.MULTILINE,
    )
    assert done.stderr.endswith("\nsuite-retraits.apkg goes with it: who had an earlier release imports both.\n")
    assert packed(MAIN).keys() == {"reste"}
    assert {id: note.tags for id, note in packed(WITHDRAWN).items()} == dict.fromkeys(
        ("trous", "terme"), (RETIRED, "mesoquiz::version::2")
    )
    text = (decks / "CHANGELOG.md").read_text("utf-8")
    assert (
        "\n### 2 cartes retirées\n\n- Suite::A\n  - Peu, […], au bon […]. (Elle est fausse.)\n"
        "  - Que désigne «\u00a0mésolift\u00a0»\u202f? (Elle est fausse.)\n\n"
        "Vous aviez une version antérieure\u202f? Importez aussi `suite-retraits.apkg`, puis cherchez "
        "tag:mesoquiz::retiré pour suspendre les cartes retirées.\n\n## Version 1 du "
    ) in text
    before = {path: path.read_bytes() for path in (MAIN, WITHDRAWN, decks / "collection.lock")}
    assert run("build", "--locked").exit_code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_in_english_it_has_an_english_name(decks: Path) -> None:
    edit("title: Suite\n", "title: Suite\nlang: en\n", "collection.yaml")
    retire("terme")
    released("-o", "out")
    assert {path.name for path in Path("out").iterdir()} == {"suite.apkg", "suite-withdrawn.apkg"}
    assert "You had an earlier version? Import `suite-withdrawn.apkg`, too," in (decks / "CHANGELOG.md").read_text()


def test_pictures_of_withdrawn_cards_go_with_them(collection: Any, tmp_path: Path) -> None:
    retire("terme")
    released()
    for package in (MAIN, WITHDRAWN):
        study(collection, package, tmp_path)
    names = [sorted(json.loads(zipfile.ZipFile(path).read("media")).values()) for path in (MAIN, WITHDRAWN)]
    assert [[name.rpartition("-")[0] for name in each] for each in names] == [["coupe"], ["vieux"]]
    checked = collection.media.check()
    assert (list(checked.missing), list(checked.unused)) == ([], [])


def test_a_package_under_another_name_has_the_other_beside_it() -> None:
    retire("terme")
    done = run("anki", "-o", "peau.apkg")
    assert done.exit_code == 0
    assert packed(Path("peau.apkg")).keys() == {"reste", "trous"}
    assert packed(Path("peau-retraits.apkg")).keys() == {"terme"}


def test_a_folder_is_no_place_for_either() -> None:
    retire("terme")
    before = {*Path().rglob("*")}
    done = run("anki", "-o", ".")
    assert (done.exit_code, done.stderr) == (2, "Error: .: this is a folder, not a file to write\n")
    assert {*Path().rglob("*")} == before


def test_where_all_are_withdrawn_there_is_no_other_package() -> None:
    retire("reste", "trous", "terme")
    released()
    assert {path.name for path in Path("dist").iterdir()} == {"suite-retraits.apkg"}


def test_a_card_that_nobody_has_is_in_no_package(decks: Path) -> None:
    edit("cards:\n", "cards:\n  - id: jamais\n    question: Quoi ?\n    answer: rien\n")
    assert run("build").exit_code == 0
    retire("jamais")
    done = run("build")
    assert "  release lock: 1 no longer there\n" in done.stdout
    assert done.stderr.startswith(
        "decks/a.yaml:3:9: info[retired-unpublished] the card `jamais` is retired and was never published: no package "
        "has it\n"
    )
    assert "\n  = help: delete it, or take `retired:` away\n" in done.stderr
    assert "jamais" not in packed(MAIN)
    assert not WITHDRAWN.exists()
    assert run("check", "--strict").exit_code == 0
    assert run("build", "--locked").exit_code == 0
    assert "nothing to release" in run("release", "2").stderr
    assert "jamais" not in (decks / "collection.lock").read_text("utf-8")


def test_a_lock_of_an_earlier_mesoquiz_stays_as_it_is(decks: Path) -> None:
    edit("cards:\n", "cards:\n  - {id: jamais, question: Quoi ?, answer: rien}\n")
    assert run("build").exit_code == 0
    edit("answer: rien}", "answer: rien, retired: true}")
    lock = decks / "collection.lock"
    text = lock.read_text("utf-8").replace("draft note jamais", "draft retired jamais")
    lock.write_text(text, "utf-8")
    assert run("build", "--locked").exit_code == 0
    assert run("build").exit_code == 0
    assert lock.read_text("utf-8") == text


def test_without_any_card_to_give_out_that_is_said() -> None:
    Path("deck.yaml").write_text(
        "deck: Autre\nid: autre\ncards: [{id: a, question: Quoi ?, answer: rien, retired: true}]\n", "utf-8"
    )
    alone = run("anki", "deck.yaml")
    assert alone.exit_code == 0, "a deck without a lock may have been given to somebody"
    assert [path.name for path in Path().glob("autre*")] == ["autre-retraits.apkg"]
    Path("neuf").mkdir()
    Path("neuf/collection.yaml").write_text("id: neuf\ntitle: Neuf\n", "utf-8")
    Path("deck.yaml").rename("neuf/deck.yaml")
    edit("id: autre\n", "", "../neuf/deck.yaml")
    done = run("anki", "neuf")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: all these cards are retired, and no release published them: no package has any\n"
    )
    assert not list(Path().glob("neuf*.apkg"))


def test_the_library_makes_both() -> None:
    retire("terme")
    names = [made.name for made in mesoquiz.export("apkg", mesoquiz.load("decks"))]
    assert names == ["suite.apkg", "suite-retraits.apkg"]


def test_an_update_does_not_lose_them() -> None:
    retire("terme")
    released()
    said = "1 retired: withdrawn; the package of withdrawn cards tags and marks them; progress stays\n  terme\n"
    for new in ("dist/suite.apkg", "decks"):
        done = run("diff", "first.apkg", new)
        assert (done.exit_code, done.stdout.startswith(said)) == (0, True), done.output
    assert run("diff", "dist/suite.apkg", "decks").stdout.startswith("1 new: ")


# What students get.


def test_who_is_new_gets_none_of_them(collection: Any, tmp_path: Path) -> None:
    retire("trous", "terme")
    gather()
    released()
    study(collection, MAIN, tmp_path)
    assert ids(collection) == {"reste"}
    assert decks_of(collection) == {"Suite::B": {"reste"}}


def test_who_studied_before_sees_which_are_withdrawn_and_loses_nothing(collection: Any, tmp_path: Path) -> None:
    retire("trous", "terme")
    study(collection, "first.apkg", tmp_path)
    answer_all(collection)
    before = learnt(collection)
    released()
    for package in (MAIN, WITHDRAWN):
        assert not study(collection, package, tmp_path).new
    assert learnt(collection) == before
    assert ids(collection, f"tag:{RETIRED}") == {"trous", "terme"}
    fronts = {side.id: side.front for side in rendered(collection)}
    marked = {id for id, front in fronts.items() if "Cette carte est retirée du paquet" in front}
    assert marked == {"trous", "terme"}
    assert "Elle est fausse." in fronts["terme"]
    assert not collection.get_empty_cards().notes
    assert "\n2 fiches sont retirées\u00a0: cherchez tag:mesoquiz::retiré et suspendez-les." in description(collection)


def test_who_imports_the_package_to_study_alone_keeps_all(collection: Any, tmp_path: Path) -> None:
    retire("trous", "terme")
    study(collection, "first.apkg", tmp_path)
    answer_all(collection)
    before, notes = learnt(collection), collection.db.all("SELECT id, flds FROM notes ORDER BY id")
    released()
    study(collection, MAIN, tmp_path)
    assert learnt(collection) == before
    assert collection.db.all("SELECT id, flds FROM notes ORDER BY id") == notes
    assert not collection.get_empty_cards().notes
    assert "Importez aussi suite-retraits.apkg, puis cherchez tag:mesoquiz::retiré" in description(collection)


def test_no_deck_is_to_be_deleted_that_holds_withdrawn_cards(collection: Any, tmp_path: Path) -> None:
    """Anki moves no card at an import: those withdrawn lie where they were, until their package tells of them."""
    study(collection, "first.apkg", tmp_path)
    retire("trous", "terme")
    gather()
    released()
    study(collection, MAIN, tmp_path)
    assert decks_of(collection) == {"Suite::A": {"reste", "trous", "terme"}, "Suite::B": set()}
    line = '1 carte de «\u00a0Suite::A\u00a0» vers «\u00a0Suite::B\u00a0»\u00a0: "deck:Suite::A" "Id:re:^(reste)$"\n'
    assert line in description(collection)
    assert "puis supprimez" not in description(collection)
    study(collection, WITHDRAWN, tmp_path)
    assert decks_of(collection)["Suite::Retirées"] == set()
    told = description(collection)
    assert "4 cartes de «\u00a0Suite::A\u00a0» vers «\u00a0Suite::Retirées\u00a0»" in told
    assert told.count("(puis supprimez l’ancien paquet)") == 2


@pytest.mark.parametrize("text", ["{mesoquizWithdrawn", '{"mesoquizWithdrawn": 5}', '["mesoquizWithdrawn"]'])
def test_a_damaged_list_of_them_is_said_in_one_line(text: str) -> None:
    retire("terme")
    released()
    database = tables(MAIN.read_bytes())
    database.execute("UPDATE col SET conf = ?", (text,))
    database.commit()
    with zipfile.ZipFile("bad.apkg", "w") as archive:
        archive.writestr("collection.anki2", database.serialize())
    database.close()
    done = run("diff", "first.apkg", "bad.apkg")
    assert (done.exit_code, done.output) == (2, "Error: bad.apkg: its collection is damaged\n")


def test_anki_takes_over_no_setting_of_the_package(collection: Any, tmp_path: Path) -> None:
    retire("terme")
    released()
    database = tables(MAIN.read_bytes())
    (conf,) = database.execute("SELECT conf FROM col").fetchone()
    database.close()
    assert "mesoquizWithdrawn" in conf
    before = collection.db.all("SELECT key, val FROM config ORDER BY key")
    study(collection, MAIN, tmp_path)
    after = dict(collection.db.all("SELECT key, val FROM config"))
    assert not [key for key in after if "mesoquiz" in key.lower()]
    assert {key for key, _ in before} <= after.keys()
