"""What a change of a card does to those who study it: it turns its answer round, or loses their progress."""
