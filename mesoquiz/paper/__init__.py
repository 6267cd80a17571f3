"""A form of an exam -> pages."""
