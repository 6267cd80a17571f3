"""The version of the program: a literal, because asking the installed metadata costs 45 ms at every start."""

__version__ = "0.1.0"
