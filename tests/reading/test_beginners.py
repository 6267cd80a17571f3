"""What beginners type: one message at the place of the mistake, which says what to type; nothing else is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.diagnostic import Diagnostic

QUESTION = "  - id: a\n    question: Quel os ?\n"
CARD = f"{QUESTION}    answer: fémur\n"
COLLECTION = "id: essai\ntitle: Cours\n"


def found_in(cards: str, folder: Path) -> list[Diagnostic]:
    """What is said of the cards of a deck, the first of which begins on line 3."""
    (folder / "collection.yaml").write_text(f"{COLLECTION}sources:\n  - {{id: manuel, title: M}}\n", encoding="utf-8")
    (folder / "a.yaml").write_text(f"deck: T\ncards:\n{cards}", encoding="utf-8")
    return list(mesoquiz.load(folder).diagnostics)


KEYS = {
    "mauvaises réponses": "distractors",
    "leurres": "distractors",
    "incorrect_answers": "distractors",
    "wrong answers": "distractors",
    "mots-clés": "tags",
    "niveau": "difficulty",
    "mnémo": "why",
}


@pytest.mark.parametrize(("word", "key"), KEYS.items())
def test_a_key_in_other_words_is_known(word: str, key: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    {word}: b\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (6, 5, f"did you mean `{key}`?")


DECIDING = {
    "bonne réponse: b": "answer",
    "right answer: b": "answer",
    "correct_answer: b": "answer",
    "bonnes réponses: [b, c]": "answers",
    "associations: [[a, b], [c, d]]": "pairs",
}


@pytest.mark.parametrize(("line", "key"), DECIDING.items())
def test_the_key_that_tells_the_kind_is_known_in_other_words(line: str, key: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{QUESTION}    {line}\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (5, 5, f"did you mean `{key}`?")


OTHERS = {
    "fraction: 100": "remove it: the blueprint of an exam gives the points",
    "single: true": "remove it: `answer:` asks for one answer, `answers:` for several",
}


@pytest.mark.parametrize(("line", "hint"), OTHERS.items())
def test_a_key_of_another_program_has_a_remedy(line: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    {line}\n", tmp_path)
    assert (found.span.line, found.hint) == (6, hint)


def test_options_that_say_which_are_right_become_answer_and_distractors(tmp_path: Path) -> None:
    options = "    options:\n      - {text: fémur, correct: true}\n      - {text: tibia, correct: false}\n"
    (found,) = found_in(QUESTION + options, tmp_path)
    assert (found.span.line, found.span.column) == (5, 5)
    assert found.hint == "write `answer: fémur` and `distractors: [tibia]`"


OPTIONS = {
    "fémur": "write `distractors: [tibia, radius]`",
    "0": "write the right one in words below `answer:`, and the others below `distractors:`",
    "B": "write the right one in words below `answer:`, and the others below `distractors:`",
    "humérus": "did you mean `distractors`?",
}


@pytest.mark.parametrize(("answer", "hint"), OPTIONS.items())
def test_options_among_which_the_answer_is_become_distractors(answer: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{QUESTION}    options: [fémur, tibia, radius]\n    answer: {answer}\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (5, 5, hint)


def test_a_card_that_has_an_id_alone_may_be_deleted(tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}  - id: b\n", tmp_path)
    assert found.span.line == 6
    assert found.hint == "add `question:` and `answer:`, for example, or delete this card"


SOURCES = {
    'source: [manuel, "ouvre l\'œil"]': 'write `{doc: manuel, quote: "ouvre l\'œil"}`',
    "source: manuel": "write `{doc: manuel}`",
}


@pytest.mark.parametrize(("line", "hint"), SOURCES.items())
def test_a_citation_is_written_with_its_keys(line: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    {line}\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (6, 13, hint)


FILES = {
    "sources:\n  manuel: Manuel d'anatomie\n  atlas: Atlas\n": (
        'write each as keys in braces:\n- {id: manuel, title: "Manuel d\'anatomie"}\n- {id: atlas, title: Atlas}'
    ),
    "sources:\n  - Atlas du corps\n": "write `{id: …, title: Atlas du corps}`",
    "sources:\n  - atlas\n": "write `{id: atlas, title: …}`",
    "sources: {atlas: Atlas}\n": "write `[{id: atlas, title: Atlas}]`",
}


@pytest.mark.parametrize(("text", "hint"), FILES.items())
def test_sources_are_written_as_entries_with_the_authors_words(text: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text(COLLECTION + text, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(f"deck: T\ncards:\n{CARD}", encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path).diagnostics
    assert found.hint == hint


def test_the_keys_of_a_collection_need_no_dashes(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("- id: essai\n- title: Cours\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(f"deck: T\ncards:\n{CARD}", encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path).diagnostics
    assert (found.span.line, found.hint) == (1, "leave out the `- ` before `id:` and the others")


PLANS = {
    "sections:\n  Anatomie: 1\n": "write each as keys in braces:\n  |     - {title: Anatomie, count: 1}",
    "sections:\n  - Anatomie\n": "write `{title: Anatomie, count: …}`",
    "sections:\n  - count: 1\n    quotas: {os: 1}\n": "write `[{tag: os, count: 1}]`",
}


@pytest.mark.parametrize(("text", "hint"), PLANS.items())
def test_sections_and_quotas_are_written_as_entries(text: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(f"deck: T\ncards:\n{CARD}", encoding="utf-8")
    (tmp_path / "blueprints").mkdir()
    (tmp_path / "blueprints" / "e.yaml").write_text(f"title: Examen\n{text}", encoding="utf-8")
    assert f"= help: {hint}\n" in run("check", tmp_path).output


CHAINS = {
    "answers: [foie; bile]": "[foie, bile]",
    "answers: [marteau → enclume → étrier]": "[marteau, enclume, étrier]",
    "answers: [marteau / enclume / étrier]": "[marteau, enclume, étrier]",
    "answers: [marteau/enclume/étrier]": "[marteau, enclume, étrier]",
    "answers: [marteau + enclume + étrier]": "[marteau, enclume, étrier]",
    "answers: [marteau et enclume et étrier]": "[marteau, enclume, étrier]",
    "sequence: [laver → piquer]": "[laver, piquer]",
    "sequence: [laver; piquer; masser]": "[laver, piquer, masser]",
    "sequence: [laver / piquer / masser]": "[laver, piquer, masser]",
}


@pytest.mark.parametrize(("line", "meant"), CHAINS.items())
def test_a_list_that_other_marks_divide_is_told_once(line: str, meant: str, tmp_path: Path) -> None:
    (found,) = found_in(f"  - id: a\n    question: Citez les deux temps ?\n    {line}\n", tmp_path)
    assert (found.span.line, found.hint) == (5, f"write `{meant}`")


WHOLE = (
    "[fièvre et frissons]",
    "[25 mg/kg/j]",
    "[TSH/T3/T4]",
    "[mg/L/h]",
    "[hypoxie → acidose]",
    "[le foie, le rein et/ou la rate]",
    '["marteau → enclume → étrier"]',
)


@pytest.mark.parametrize("entries", WHOLE)
def test_an_entry_with_such_marks_may_be_one(entries: str, tmp_path: Path) -> None:
    assert found_in(f"  - id: a\n    question: Que faut-il ?\n    answers: {entries}\n", tmp_path) == []


LISTS = {
    "answers: [[foie, bile]]": "leave out the brackets around it: its entries are then those of the list",
    "answer: [foie]": "write `foie` alone, or `answers:` if there are several",
}


@pytest.mark.parametrize(("line", "hint"), LISTS.items())
def test_a_list_in_place_of_a_text_has_a_remedy(line: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{QUESTION}    {line}\n", tmp_path)
    assert (found.span.line, found.hint) == (5, hint)


TAGS = {
    "[rein sang]": "write `rein-sang`, or `rein, sang` if there are several",
    "[rein; sang]": "write `[rein, sang]`",
}


@pytest.mark.parametrize(("tags", "hint"), TAGS.items())
def test_tags_that_nothing_divides_are_told_once(tags: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    tags: {tags}\n", tmp_path)
    assert (found.code, found.span.line, found.span.column, found.hint) == ("malformed", 6, 12, hint)


GIFT = {
    "question: Quel os {=fémur ~tibia}": (
        4,
        15,
        "write what follows `=` below `answer:`, and what follows each `~` below `distractors:`",
    ),
    "question: ::os 1:: Quel os ?\n    answer: fémur": (4, 15, "leave it out"),
    "question: Quel os ?\n    answer: =fémur": (5, 13, "leave the mark out: `fémur`"),
    "question: Quel os ?\n    answer: fémur\n    accept: [~tibia]": (6, 14, "leave the mark out: `tibia`"),
    "question: Quel os ?\n    answer: %100%fémur": (5, 13, "leave it out"),
    "question: Associez.\n    pairs:\n      - =fémur -> cuisse\n      - =tibia -> jambe": (
        6,
        9,
        "write each as a list in brackets:\n- [fémur, cuisse]\n- [tibia, jambe]",
    ),
}


@pytest.mark.parametrize(("lines", "expected"), GIFT.items())
def test_marks_of_moodle_have_a_remedy(lines: str, expected: tuple[int, int, str], tmp_path: Path) -> None:
    (found,) = found_in(f"  - id: a\n    {lines}\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == expected


PAIRS = {
    "\n      fémur\tcuisse\n      tibia\tjambe": (
        "write each as a list in brackets:\n- [fémur, cuisse]\n- [tibia, jambe]"
    ),
    " [[fémur\tcuisse], [tibia, jambe]]": "write `[fémur, cuisse]`",
}


@pytest.mark.parametrize(("pairs", "hint"), PAIRS.items())
def test_the_columns_of_a_table_become_pairs(pairs: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"  - id: a\n    question: Associez.\n    pairs:{pairs}\n", tmp_path)
    assert found.hint == hint


TABLES = ("question;answer;tags\nQuel os ?;fémur;os\n", "Front\tBack\nQuel os ?\tfémur\n")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_named_as_what_it_is(table: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(table, encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path / "a.yaml").diagnostics
    assert (found.code, found.message) == ("not-a-deck", "this is a table (CSV), whatever its name says")


def test_a_command_of_latex_in_double_quotes_is_written_in_markdown(tmp_path: Path) -> None:
    (found,) = found_in(QUESTION + '    answer: "le \\textbf{fémur} droit"\n', tmp_path)
    assert found.hint == "write `**fémur**` in place of `\\textbf{fémur}`"


def test_a_deck_in_json_is_closed(tmp_path: Path) -> None:
    text = '{"deck": "T", "id": "t", "cards": [{"id": "a", "term": "angor", "definition": "douleur"}'
    (tmp_path / "a.yaml").write_text(f"{text}\n", encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path / "a.yaml").diagnostics
    assert (found.code, found.hint) == ("unclosed-bracket", f"close it:\n{text}]}}")


def test_the_comma_above_a_line_at_the_edge_is_not_told_as_well(tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    why: Le plus long,\net le plus lourd.\n", tmp_path)
    assert (found.code, found.span.line) == ("line-outside", 7)


ADVICE = {
    "thème: [os]": "write `tags:`",
    "chapitre: 3": "write `tags:`",
    "synonymes: [femur]": "write `accept:`",
    "contexte clinique: un homme": "write `context:`",
    "références: {doc: manuel}": "write `source:`",
    "mise en garde: prudence": "write `caution:`",
    "titre: Les os": "remove it: cards have no title",
    "auteur: moi": "remove it, or write it as a comment, after `#`",
}


@pytest.mark.parametrize(("line", "hint"), ADVICE.items())
def test_a_key_that_cards_lack_says_where_its_words_go(line: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    {line}\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (6, 5, hint)


def test_a_second_answer_with_a_number_is_not_lost(tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    answer2: tibia\n", tmp_path)
    assert (found.code, found.span.line, found.span.column) == ("unknown-key", 6, 5)
    assert found.hint == "write `answers: [fémur, tibia]`"


PICTURES = {
    "image: {media/peau.png, Coupe}": "write `{file: media/peau.png, alt: Coupe}`",
    "image: [a.png, b.png]": "write one file: a card has one picture",
}


@pytest.mark.parametrize(("line", "hint"), PICTURES.items())
def test_a_picture_is_written_with_its_keys(line: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    {line}\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (6, 12, hint)


MASK = "  - id: a\n    image: {file: a.png, alt: Os}\n    masks:\n      - [10, 20, 30, 40, derme]\n"


def test_a_mask_is_written_with_its_keys(tmp_path: Path) -> None:
    hints = [found.hint for found in found_in(MASK, tmp_path) if found.code == "expected-mapping"]
    assert hints == ["write `{left: 10, top: 20, width: 30, height: 40, label: derme}`"]


def test_the_citation_of_a_chat_is_no_part_of_the_text(tmp_path: Path) -> None:
    (found,) = found_in(f"{QUESTION}    answer: fémur【4†source】\n", tmp_path)
    assert (found.span.column, found.hint) == (18, "leave it out: it cites a page of a chat")


def test_a_deck_in_two_words_is_a_subdeck(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"deck: [Os, Jambe]\nid: t\ncards:\n{CARD}", encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path / "a.yaml").diagnostics
    assert found.hint == "write `Os::Jambe`"


VALUES = {
    'tags: ["os : jambe"]': "write `os::jambe`",
    "difficulty: très difficile": "write `3`",
    "difficulty: 2.0": "did you mean `2`?",
    "image: {file: a.png, alt: Os, légende: b}": "did you mean `alt`?",
    "distractors: [tibia, {text: aucun, pin: en dernier}]": "write `last`",
    "distractors: [tibia, {text: ulna, inacceptable: true}]": "did you mean `never`?",
    "why: voir ![Coupe][peau.png]": "write `(` and `)` around the file",
}


@pytest.mark.parametrize(("line", "hint"), VALUES.items())
def test_a_value_in_other_words_is_known(line: str, hint: str, tmp_path: Path) -> None:
    hints = [found.hint for found in found_in(f"{CARD}    {line}\n", tmp_path) if found.span.line == 6]
    assert hints == [hint]


def test_the_lines_of_a_list_without_dashes_are_those_of_the_author(tmp_path: Path) -> None:
    (found,) = found_in(f"{QUESTION}    answers: fémur\n      tibia\n", tmp_path)
    assert found.hint == "write `answers: [fémur, tibia]`"


def test_a_pair_of_two_words_is_divided(tmp_path: Path) -> None:
    (found,) = found_in("  - id: a\n    question: Associez.\n    pairs: [[fémur cuisse], [tibia, jambe]]\n", tmp_path)
    assert found.hint == "write `[fémur, cuisse]`"


def test_the_address_of_a_source_is_written_whole(tmp_path: Path) -> None:
    sources = "sources:\n  - {id: manuel, title: M, url: manuel.org}\n"
    (tmp_path / "collection.yaml").write_text(COLLECTION + sources, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(f"deck: T\ncards:\n{CARD}", encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path).diagnostics
    assert found.hint == "write `https://manuel.org`"
