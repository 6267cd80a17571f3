"""The text of an author -> HTML, or data."""
