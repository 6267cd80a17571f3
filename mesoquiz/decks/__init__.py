"""Files -> a bank of notes, with their media and evidence."""
