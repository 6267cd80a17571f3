"""`python -m mesoquiz`."""

from mesoquiz.cli import main

main(prog_name="mesoquiz")
