"""`mesoquiz` and `python -m mesoquiz`."""

import sys


def main() -> None:
    """Run the program. Ctrl-C is answered by one line from the first moment on, while modules are still imported."""
    try:
        from mesoquiz.cli import main as program

        program(prog_name="mesoquiz")
    except KeyboardInterrupt:
        sys.stderr.write("Aborted!\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
