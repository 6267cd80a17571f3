"""Cards whose authors wrote no id: what Anki knows them by, and the ids that `check --fix` writes."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from commands import run
from locks import packed

import mesoquiz
from mesoquiz.decks.mending import identified
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.questions.qa import QuestionAnswer

HEAD = "deck: Peau\nid: t\ncards:\n"
LAYERS = "  - question: Quelles sont les trois couches de la peau ?\n    answers: [épiderme, derme, hypoderme]\n"
WHERE = "  - question: Où vont les injections ?\n    answer: dans le derme\n"
LAYERS_ID, WHERE_ID = "trois-couches-peau-8e041", "vont-injections-dbe6f"
COLLECTION = "id: suite\ntitle: Suite\nversion: '1'\n"


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    return folder


def write(file: Path, *cards: str) -> None:
    file.write_text("deck: Peau\ncards:\n" + "".join(cards), encoding="utf-8")


def ids(text: str) -> list[str]:
    """The ids of the cards of a sound deck."""
    bank = mesoquiz.load_text(text)
    assert not bank.errors, mesoquiz.format_report(bank)
    return [note.id for note in bank.notes]


def test_the_id_is_made_of_the_words_that_tell_most() -> None:
    assert ids(HEAD + LAYERS + WHERE) == [LAYERS_ID, WHERE_ID]


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ("term: Œdème\n    definition: un gonflement", "oedeme"),
        ('cloze: "Le {{1::derme::couche}} est sous l’{{épiderme}}."', "derme-sous-epiderme"),
        ("statement: Le pH > 7 est basique.\n    answer: true", "ph-7-basique"),
        ("question: 何ですか？\n    answer: 皮膚", "card"),
        ("question: Que\n    answer: rien", "que"),
        ("hypothesis: une fracture\n    information: un œdème\n    panel: [0, 1, 2, 3, 4]", "fracture-oedeme"),
    ],
    ids=["a term", "gaps", "signs", "no letters of ours", "small words alone", "two texts"],
)
def test_every_kind_has_words(card: str, words: str) -> None:
    (id,) = ids(HEAD + f"  - {card}\n")
    assert id.rpartition("-")[0] == words


@pytest.mark.parametrize(
    "same",
    [
        LAYERS.replace("  - question", "  - tags: [peau]\n    question"),
        LAYERS.replace("question: Quelles", "question: quelles").replace(" ?", "?"),
        LAYERS.replace("trois couches", "**trois** couches").replace("question: ", 'question: "').replace(" ?", ' ?"'),
        LAYERS.replace("derme, hypoderme", "derme, sous-derme"),
    ],
    ids=["another key", "signs and capitals", "bold", "another answer"],
)
def test_the_id_stays_while_the_question_does(same: str) -> None:
    assert ids(HEAD + WHERE + same) == [WHERE_ID, LAYERS_ID]
    assert ids(HEAD.replace("Peau", "Autre") + same) == [LAYERS_ID], "the deck may get another name"


def test_other_signs_and_numbers_are_another_question() -> None:
    asked = ["pH > 7", "pH < 7", "pH 7,4", "pH 74"]
    found = ids(HEAD + "".join(f"  - question: Que dit {one} ?\n    answer: rien\n" for one in asked))
    assert len(set(found)) == len(asked)


def test_one_warning_tells_of_all_cards_of_a_deck(decks: Path) -> None:
    write(decks / "a.yaml", "  - id: a\n    term: derme\n    definition: couche\n", LAYERS, WHERE)
    done = run("check", "--ignore", "ALL")
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        [
            "decks/a.yaml:6:5: warning[no-id] this card has no `id`, and 1 below it has none",
            "  |",
            "6 |   - question: Quelles sont les trois couches de la peau ?",
            "  |     ^^^^^^^^",
            "  = help: `mesoquiz check --fix` writes it; "
            "until then, another wording of its question makes it a new card",
            "",
            "1 warning in 1 file",
        ],
    )


def test_a_card_that_gets_its_id_stays_what_it_is_in_anki(decks: Path) -> None:
    write(decks / "a.yaml", LAYERS, WHERE)
    assert run("anki", "-o", "dist/suite.apkg").exit_code == 0
    before, lock = packed(), (decks / "collection.lock").read_bytes()
    done = run("check", "--fix", "--ignore", "ALL")
    assert (done.stdout, done.stderr) == ("2 cards in 1 deck: no problem found.\n", "decks/a.yaml: wrote 2 ids\n")
    (decks / "a.yaml").write_text(
        (decks / "a.yaml").read_text("utf-8").replace("Où vont les injections", "Où pique-t-on"), encoding="utf-8"
    )
    assert run("anki", "-o", "dist/suite.apkg").exit_code == 0
    assert {id: note.guid for id, note in packed().items()} == {id: note.guid for id, note in before.items()}
    assert lock.count(b"draft note") == (decks / "collection.lock").read_bytes().count(b"draft note") == 2


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")]
)
def test_all_other_bytes_stay(end: str, mark: bytes, encoding: str) -> None:
    text = HEAD + "  # à relire\n" + LAYERS.replace(" ?\n", " ? # ici\n") + "\n  -   term: derme\n      definition: x"
    meant = text.replace("- question", f"- id: {LAYERS_ID}\n    question").replace(
        "term:", "id: derme-ad04e\n      term:"
    )

    def written(text: str) -> bytes:
        return mark + text.replace("\n", end).encode(encoding)

    assert identified(written(text), "a.yaml", set()) == (written(meant), 2)
    assert identified(written(meant), "a.yaml", set()) == (written(meant), 0)


@pytest.mark.parametrize(
    ("card", "meant"),
    [
        ("- {term: derme, definition: x}", "- {id: derme-ad04e, term: derme, definition: x}"),
        ("- { term: derme, definition: x }", "- { id: derme-ad04e, term: derme, definition: x }"),
        ('- {"term": "derme", "definition": "x"}', '- {"id": "derme-ad04e", "term": "derme", "definition": "x"}'),
        (
            '- {\n    "term": "derme", "definition": "x"}',
            '- {\n    "id": "derme-ad04e",\n    "term": "derme", "definition": "x"}',
        ),
        ('- "term": derme\n    "definition": x', '- "id": "derme-ad04e"\n    "term": derme\n    "definition": x'),
        ("-\n    term: derme\n    definition: x", "-\n    id: derme-ad04e\n    term: derme\n    definition: x"),
        ("- definition: x\n    term: derme", "- id: derme-ad04e\n    definition: x\n    term: derme"),
    ],
    ids=["braces", "braces with spaces", "JSON", "JSON in lines", "quoted keys", "a dash alone", "another key first"],
)
def test_the_id_is_the_first_key_however_a_card_is_written(card: str, meant: str) -> None:
    made, number = identified(f"{HEAD}  {card}\n".encode(), "a.yaml", set())
    assert (made.decode(), number) == (f"{HEAD}  {meant}\n", 1)


def test_several_cards_of_one_line_get_their_ids() -> None:
    text = "deck: T\nid: t\ncards: [{term: derme, definition: x}, {term: os, definition: y}]\n"
    made, number = identified(text.encode(), "a.yaml", set())
    assert number == 2
    assert ids(made.decode()) == ids(text)


def test_two_cards_that_ask_the_same_are_refused_until_they_have_ids(decks: Path) -> None:
    write(decks / "a.yaml", WHERE)
    write(decks / "b.yaml", WHERE.replace("dans le derme", "dans la peau"))
    done = run("check", "--ignore", "ALL", "--format", "concise")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:2] == [
        "decks/a.yaml:3:5: warning[no-id] this card has no `id` (`mesoquiz check --fix` writes it; until then, "
        "another wording of its question makes it a new card)",
        "decks/b.yaml:3:5: error[same-question] this card has no `id`, and asks the same as another; first here: "
        "decks/a.yaml:3:5 (ask something else, or give it an `id:` of its own, as `mesoquiz check --fix` does)",
    ]
    assert run("check", "--fix", "--ignore", "ALL").exit_code == 0
    assert f"id: {WHERE_ID}\n" in (decks / "a.yaml").read_text("utf-8")
    assert f"id: {WHERE_ID}-2\n" in (decks / "b.yaml").read_text("utf-8")


def test_an_id_that_another_deck_has_is_not_written_again(decks: Path) -> None:
    """The author copied a card that had got its id, and changed the answer alone."""
    write(decks / "a.yaml", f"  - id: {WHERE_ID}\n    question: Où pique-t-on ?\n    answer: là\n")
    write(decks / "b.yaml", WHERE)
    assert run("check", "--fix", "--ignore", "ALL", "decks/b.yaml").exit_code == 0
    assert f"id: {WHERE_ID}-2\n" in (decks / "b.yaml").read_text("utf-8")
    assert run("check", "--ignore", "ALL").exit_code == 0


def test_a_deck_with_an_error_gets_no_ids(decks: Path) -> None:
    write(decks / "a.yaml", LAYERS, WHERE.replace("answer", "anser"))
    before = (decks / "a.yaml").read_bytes()
    assert run("check", "--fix").exit_code == 1
    assert (decks / "a.yaml").read_bytes() == before


def test_ids_are_written_beside_what_is_mended(decks: Path) -> None:
    write(decks / "a.yaml", LAYERS, WHERE.replace("dans le derme", "attention: le derme"))
    done = run("check", "--fix", "--ignore", "ALL")
    assert (done.exit_code, done.stderr) == (0, "decks/a.yaml: mended 1 line, wrote 2 ids\n")


def test_a_difference_shows_the_ids(decks: Path) -> None:
    write(decks / "a.yaml", WHERE)
    before = (decks / "a.yaml").read_bytes()
    done = run("check", "--diff", "--ignore", "ALL")
    assert f"+  - id: {WHERE_ID}\n+    question: Où vont les injections ?\n" in done.stdout
    assert (decks / "a.yaml").read_bytes() == before


def test_a_release_waits_for_ids(decks: Path) -> None:
    write(decks / "a.yaml", WHERE)
    done = run("release", "1")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        1,
        "1 card has no id, and what is published needs one that stays: type `mesoquiz check --fix decks`. "
        "Nothing was written.",
    )
    assert not (decks / "collection.lock").exists()
    assert run("check", "--fix", "--ignore", "ALL").exit_code == 0
    assert run("release", "1").exit_code == 0


def test_a_published_card_that_lost_its_id_is_told(decks: Path) -> None:
    write(decks / "a.yaml", WHERE.replace("- question", "- id: injection\n    question"))
    assert run("release", "1").exit_code == 0
    write(decks / "a.yaml", WHERE)
    done = run("check", "--format", "concise", "--ignore", "ALL")
    assert done.exit_code == 1
    assert "change the id back to `injection`" in done.stdout


def test_cards_made_in_python_need_no_id() -> None:
    cards = [{"question": "Où vont les injections ?", "answer": "dans le derme"}]
    bank = mesoquiz.load_text({"deck": "Peau", "id": "peau", "cards": cards})
    assert [note.id for note in bank.notes] == [WHERE_ID]
    assert [one.hint for one in bank.diagnostics] == [
        "give it an `id`: else another wording of its question makes it a new card"
    ]


def test_cards_made_in_python_get_their_ids_when_they_are_checked() -> None:
    made = QuestionAnswer(question="Où vont les injections ?", answer="dans le derme")
    bank = Bank(collection=Collection(id="t", title="T"), decks=(Deck(name="Peau", notes=(made,)),))
    with pytest.raises(ValueError, match="has no id"):
        mesoquiz.export("apkg", bank)
    assert [note.id for note in mesoquiz.check(bank).notes] == [WHERE_ID]
