"""What is lost, or does nothing, in a text that can be read."""
