"""`mesoquiz` and `python -m mesoquiz`."""

import os
import signal
import sys
from types import FrameType


def main() -> None:
    """Run the program.

    Ctrl-C is answered by one line from the first moment on, while modules are still imported. Whatever else asks the
    program to end raises an exception, so that temporary files go. When the work is done, in the moments in which
    Python ends, nothing of that changes anything any more.
    """
    ending = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    for number in ending:
        # `nohup` ignores a signal, and stays.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        try:
            from mesoquiz.cli.program import main as program

            program(prog_name="mesoquiz")
        finally:
            for number in (signal.SIGINT, *ending):
                signal.signal(number, signal.SIG_IGN)
    except KeyboardInterrupt:
        sys.stderr.write("Aborted!\n")
        sys.exit(130)
    except OSError:
        # Every other one was told in a line; this one says that standard error takes none. 1 would mean faulty decks,
        # and with what it holds still, Python would end with 120.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        sys.exit(2)


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
