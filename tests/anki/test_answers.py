"""An answer that turns round is pointed out before it is published; a new wording is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from releases import NOW, THEN

from mesoquiz.anki.changes.answers import mark_of, turned
from mesoquiz.notes.interactions import Option, Recall

TURNED = {
    "wholly different": ("answer: la peau", "answer: le foie"),
    "another number": ("answer: 1952", "answer: 1958"),
    "a filler in common": ("answer: dans le derme", "answer: dans l'hypoderme"),
    "its opposite": ("answer: il faut masser la zone", "answer: il ne faut pas masser la zone"),
    "true and false": ("answer: true", "answer: false"),
    "options changed sides": ("answer: haut\n    distractors: [bas]", "answer: bas\n    distractors: [haut]"),
    "the wrong option, with words in common": (
        "answer: dans le derme profond selon Inphysio\n    distractors: [dans le muscle profond selon Inphysio]",
        "answer: dans le muscle profond selon Inphysio\n    distractors: [dans le derme profond selon Inphysio]",
    ),
    "one part of a list": (
        "answers: [eau, graisse]\n    distractors: [sang]",
        "answers: [eau, sang]\n    distractors: [graisse]",
    ),
    "a number among words": ("answer: à 4 mm de profondeur", "answer: à 10 mm de profondeur"),
    "an opposite among words": ("answer: la circulation augmente vite", "answer: la circulation diminue vite"),
    "plus and moins": ("answer: un effet plus durable", "answer: un effet moins durable"),
    "no longer negated": ("answers: [non invasif, minimaliste]", "answers: [invasif, minimaliste]"),
    "hardly a word in common": (
        "answer: Par un effet durable et bien établi, selon la page sur la mésorestructuration",
        "answer: Injection de médicaments au niveau du tendon, page conventionnelle",
    ),
    "without a letter": ('answer: "="', 'answer: "≠"'),
    "a number in words": ("answer: deux séances par mois", "answer: trois séances par mois"),
    "a unit": ("answer: quelques heures de repos", "answer: quelques jours de repos"),
    "a word of the same beginning": ("answer: intradermique", "answer: intraveineuse"),
    "compounds of one beginning": ("answer: une voie intraveineuse lente", "answer: une voie intramusculaire lente"),
    "a letter that is a name": ("answer: la vitamine B12", "answer: la vitamine C"),
    "for and against": ("answer: contre-indiquée chez l'enfant", "answer: indiquée chez l'enfant"),
    "hyper and hypo": ("answer: une hypertension de l'adulte", "answer: une hypotension de l'adulte"),
    "two pairs exchanged": (
        "pairs: [[Pistor, mésothérapie], [George, lifting]]",
        "pairs: [[Pistor, lifting], [George, mésothérapie]]",
    ),
    "two steps exchanged": ("sequence: [laver, piquer, masser]", "sequence: [piquer, laver, masser]"),
    "the last step first": ("sequence: [laver, piquer, masser]", "sequence: [masser, laver, piquer]"),
    "a statement denied": (
        "statement: La peau contient de l'eau.\n    answer: true",
        "statement: La peau ne contient pas d'eau.\n    answer: true",
    ),
    "a number in a statement": (
        "statement: La peau a 2 couches.\n    answer: true",
        "statement: La peau a 3 couches.\n    answer: true",
    ),
    "the parts of a list": ("answers: [eau, graisse]", "answers: [fibres, sang]"),
}
KEPT = {
    "shorter": ("answer: dans le derme", "answer: le derme"),
    "a plural": ("answer: l'injection", "answer: les injections"),
    "accents": ("answer: la mesotherapie", "answer: La mésothérapie"),
    "a part more": ("answers: [eau, graisse]", "answers: [eau, graisse, fibres]"),
    "another distractor": ("answer: haut\n    distractors: [bas]", "answer: haut\n    distractors: [côté]"),
    "letters swapped": ("answer: le mésoderme", "answer: le mésdoerme"),
    "a letter left out": ("answer: le mésoderme", "answer: le msoderme"),
    "another letter": ("answer: hypoderme", "answer: hypodèrme"),
    "a remark that denies": ("answer: Michel Pistor", "answer: Michel Pistor (sans autre précision)"),
    "a synonym among words": ("answer: une maladie des os", "answer: une affection des os, une maladie"),
    "a number more": ("answer: en 1952", "answer: en 1952 (et non en 1958)"),
    "a thousand": ("answer: 1000 aiguilles", "answer: 1 000 aiguilles"),
    "another order": ("answers: [eau, graisse]", "answers: [graisse, eau]"),
    "options in other words": (
        "answer: haut\n    distractors: [bas, côté]",
        "answer: haut\n    distractors: [en bas, à côté]",
    ),
    "the same, without a letter": ('answer: "="', 'answer: "="'),
    "pairs in another order": ("pairs: [[a, un], [b, deux], [c, six]]", "pairs: [[c, six], [a, un], [b, deux]]"),
    "a pair more": ("pairs: [[a, un], [b, eau]]", "pairs: [[a, un], [b, eau], [c, sang]]"),
    "a step more": ("sequence: [laver, masser]", "sequence: [laver, piquer, masser]"),
    "a statement in other words": (
        "statement: La peau contient de l'eau.\n    answer: true",
        "statement: La peau contient beaucoup d'eau.\n    answer: true",
    ),
    "a word that begins like a filler": (
        "answer: un entretien avec un médecin",
        "answer: un entretien avec un praticien",
    ),
    "a name in small letters": ("answer: le facteur VIII", "answer: le facteur viii de la coagulation"),
    "all in capitals": ("answer: la vitamine K", "answer: LA VITAMINE K"),
    "a capital before an apostrophe": ("answer: L'eau du derme", "answer: Une eau du derme, à l'origine"),
    "a compound, misspelt": ("answer: intradermique", "answer: intrademrique"),
    "a compound, in the plural": ("answer: intradermique", "answer: des injections intradermiques"),
    "negated in other words": ("answer: sans anesthésie", "answer: pas d'anesthésie"),
}
WARNED = (
    "decks/a.yaml:3:9: warning[answer-turned] the answer of `fiche` differs from the published one, or is its "
    "opposite: students keep the history of the old one\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("decks/collection.yaml").write_text("id: suite\ntitle: Suite\nversion: 1\n", encoding="utf-8")


def write(answer: str) -> None:
    asked = "statement: Oui." if answer in TURNED["true and false"] else "question: Où ?"
    asked = "" if answer.startswith("statement") else asked
    text = f"deck: Suite\ncards:\n  - id: fiche\n    {asked}\n    {answer}\n"
    Path("decks/a.yaml").write_text(text, encoding="utf-8")


def change(answers: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish the first answer and write the second."""
    write(answers[0])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(THEN))
    assert run("release").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    write(answers[1])


@pytest.mark.parametrize("answers", TURNED.values(), ids=list(TURNED))
def test_an_answer_that_turns_round_is_pointed_out(answers: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    change(answers, monkeypatch)
    done = run("check")
    assert WARNED in done.stdout
    assert done.exit_code == 0
    assert run("release", "2").exit_code == 0
    assert "answer-turned" not in run("check").output, "it is said before the release, and not for ever"


@pytest.mark.parametrize("answers", KEPT.values(), ids=list(KEPT))
def test_another_wording_is_not(answers: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    change(answers, monkeypatch)
    assert "answer-turned" not in run("check").output


def test_a_lock_that_knows_no_answers_warns_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of mesoquiz 0.1 do not; nothing else of them changes."""
    change(TURNED["wholly different"], monkeypatch)
    lock = Path("decks/collection.lock")
    text = lock.read_text(encoding="utf-8")
    old = text.replace(f"standard={mark_of(Recall(prompt='', answers=(Option(text='la peau'),)))} ", "standard ")
    assert old != text
    lock.write_text(old, encoding="utf-8")
    assert "answer-turned" not in run("check").output
    write("answer: la peau")
    assert run("anki", "--locked").exit_code == 0


def test_a_long_order_does_not_fill_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [f"étape {number}" for number in range(200)]
    change((f"sequence: [{', '.join(steps)}]", f"sequence: [{', '.join(steps[::-1])}]"), monkeypatch)
    assert len(Path("decks/collection.lock").read_text(encoding="utf-8")) < 1000
    assert run("check").exit_code == 0


def test_what_is_not_known_turns_nothing() -> None:
    assert not turned("", "derme//")
    assert not turned("!derme//", "")
    assert not turned("a1f", "!0c2e4d")
    assert not turned("derme/12ab", "!derme/12ab")
