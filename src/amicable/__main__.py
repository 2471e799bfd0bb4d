"""python -m amicable."""

import sys

from amicable.cli import main

if __name__ == "__main__":
    sys.exit(main())
