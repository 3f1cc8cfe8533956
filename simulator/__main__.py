"""`python -m simulator` is the command `simulator`; both begin here."""

import sys

try:
    from simulator.cli import main
except KeyboardInterrupt:
    # interrupted while the program was still being loaded
    sys.exit(130)

__all__ = ["main"]

if __name__ == "__main__":
    main()
