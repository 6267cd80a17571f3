"""What is wrong in a deck, as plain values: a rule, a place, a sentence, a way to mend it. Knows nothing of files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad: an error stops an export, a warning does not; what is only worth knowing never makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end column is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


NOWHERE = Span("", 1, 1, 1, 1)
"""The place of a value that was made by a program and not read from a file."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a diagnostic, such as the first use of an id."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The text that mends a line of the file (from 1), or several, without changing what the author says.

    It takes the place of the lines from `line` to `last`, and has no line end of its own.
    """

    line: int
    text: str
    last: int = 0

    @property
    def lines(self) -> range:
        """The lines that it replaces."""
        return range(self.line, max(self.line, self.last) + 1)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, with its place and an order that the author can follow."""

    code: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    def beside(self, first: Span) -> Diagnostic:
        """The same diagnostic, pointing also at the first use of what is used twice."""
        return replace(self, related=(Related(first, "first here"),))


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault: a stable code and its one wording. Lives in the file of the check that uses it."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(self, span: Span, /, **values: object) -> Diagnostic:
        """The diagnostic of this rule at `span`; `values` fill the `{}` of message and hint."""
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            message=self.message.format_map(values),
            span=span,
            hint=self.hint.format_map(values),
        )
