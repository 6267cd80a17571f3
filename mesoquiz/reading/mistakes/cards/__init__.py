"""What is wrong with the keys of a card or a deck as a whole."""
