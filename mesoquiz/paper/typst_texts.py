"""Texts as their authors wrote them -> blocks and runs that a typesetter's template can set.

Pictures are files, formulas are trees, long words may be broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mesoquiz.languages.labels import Labels
from mesoquiz.markup import blocks, maths
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.note import Note
from mesoquiz.paper.linebreaks import breakable

Data = dict[str, Any]
FileOf = Callable[[str], str]
"""The path of a picture, as its author wrote it -> the file that the template is to show; empty if there is none."""


class Texts:
    """Makes the texts of one document ready."""

    def __init__(self, markup: Markup, file_of: FileOf) -> None:
        self.markup = markup
        self.file_of = file_of

    def words(self, text: str) -> str:
        """A text that is no Markdown."""
        return breakable(self.markup.marked(self.markup.typeset(text)))

    def shown(self, path: str, alt: str) -> Data:
        """A picture, by its file and what is read where there is none."""
        return {"file": self.file_of(path), "alt": alt or path}

    def blocks(self, text: str) -> list[Data]:
        """`text` as blocks that can be set."""
        return [self.ready(block) for block in blocks.blocks(self.markup, text)]

    def phrase(self, text: str) -> list[Data]:
        """`text` as runs that can be set."""
        return [self._ready_run(run) for run in blocks.phrase(self.markup, text)]

    def ready(self, block: Data) -> Data:
        """A block that can be set."""
        if block["kind"] == "items":
            return block | {"items": [[self.ready(inner) for inner in item] for item in block["items"]]}
        if block["kind"] == "table":
            rows = block["rows"]
            return block | {
                "rows": [[[self._ready_run(run, narrow=True) for run in cell] for cell in row] for row in rows]
            }
        return block | {"runs": [self._ready_run(run) for run in block["runs"]]}

    def _ready_run(self, run: Data, *, narrow: bool = False) -> Data:
        """A run that can be set; what is `narrow`, as a cell, may break words that other lines keep together."""
        match run["kind"]:
            case "text" if not narrow:
                return run | {"text": breakable(self.markup.marked(run["text"]))}
            case "text" | "code":
                return run | {"text": breakable(run["text"])}
            case "math":
                tree = maths.as_tree(run["text"], run["display"])
                # One that is shown as it is written is a text like others.
                return run | tree | ({"text": breakable(tree["text"])} if "text" in tree else {})
            case "image":
                return run | self.shown(run["path"], run["alt"])
            case "gap":
                ready = {name: [self._ready_run(inner) for inner in run[name]] for name in ("runs", "hint")}
                return run | ready
            case _:
                return run


def sources(bank: Bank, note: Note, labels: Labels, texts: Texts) -> Iterator[Data]:
    """Yield the sources that a card cites, as a key prints them."""
    for citation in note.source:
        source = bank.source(citation.doc)
        if source is not None:
            rest = "".join(f", {part}" for part in (source.author, source.site) if part)
            quote = f" — {labels.quoted.format(citation.quote)}" if citation.quote else ""
            yield {"title": texts.words(source.title), "rest": texts.words(rest + quote)}
