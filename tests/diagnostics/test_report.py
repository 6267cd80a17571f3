"""Reports: the same diagnostics for people, for grep and editors, for programs, and for a pull request."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Related, Severity, Span
from mesoquiz.diagnostics.report import FORMATS, as_json, concise, full, github, summary
from mesoquiz.diagnostics.terminal import cells

LINES = ["deck: Peau", "cards:", "  - id: derme", "    anwser: la couche", "", "\tterme: 漢字 et e\u0301pine : fin"]
TEXTS = {"peau.yaml": LINES}


def diagnostic(
    line: int = 4, column: int = 5, end_column: int = 11, *, path: str = "peau.yaml", **values: object
) -> Diagnostic:
    made = {"code": "unknown-key", "severity": Severity.ERROR, "message": "unknown key `anwser` in a card"} | values
    return Diagnostic(span=Span(path, line, column, line, end_column), **made)  # type: ignore[arg-type]


HINT = diagnostic(hint="did you mean `answer`?")
TWICE = diagnostic(
    3,
    9,
    14,
    code="duplicate-id",
    message="the id `derme` is used twice",
    related=(Related(Span("a.yaml", 7, 3, 7, 8), "first here"),),
)
MENDED = diagnostic(
    hint='put the text in quotes:\nanwser: "la couche"',
    fix=Fix(4, '    anwser: "la couche"'),
    severity=Severity.WARNING,
)


def plain(text: str, role: str) -> str:
    return text


def tagged(text: str, role: str) -> str:
    return f"<{role}>{text}</{role}>"


def underlined(text: str, line: str, start: int, end: int) -> list[str]:
    """The source line of a report and its underline, for a mark from `start` to `end` (columns from 1, exclusive)."""
    shown = full([diagnostic(1, start, end)], {"peau.yaml": [line]}, plain).split("\n")
    assert shown[0].startswith(text)
    return [row.removeprefix("1 | ").removeprefix("  | ") for row in shown[2:4]]


# For people


def test_full_shows_the_line_the_mark_and_the_help() -> None:
    assert full([HINT], TEXTS, plain) == (
        "peau.yaml:4:5: error[unknown-key] unknown key `anwser` in a card\n"
        "  |\n"
        "4 |     anwser: la couche\n"
        "  |     ^^^^^^\n"
        "  = help: did you mean `answer`?\n"
    )


def test_full_names_the_second_place() -> None:
    assert full([TWICE], TEXTS, plain).splitlines()[-1] == "  = first here: a.yaml:7:3"


def test_full_shows_the_line_to_type_below_the_help() -> None:
    assert full([MENDED], TEXTS, plain).splitlines()[-2:] == [
        "  = help: put the text in quotes:",
        '  |     anwser: "la couche"',
    ]


def test_full_separates_diagnostics_by_an_empty_line() -> None:
    assert full([HINT, HINT], TEXTS, plain).split("\n\n") == [
        full([HINT], TEXTS, plain)[:-1],
        full([HINT], TEXTS, plain),
    ]


def test_the_gutter_is_as_wide_as_the_number() -> None:
    found = diagnostic(10, 1, 4, hint="oui")
    rows = full([found], {"peau.yaml": ["x"] * 9 + ["abc"]}, plain).splitlines()
    assert rows[1:] == ["   |", "10 | abc", "   | ^^^", "   = help: oui"]


@pytest.mark.parametrize("texts", [{}, {"peau.yaml": ["x"]}, {"peau.yaml": ["", "", "", "  "]}])
def test_a_line_that_cannot_be_shown_is_left_out(texts: Mapping[str, list[str]]) -> None:
    assert full([HINT], texts, plain).splitlines()[1:] == ["  = help: did you mean `answer`?"]


def test_a_mark_over_several_lines_ends_with_the_first() -> None:
    found = diagnostic()
    found = Diagnostic(found.code, found.severity, found.message, Span("peau.yaml", 4, 13, 6, 2))
    assert full([found], TEXTS, plain).splitlines()[3] == "  |             ^^^^^^^^^"


def test_a_mark_behind_the_end_of_the_line_is_one_sign() -> None:
    assert underlined("peau.yaml", "answer:", 8, 9)[1] == " " * 7 + "^"


def test_colours_go_to_place_severity_mark_and_help() -> None:
    shown = full([HINT], TEXTS, tagged)
    assert shown.startswith("<place>peau.yaml:4:5</place>: <error>error[unknown-key]</error> unknown key")
    assert "    <error>^^^^^^</error>\n" in shown
    assert "= <help>help</help>: did you mean" in shown
    assert "<warning>warning[unknown-key]</warning>" in full([MENDED], TEXTS, tagged)


# Long, wide and dangerous lines


LONG = "    question: " + "mot " * 15 + "FAUTE" + " mot" * 20


@pytest.mark.parametrize("word", ["question", "FAUTE", "mot mot"])
def test_a_long_line_is_cut_around_the_mark(word: str) -> None:
    start = LONG.rindex(word) + 1
    line, mark = underlined("peau.yaml", LONG, start, start + len(word))
    assert len(line) <= 66
    assert line[mark.index("^") : mark.rindex("^") + 1] == word
    assert line.startswith("…") == (word != "question")
    assert line.endswith("…") == (not LONG.endswith(word))


def test_a_mark_longer_than_the_line_ends_where_the_cut_line_ends() -> None:
    line, mark = underlined("peau.yaml", LONG, 15, len(LONG) + 1)
    assert (line[-1], len(mark)) == ("…", len(line))


@pytest.mark.parametrize(
    ("line", "word"),
    [("漢字 FAUTE", "FAUTE"), ("ｆｕｌｌ: x", "x"), ("a 漢字 b", "漢字"), ("e\u0301te\u0301 FAUTE", "FAUTE")],
)
def test_the_mark_stands_under_its_word_on_a_terminal(line: str, word: str) -> None:
    """Chinese characters take two columns, combining accents none."""
    start = line.index(word) + 1
    shown, mark = underlined("peau.yaml", line, start, start + len(word))
    assert shown == line
    assert len(mark) - len(mark.lstrip()) == cells(line[: start - 1])
    assert mark.count("^") == cells(word)


@pytest.mark.parametrize(
    ("text", "columns"), [("été", 3), ("e\u0301", 1), ("漢字", 4), ("Ａ", 2), ("", 0), ("a\u00a0b", 3)]
)
def test_cells_are_columns_of_a_terminal(text: str, columns: int) -> None:
    assert cells(text) == columns


def test_a_long_line_of_wide_signs_fits_the_terminal() -> None:
    line, mark = underlined("peau.yaml", "漢" * 80, 60, 62)
    assert cells(line) <= 66
    assert mark.count("^") == 4


def test_a_tab_is_shown_as_one_space() -> None:
    assert underlined("peau.yaml", "\tterme: x", 2, 7) == [" terme: x", " ^^^^^"]


DANGEROUS = ["\x1b[31m", "\x9b31m", "\x07", "\r", "\x08", "\u202e", "\u200b", "\u2028"]
"""What colours, rings, overwrites, turns the direction of text, or breaks a line."""


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("character", DANGEROUS)
def test_nothing_in_a_deck_or_its_name_steers_the_terminal(character: str, format: str) -> None:
    found = diagnostic(
        1, 1, 3, path=f"a{character}b.yaml", message=f"un{character}deux", hint=f"trois{character}", code="x"
    )
    shown = FORMATS[format]([found], {found.span.path: [f"ab{character}cd"]}, plain)
    assert character[0] not in shown


@pytest.mark.parametrize("format", ["full", "concise"])
def test_a_line_break_in_a_file_name_makes_no_second_line(format: str) -> None:
    found = diagnostic(path="a\nb.yaml")
    assert FORMATS[format]([found], {}, plain).count("\n") == 1


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_name_that_is_not_unicode_can_be_printed(format: str) -> None:
    """Linux gives the bytes of such names as lone surrogates, which no encoding takes."""
    assert FORMATS[format]([diagnostic(path="caf\udce9.yaml")], {}, plain).encode("utf-8")


# For grep, editors, programs and pull requests


def test_concise_is_one_line_each() -> None:
    assert concise([HINT, TWICE, MENDED], TEXTS, plain).splitlines() == [
        "peau.yaml:4:5: error[unknown-key] unknown key `anwser` in a card (did you mean `answer`?)",
        "peau.yaml:3:9: error[duplicate-id] the id `derme` is used twice; first here: a.yaml:7:3",
        "peau.yaml:4:5: warning[unknown-key] unknown key `anwser` in a card "
        '(put the text in quotes: anwser: "la couche")',
    ]


def test_json_has_every_field() -> None:
    (found,) = json.loads(as_json([HINT], TEXTS, plain))
    expected = {"path": "peau.yaml", "line": 4, "column": 5, "end_line": 4, "end_column": 11, "code": "unknown-key"}
    expected |= {"severity": "error", "message": HINT.message, "hint": "did you mean `answer`?"}
    assert expected.items() <= found.items()


def test_github_annotates_the_place() -> None:
    assert github([HINT], TEXTS, plain) == (
        "::error file=peau.yaml,line=4,col=5,endLine=4,endColumn=11,title=unknown-key::"
        "unknown key `anwser` in a card%0Adid you mean `answer`?\n"
    )


def test_github_escapes_what_ends_a_property_or_a_command() -> None:
    found = diagnostic(path="a,b:c%.yaml", message="100 %\nfin", severity=Severity.WARNING)
    shown = github([found], TEXTS, plain)
    assert shown.startswith("::warning file=a%2Cb%3Ac%25.yaml,line=4,")
    assert shown.endswith("::100 %25%0Afin\n")


@pytest.mark.parametrize(("format", "nothing"), [("full", ""), ("concise", ""), ("json", "[]\n"), ("github", "")])
def test_a_clean_deck_has_an_empty_report(format: str, nothing: str) -> None:
    assert FORMATS[format]([], {}, plain) == nothing


@pytest.mark.parametrize(
    ("found", "count"),
    [
        ([], ""),
        ([HINT], "1 error in 1 file"),
        ([HINT, TWICE], "2 errors in 1 file"),
        ([MENDED], "1 warning in 1 file"),
        ([HINT, MENDED, MENDED, diagnostic(path="b.yaml")], "2 errors, 2 warnings in 2 files"),
        ([HINT] * 1234, "1,234 errors in 1 file"),
    ],
)
def test_summary_counts(found: list[Diagnostic], count: str) -> None:
    assert summary(found) == count
