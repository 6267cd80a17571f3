"""How exams are marked by rules of their own: tables of marks, steps of open questions, and both in words."""
