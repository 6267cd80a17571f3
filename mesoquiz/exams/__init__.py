"""A bank and a blueprint -> an exam, and what was printed of it."""
