"""Chemistry and units: what is known of them is set, and what is not stays as it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesoquiz.markup.maths import fault, mathml
from mesoquiz.markup.notation import expanded
from mesoquiz.markup.renderer import Markup

KNOWN = {
    r"\ce{H2O}": r"{\mathrm{H}_{2}\mathrm{O}}",
    r"\ce{Na+}": r"{\mathrm{Na}^{+}}",
    r"\ce{OH-}": r"{\mathrm{OH}^{-}}",
    r"\ce{SO4^2-}": r"{\mathrm{SO}_{4}^{2-}}",
    r"\ce{Fe^{3+}}": r"{\mathrm{Fe}^{3+}}",
    r"\ce{[Fe(CN)6]^4-}": r"{[\mathrm{Fe}(\mathrm{CN})_{6}]^{4-}}",
    r"\ce{^{14}_{6}C}": r"{{}^{14}_{6}\mathrm{C}}",
    r"\ce{A -> B}": r"{\mathrm{A} \rightarrow \mathrm{B}}",
    r"\ce{2 H2 + O2 <=> 2 H2O}": (r"{2\,\mathrm{H}_{2}+\mathrm{O}_{2} \rightleftharpoons 2\,\mathrm{H}_{2}\mathrm{O}}"),
    r"\ce{CuSO4.5H2O}": r"{\mathrm{CuSO}_{4}\text{·}5\,\mathrm{H}_{2}\mathrm{O}}",
    r"\ce{CH3-CH=O}": r"{\mathrm{CH}_{3}\text{–}\mathrm{CH}\text{=}\mathrm{O}}",
    r"\ce{NaCl(aq)}": r"{\mathrm{NaCl}(\mathrm{aq})}",
    r"[\ce{H3O+}] = x": r"[{\mathrm{H}_{3}\mathrm{O}^{+}}] = x",
    r"\SI{37}{\celsius}": r"{37\,\text{°C}}",
    r"\qty{1,5}{\milli\gram\per\kilo\gram\per\day}": r"{1{,}5\,\text{mg/kg/d}}",
    r"\SI{9.81}{m.s^{-2}}": r"{9.81\,\text{m·s⁻²}}",
    r"\SI{1e-3}{\metre\squared}": r"{1\times 10^{-3}\,\text{m²}}",
    r"\SI{90}{\degree}": r"{90\text{°}}",
    r"\si{mg/kg} + \num{1e6}": r"\text{mg/kg} + {1\times 10^{6}}",
    r"\ce{^{99m}_{43}Tc}": r"{{}^{\mathrm{99m}}_{43}\mathrm{Tc}}",
    r"\ce{A ->[chaleur] B}": r"{\mathrm{A} \xrightarrow{\text{chaleur}} \mathrm{B}}",
    r"\ce{A ->[H+][T] B}": r"{\mathrm{A} \xrightarrow[\mathrm{T}]{\mathrm{H}^{+}} \mathrm{B}}",
    r"\ce{A <=>[k_1][k_{-1}] B}": r"{\mathrm{A} \underset{k_{-1}}{\overset{k_1}{\rightleftharpoons}} \mathrm{B}}",
    r"\ce{CO2 ^}": r"{\mathrm{CO}_{2}\,\uparrow}",
    r"\ce{AgCl v}": r"{\mathrm{AgCl}\,\downarrow}",
    r"\ce{CuSO4 . 5 H2O}": r"{\mathrm{CuSO}_{4}\text{·}5\,\mathrm{H}_{2}\mathrm{O}}",
    r"\ce{1/2 O2}": r"{\tfrac{1}{2}\,\mathrm{O}_{2}}",
    r"\ce{C_nH_{2n+2}}": r"{\mathrm{C}_{n}\mathrm{H}_{2n+2}}",
    r"\ce{H2O_{(l)}}": r"{\mathrm{H}_{2}\mathrm{O}_{\mathrm{(l)}}}",
    r"\ce{$n$ H2O}": r"{{n}\mathrm{H}_{2}\mathrm{O}}",
    r"\ce{OH^{.}}": r"{\mathrm{OH}^{\bullet }}",
    r"\SI{5 \pm 1}{\gram}": r"{(5 \pm 1)\,\text{g}}",
    r"\SI{20}{\percent}": r"{20\,\text{\%}}",
    r"\SI{0,9}{\%}": r"{0{,}9\,\text{\%}}",
    r"\SI[per-mode=symbol]{2}{\kilo\gram\per\cubic\metre}": r"{2\,\text{kg/m³}}",
    r"\SIrange{5}{10}{mL}": r"{5\text{–}10\,\text{mL}}",
    r"\numrange{5}{10}": r"{5\text{–}10}",
    r"\ang{45;30}": r"{45\text{°}30\text{′}}",
    r"\num{1234567,8}": r"{1\,234\,567{,}8}",
    r"\SI{5}{\mg\per\kg}": r"{5\,\text{mg/kg}}",
}
UNKNOWN = {
    r"\ce{}": r"`\ce{}` is empty",
    r"\ce{H2O": "a `}` is missing",
    r"\ce": "its braces `{…}` are missing",
    r"\ce{H2O} \ce{?}": r"`?` in `\ce` is not known: write it as in `\mathrm{H_2O}`",
    r"\ce{A ->[x B}": r"a `]` is missing in `\ce`",
    r"\SI{5}{\inconnu}": r"`\inconnu` is no unit that is known: write its letters, as in `\SI{5}{UI/mL}`",
    r"\SI{5}": "its braces `{…}` are missing",
    r"\SI{5}{": "a `}` is missing",
    r"\SI{5}{\per}": r"`\per` is no unit that is known",
    r"\SI{5}{\kilo}": r"`\kilo` is no unit that is known",
    r"\num{x}": "`x` is no number that is known",
    r"\ang{1;2;3;4}": "`1;2;3;4` is no angle that is known",
    r"\SI{5}{<b>}": "`<b>` is no unit that is known",
}


@pytest.mark.parametrize(("written", "made"), KNOWN.items())
def test_what_is_known_becomes_plain_latex_that_is_set(written: str, made: str) -> None:
    assert expanded(written) == made
    assert mathml(written, False)
    assert not fault(written, False)


@pytest.mark.parametrize(("written", "why"), UNKNOWN.items())
def test_what_is_not_known_stays_as_it_is_and_is_said(written: str, why: str) -> None:
    assert expanded(written) == written
    assert not mathml(written, False)
    assert fault(written, False) == why


@pytest.mark.parametrize(
    ("written", "made"),
    [
        # A comment would end there, and the sign be lost.
        ("20 % de x", r"20 \% de x"),
        (r"20\%", r"20\%"),
        (r"\bm{x}", r"\boldsymbol{x}"),
        ("1,5 + f(x, y)", "1{,}5 + f(x, y)"),
        (r"a = b \\ c = d", r"\begin{gathered}a = b \\ c = d\end{gathered}"),
        (r"a &= b \\ &= d", r"\begin{aligned}a &= b \\ &= d\end{aligned}"),
        (r"\begin{matrix} a \\ b \end{matrix}", r"\begin{matrix} a \\ b \end{matrix}"),
    ],
)
def test_percentages_decimal_commas_and_lines_are_kept(written: str, made: str) -> None:
    assert expanded(written) == made
    assert mathml(written, False)


@pytest.mark.parametrize("written", [r"\sin x", r"\cell", r"\num", r"\sigma", r"\unité"])
def test_other_commands_are_none_of_them(written: str) -> None:
    assert expanded(written) == written


def test_anki_gets_plain_units_and_its_own_chemistry() -> None:
    """Its MathJax loads mhchem, and no siunitx."""
    assert Markup("fr").html(r"\(\ce{H2O}\) à \(\SI{37}{\celsius}\)") == r"\(\ce{H2O}\) à \({37\,\text{°C}}\)"
    assert Markup("fr", maths=mathml).html(r"\(\SI{5}{\inconnu}\)") == r"\(\SI{5}{\inconnu}\)"


@given(
    st.lists(st.sampled_from([*KNOWN, *"{}()[]^_+-=<>.* 1aB", "->", r"\ce{", r"\SI{", r"\per"]), max_size=12).map(
        "".join
    )
)
def test_any_text_is_made_or_left(text: str) -> None:
    made = expanded(text)
    assert made == text or not re.search(r"\\(?:ce|SI|qty|si|unit|num|ang)(?![A-Za-z])", made)
