"""What a line was meant to be: the marks of a list before its text, a text of several lines, a list that is cut off."""
