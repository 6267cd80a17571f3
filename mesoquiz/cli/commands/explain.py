"""Explain a rule, a code of a message, or a kind of card."""

from __future__ import annotations

import click

from mesoquiz.cli.terminal import show


@click.command()
@click.argument("name", required=False)
@click.option("--markdown", is_flag=True, help="All rules on content as a page of Markdown: docs/rules.md.")
def command(name: str | None, markdown: bool) -> None:
    """Explain a rule, a code of a message, or a kind of card; without a NAME, list them all.

    \b
    Example: why a question should not ask for the exception
      mesoquiz explain D301
    """
    from mesoquiz.cli import explaining
    from mesoquiz.diagnostics.wording import did_you_mean
    from mesoquiz.questions import kinds
    from mesoquiz.rules import rules

    if markdown:
        show(explaining.as_markdown(), nl=False)
    elif name is None:
        show(explaining.overview(), nl=False)
    elif name.upper() in rules():
        show(explaining.manual_of(rules()[name.upper()]), nl=False)
    elif name in kinds().kinds:
        show(explaining.page_of_kind(name), nl=False)
    elif name in explaining.codes():
        show(explaining.page_of_code(explaining.codes()[name]), nl=False)
    else:
        known = (*rules(), *kinds().kinds, *explaining.codes())
        guess = did_you_mean(name, known) or "`mesoquiz explain` lists everything"
        raise click.UsageError(f"there is nothing called `{name}`; {guess}")
