"""Texts as data for formats that set type themselves: what authors type, and the runs that come of it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendering import HOSTILE, bare, squash

from mesoquiz.markup import blocks
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup

FRENCH, AS_TYPED = Markup("fr"), Markup("off")
NARROW, WIDE = "\u202f", "\u00a0"


def shown(found: list[Any]) -> str:
    """Runs on one line: `words`, `strong:words`, and for what is no text `<kind …>`."""
    return "".join(one_shown(run) for run in found)


def one_shown(run: dict[str, Any]) -> str:
    text = {
        "text": lambda: run["text"],
        "code": lambda: f"`{run['text']}`",
        "math": lambda: f"<{'MATH' if run['display'] else 'math'} {run['text']}>",
        "image": lambda: f"<image {run['path']}: {run['alt']}>",
        "break": lambda: "<break>",
        "gap": lambda: f"<gap {run['number']}: {shown(run['runs'])}; {shown(run['hint'])}>",
    }[run["kind"]]()
    marks = "+".join(run["marks"])
    return (f"[{marks} {text}]" if marks else text).replace(NARROW, "'").replace(WIDE, "~")


def pieces(found: list[Any]) -> Any:
    """Blocks as nested lists: a paragraph is a text, the rest starts with what it is."""
    return [one_piece(block) for block in found]


def one_piece(block: dict[str, Any]) -> Any:
    match block["kind"]:
        case "paragraph":
            return shown(block["runs"])
        case "code":
            return ["code", shown(block["runs"])]
        case "items":
            return ["list", block["start"], *(pieces(item) for item in block["items"])]
        case _:
            return ["table", block["align"], *([shown(cell) for cell in row] for row in block["rows"])]


def visible(found: list[Any]) -> str:
    """All that is to be read in blocks, in reading order."""
    read = []
    for block in found:
        if block["kind"] == "items":
            read += [visible(item) for item in block["items"]]
        else:
            lines = [cell for row in block["rows"] for cell in row] if "rows" in block else [block["runs"]]
            read += ["".join(letters(run) for run in line) for line in lines]
    return "\n".join(read)


def letters(run: dict[str, Any]) -> str:
    if run["kind"] == "math":
        return f"\\[{run['text']}\\]" if run["display"] else f"\\({run['text']}\\)"
    return str(run.get("text", run.get("alt", " ")))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Quoi ?", "Quoi'?"),
        ("en **gras** ; *oui*", "en [strong gras]'; [emph oui]"),
        ("**a *b* c**", "[strong a ][strong+emph b][strong  c]"),
        ("H~2~O, 10^6^", "H[sub 2]O, 10[sup 6]"),
        ("du `a ; b` ?", "du `a ; b`'?"),
        (r"soit \(x^2 ; y\) : \[ z \]", "soit <math x^2 ; y>~: <MATH z>"),
        ("![une **peau** saine](media/peau%20saine.png)", "<image media/peau saine.png: une peau saine>"),
        ("1952. Pistor", "1952. Pistor"),
        ("pH < 7 & <b>", "pH < 7 & <b>"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
    ],
)
def test_one_line_is_one_paragraph(typed: str, wanted: str) -> None:
    assert pieces(blocks.blocks(FRENCH, typed)) == [wanted]


def test_no_text_is_no_block() -> None:
    assert blocks.blocks(FRENCH, "") == []
    assert blocks.phrase(FRENCH, "") == []


def test_each_run_of_a_link_has_its_address() -> None:
    (paragraph,) = blocks.blocks(FRENCH, "voir [la **page** ?](https://exemple.fr/?a=1&b=2).")
    assert [(run["text"], run.get("url")) for run in paragraph["runs"]] == [
        ("voir ", None),
        ("la ", "https://exemple.fr/?a=1&b=2"),
        ("page", "https://exemple.fr/?a=1&b=2"),
        (" ?", "https://exemple.fr/?a=1&b=2"),
        (".", None),
    ]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("un\ndeux", ["un<break>deux"]),
        ("un\n\ndeux", ["un", "deux"]),
        ("- un ?\n- deux", [["list", None, ["un'?"], ["deux"]]]),
        ("3. trois\n4. quatre", [["list", 3, ["trois"], ["quatre"]]]),
        ("1. un", ["1. un"]),
        ("1. un\n2. deux", [["list", 1, ["un"], ["deux"]]]),
        (
            "- un\n  - deux\n\n    trois\n- quatre",
            [["list", None, ["un", ["list", None, ["deux", "trois"]]], ["quatre"]]],
        ),
        ("avant\n\n- un\n\naprès", ["avant", ["list", None, ["un"]], "après"]),
        ("```\na ; b\n```\naprès", [["code", "a ; b\n"], "après"]),
        (
            "| a | b | c |\n|---|:-:|--:|\n| **d** | `e` ? | |",
            [["table", [None, "center", "right"], ["a", "b", "c"], ["[strong d]", "`e`'?", ""]]],
        ),
        ("| a |\n|:--|", [["table", ["left"], ["a"]]]),
    ],
)
def test_several_lines_may_have_blocks(typed: str, wanted: list[Any]) -> None:
    assert pieces(blocks.blocks(FRENCH, typed)) == wanted


def test_a_phrase_stays_one_whatever_its_lines() -> None:
    assert shown(blocks.phrase(FRENCH, "- un\n- deux ?")) == "- un<break>- deux'?"


def gap(text: str, number: int = 1, hint: str = "") -> Gap:
    return Gap(text=text, number=number, hint=hint)


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (("Le ", gap("derme"), " ?"), ["Le <gap 1: derme; >'?"]),
        ((gap("a"), ": ", gap("*b*", 2, "ou c ?"), "."), ["<gap 1: a; >~: <gap 2: [emph b]; ou c'?>."]),
        (("**", gap("derme"), "** ; suite"), ["[strong <gap 1: derme; >]'; suite"]),
        ((r"\(x^", gap("2"), r"\)"), [r"\(x^<gap 1: 2; >\)"]),
        (("`a ", gap("code"), "`"), ["`a `<gap 1: code; >"]),
        (("- ", gap("un"), "\n- ", gap("deux", 2)), [["list", None, ["<gap 1: un; >"], ["<gap 2: deux; >"]]]),
        (("```\n", gap("un"), " ;\n```"), [["code", "<gap 1: un; > ;\n"]]),
        (("| a |\n|---|\n| ", gap("un"), " |"), [["table", [None], ["a"], ["<gap 1: un; >"]]]),
        ((gap("un\ndeux"),), ["<gap 1: un<break>deux; >"]),
    ],
)
def test_gaps_are_runs(parts: tuple[str | Gap, ...], wanted: list[Any]) -> None:
    assert pieces(blocks.fill(FRENCH, parts)) == wanted


def test_a_gap_tells_its_text_as_written() -> None:
    ((run,),) = [block["runs"] for block in blocks.fill(FRENCH, (gap("un **mot**", 3),))]
    assert (run["number"], run["text"]) == (3, "un **mot**")


def test_marks_never_nest_deeper_than_there_are_kinds_of_them() -> None:
    for around in ("*_", "**", "~a^b", "_**"):
        (paragraph,) = blocks.blocks(AS_TYPED, around * 2000 + "x" + around[::-1] * 2000)
        assert all(len(run["marks"]) == len(set(run["marks"])) for run in paragraph["runs"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_as_written(text: str) -> None:
    assert squash(visible(blocks.blocks(AS_TYPED, text))) == squash(HOSTILE[text])


LINES = st.text(alphabet="ab é<&*_`~^\\|-1.:?«»![]()\n", max_size=40)


@given(st.lists(LINES, max_size=4).map("\n".join))
def test_data_has_all_that_a_page_shows(text: str) -> None:
    """The letters of the HTML, in the same order; and it can be written as JSON."""
    found = blocks.blocks(FRENCH, text)
    html = re.sub(r'<img [^>]*alt="([^"]*)">', r"\1", FRENCH.html(text))
    letters_of_html = re.sub("<[^>]*>", "", html).replace("&lt;", "<").replace("&quot;", '"').replace("&amp;", "&")
    assert bare(visible(found)) == bare(letters_of_html)
    assert json.loads(json.dumps(found)) == found
