"""What is wrong with the lists inside a card."""
