"""The subcommands of `mesoquiz new`."""
