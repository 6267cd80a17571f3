"""The command line: the only place that writes files and prints."""
