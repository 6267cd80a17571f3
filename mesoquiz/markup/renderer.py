"""The author's Markdown -> HTML, plain text or tokens, with the typography of the language. The only producer of HTML.

The subset: bold, italic, code, links, images, sub- and superscript, maths; in a text of several lines also lists,
tables and code blocks. Raw HTML, entities, headings, quotations and rules are off, so `pH < 7`, `> 5 mm` and `# 1` are
shown as written. A text of one line is never a block: `1952. Pistor` is no list.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mesoquiz.markup import typography
from mesoquiz.markup.dialect import attached, link_rule, list_rule, maths_rule
from mesoquiz.markup.gaps import GAP_MARK, Gap, with_marks
from mesoquiz.markup.notation import expanded
from mesoquiz.markup.tables import Room, tables_rule

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# The library is imported where it is used: a text without markup, and `mesoquiz check`, do without it.

_MARKED = re.compile(r"[\\`*_\[\]~^\x02\n]")
"""Characters that can be markup in a text of one line; a text without any is only escaped."""
_TOGETHER = '<span class="together">'
TOGETHER = "\x06"
"""Stands before and after what no line breaks. No deck can contain it: control characters are refused."""
_SHOWN = frozenset(("text", "code_inline", "maths", "fence"))
"""Tokens whose content is shown as it is."""

Maths = Callable[[str, bool], str]
"""A formula without its delimiters, and whether it takes a line of its own -> HTML; empty for one it cannot show."""


class Markup:
    """Renders texts of one language.

    `spacing` is `fr` (a narrow no-break space before ? ! ;), `fr-nbsp` (a full one, for fonts that lack the narrow) or
    `off`. `images` maps the paths of pictures to what a page is to load; a picture that is not in it is left out and
    its description shown. `maths` makes HTML of a formula, or nothing where it cannot; without it, and then, a formula
    is shown as written. `on_paper`, apostrophes are typographic and numbers keep their units unless `spacing` is `off`;
    nobody searches there. Tables are made to fit into `room`, if there is one.
    """

    def __init__(
        self,
        spacing: str = "off",
        images: Mapping[str, str] | None = None,
        maths: Maths | None = None,
        *,
        on_paper: bool = False,
        room: Room | None = None,
    ) -> None:
        self.spacing = spacing
        self.on_paper = on_paper
        self.images = images or {}
        self.env: dict[str, Any] = {"images": self.images, "maths": maths, "room": room}

    def html(self, text: str) -> str:
        """`text` as HTML: a phrase for one line, blocks for several."""
        if not text:
            return ""
        if not is_marked(text):
            return self.together(html.escape(self.typeset(text), quote=False))
        return self._render(text)

    def together(self, escaped: str) -> str:
        """HTML of a phrase in which no line breaks inside `soigne-t-elle`."""
        if self.spacing == "off":
            return escaped
        return typography.keep_together(escaped, _TOGETHER, "</span>", numbers=self.on_paper)

    def marked(self, text: str) -> str:
        """A text that was typeset, with `TOGETHER` before and after what no line breaks: for what sets type itself."""
        return text if self.spacing == "off" else typography.keep_together(text, TOGETHER, TOGETHER, numbers=True)

    def plain(self, text: str) -> str:
        """`text` without its markup, on one line."""
        if not is_marked(text):
            return self.typeset(text)
        shown = (_visible(token) for token in self.tokens(text) if token.type in ("inline", "fence"))
        # Only what breaks a line or is doubled goes: no-break spaces stay.
        return re.sub(r"[ \t\n]+", " ", " ".join(shown)).strip(" ")

    def tokens(self, text: str, *, phrase: bool = False) -> list[Token]:
        """`text` as the parser's tokens, typeset; with `phrase` a single line of them, whatever its lines."""
        return self._parser.parseInline(text) if phrase or "\n" not in text else self._parser.parse(text, self.env)

    def fill(self, parts: tuple[str | Gap, ...], render_gap: Callable[[Gap, str, str], str]) -> str:
        """A text with gaps as HTML; `render_gap` gets the gap and its text and hint as HTML, and returns HTML."""
        gaps = [part for part in parts if isinstance(part, Gap)]
        text = with_marks(parts)
        shown = iter([render_gap(gap, self._inline(gap.text), self._inline(gap.hint)) for gap in gaps])
        return re.sub(GAP_MARK, lambda _: next(shown), self._render(text))

    def _inline(self, text: str) -> str:
        """`text` as a phrase, whatever its lines: a block would end the one around the gap."""
        return str(self._parser.renderInline(text, self.env))

    def picture(self, path: str, alt: str) -> str:
        """A picture as HTML, or its description where the picture is not at hand."""
        source = self.images.get(path)
        return f'<img src="{html.escape(source)}" alt="{html.escape(alt)}">' if source else html.escape(alt)

    def typeset(self, text: str, before: str = "") -> str:
        """`text` with the typography of French; `before` is the character in front of it, if any."""
        if self.spacing == "off":
            return text
        narrow = typography.NARROW if self.spacing == "fr" else typography.WIDE
        made = typography.typeset(text, before, narrow)
        return typography.curl(typography.join_numbers(made, before, narrow)) if self.on_paper else made

    def _render(self, text: str) -> str:
        if "\n" in text:
            return str(self._parser.render(text, self.env)).strip()
        return str(self._parser.renderInline(text, self.env))

    @cached_property
    def _parser(self) -> MarkdownIt:
        return _parser(self.spacing, self.on_paper)


@cache
def _parser(spacing: str, on_paper: bool) -> MarkdownIt:
    """The Markdown parser of the subset. Inline rules are tried in this order."""
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import escapeHtml
    from mdit_py_plugins.subscript import sub_plugin
    from mdit_py_plugins.superscript import superscript_plugin

    parser = MarkdownIt("zero", {"breaks": True, "html": False})
    parser.enable(["list", "table", "fence", "newline", "escape", "backticks", "emphasis", "link", "image"])
    parser.enable(["balance_pairs", "fragments_join"])
    parser.use(sub_plugin).use(superscript_plugin)
    for name in ("sub", "sup"):
        parser.inline.ruler.at(name, attached(parser, name))
    parser.inline.ruler.before("escape", "maths", maths_rule)
    parser.block.ruler.at("list", list_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    markup = Markup(spacing, on_paper=on_paper)
    parser.core.ruler.push("typography", lambda state: _typography(state.tokens, markup))
    parser.core.ruler.push("tables", tables_rule)
    parser.add_render_rule("maths", _render_maths)
    parser.add_render_rule("text", lambda _, tokens, index, *__: markup.together(escapeHtml(tokens[index].content)))
    parser.add_render_rule("image", _render_image)
    parser.add_render_rule("fence", _render_fence)
    # Addresses of links are judged where links are shown; pictures load only what `images` has.
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.inline.ruler.at("link", link_rule)
    return parser


def filled(gap: Gap, text: str, hint: str) -> str:
    """A gap with its text, for `Markup.fill`: how every key on paper shows it."""
    return f'<ins class="filled">{text}</ins>'


def _render_image(_: object, tokens: Sequence[Token], index: int, __: object, env: MutableMapping[str, Any]) -> str:
    path, alt = image_of(tokens[index])
    source = env["images"].get(path)
    # A style sheet cannot tell whether text is beside it.
    place = ' class="alone"' if _is_alone(tokens, index) else ""
    return f'<img src="{html.escape(source)}" alt="{html.escape(alt)}"{place}>' if source else html.escape(alt)


def _is_alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token comes between sentences, or has a line of its own."""
    before, after = tokens[:index], tokens[index + 1 :]
    begins = not before or "break" in before[-1].type or before[-1].content.rstrip().endswith(tuple(".?!:…"))
    return begins and (not after or "break" in after[0].type or after[0].content.lstrip()[:1].isupper())


def _render_maths(_: object, tokens: Sequence[Token], index: int, __: object, env: MutableMapping[str, Any]) -> str:
    """A formula, as written unless it can be set; half of one, with a gap in it, cannot."""
    latex, display = formula_of(tokens[index])
    content = tokens[index].content
    if not env.get("maths"):
        # MathJax in Anki knows chemistry, and no units.
        return html.escape(content[:2] + expanded(content[2:-2], chemistry=False) + content[-2:], quote=False)
    made = env["maths"](latex, display) if GAP_MARK not in latex else ""
    return str(made) or html.escape(content, quote=False)


def formula_of(token: Token) -> tuple[str, bool]:
    """The LaTeX of a formula without its delimiters, and whether it takes a line of its own."""
    return token.content[2:-2].strip(), token.content.startswith("\\[")


def _render_fence(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    """A block of code; the words after its opening marks name a language, which nothing here needs."""
    return f"<pre><code>{html.escape(tokens[index].content, quote=False)}</code></pre>\n"


def find_images(text: str) -> list[tuple[str, str]]:
    """The pictures in a text: path and description of each."""
    if "![" not in text:
        return []
    inline = [child for token in Markup().tokens(text) for child in token.children or ()]
    return [image_of(token) for token in inline if token.type == "image"]


def find_formulas(text: str) -> list[tuple[str, str, bool]]:
    """The formulas in a text: each as it is written, its LaTeX, and whether it takes a line of its own."""
    inline = [child for token in Markup().tokens(text) for child in token.children or ()]
    return [(token.content, *formula_of(token)) for token in inline if token.type == "maths"]


def image_of(token: Token) -> tuple[str, str]:
    """The path and the description of a picture."""
    return unquote(str(token.attrs["src"])), "".join(child.content for child in token.children or ())


def is_marked(text: str) -> bool:
    """Whether a text can be more than words to typeset."""
    return _MARKED.search(text) is not None


def hides_all(parts: tuple[str | Gap, ...]) -> bool:
    """Whether each gap of a text can be shown: none is in an address, a title, or a surplus table cell."""
    tokens = Markup().tokens(with_marks(parts))
    shown = [child for token in tokens for child in token.children or (token,) if child.type in _SHOWN]
    return sum(child.content.count(GAP_MARK) for child in shown) == len(parts) - sum(isinstance(p, str) for p in parts)


def _typography(tokens: list[Token], markup: Markup) -> None:
    """Typeset the words of a text: not code, maths or links, but with regard to what precedes them."""
    for block in tokens:
        before, depth = "", 0
        for token in block.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            if token.type == "text" and token.content:
                if not depth:
                    token.content = markup.typeset(token.content, before)
                before = token.content[-1]
            elif token.type in ("softbreak", "hardbreak"):
                before = ""
            elif token.content:
                before = "x"


def _visible(token: Token) -> str:
    children = token.children or (token,)
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)
