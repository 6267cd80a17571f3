"""The proof: the real Anki imports the package, and every side of every card reads as its author wrote it."""

from __future__ import annotations

import io
import json
import os
import runpy
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rendering import (
    AWKWARD_GAPS,
    GAPS,
    SEEN,
    Card,
    Show,
    Written,
    around,
    as_written,
    bare,
    citations,
    gaps,
    hostile_cards,
    hostile_sources,
    import_package,
    intruders,
    lines,
    prompt,
    read_aloud,
    rendered,
    right_texts,
    sources,
    squash,
    style,
    whys,
    write_decks,
    written,
    wrong_texts,
)

import mesoquiz
from mesoquiz.notes.bank import Bank

DECKS = Path(__file__).parent.parent / "decks"
GOLDEN = Path(__file__).parent / "golden" / "notetypes.json"
WRITTEN = written(DECKS)

FOLD = "Répondez de mémoire, puis voyez les propositions"

NO_LISTS = ("dupe_resolution", "found_notes")
"""What Anki's report on an import tells besides lists of notes."""


def package(bank: Bank, **options: Any) -> bytes:
    (artifact,) = mesoquiz.export("apkg", bank, **options)
    return artifact.content


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    made = browser.new_page()
    yield made
    made.close()


@pytest.fixture
def studied(collection: Any, shipped: Bank, tmp_path: Path) -> Any:
    """A student's collection with the shipped decks."""
    import_package(collection, package(shipped), tmp_path)
    return collection


def cards_by_note(collection: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for id in collection.db.list("SELECT id FROM cards ORDER BY due, ord"):
        card = collection.get_card(id)
        found.setdefault(card.note()["Id"], []).append(card)
    return found


def number_of_cards(card: Card) -> int:
    if "cloze" in card:
        return len({gap.number for gap in gaps(card)[0]})
    return 2 if "term" in card else 1


def remarks(card: Card, cited: dict[str, Card], show: Show) -> list[str]:
    """The lines below every answer."""
    found = [line for key in ("why", "beyond", "caution") for line in lines(show(card.get(key, "")))]
    docs = list(dict.fromkeys(citation["doc"] for citation in citations(card)))
    for source in (cited[doc] for doc in docs):
        parts = [source[key] for key in ("title", "author", "site") if key in source]
        quotes = [each["quote"] for each in citations(card) if each["doc"] == source["id"] and "quote" in each]
        found.append(squash(f"{', '.join(parts)} {', '.join(quotes)}"))
    return [*found, card["id"]]


def expected_sides(card: Card, cited: dict[str, Card], show: Show) -> list[tuple[list[str], list[str]]]:
    """The lines of front and back of each card of a note, from what the author wrote."""
    after = remarks(card, cited, show)
    if "cloze" in card:
        return [(front, back + after) for front, back in cloze_sides(card, show)]
    question = lines(prompt(card, show))
    right = [line for text in right_texts(card) for line in lines(show(text))]
    wrong = [line for text in wrong_texts(card) for line in lines(show(text))]
    if "term" in card:
        meaning, name = lines(show(card["definition"])), lines(show(card["term"]))
        reverse = ["Quel terme correspond à cette définition ?", *meaning]
        return [(question, question + meaning + after), (reverse, reverse + name + after)]
    if "sequence" in card or "pairs" in card:
        # What is given gives way to what is right.
        return [
            (question + right, question + [line for text in answers_of(card) for line in lines(show(text))] + after)
        ]
    if not wrong:
        return [(question, question + right + after)]
    given = question + right + wrong
    # One answer is asked for before its options are seen; a statement has no other answers.
    front = given if "answers" in card or "statement" in card else [*question, FOLD]
    return [(front, given + [line for why in whys(card) for line in lines(show(why))] + after)]


def cloze_sides(card: Card, show: Show) -> Iterator[tuple[list[str], list[str]]]:
    made, rest = gaps(card)
    before, rest = [around(gap.before, show) for gap in made], around(rest, show)
    back = "".join(text + show(gap.text) for text, gap in zip(before, made, strict=True)) + rest
    for number in sorted({gap.number for gap in made}):
        hidden = [f"[{show(gap.hint) or '...'}]" if gap.number == number else show(gap.text) for gap in made]
        front = "".join(around(gap.before, show) + text for gap, text in zip(made, hidden, strict=True)) + around(
            rest, show
        )
        yield lines(front), lines(back)


def read_sides(page: Any, collection: Any) -> dict[tuple[str, int], tuple[list[str], list[str]]]:
    """The lines that are shown of front and back, by note and ordinal of the card."""
    sides = rendered(collection)
    fronts = read_aloud(page, style(collection), [side.front for side in sides])
    backs = read_aloud(page, style(collection), [side.back for side in sides])
    return {(side.id, side.ordinal): (front, back) for side, front, back in zip(sides, fronts, backs, strict=True)}


def tables(content: bytes) -> sqlite3.Connection:
    """The database in a package."""
    database = sqlite3.connect(":memory:")
    database.deserialize(zipfile.ZipFile(io.BytesIO(content)).read("collection.anki2"))
    return database


def guids(folder: Path) -> list[str]:
    database = tables(package(mesoquiz.load(folder)))
    try:
        return [guid for (guid,) in database.execute("SELECT guid FROM notes")]
    finally:
        database.close()


def entries(log: Any) -> dict[str, int]:
    """How many notes Anki lists under each heading of its report on an import."""
    listed = {name: getattr(log, name) for name in log.DESCRIPTOR.fields_by_name if name not in NO_LISTS}
    return {name: len(notes) for name, notes in listed.items() if notes}


def contents(collection: Any) -> list[list[Any]]:
    """All that a student's collection holds of cards and notes."""
    return [collection.db.all(f"SELECT * FROM {table} ORDER BY id") for table in ("notes", "cards", "revlog")]


# The shipped decks.


def test_every_note_arrives_as_new(collection: Any, shipped: Bank, tmp_path: Path) -> None:
    log = import_package(collection, package(shipped), tmp_path)
    assert entries(log) == {"new": len(WRITTEN)}


def test_a_note_has_the_cards_of_its_kind(studied: Any) -> None:
    found = {id: len(cards) for id, cards in cards_by_note(studied).items()}
    assert found == {card["id"]: number_of_cards(card) for _, card in WRITTEN}
    assert studied.card_count() == sum(found.values())


def test_notes_lie_in_their_deck_with_their_tags(studied: Any) -> None:
    found = {
        id: (
            studied.decks.name(card.did),
            [tag for tag in sorted(card.note().tags) if not tag.startswith("mesoquiz::")],
        )
        for id, cards in cards_by_note(studied).items()
        for card in cards
    }
    assert found == {
        card["id"]: (deck, sorted(f"mésothérapie::{tag}" for tag in card.get("tags", []))) for deck, card in WRITTEN
    }


def test_each_note_fills_the_fields_of_its_kind(studied: Any) -> None:
    notes = {id: cards[0].note() for id, cards in cards_by_note(studied).items()}
    for _, card in WRITTEN:
        note = notes[card["id"]]
        kind = ["Text"] if "cloze" in card else ["Question", "Answer"]
        has_choices = wrong_texts(card) or "sequence" in card or "pairs" in card
        kind += ["Choices"] if has_choices else ["Reverse", "Reverse answer"] if "term" in card else []
        common = [key.capitalize() for key in ("caution", "source") if key in card]
        common += ["Why"] if "why" in card or "beyond" in card else []
        assert [name for name, value in sorted(note.items()) if value] == sorted(["Id", "Language", *kind, *common])
        assert (note["Id"], note["Language"]) == (card["id"], "fr")


def test_fields_hold_what_was_written(studied: Any, page: Any) -> None:
    notes = {id: cards[0].note() for id, cards in cards_by_note(studied).items()}
    wanted = {}
    for _, card in WRITTEN:
        fields = {"Why": [card.get("why", ""), card.get("beyond", "")], "Caution": [card.get("caution", "")]}
        if "cloze" not in card:
            fields |= {"Question": [prompt(card)], "Answer": answers_of(card)}
        wanted |= {(card["id"], name): sorted(bare(text) for text in texts if text) for name, texts in fields.items()}
    shown = read_aloud(page, "", [notes[id][name] for id, name in wanted])
    assert {place: sorted(map(bare, found)) for place, found in zip(wanted, shown, strict=True)} == wanted


def test_new_cards_are_due_in_the_order_of_the_files(studied: Any) -> None:
    found = cards_by_note(studied)
    dues = [{studied_card.due for studied_card in found[card["id"]]} for _, card in WRITTEN]
    assert all(len(due) == 1 for due in dues), "the cards of a note are due together"
    order = [min(due) for due in dues]
    assert order == sorted(set(order))


def test_anki_shows_each_deck_in_the_order_of_its_file(studied: Any) -> None:
    for deck in {deck for deck, _ in WRITTEN}:
        studied.decks.set_current(studied.decks.id_for_name(deck))
        queued = studied.sched.get_queued_cards(fetch_limit=100).cards
        shown = list(dict.fromkeys(studied.get_card(entry.card.id).note()["Id"] for entry in queued))
        asked = [card["id"] for name, card in WRITTEN if name == deck]
        assert shown
        assert shown == asked[: len(shown)]


def test_every_side_reads_as_it_was_written(studied: Any, page: Any) -> None:
    expected = expected_by_card(WRITTEN, sources(DECKS), as_written)
    found = read_sides(page, studied)
    assert found.keys() == expected.keys()
    for place, sides in found.items():
        for shown, wanted in zip(sides, expected[place], strict=True):
            assert sorted(map(bare, shown)) == sorted(map(bare, wanted)), place


def expected_by_card(
    cards: list[Written], cited: dict[str, Card], show: Show
) -> dict[tuple[str, int], tuple[list[str], list[str]]]:
    """The expected lines by note and ordinal of the card."""
    found = {}
    for _, card in cards:
        ordinals = sorted({gap.number - 1 for gap in gaps(card)[0]}) if "cloze" in card else range(2)
        for ordinal, sides in zip(ordinals, expected_sides(card, cited, show), strict=False):
            found[card["id"], ordinal] = sides
    return found


def test_no_side_shows_markup(studied: Any, page: Any) -> None:
    marks = ("{{", "}}", "{unknown", "**", "`", "](", "[sound:", "[anki:", "[latex]", "&lt;", "&amp;", "&#", "</")
    for place, sides in read_sides(page, studied).items():
        for shown in sides:
            assert shown, place
            assert not [mark for mark in marks if mark in "\n".join(shown)], place


def test_each_back_marks_the_answer(studied: Any, page: Any) -> None:
    """The answer stands where the student looks for it: in a marked option, below the line, or in place of the gap."""
    script = """backs => backs.map(html => {
        document.body.innerHTML = html;
        document.querySelectorAll(".mq-fold").forEach(fold => { fold.open = true; });
        const marked = ".mq-key .mq-option, .mq-answer li, .mq-answer tr, .mq-answer:not(:has(li, tr)), .cloze";
        // Beside marked options the answer is kept for searches, and hidden by the style.
        document.querySelectorAll(":is(.mq-choices, .mq-fold) ~ .mq-answer").forEach(element => element.remove());
        return [...document.querySelectorAll(marked)].map(element => element.innerText);
    })"""
    cards = {card["id"]: card for _, card in WRITTEN}
    sides = rendered(studied)
    page.set_content("<body></body>")
    for side, marked in zip(sides, page.evaluate(script, [side.back for side in sides]), strict=True):
        assert sorted(map(bare, marked)) == sorted(map(bare, answers_of(cards[side.id], side.ordinal))), side.id


def answers_of(card: Card, ordinal: int = 0) -> list[str]:
    """What a back marks as the answer, a line each: of pairs, what belongs together."""
    if "cloze" in card:
        return [gap.text for gap in gaps(card)[0] if gap.number == ordinal + 1]
    if "pairs" in card:
        return [f"{left} {right}" for left, right in card["pairs"]]
    return [card["term"]] if ordinal else right_texts(card)


def test_anki_finds_nothing_to_repair(studied: Any) -> None:
    before = contents(studied)
    assert studied.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert contents(studied) == before
    assert studied.get_empty_cards().report == ""


# The package as a file.


def test_export_leaves_no_temporary_file(shipped: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert tempfile.gettempdir() == str(tmp_path)
    package(shipped)
    assert list(tmp_path.iterdir()) == []


def test_two_processes_build_the_same_bytes() -> None:
    script = (
        "import mesoquiz, sys; (made,) = mesoquiz.export('apkg', mesoquiz.load(sys.argv[1])); "
        "sys.stdout.buffer.write(made.content)"
    )
    command = [sys.executable, "-c", script, str(DECKS)]
    environments = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    first, second = (subprocess.run(command, env=each, capture_output=True, check=True) for each in environments)
    assert len(first.stdout) > 10_000
    assert first.stdout == second.stdout


def test_zip_entries_are_deflated_and_have_one_fixed_date(shipped: Bank) -> None:
    entries = zipfile.ZipFile(io.BytesIO(package(shipped))).infolist()
    assert {entry.filename for entry in entries} == {"collection.anki2", "media"}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def frozen(note_types: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What must never change in note types, as Anki's JSON has it."""
    return [
        {
            "id": int(kind["id"]),
            **{key: kind[key] for key in ("originalId", "name", "type", "sortf")},
            "flds": [{key: field[key] for key in ("id", "ord", "name")} for field in kind["flds"]],
            "tmpls": [{key: template[key] for key in ("id", "ord", "name")} for template in kind["tmpls"]],
        }
        for kind in note_types
    ]


def test_note_types_are_frozen(shipped: Bank, update: bool) -> None:
    """Students' collections hold these numbers: whoever changes the golden file ends every student's updates."""
    database = tables(package(shipped))
    stored = json.loads(database.execute("SELECT models FROM col").fetchone()[0])
    database.close()
    found = frozen(stored.values())
    if update:
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert list(stored) == [str(kind["id"]) for kind in found]


def test_anki_keeps_the_numbers_of_the_note_types(studied: Any) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    # Anki imports only the note types that have notes.
    found = [kind for kind in golden if studied.models.by_name(kind["name"])]
    assert len(found) == 2
    assert frozen(studied.models.by_name(kind["name"]) for kind in found) == found


@pytest.mark.parametrize(
    "ids", [("n511713", "n580367"), ("n195867", "n658126")], ids=["two notes", "the cards of two notes"]
)
def test_numbers_that_fall_together_part_again(ids: tuple[str, str], collection: Any, tmp_path: Path) -> None:
    """Found by trying: in a collection `essai`, the hashes of these two end in one number."""
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [{"id": id, "question": id, "answer": "1"} for id in ids]))
    assert entries(import_package(collection, package(bank), tmp_path)) == {"new": 2}
    assert {id: len(cards) for id, cards in cards_by_note(collection).items()} == dict.fromkeys(ids, 1)


# Updates.

FIRST = {"id": "a", "question": "Un ?", "answer": "1"}


@pytest.mark.parametrize(
    ("cards", "head"),
    [
        pytest.param([FIRST | {"question": "Deux ?", "answer": "2"}], {}, id="text"),
        pytest.param([FIRST | {"distractors": ["3"], "tags": ["t"], "why": "x"}], {}, id="distractors-tags-why"),
        pytest.param([{"id": "a", "statement": "Un.", "answer": "true"}], {}, id="kind"),
        pytest.param([FIRST], {"title": "Autre", "lang": "en", "version": "2"}, id="title-language-version"),
    ],
)
def test_guid_outlives_what_is_not_an_id(tmp_path: Path, cards: list[Card], head: dict[str, str]) -> None:
    before = guids(write_decks(tmp_path / "before", [FIRST]))
    assert guids(write_decks(tmp_path / "after", cards, **head)) == before


def test_guid_outlives_deck_and_file(tmp_path: Path) -> None:
    before = guids(write_decks(tmp_path / "before", [FIRST]))
    after = write_decks(tmp_path / "after", [FIRST])
    (after / "below").mkdir()
    moved = (after / "deck.yaml").rename(after / "below" / "autre.yaml")
    moved.write_text(
        json.dumps({"deck": "Ailleurs::Autre", "cards": [{"id": "z", "term": "t", "definition": "d"}, FIRST]})
    )
    assert before[0] in guids(after)
    assert len(guids(after)) == 2


def test_guid_is_another_for_another_id_or_collection(tmp_path: Path) -> None:
    folders = [
        write_decks(tmp_path / "1", [FIRST]),
        write_decks(tmp_path / "2", [FIRST | {"id": "b"}]),
        write_decks(tmp_path / "3", [FIRST], id="autre"),
    ]
    assert len({guid for folder in folders for guid in guids(folder)}) == 3


def test_the_same_package_again_changes_nothing(studied: Any, shipped: Bank, tmp_path: Path) -> None:
    before = contents(studied)
    log = import_package(studied, package(shipped), tmp_path)
    assert entries(log) == {"duplicate": len(WRITTEN)}
    assert contents(studied) == before


def test_a_corrected_card_keeps_what_the_student_has_learnt(collection: Any, tmp_path: Path) -> None:
    first = mesoquiz.load(write_decks(tmp_path / "first", [FIRST]))
    second = mesoquiz.load(write_decks(tmp_path / "second", [FIRST | {"answer": "2"}]))
    import_package(collection, package(first, modified=1_700_000_000), tmp_path)
    collection.decks.set_current(collection.decks.id_for_name("Essai"))
    card = collection.sched.getCard()
    collection.sched.answerCard(card, 4)
    learnt = collection.db.all("SELECT id, type, queue, due, ivl, factor, reps, lapses FROM cards")
    log = import_package(collection, package(second, modified=1_700_000_001), tmp_path)
    assert entries(log) == {"updated": 1}
    assert collection.get_note(card.nid)["Answer"] == "2"
    assert collection.db.all("SELECT id, type, queue, due, ivl, factor, reps, lapses FROM cards") == learnt
    assert learnt[0][6] == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_withdrawn_card_is_to_be_suspended_as_a_deleted_one_comes_back(
    collection: Any, page: Any, tmp_path: Path, lang: str
) -> None:
    content = package(mesoquiz.load(write_decks(tmp_path / "decks", [FIRST | {"retired": True}], lang=lang)))
    import_package(collection, content, tmp_path)
    (card,) = collection.find_cards("")
    shown = read_aloud(
        page,
        "",
        [
            rendered(collection)[0].front,
            collection.decks.by_name("Essai")["desc"].replace("<details>", "<details open>"),
        ],
    )
    notice, description = shown[0][0], " ".join(shown[1])
    verb, lost = ("suspen", "vos étiquettes sont remplacées") if lang == "fr" else ("suspend", "tags are replaced")
    assert verb in notice
    assert verb in description
    assert lost in description
    assert not [word for word in ("supprimer", "supprimez", "delete it", "or delete") if word in notice + description]
    collection.sched.suspend_cards([card])
    import_package(collection, content, tmp_path)
    assert collection.get_card(card).queue == -1
    collection.remove_notes(collection.find_notes(""))
    assert entries(import_package(collection, content, tmp_path)) == {"new": 1}
    assert collection.get_card(card).queue == 0


# Texts that try to break out.


@pytest.fixture
def attacked(collection: Any, tmp_path: Path) -> Any:
    """A student's collection with the hostile cards, in the folder `tmp_path / "decks"`."""
    bank = mesoquiz.load(write_decks(tmp_path / "decks", list(hostile_cards()), sources=hostile_sources()))
    assert not bank.errors, mesoquiz.format_report(bank)
    assert entries(import_package(collection, package(bank), tmp_path)) == {"new": len(list(hostile_cards()))}
    return collection


def test_hostile_texts_make_the_cards_of_their_kind(attacked: Any) -> None:
    found = {id: len(cards) for id, cards in cards_by_note(attacked).items()}
    assert found == {card["id"]: number_of_cards(card) for card in hostile_cards()}
    assert attacked.get_empty_cards().report == ""
    assert attacked.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_hostile_texts_make_no_sound_and_no_picture(attacked: Any) -> None:
    for id in attacked.find_cards(""):
        output = attacked.get_card(id).render_output()
        assert (output.question_av_tags, output.answer_av_tags) == ([], [])
    assert list(Path(attacked.media.dir()).iterdir()) == []


def test_hostile_texts_are_shown_as_written(attacked: Any, page: Any, tmp_path: Path) -> None:
    cards = [found for found in written(tmp_path / "decks") if not found.card["id"].startswith("gap-")]
    expected = expected_by_card(cards, sources(tmp_path / "decks"), lambda text: SEEN.get(text, text))
    found = {place: sides for place, sides in read_sides(page, attacked).items() if not place[0].startswith("gap-")}
    assert found.keys() == expected.keys()
    pairs = {
        place: [(sorted(shown), sorted(wanted)) for shown, wanted in zip(sides, expected[place], strict=True)]
        for place, sides in found.items()
    }
    assert {place: sides for place, sides in pairs.items() if any(shown != wanted for shown, wanted in sides)} == {}


def test_gaps_are_shown_as_written(attacked: Any, page: Any) -> None:
    found = [sides for (id, _), sides in read_sides(page, attacked).items() if id.startswith("gap-")]
    expected = []
    for number, (text, hint) in enumerate(GAPS.values(), 1):
        back = [f"Avant {text} après fin.", f"gap-{number}"]
        expected += [([f"Avant [{hint or '...'}] après fin."], back), ([f"Avant {text} après [...]."], back)]
    assert found == expected


@pytest.mark.parametrize("text", AWKWARD_GAPS.values(), ids=AWKWARD_GAPS)
def test_no_gap_is_lost_or_exchanged(collection: Any, page: Any, tmp_path: Path, text: str) -> None:
    card = {"id": "a", "cloze": text}
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [card]))
    if bank.errors:
        return  # Refusing such a text is as good.
    import_package(collection, package(bank), tmp_path)
    page.set_content("<body></body>")
    script = """html => {
        document.body.innerHTML = html;
        return [...document.querySelectorAll(".cloze")].map(element => element.innerText);
    }"""
    found = [[page.evaluate(script, html) for html in (side.front, side.back)] for side in rendered(collection)]
    assert found == [[["[...]"], [gap.text]] for gap in gaps(card)[0]]


@pytest.mark.parametrize("tag", ["niveau::un", "<b>&amp;", "{{x}}", "niveau::", "::un", "niveau::::un"])
def test_anki_keeps_a_tag_as_it_is_written(collection: Any, tmp_path: Path, tag: str) -> None:
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [FIRST | {"tags": [tag]}]))
    if bank.errors:
        return  # Refusing a tag that Anki would change is as good.
    import_package(collection, package(bank), tmp_path)
    assert collection.tags.all() == [tag]


def test_hostile_texts_execute_nothing(attacked: Any, page: Any) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    sides = rendered(attacked)
    page.set_content("<!DOCTYPE html><body class=card>" + "".join(side.front + side.back for side in sides))
    assert page.locator("article").count() == 2 * len(sides)
    assert intruders(page) == []
    assert dialogs == []


def test_ten_thousand_notes_are_a_small_package_that_anki_finds_sound(collection: Any, tmp_path: Path) -> None:
    benchmark = runpy.run_path(str(DECKS.parent / "benchmarks" / "generate.py"))
    benchmark["write_decks"](tmp_path / "decks", 10_000, 20)
    content = package(mesoquiz.load(tmp_path / "decks"))
    assert len(content) < 1_000_000
    import_package(collection, content, tmp_path)
    assert collection.note_count() == 10_000
    problems, is_sound = collection.fix_integrity()
    assert (problems, is_sound) == ("Database rebuilt and optimized.", True)
