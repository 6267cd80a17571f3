"""What is wrong with a file, where, and how it is said."""
