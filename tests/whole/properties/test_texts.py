"""What holds for every text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from generated import LETTERS, kept, plain, text
from hypothesis import example, given
from hypothesis import strategies as st

from mesoquiz.markup.renderer import Markup

MARKUP = [
    "**",
    "*",
    "_",
    "`",
    "```",
    "~",
    "^",
    "[",
    "](",
    ")",
    "](https://x.fr)",
    "![",
    "\\(",
    "\\)",
    "\\[",
    "\\",
    "<b>",
]
MARKUP += [
    "<script>",
    "&amp;",
    "javascript:",
    "http://",
    "| a |\n| - |\n| b |\n",
    "\n\n",
    "\n- ",
    "\n3. ",
    "\n",
    ' "t"',
]
MARKUP += ["```sh\n", "\n    ", "\n> ", "\n# ", "mailto:", "onclick=", "\n---\n", "[x]: https://x.fr\n"]
marked = st.lists(st.one_of(st.sampled_from(MARKUP), text), max_size=8).map("".join)
spacing = st.sampled_from(["off", "fr", "fr-nbsp"])


# Markup


class Shown(HTMLParser):
    """What a reader sees of HTML, and every tag and attribute in it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str | None]] = set()
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


SUBSET = {"strong", "em", "code", "a", "sub", "sup", "br", "p", "ul", "ol", "li", "pre"}
SUBSET |= {"table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(LETTERS))
def test_a_text_without_markup_is_shown_as_written(text: str) -> None:
    shown = Shown(Markup("off").html(text))
    assert shown.text == text
    assert not shown.tags
    assert Markup("off").plain(text) == text


@given(text=plain, spacing=spacing)
def test_a_text_without_markup_reads_alike_with_and_without_the_parser(text: str, spacing: str) -> None:
    markup = Markup(spacing)
    parsed = markup.fill((text,), lambda *_: "")
    assert Shown(parsed).text == Shown(markup.html(text)).text


@given(text=marked, spacing=spacing)
@example(text="```sh\na\n```", spacing="fr")
@example(text='[x](https://x.fr "t")', spacing="fr")
def test_html_has_only_the_tags_of_the_subset_and_safe_links(text: str, spacing: str) -> None:
    shown = Shown(Markup(spacing).html(text))
    assert shown.tags <= SUBSET
    for tag, name, value in shown.attributes:
        assert (tag, name) in {("a", "href"), ("ol", "start"), ("th", "style"), ("td", "style")}
        safe = (
            r"(https?://|mailto:)[^\s\"<>]*"
            if tag == "a"
            else r"\d+"
            if tag == "ol"
            else r"text-align:(left|right|center)"
        )
        assert re.fullmatch(safe, value or "")


def without_spaces(text: str) -> str:
    return re.sub("[ \u00a0\u202f]", "", text)


@given(text=plain, spacing=spacing)
def test_typography_changes_nothing_but_spaces(text: str, spacing: str) -> None:
    assert without_spaces(Markup(spacing).typeset(text)) == without_spaces(text)


@given(text=plain, spacing=spacing)
@example(text="« Il répond :»", spacing="fr")
@example(text="a ?:", spacing="fr")
def test_typography_applied_twice_is_applied_once(text: str, spacing: str) -> None:
    once = Markup(spacing).typeset(text)
    assert Markup(spacing).typeset(once) == once


words = st.text("abé »«;:?!.,", max_size=12)


@given(before=words, kept=kept, after=words, spacing=spacing)
def test_typography_leaves_times_addresses_code_and_maths(before: str, kept: str, after: str, spacing: str) -> None:
    shown = Shown(Markup(spacing).html(f"{before} {kept} {after}")).text
    assert kept.strip("`") in shown
