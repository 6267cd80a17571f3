"""The Jinja2 environment that all exporters share, the filters of the templates, and pages written piece by piece."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, Protocol

import jinja2
from markupsafe import Markup as Safe
from markupsafe import escape

from mesoquiz.languages.labels import Labels
from mesoquiz.markup.renderer import Markup
from mesoquiz.resources import folder


class _Compiled(jinja2.BytecodeCache):
    """What templates were compiled to, for all environments of a run: compiling one takes longer than filling it."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Give the code of a template that was compiled before, unless its text has changed since."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep the code of a template."""
        self.codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def environment(lang: str, labels: Labels, markup: Markup) -> jinja2.Environment:
    """The templates in a language; texts go through `markup`, and everything else is escaped."""
    loader = jinja2.FileSystemLoader(folder("templates"))
    # `select_autoescape` would leave names in `.html.j2` unescaped, so it is on for all.
    made = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    made.globals["lang"] = lang
    made.globals["labels"] = labels
    filters: dict[str, Callable[[Any], str]] = {
        "md": lambda text: Safe(markup.html(text)),
        "typeset": lambda text: Safe(markup.together(str(escape(markup.typeset(text))))),
        "plain": markup.plain,
        "picture": lambda image: Safe(markup.picture(image.file, image.alt)),
    }
    made.filters.update({name: _at_run_time(filter) for name, filter in filters.items()})
    return made


def _at_run_time(filter: Callable[[Any], str]) -> Callable[[Any, Any], str]:
    """A filter that is not run while a template is compiled: the code serves other languages, too."""
    return jinja2.pass_context(lambda _, value: filter(value))


class Content(Protocol):
    """A picture as far as a page that holds it is concerned."""

    @property
    def type(self) -> str:
        """Its media type, as `image/png`."""

    @property
    def content(self) -> bytes:
        """Its bytes, which are read anew each time."""


class Embedded(Mapping[str, str]):
    """Pictures as a page that depends on no other file has them: their paths -> `data:` URLs.

    Each is read anew whenever it is asked for: one at a time is in memory, however many a page shows.
    """

    def __init__(self, media: Mapping[str, Content]) -> None:
        self.media = media

    def __getitem__(self, path: str) -> str:
        media = self.media[path]
        return f"data:{media.type};base64,{b64encode(media.content).decode()}"

    def __contains__(self, path: object) -> bool:
        return path in self.media

    def __iter__(self) -> Iterator[str]:
        return iter(self.media)

    def __len__(self) -> int:
        return len(self.media)


def page_of(template: jinja2.Template, context: Mapping[str, Any]) -> Callable[[BinaryIO], None]:
    """What writes the page that a template makes: a question or a card at a time, with its pictures."""

    def write(stream: BinaryIO) -> None:
        for piece in template.generate(context):
            stream.write(piece.encode())

    return write


def template_text(name: str) -> str:
    """A template that is not Jinja2's, such as Anki's own or a style sheet."""
    return (folder("templates") / name).read_text(encoding="utf-8")
