"""The author's Markdown -> blocks and runs, plain data for formats that set type themselves.

A block is a paragraph, a list, a table or code; a run is a piece of a line, with all that holds for it. Runs are flat:
a text in a thousand nested stars is a run with two marks, and no reader of the data has to recurse. It can all be JSON:

    {"kind": "paragraph", "runs": [run, …]}
    {"kind": "items", "start": the first number, None for bullets, "items": [[block, …], …]}
    {"kind": "table", "align": ["left", "center", "right" or None, …], "rows": [[[run, …], …], …],
     "tight": whether it is to be set in smaller letters, "shares": the widths of its columns, none if they are free}
    {"kind": "code", "runs": [run, …]}

    {"kind": "text" or "code", "text": "…"}
    {"kind": "math", "text": the LaTeX, "display": whether it takes a line of its own}
    {"kind": "image", "path": as the author wrote it, "alt": "…"}
    {"kind": "break"}
    {"kind": "gap", "number": 1, "text": "…", "runs": [run, …], "hint": [run, …]}

Each run has "marks", outermost first: `strong`, `emph`, `sub`, `sup`, `link`. A run in a link has its "url" too. The
first row of a table is its head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mesoquiz.markup.gaps import GAP_MARK, Gap, with_marks
from mesoquiz.markup.renderer import Markup, formula_of, image_of, is_marked

Run = dict[str, Any]
Block = dict[str, Any]

_MARKS = {"strong": "strong", "em": "emph", "sub": "sub", "sup": "sup", "link": "link"}
_ALIGN = "text-align:"


def blocks(markup: Markup, text: str) -> list[Block]:
    """`text` as blocks: one paragraph for one line, none for an empty text."""
    return _Reader(markup).blocks(text)


def phrase(markup: Markup, text: str) -> list[Run]:
    """`text` as runs, whatever its lines: for a cell, a heading, a gap."""
    return _Reader(markup).phrase(text)


def fill(markup: Markup, parts: tuple[str | Gap, ...]) -> list[Block]:
    """A text with gaps as blocks; each gap is a run of its own."""
    gaps = [part for part in parts if isinstance(part, Gap)]
    return _Reader(markup, gaps).blocks(with_marks(parts))


class _Reader:
    """Reads the tokens of one text. Gaps come in reading order, as their marks do."""

    def __init__(self, markup: Markup, gaps: Iterable[Gap] = ()) -> None:
        self.markup = markup
        self.gaps = iter(gaps)

    def blocks(self, text: str) -> list[Block]:
        if not text:
            return []
        if not is_marked(text):
            return [{"kind": "paragraph", "runs": self.phrase(text)}]
        return self._blocks(iter(self.markup.tokens(text)))

    def phrase(self, text: str) -> list[Run]:
        if not is_marked(text):
            return [_run("text", [], text=self.markup.typeset(text))] if text else []
        (inline,) = self.markup.tokens(text, phrase=True)
        return self._runs(inline.children or ())

    def _blocks(self, tokens: Iterator[Any]) -> list[Block]:
        """The blocks up to the end of the text or of a list's item."""
        found: list[Block] = []
        for token in tokens:
            if token.type == "list_item_close":
                break
            if token.type == "inline":
                found.append({"kind": "paragraph", "runs": self._runs(token.children or ())})
            elif token.type == "fence":
                found.append({"kind": "code", "runs": self._split("text", token.content, [])})
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                start = token.attrs.get("start", 1) if token.type == "ordered_list_open" else None
                found.append({"kind": "items", "start": start, "items": self._items(tokens)})
            elif token.type == "table_open":
                found.append(self._table(tokens) | {"tight": False, "shares": []} | token.meta)
        return found

    def _items(self, tokens: Iterator[Any]) -> list[list[Block]]:
        items = []
        for token in tokens:
            if token.type in ("bullet_list_close", "ordered_list_close"):
                break
            items.append(self._blocks(tokens))
        return items

    def _table(self, tokens: Iterator[Any]) -> Block:
        rows: list[list[list[Run]]] = []
        align: list[str | None] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open":
                align.append(str(token.attrs.get("style", "")).removeprefix(_ALIGN) or None)
            elif token.type == "inline":
                rows[-1].append(self._runs(token.children or ()))
        return {"kind": "table", "align": align, "rows": rows}

    def _runs(self, tokens: Any) -> list[Run]:
        found: list[Run] = []
        around: list[str] = []
        url = ""
        for token in tokens:
            name = token.type.removesuffix("_open").removesuffix("_close")
            if name in _MARKS:
                url = str(token.attrs["href"]) if token.type == "link_open" else url
                around = [*around, _MARKS[name]] if token.nesting > 0 else around[:-1]
                continue
            marks = list(dict.fromkeys(around))
            address = {"url": url} if "link" in marks else {}
            found += [run | address for run in self._made(token, marks)]
        return found

    def _made(self, token: Any, marks: list[str]) -> list[Run]:
        """The runs that one token yields."""
        match token.type:
            case "text":
                return self._split("text", token.content, marks)
            case "code_inline":
                return self._split("code", token.content, marks)
            case "maths" if GAP_MARK in token.content:
                # A gap inside a formula leaves parts that cannot be set alone: they are shown as written.
                return self._split("text", token.content, marks)
            case "maths":
                latex, display = formula_of(token)
                return [_run("math", marks, text=latex, display=display)]
            case "image":
                path, alt = image_of(token)
                return [_run("image", marks, path=path, alt=alt)]
            case _:
                return [_run("break", marks)]

    def _split(self, kind: str, text: str, marks: list[str]) -> list[Run]:
        """A text with the marks of gaps as runs of text and gaps."""
        found: list[Run] = []
        for place, piece in enumerate(text.split(GAP_MARK)):
            if place:
                found.append(self._gap(next(self.gaps), marks))
            if piece:
                found.append(_run(kind, marks, text=piece))
        return found

    def _gap(self, gap: Gap, marks: list[str]) -> Run:
        inner = _Reader(self.markup)
        runs, hint = inner.phrase(gap.text), inner.phrase(gap.hint)
        return _run("gap", marks, number=gap.number, text=gap.text, runs=runs, hint=hint)


def _run(kind: str, marks: list[str], **values: Any) -> Run:
    return {"kind": kind, **values, "marks": marks}
