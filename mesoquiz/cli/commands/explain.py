"""Explain a rule, a code of a message, or a kind of card."""

from __future__ import annotations

import click

from mesoquiz.cli.terminal import show


@click.command()
@click.argument("name", required=False)
@click.option("--markdown", is_flag=True, help="All rules on content as a page of Markdown: docs/rules.md.")
def command(name: str | None, markdown: bool) -> None:
    """Explain a rule, a code of a message, a kind of card, a case or a pool.

    French names of formats, such as DP, QRP, TCS and QZP, are known, too. Without a NAME, all of them are listed.

    \b
    Example: why a question should not ask for the exception
      mesoquiz explain D301
    """
    from mesoquiz import manual
    from mesoquiz.diagnostics.wording import did_you_mean
    from mesoquiz.rules import rules

    if markdown:
        show(manual.as_markdown(), nl=False)
    elif name is None:
        show(manual.overview(), nl=False)
    elif name.upper() in rules():
        show(manual.manual_of(rules()[name.upper()]), nl=False)
    elif name.upper() in manual.pages():
        show(manual.pages()[name.upper()](), nl=False)
    elif name in manual.codes():
        show(manual.page_of_code(manual.codes()[name]), nl=False)
    else:
        known = (*rules(), *map(str.lower, manual.pages()), *manual.codes())
        guess = did_you_mean(name, known) or "`mesoquiz explain` lists everything"
        raise click.UsageError(f"there is nothing called `{name}`; {guess}")
