"""Numbers on paper: no line ends inside one, or between it and its unit, where the typography is French."""

from __future__ import annotations

import re

import pytest

from mesoquiz.markup.renderer import Markup

NARROW, WIDE = "\u202f", "\u00a0"
TYPED = {
    # `~` is a full no-break space, `'` a narrow one.
    "10 000 UI": "10'000~UI",
    "de 1 000 000 000 à 2 500": "de 1'000'000'000 à 2'500",
    "120/70 mmHg": "120/70~mmHg",
    "37,5 °C, 90 °, 5 °": "37,5~°C, 90~°, 5~°",
    "3 mL, 4 mm, 5 m², 6 µg": "3~mL, 4~mm, 5~m², 6~µg",
    "3 séances de 14 h 30 à 5 ans": "3~séances de 14~h~30 à 5~ans",
    "art. L. 1142, n° 5, p. 12, § 3": "art.~L.~1142, n°~5, p.~12, §~3",
    "M. Dupont, Mme Durand, le Dr Martin": "M.~Dupont, Mme~Durand, le Dr~Martin",
    "5 cm × 3 cm, 2 × 500 mg": "5~cm~×~3~cm, 2~×~500~mg",
    "27 G, 4 mm": "27~G, 4~mm",
    "**10** mg et H~2~ 5 g": "<strong>10</strong>~mg et H<sub>2</sub> 5~g",
    # What only looks like it.
    "3 mollets, 6 monstres, 4 gros, 2 Grecs": "3 mollets, 6 monstres, 4 gros, 2 Grecs",
    "en 2019 300 cas": "en 2019 300 cas",
    "06 12 34 56 78": "06 12 34 56 78",
    "1952. Pistor": "1952. Pistor",
    "top. 5": "top. 5",
    "`5 mg`, \\(5 mg\\)": "<code>5 mg</code>, \\(5 mg\\)",
    "[la page 5 mg](https://exemple.org/)": '<a href="https://exemple.org/">la page 5 mg</a>',
}


@pytest.mark.parametrize(("typed", "shown"), TYPED.items())
def test_numbers_keep_what_belongs_to_them(typed: str, shown: str) -> None:
    made = Markup("fr", on_paper=True).html(typed)
    assert made.replace(WIDE, "~").replace(NARROW, "'") == shown


@pytest.mark.parametrize("typed", TYPED)
def test_without_the_narrow_space_it_is_the_full_one(typed: str) -> None:
    full = Markup("fr-nbsp", on_paper=True).html(typed)
    assert full == Markup("fr", on_paper=True).html(typed).replace(NARROW, WIDE)


@pytest.mark.parametrize("typed", TYPED)
def test_other_languages_and_anki_keep_what_was_written(typed: str) -> None:
    """In Anki students search, and another text would come to all of them as a changed card."""
    for markup in (Markup("fr"), Markup("off", on_paper=True)):
        assert not {NARROW, WIDE} & set(markup.html(typed))


def test_no_line_ends_after_the_slash_of_a_unit_or_the_hyphen_of_a_number() -> None:
    typed = "une dose de 0,5 mg/kg/j ou de 3 g/L et/ou 2/3, L. 1142-1, bêta-2, 5-fluoro"
    kept = re.findall('<span class="together">(.*?)</span>', Markup("fr", on_paper=True).html(typed))
    assert kept == ["0,5\u00a0mg/kg/j", "3\u00a0g/L", "1142-1"]
    assert "together" not in Markup("fr").html(typed.replace(" ", "\u00a0"))


def test_what_is_kept_with_a_unit_is_the_whole_number() -> None:
    typed = "1 250 mg/kg/j, 12 500 000 UI/l, –20 °C, –2,5 mg/l, de 10–20 mg"
    kept = re.findall('<span class="together">(.*?)</span>', Markup("fr", on_paper=True).html(typed))
    assert kept == [
        *(f"1{NARROW}250{WIDE}mg/kg/j", f"12{NARROW}500{NARROW}000{WIDE}UI/l"),
        *("–20", f"–2,5{WIDE}mg/l"),
    ]


def test_pronouns_stay_with_their_word_on_paper() -> None:
    typed = "dis-moi-le, celui-ci, est-ce-que, vas-y, peut-on-y, a-t-elle-même, Aix-en-Provence, Saint-Jean-de-Luz"
    kept = re.findall('<span class="together">(.*?)</span>', Markup("fr", on_paper=True).html(typed))
    assert kept == ["dis-moi-le", "celui-ci", "est-ce-que", "vas-y", "peut-on-y", "a-t-elle-même"]
    assert "together" not in Markup("fr").html("dis-moi-le, celui-ci"), "in Anki it would be a changed card"
