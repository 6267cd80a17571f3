"""What authors type, and what readers see: Markdown, French spacing, gaps. The rest is in `whole/properties`."""

from __future__ import annotations

import re

import pytest

from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup

NARROW, WIDE = "\u202f", "\u00a0"


def visible(text: str) -> str:
    """The no-break spaces as characters that can be told apart: `~` the full one, `'` the narrow one."""
    return text.replace(WIDE, "~").replace(NARROW, "'")


FRENCH = [
    # A narrow space before ; ! ?, a full one before a colon and in guillemets.
    ("Quoi ?", "Quoi'?"),
    ("Quoi?", "Quoi'?"),
    ("Non ! Si ; oui.", "Non'! Si'; oui."),
    ("Quoi ?! Quoi !!! Vraiment ?…", "Quoi'?! Quoi'!!! Vraiment'?…"),
    ("deux choses : a et b", "deux choses~: a et b"),
    ("deux choses: a et b", "deux choses~: a et b"),
    ("« mot »", "«~mot~»"),
    ("«mot»", "«~mot~»"),
    ("l'« art » d'injecter", "l'«~art~» d'injecter"),
    ("« oui » ; « non » ?", "«~oui~»'; «~non~»'?"),
    ("« oui ? »", "«~oui'?~»"),
    ("Il répond : « oui ».", "Il répond~: «~oui~»."),
    ("« Il répond :»", "«~Il répond~:~»"),
    ("(pourquoi ?)", "(pourquoi'?)"),
    ("100 % et 5%", "100'% et 5%"),
    # Whatever space the author typed becomes the right one.
    ("Quoi\u00a0?", "Quoi'?"),
    ("a\u202f: b", "a~: b"),
    ("«\u202fmot\u202f»", "«~mot~»"),
    # Characters that are not punctuation of a sentence.
    ("à 12:30", "à 12:30"),
    ("de 12:30 : pause", "de 12:30~: pause"),
    ("un rapport 2:1", "un rapport 2:1"),
    ("(?)", "(?)"),
    ("? inconnu", "? inconnu"),
    (": deux points", ": deux points"),
    ("a;b", "a;b"),
    ("https://exemple.fr/?a=1;b=2 ; suite", "https://exemple.fr/?a=1;b=2'; suite"),
    ("voir https://exemple.fr : oui", "voir https://exemple.fr~: oui"),
    ("mailto:anne@exemple.fr ?", "mailto:anne@exemple.fr'?"),
]


@pytest.mark.parametrize(("typed", "shown"), FRENCH)
def test_french_spacing(typed: str, shown: str) -> None:
    assert visible(Markup("fr").html(typed)) == shown


@pytest.mark.parametrize(("typed", "shown"), FRENCH)
def test_fonts_without_the_narrow_space_get_the_full_one(typed: str, shown: str) -> None:
    assert Markup("fr-nbsp").html(typed) == Markup("fr").html(typed).replace(NARROW, WIDE)


@pytest.mark.parametrize(("typed", "shown"), FRENCH)
def test_other_languages_keep_the_spaces_that_were_typed(typed: str, shown: str) -> None:
    assert Markup("off").html(typed) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Que soigne-t-elle ?", ["soigne-t-elle"]),
        ("Où l'injecte-t-on, et qu'énumère-t-il ?", ["l'injecte-t-on", "qu'énumère-t-il"]),
        ("Sont-ils **faits-elles** ou a-t-**il** ?", ["Sont-ils", "faits-elles"]),
        ("Qu'est-ce que", ["Qu'est-ce"]),
        ("PEUT-ON", ["PEUT-ON"]),
        ("dermo-hypodermite, a-t-ile, 3-on, `dit-il`, ![dit-il](x.png), \\(dit-il\\)", []),
        ("<b> & dit-il", ["dit-il"]),
    ],
)
def test_a_verb_and_the_subject_behind_it_stay_together(typed: str, kept: list[str]) -> None:
    made = Markup("fr").html(typed)
    assert re.findall('<span class="together">(.*?)</span>', made) == kept
    assert "together" not in Markup("off").html(typed)
    assert "together" not in Markup("fr").plain(typed)


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("![a](x.png)", 1),
        ("une ![a](x.png) image", 0),
        ("![a](x.png) image", 0),
        ("le signe ![a](x.png).", 0),
        ("le signe ![a](x.png)", 0),
        ("Que voit-on ? ![a](x.png)", 1),
        ("![a](x.png) Que voit-on ?", 1),
        ("![a](x.png)![b](x.png)", 0),
        ("Voici :\n![a](x.png)\noui", 1),
        ("Voici :\n\n![a](x.png)\n\noui", 1),
        ("Voici :\n\n- ![a](x.png)\n- oui ![a](x.png)", 1),
        ("**![a](x.png)**", 0),
    ],
)
def test_a_picture_that_is_no_part_of_a_sentence_says_so(typed: str, alone: int) -> None:
    assert Markup("fr", {"x.png": "y.png"}).html(typed).count(' class="alone">') == alone


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("en **gras** ?", "en <strong>gras</strong>'?"),
        ("en **gras ?** Oui", "en <strong>gras'?</strong> Oui"),
        ("« **gras** »", "«~<strong>gras</strong>~»"),
        ("«**gras**»", "«~<strong>gras</strong>~»"),
        ("du `code` ; suite", "du <code>code</code>'; suite"),
        ("`a ; b : c ?`", "<code>a ; b : c ?</code>"),
        (r"\(x\) : y", r"\(x\)~: y"),
        (r"\(a : b ; c!\)", r"\(a : b ; c!\)"),
        (r"\[a < b ?\]", r"\[a &lt; b ?\]"),
        ("H~2~O ?", "H<sub>2</sub>O'?"),
        ("10^6^ ; suite", "10<sup>6</sup>'; suite"),
        ("[page](https://exemple.fr/?a=1&b=2) ?", '<a href="https://exemple.fr/?a=1&amp;b=2">page</a>\'?'),
        ("Quoi ?\nOui : non.", "<p>Quoi'?<br>\nOui~: non.</p>"),
    ],
)
def test_french_spacing_beside_markup(typed: str, shown: str) -> None:
    assert visible(Markup("fr").html(typed)) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**gras**, *italique*, `code`", "<strong>gras</strong>, <em>italique</em>, <code>code</code>"),
        ("pH < 7 & > 5", "pH &lt; 7 &amp; &gt; 5"),
        ("<b>gras</b> &amp; &nbsp;", "&lt;b&gt;gras&lt;/b&gt; &amp;amp; &amp;nbsp;"),
        ("1952. Pistor publie.", "1952. Pistor publie."),
        ("- un", "- un"),
        ("# titre", "# titre"),
        ("> 5 mm", "&gt; 5 mm"),
        ("snake_case_name et 5 * 3", "snake_case_name et 5 * 3"),
        (r"\*sans\* effet", "*sans* effet"),
        ("[1] Pistor", "[1] Pistor"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[x](/etc/passwd)", "[x](/etc/passwd)"),
        ("<https://exemple.fr>", "&lt;https://exemple.fr&gt;"),
        ("**jamais fermé", "**jamais fermé"),
    ],
)
def test_one_line_is_a_phrase(typed: str, shown: str) -> None:
    assert Markup("off").html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("un\ndeux", "<p>un<br>\ndeux</p>"),
        ("un\n\ndeux", "<p>un</p>\n<p>deux</p>"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("Deux :\n- un\n- deux", "<p>Deux :</p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("3. trois\n4. quatre", '<ol start="3">\n<li>trois</li>\n<li>quatre</li>\n</ol>'),
        ("1952. Pistor publie.\n2010. George.", "<p>1952. Pistor publie.<br>\n2010. George.</p>"),
        ("# titre\n> 5 mm\n---", "<p># titre<br>\n&gt; 5 mm<br>\n---</p>"),
        ("un\n\n    deux", "<p>un</p>\n<p>deux</p>"),
        ("```\na < b ; c\n```", "<pre><code>a &lt; b ; c\n</code></pre>"),
        ("```python\na\n```", "<pre><code>a\n</code></pre>"),
    ],
)
def test_several_lines_may_have_blocks(typed: str, shown: str) -> None:
    assert Markup("off").html(typed) == shown


def test_a_table_keeps_its_alignment() -> None:
    shown = Markup("fr").html("| acide | pH |\n| --- | :-: |\n| fort | 1 % |")
    assert '<th>acide</th>\n<th style="text-align:center">pH</th>' in shown
    assert visible(shown).count('<td style="text-align:center">1\'%</td>') == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Quoi ?", "Quoi'?"),
        ("en **gras** : `code` ?", "en gras~: code'?"),
        ("un\n\n- deux ;\n- trois", "un deux'; trois"),
        ("[page](https://exemple.fr)", "page"),
        ("Voici :\n```\ncode\n```", "Voici~: code"),
    ],
)
def test_plain_text_is_one_line_without_markup(typed: str, shown: str) -> None:
    assert visible(Markup("fr").plain(typed)) == shown


def filled(*parts: str | Gap) -> str:
    return visible(Markup("fr").fill(parts, lambda gap, text, hint: f"[{gap.number}:{text}{hint and f'|{hint}'}]"))


def gap(text: str, number: int = 1, hint: str = "") -> Gap:
    return Gap(text=text, number=number, hint=hint)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("Le ", gap("derme"), " ?"), "Le [1:derme]'?"),
        (("Le ", gap("derme"), ": ", gap("épais", 2, "ou fin ?"), "."), "Le [1:derme]~: [2:épais|ou fin'?]."),
        (("« ", gap("derme"), " »"), "«~[1:derme]~»"),
        (("**", gap("derme"), "** ; suite"), "<strong>[1:derme]</strong>'; suite"),
        ((gap("**derme**"), " !"), "[1:<strong>derme</strong>]'!"),
        ((gap("a < b"),), "[1:a &lt; b]"),
        ((r"\(x^", gap("2"), r"\)"), r"\(x^[1:2]\)"),
        (("`", gap("code"), "`"), "<code>[1:code]</code>"),
        (("[page](https://exemple.fr/", gap("secret"), ")"), "[page](https://exemple.fr/[1:secret])"),
        (("- ", gap("un"), "\n- ", gap("deux", 2)), "<ul>\n<li>[1:un]</li>\n<li>[2:deux]</li>\n</ul>"),
        (("Deux lignes : ", gap("un\ndeux"), "."), "Deux lignes~: [1:un<br>\ndeux]."),
        (("```", gap("sh"), "\ncode\n```"), "<pre><code>code\n</code></pre>"),
    ],
)
def test_gaps(parts: tuple[str | Gap, ...], shown: str) -> None:
    assert filled(*parts) == shown
