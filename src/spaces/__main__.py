"""``python -m spaces``."""

import sys

from spaces.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
