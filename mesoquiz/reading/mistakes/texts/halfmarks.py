"""Marks of Markdown that are not whole, so that they are shown: `O~2`, `Ca^2+`, `*sodium`, `[page](cours.pdf)`.

What is whole is taken out first, as the parser of Markdown would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mesoquiz.diagnostics.diagnostic import Diagnostic, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.texts.foreign import DOLLARS, SHOWN, UNCLOSED, Mark
from mesoquiz.reading.mistakes.texts.garbled import place_of
from mesoquiz.reading.nodes import Scalar

_WHOLE = re.compile(r"(?<=[\w)\]}*`|])(?:\^[^\s^]{1,200}\^|~[^\s~]{1,200}~)")
_INDEX = re.compile(r"_(\d)")
_NAMED = r"(?!\s(?:vaut|valent|est|sont|signifie|veut|se lit|s'écrit|is|are|means|equals)\b)"
"""What follows a power that is named as it is written: `10^3 vaut mille`."""
_EXTENSION = r"(?:pdf|html?|docx?|pptx?|xlsx?|odt|txt|md|png|jpe?g|gif|svg|webp|mp[34])"
_ADDRESS = re.compile(
    rf"(?P<page>(?:www\.|[\w-]{{2,60}}\.(?:fr|com|org|net|eu|be|ch|ca|int|io|gov|edu)(?:/|$))[^\s]*)"
    rf"|(?P<mail>[\w.+-]{{1,60}}@[\w-]{{1,60}}\.[\w.]{{2,30}})"
    rf"|(?P<file>(?:file:|\.{{0,2}}/)?[^\s]{{1,200}}\.{_EXTENSION})|(?P<anchor>#[\w-]{{0,100}})",
    re.IGNORECASE,
)


def _raised(match: re.Match[str]) -> str:
    return _script(_INDEX.sub(r"~\1~", match["base"]), match["power"].strip("{}"), "^")


def _lowered(match: re.Match[str]) -> str:
    return _script(match["base"], match["index"].strip("{}"), "~")


def _script(base: str, text: str, mark: str) -> str:
    written = f"{base}{mark}{text}{mark}"
    return (
        f"write `{written}`"
        if " " not in text
        else f"write it as a formula, `\\({base}{'_' if mark == '~' else mark}{{{text}}}\\)`"
    )


def _address(match: re.Match[str]) -> str:
    words, url = match["words"], match["url"]
    found = _ADDRESS.fullmatch(url)
    kind = found.lastgroup if found else ""
    if kind in ("page", "mail"):
        start = "https://" if kind == "page" else "mailto:"
        return f"write `[{shorten(words)}]({start}{shorten(url, 60)})`"
    if kind == "file":
        return f"leave the address out: a link leads to a page, `[{shorten(words)}](https://…)`, and to no file"
    return "leave the address out: a link leads to a page, `https://…`" if kind == "anchor" else ""


_BB = {"b": "**", "i": "*", "sub": "~", "sup": "^"}
_MARKS = (
    Mark(
        "^",
        re.compile(
            r"(?<![\w^~\\])(?P<base>[\w)\]µΩ°]{1,20})\^"
            rf"(?P<power>[-−+]{{1,2}}|[-−+]?\d{{1,3}}[-−+]?|[a-zA-Z]{{1,3}}|\{{[^{{}}\n]{{1,20}}\}})(?![\w^~]){_NAMED}"
        ),
        _raised,
    ),
    Mark(
        "~",
        re.compile(
            r"(?<![\w^~\\])(?P<base>[A-Z][A-Za-z\d]{0,12}|[\])])~(?P<index>\d{1,2}(?![\d~])|[a-z]{1,4}(?![\w~])|\{[^{}\n]{1,20}\})"
        ),
        _lowered,
    ),
    Mark(
        "_",
        re.compile(
            r"(?<![\w^~\\/.-])(?P<base>(?:[SPFQ][aipv]?)?(?:[HCNSOPBKI]|CH|Na|Ca|Mg|Cl|Fe|T)\d?(?:[HCNSOP]\d?){0,4})"
            r"_(?P<index>\d(?![\w.^]))"
        ),
        _lowered,
    ),
    Mark("_{", re.compile(r"(?<![\w\\])(?P<base>[A-Za-z]{1,8})_(?P<index>\{[^{}\n]{1,20}\})"), _lowered),
    Mark(
        "~",
        re.compile(r"(?<=\d)~(?=[a-zµ°%])|(?<=[^\W\d_]\.)~(?=\d)|(?<=[a-z])~(?=[A-ZÀ-Ý][a-zà-ÿ])"),
        lambda _: "write a space",
    ),
    Mark("[[", re.compile(r"(?<!!)\[\[(?P<words>[^\[\]\n|]{1,100})\]\]"), lambda match: f"write `{match['words']}`"),
    Mark(
        "[^",
        re.compile(r"\[\^[\w-]{1,20}\]"),
        lambda _: "leave it out: there are no footnotes; write the remark into the sentence",
    ),
    Mark(
        "[",
        re.compile(r"(?<=[-*] )\[[ xX]\](?=[ ])"),
        lambda _: "leave it out: there are no boxes to tick in a text",
    ),
    Mark("<<", re.compile(r"<<[ ]?(?=[^\W\d_])[^<>\n]{1,200}>>"), lambda match: f"write `« {match[0].strip('<> ')} »`"),
    Mark(
        "!",
        re.compile(
            rf"!(?:\[\[(?P<wiki>[^\[\]\n|]{{1,200}}\.{_EXTENSION})[^\[\]\n]{{0,50}}\]\]|\((?P<file>[^\s()]{{1,200}}\.{_EXTENSION})\))"
        ),
        lambda match: f"write `![description]({match['wiki'] or match['file']})`",
    ),
    Mark(
        "<",
        re.compile(r"<(?P<url>https?://[^\s<>]{1,300}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,30})>"),
        lambda match: (
            f"write `{shorten(match['url'], 60)}`, or `[words]({'mailto:' * ('@' in match['url'])}…)` for a link"
        ),
    ),
    Mark(
        "]:",
        re.compile(r"\[[^\[\]\n]{1,100}\]:[ ]?https?://\S{1,300}"),
        lambda _: "write the address beside its words: `[words](https://…)`",
    ),
    Mark(
        ")[",
        re.compile(
            rf"(?P<mark>!?)\((?P<words>[^()\n]{{1,100}})\)\[(?P<url>https?://[^\[\]\s]{{1,300}}|[^\[\]\s]{{1,200}}\.{_EXTENSION})\]"
        ),
        lambda match: f"write `{match['mark']}[{match['words']}]({shorten(match['url'], 60)})`",
    ),
    Mark(
        "[/",
        re.compile(
            r"\[(?P<name>b|i|u|s|sub|sup|quote|color=\w{1,20})\](?P<text>[^\[\]\n]{1,200})\[/\w{1,10}\]", re.IGNORECASE
        ),
        lambda match: (
            f"write `{_BB.get(match['name'].lower(), '')}{match['text']}{_BB.get(match['name'].lower(), '')}`"
        ),
    ),
    Mark(
        "''",
        re.compile(r"(?<![\w'])(?P<mark>'{2,3})(?=[^\W_])(?P<text>[^'\n]{1,100})(?P=mark)(?!')"),
        lambda match: (
            f"write `{'**' if len(match['mark']) > 2 else '*'}{match['text']}{'**' if len(match['mark']) > 2 else '*'}`"
        ),
    ),
    Mark(
        '""',
        re.compile(r"(?<!\")\"\"(?=[^\W_])(?P<text>[^\"\n]{1,200})\"\"(?!\")"),
        lambda match: f'write `"{match["text"]}"`',
    ),
    Mark(
        "oaicite",
        re.compile(r":?contentReference\[oaicite:\d{1,3}\](?:\{index=\d{1,3}\})?"),
        lambda _: "leave it out: it cites a page of a chat",
    ),
)
_LINK = re.compile(r"(?<![!\\])\[(?P<words>[^\[\]\n]{1,200})\]\((?P<url>(?!https?://|mailto:)[^()\s]{1,300})\)")
_MOST = 3
"""Links of a text that are told."""
_STAR = re.compile(r"(?<![\\*])\*(?!\*)")
_OPTION = re.compile(r"[-\[,][ ]*[\"']?(?:\{?text:[ ]+)?$|\bid:|answer:[ ]+$")
"""What is before an option."""
_OF_NOTE = re.compile(r"\*p ?[<=>]")
_LINES = re.compile(r"^\*[^\W\d][^*\n]*\n\*[^\W\d]", re.MULTILINE)
"""Entries of a list without a space, which are told as such."""
_LINE = re.compile(r"(?<![\w\\])_(?=[^\W\d_])")

HALF = (
    ("^", re.compile(r"\^(?=[-−+\w{])")),
    ("~", re.compile(r"~(?=[\w{])")),
    ("_", re.compile(r"_(?:(?=\d(?![\w.])|\{)|(?<=[\s\"'(«]_)(?=[^\W\d_]))")),
    ("*", re.compile(r"\*(?=[^\W\d_]| \*|\*\*)")),
    ("[", re.compile(r"\[(?:(?=\[[^\W_]|\^)|(?<=- \[)[ xX]\] )")),
    ("!", re.compile(r"!(?=\([^\s()]{1,200}\)|\[\[)")),
    (")[", re.compile(r"\)\[(?=[^\[\]\s]{1,300}\])")),
    ("]:", re.compile(r"\]:[ ]?http")),
    ("[/", re.compile(r"\[/")),
    ("''", re.compile(r"''(?=['\w])")),
    ('""', re.compile(r"\"\"(?=\w)")),
    ("oaicite", re.compile(r"oaicite")),
    ("](", re.compile(r"\]\((?!https?://|mailto:)")),
)
"""Characters that a file has, and how a line looks that may have half a mark."""


def halfmarks(text: str, seen: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield the marks of a text that are not whole; `seen` is the text without code, formulas, links and pictures."""
    rest = _WHOLE.sub(_hidden, DOLLARS.sub(_hidden, seen))
    for mark in _MARKS:
        match = mark.look.search(rest) if mark.needle in rest else None
        if match and (how := mark.how(match)):
            yield SHOWN.at(place_of(match[0], node, lines, path), mark=shorten(match[0]), how=how)
    links = _LINK.finditer(text) if "](" in text else iter(())
    told = ((link[0], how) for link in links if (how := _address(link)))
    for link, how in islice(told, _MOST):
        yield SHOWN.at(place_of(link, node, lines, path), mark=shorten(link), how=how)
    for sign, opened in (("*", _star), ("_", _underline)):
        if sign in rest:
            yield from opened(rest, node, lines, path)


def _hidden(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _star(rest: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """A star that opens italics and is not closed; those of notes, as in `dose*` and `*p < 0,05`, close nothing."""
    found = [(paragraph, *_opened(paragraph)) for paragraph in re.split(r"\n[ \t]*\n", rest)]
    if any(is_note for _, _, _, is_note in found) or _LINES.search(rest):
        return
    for paragraph, opened, is_loose, _ in found:
        if opened and not _OF_NOTE.match(paragraph, opened.start()):
            how = "leave out the spaces inside it: `*italics*`" if is_loose else "write `*` at the end of the italics"
            if (
                lines
                and not paragraph[: opened.start()].strip()
                and _OPTION.search(lines[node.start.line][: node.start.column])
            ):
                how = f"leave it out, if it tells the right answer; {how}"
            yield UNCLOSED.at(_place(paragraph, opened, node, lines, path), mark="*", how=f"{how}; for a star, `\\*`")
            return


def _opened(paragraph: str) -> tuple[re.Match[str] | None, bool, bool]:
    """The star of a paragraph that is not closed, whether a space keeps another from closing it, and whether a star
    ends a word that has a note."""
    opened, is_loose, is_note = None, False, False
    for match in _STAR.finditer(paragraph):
        before, after = paragraph[: match.start()][-1:], paragraph[match.end() : match.end() + 1]
        if before.strip() and opened:
            opened = None
        elif before.strip() and not after.isalnum():
            is_note = True
        elif after.isalpha() and not before.isalnum():
            opened = opened or match
        else:
            is_loose = is_loose or opened is not None
    return opened, is_loose, is_note


def _underline(rest: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    opened = _LINE.search(rest)
    if opened and not re.search(r"[^\s_]_(?!\w)", rest[opened.end() :]):
        how = "write `_` at the end of the italics"
        yield UNCLOSED.at(_place(rest, opened, node, lines, path), mark="_", how=how)


def _place(text: str, match: re.Match[str], node: Scalar, lines: list[str], path: str) -> Span:
    return place_of(match[0] + text[match.end() : match.end() + 12].partition("\n")[0], node, lines, path)
