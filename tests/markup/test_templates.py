"""Templates are compiled once in a run, and serve each language and each spacing as if it were the only one."""

from __future__ import annotations

from pathlib import Path

import pytest

from mesoquiz.languages import LANGUAGES
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import environment


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only template there is."""
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr("mesoquiz.markup.templates.folder", tmp_path.joinpath)
    return tmp_path / "templates" / "page.j2"


def made(lang: str, spacing: str) -> str:
    return environment(lang, LANGUAGES[lang], Markup(spacing)).get_template("page.j2").render()


def test_a_text_of_the_template_itself_follows_the_spacing_of_its_page(file: Path) -> None:
    file.write_text('{{ lang }}: {{ "Où ?" | typeset }} {{ "*Qui ?*" | md }} {{ "*Qui ?*" | plain }}', "utf-8")
    french = "fr: Où\u202f? <em>Qui\u202f?</em> Qui\u202f?"
    assert [made("fr", "fr"), made("en", "off"), made("fr", "fr")] == [
        french,
        "en: Où ? <em>Qui ?</em> Qui ?",
        french,
    ]


def test_a_template_that_was_changed_is_read_anew(file: Path) -> None:
    file.write_text("un", "utf-8")
    assert made("fr", "fr") == "un"
    file.write_text("deux", "utf-8")
    assert made("fr", "fr") == "deux"
