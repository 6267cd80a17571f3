"""Formulas on paper: what LaTeX becomes, what is shown as written, and that nothing comes in with them."""

from __future__ import annotations

import html
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.maths import fault, mathml, parse
from mesoquiz.markup.renderer import Markup

PAPER = Markup("fr", maths=mathml)


def inline(latex: str) -> str:
    return mathml(latex, False)


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        ("x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"),
        ("1{,}5", "<mn>1</mn><mrow><mn>,</mn></mrow><mn>5</mn>"),
        (r"\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mn>3</mn></mroot>"),
        (r"\text{mg/L de } x", "<mtext>mg/L\u00a0de\u00a0</mtext><mi>x</mi>"),
        (r"\mathrm{g}", '<mi mathvariant="normal">g</mi>'),
        (r"\%", "<mi>%</mi>"),
        (r"\text{20 \% à 5\$}", "<mtext>20\u00a0%\u00a0à\u00a05$</mtext>"),
        (r"\Delta", '<mi mathvariant="normal">Δ</mi>'),
        (r"\boldsymbol{\beta}", "<mrow><mi>\U0001d737</mi></mrow>"),
        (r"\ln x", '<mi>ln</mi><mspace width="0.167em"></mspace><mi>x</mi>'),
        (r"\operatorname{Cl}_x", "<msub><mi>Cl</mi><mi>x</mi></msub>"),
        (r"\overline{AB}", '<menclose notation="top"><mrow><mi>A</mi><mi>B</mi></mrow></menclose>'),
        (r"\underline{AB}", '<menclose notation="bottom"><mrow><mi>A</mi><mi>B</mi></mrow></menclose>'),
        ("y^{2+}", '<msup><mi>y</mi><mrow><mn>2</mn><mo lspace="0em" rspace="0em">+</mo></mrow></msup>'),
        # A row of words and one sign would have no space around the sign.
        (r"\text{a} \times \text{b}", "<mi>a</mi><mo>×</mo><mi>b</mi>"),
        (r"a \not= b", "<mi>a</mi><mo>≠</mo><mi>b</mi>"),
    ],
)
def test_a_formula_becomes_mathml(latex: str, wanted: str) -> None:
    assert inline(latex) == f'<math display="inline"><mrow>{wanted}</mrow></math>'


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (r"soit \(x\) ?", '<math display="inline"><mrow><mi>x</mi></mrow></math>\u202f?'),
        (r"soit \[x\]", '<math display="block"><mrow><mi>x</mi></mrow></math>'),
    ],
)
def test_formulas_stand_in_texts(typed: str, wanted: str) -> None:
    assert PAPER.html(typed) == f"soit {wanted}"


@pytest.mark.parametrize(
    ("latex", "rows"),
    [
        (r"a = b \\ c", ["a=b", "c"]),
        (r"\begin{gathered} a = b \\[2pt] c \end{gathered}", ["a=b", "c"]),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", ["a=b", "=c"]),
        (r"\begin{align} a &= b \label{x} \\ &= c \nonumber \end{align}", ["a=b", "=c"]),
        (r"\begin{alignat*}{2} a &= b \\ c &= d \end{alignat*}", ["a=b", "c=d"]),
        (r"\begin{equation} a \end{equation}", []),
    ],
)
def test_lines_stay_lines(latex: str, rows: list[str]) -> None:
    made = ET.fromstring(inline(latex))
    assert ["".join(row.itertext()) for row in made.iter("mtr")] == rows


def test_brackets_grow_with_what_is_in_them() -> None:
    for latex in (r"\begin{pmatrix} a \\ b \end{pmatrix}", r"\binom{n}{k}"):
        first, last = [sign for sign in ET.fromstring(inline(latex)).iter("mo") if sign.text in ("(", ")")]
        assert (first.get("stretchy"), first.get("form")) == ("true", "prefix")
        assert (last.get("stretchy"), last.get("form")) == ("true", "postfix")


def test_an_arrow_has_its_words_whole(browser: Any) -> None:
    page = browser.new_page()
    made = inline(r"A \xrightarrow[\text{à 37 °C}]{\text{lipase}} B")
    page.set_content(f"<!DOCTYPE html><p>{made}</p>")
    before, *words, after = page.evaluate("""() => [...document.querySelectorAll("mi, mtext")].map(one => {
        const box = one.getBoundingClientRect();
        return [one.textContent, box.left, box.right, box.height];
    })""")
    page.close()
    assert {text.replace("\u00a0", " ") for text, *_ in words} == {"lipase", "à 37 °C"}
    assert all(height < 20 for *_, height in words), "in one line"
    assert all(left > before[2] and right < after[1] for _, left, right, _ in words)


TOLD = {
    r"\Cl": r"`\Cl` is no command that is known; for a name or a word, write `\mathrm{Cl}`",
    r"\frac{a}": "a fraction lacks its lower part",
    r"\frac{a": "a `}` is missing",
    r"\left( a": r"a `\left` lacks its `\right`: where nothing is to be seen, write `\right.`",
    "a_1_2": "two `_` follow each other: put the first into braces, `{x_1}_2`",
    "a^1^2": "two `^` follow each other: put the first into braces, `{x^1}^2`",
    r"\begin{matrix} a": "an environment lacks its `\\end`",
    "x^": "nothing follows `^` or `_`",
    "a & b": r"`&` is in no table: write `\begin{aligned}…\end{aligned}` around its lines",
    r"\begin{foo} a \end{foo}": "the environment `foo` is not known: write `aligned`, `cases` or `matrix`",
    r"\begin{array}{l|r} a & b \end{array}": r"lines in an `array` are not drawn: leave out `|` and `\hline`",
    r"\text{a \textbf{b}}": r"`\text{…}` has words only: end it before a command or a formula",
    r"\operatorname*{max}_x": r"`\operatorname*` is not set: write `\underset{x}{\mathrm{…}}`",
    r"x \tag{1}": r"`\tag` is not set: write the number into the sentence",
    r"\text{" + "a" * 90 + "}": "a part of it is wider than a page: divide it, or write its words outside of it",
}


@pytest.mark.parametrize(("latex", "told"), TOLD.items())
def test_what_is_not_set_is_said_with_what_to_write(latex: str, told: str) -> None:
    assert fault(latex, False) == told


NOT_UNDERSTOOD = [
    r"\frac{a",
    r"\frac{a}",
    r"\inconnu{x}",
    "x^",
    "}{",
    r"\begin{",
    "a & b",
    "x\\",
    r"\left(x",
    " ",
    # Commands of one's own could grow without limit.
    r"\def\a{\b\b}\def\b{xx}\a",
    r"\newcommand{\a}{x}\a",
    # Wider than a page, deeper than a browser goes, longer than anybody reads.
    r"\frac{" + "+".join("abcdefghijklmnopqrstuvwxyz" * 2) + "}{x}",
    "{" * 30 + "x" + "}" * 30,
    "x^{" * 800 + "2" + "}" * 800,
    "x" * 3000,
]


@pytest.mark.parametrize("latex", NOT_UNDERSTOOD)
def test_what_is_no_formula_is_shown_as_written(latex: str) -> None:
    for written in (f"\\({latex}\\)", f"\\[{latex}\\]"):
        assert html.unescape(PAPER.html(f"soit {written}")) == f"soit {written}"


def test_a_formula_with_a_gap_is_shown_as_written() -> None:
    parts = (r"\(x^", Gap(text=r"\(y\)", number=1), r"\)")
    shown = PAPER.fill(parts, lambda _, text, __: f"[{text}]")
    assert shown == r'\(x^[<math display="inline"><mrow><mi>y</mi></mrow></math>]\)'


HOSTILE = [
    (r"\href{javascript:alert(1)}{x}", "x"),
    (r"\text{<script>alert(1)</script>}", "<script>alert(1)</script>"),
    (r"\text{</math><img src=x onerror=alert(1)>}", "</math><img src=x onerror=alert(1)>"),
    (r"\style{background:url(https://exemple.org/)}{x}", "x"),
    (r"\class{question}{x}", "x"),
    (r"\color{red;}{x}", "x"),
    (r"\color{\"><script>alert(1)</script>}{x}", "x"),
    (r"\unicode{x3C}script\unicode{x3E}", "<script>"),
    (r"\rule{900cm}{900cm}", ""),
]


@pytest.mark.parametrize(("latex", "shown"), HOSTILE)
def test_hostile_formulas_bring_nothing_but_text(latex: str, shown: str) -> None:
    made = ET.fromstring(inline(latex))
    if made.tag == "span":
        assert re.fullmatch("--width:[0-9]{1,3}", made.attrib["style"])
        (made,) = made
    assert "".join(made.itertext()).replace("\u00a0", " ") == shown
    for element in made.iter():
        assert re.fullmatch("m[a-z]+", element.tag)
        assert not {"href", "style", "class", "id", "src", "mathbackground", "mathcolor"} & set(element.attrib)


def test_formulas_are_drawn_and_run_nothing(browser: Any) -> None:
    """A fraction has its denominator below its numerator, a power its exponent above its base."""
    page = browser.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("dialog", lambda dialog: (messages.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: messages.append(request.url))
    formulas = [r"\frac{a}{b}", "x^2", *(latex for latex, _ in HOSTILE)]
    body = "".join(f"<p>{inline(latex)}</p>" for latex in formulas)
    page.set_content(f"<!DOCTYPE html>{body}")
    boxes = page.evaluate("""() => [...document.querySelectorAll("p")].slice(0, 2).map(line =>
        [...line.querySelectorAll("mi, mn")].map(letter => ({
            ...letter.getBoundingClientRect().toJSON(), size: parseFloat(getComputedStyle(letter).fontSize)})))""")
    (over, under), (base, exponent) = boxes
    assert over["bottom"] <= under["top"]
    assert abs((over["left"] + over["right"]) - (under["left"] + under["right"])) < 2, "one stands above the other"
    assert exponent["top"] < base["top"]
    assert exponent["left"] >= base["right"]
    # How high the box of a character is depends on the font, and on whether it is one for mathematics.
    assert exponent["size"] < base["size"]
    assert page.evaluate("document.querySelectorAll('script, img, [href], math[style], math [style]').length") == 0
    assert messages == []
    page.close()


PIECES = st.sampled_from([*r"\{}[]^_&()<>\"'|.,;:!~%#$é", "x", "12", " ", r"\frac", r"\text{", r"\left(", r"\right)"])
COMMANDS = st.sampled_from([r"\sqrt", r"\begin{matrix}", r"\end{matrix}", r"\href", r"\over", r"\not", r"\ce", r"\\"])


LONG = "C = " + " + ".join(f"a_{{{number}}}" for number in range(40))


def test_a_long_formula_is_several_between_which_a_line_breaks() -> None:
    made = ET.fromstring(mathml(LONG, False))
    assert made.attrib == {"class": "formula", "style": "--width:4"}
    pieces = ["".join(piece.itertext()) for piece in made]
    assert pieces[:4] == ["C", "=a0", "+a1", "+a2"]
    assert all(piece[0][0].attrib == {"form": "infix"} for piece in list(made)[1:]), "a sum, and no signs"
    block = ET.fromstring(mathml(LONG, True))
    assert (block.attrib["class"], {piece.attrib["displaystyle"] for piece in block}) == ("formula display", {"true"})


@pytest.mark.parametrize(
    ("latex", "pieces"),
    [
        (r"f(a + b + c + d + e + g + h + i + j + k + l + m + n + o) = x", ["f(a+b+c+d+e+g+h+i+j+k+l+m+n+o)", "=x"]),
        (r"\left(" + "a+" * 20 + r"b\right) = -x", ["(" + "a+" * 20 + "b)", "=−x"]),
        ("{" + "a+" * 20 + "b} + c", ["a", *["+a"] * 19, "+b", "+c"]),
        ("a = b + c", ["a=b+c"]),
    ],
)
def test_no_line_breaks_in_brackets_and_short_formulas(latex: str, pieces: list[str]) -> None:
    made = ET.fromstring(inline(latex))
    found = list(made) if made.tag == "span" else [made]
    assert ["".join(piece.itertext()) for piece in found] == pieces


@given(st.lists(PIECES | COMMANDS, max_size=14).map("".join), st.booleans())
def test_any_formula_is_sound_or_none(latex: str, display: bool) -> None:
    made = mathml(latex, display)
    assert (made == "") == (parse(latex, display) is None)
    if made:
        assert all(re.fullmatch("m[a-z]+|span", element.tag) for element in ET.fromstring(made).iter())
