"""A class list as spreadsheets save it: what is printed of it, and what is said of one that will not do."""

from __future__ import annotations

import pytest

import mesoquiz
from mesoquiz.exams.quiz import Quiz
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Option
from mesoquiz.paper.classlist import Copy, Unreadable, copies, remarks
from mesoquiz.questions.qa import QuestionAnswer


def quiz_of(forms: int = 2, lang: str = "fr") -> Quiz:
    notes = (QuestionAnswer(id="a", question="Q ?", answer=Option(text="A")),)
    collection = Collection(id="peau", title="Peau", lang=lang)  # type: ignore[arg-type]
    return mesoquiz.assemble(Bank(collection=collection, decks=(Deck(name="D", notes=notes),)), seed="s", forms=forms)


LIST = "Nom;Prénom;N° étudiant\nAlpha;Ué;0012\nLa Bêta;Dé;0013\nŒméga;Té;0014\n"
NUMBER = "N° d’étudiant"


def test_neighbours_get_one_form_after_the_other() -> None:
    made = copies(LIST.encode(), quiz_of())
    assert [copy.form for copy in made] == ["A", "B", "A"]
    assert made[2] == Copy("A", {"Nom": "Œméga", "Prénom": "Té", NUMBER: "0014"})


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode("utf-8-sig"),
        LIST.encode("cp1252"),
        LIST.replace(";", "\t").encode("utf-16"),
        LIST.replace(";", ",").replace("\n", "\r\n").encode(),
        ("\n" + LIST.replace("\n", "\n;;\n")).encode(),
        LIST.replace("Nom;Prénom;N° étudiant", "NOM de famille;prenom;Numéro d'identification").encode(),
        ("sep=;\n" + LIST).encode(),
        LIST.replace("N° étudiant", "N°").encode(),
        b"Nom;Pr\xc3\xa9nom;Courriel;Code\n"
        b'"Alpha";U\xc3\xa9;u@exemple.fr;0012\nLa  B\xc3\xaata ;D\xc3\xa9;;0013\n\xc5\x92m\xc3\xa9ga;T\xc3\xa9;;0014\n',
    ],
)
def test_every_spreadsheet_saves_it_its_own_way(data: bytes) -> None:
    made = [dict(copy.values) for copy in copies(data, quiz_of())]
    assert made[0] == {"Nom": "Alpha", "Prénom": "Ué", NUMBER: "0012"}
    assert [one["Nom"] for one in made] == ["Alpha", "La Bêta", "Œméga"]


def test_columns_are_lines_of_the_header() -> None:
    assert [dict(copy.values) for copy in copies(b"Last name,First name,Group\nDelta,Six,3\n", quiz_of(lang="en"))] == [
        {"Last name": "Delta", "First name": "Six"}
    ]
    assert copies(b"Nom\nAlpha\n", quiz_of(forms=1)) == (Copy("A", {"Nom": "Alpha"}),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b";;\n \n", "it is empty"),
        (b"Nom;Pr\xe9nom\n", "it has the names of columns, and no student"),
        (
            b"Alpha;U\xe9\nGamma;D\xe9\n",
            "its first line names `Alpha` and `Ué`; name the columns as the lines at the top of the paper: "
            "`Nom`, `Prénom`, `N° d’étudiant` or `Date`",
        ),
        (b"Nom;Groupe\nAlpha;1\n;2\n", "student 2 has nothing in these columns: Nom"),
        (
            ("Nom\n" + "x" * 70).encode(),
            "“xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” is too long for the line “Nom”: 60 characters fit",
        ),
        (b"PK\x03\x04\x00\x00nom", "it is no text: save the table as CSV (UTF-8)"),
        (("Nom\n" + "x\n" * 2001).encode(), "it has 2,001 students; one list has at most 2,000"),
        (b"x" * 1_000_001, "it is larger than 1 MB"),
        (b'Nom\n"' + b"x" * 200_000, "it is no table: field larger than field limit (131072)"),
    ],
)
def test_what_will_not_do_is_said(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as error:
        copies(data, quiz_of())
    assert str(error.value) == said


def test_what_is_not_printed_and_who_is_there_twice_is_said() -> None:
    """Else it is seen when three hundred copies lie there without a group."""
    assert remarks(LIST.encode(), quiz_of()) == []
    assert remarks("Nom;Prénom;Groupe;TD\nA;B;1;2\nA;B;3;4\nC;;5;6\n".encode(), quiz_of()) == [
        "no line at the top of the paper is called `Groupe` and `TD`: not printed (--fields names lines)",
        "more than once in it, with as many copies: `A B`",
    ]
