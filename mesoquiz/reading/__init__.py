"""A YAML file -> dataclasses, with the place of each value."""
