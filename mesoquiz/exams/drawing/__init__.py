"""Bank + blueprint -> the forms of an exam: what may be drawn, what must be met, what is said where it cannot be."""
