"""The same program with a search that knows one spelling of a name: what its search is measured beside."""

import sys

import officine
from models.store.search import wanted


def main() -> int:
    """Starts it; its arguments are those of the program."""
    wanted._spellings = lambda words, of_word: ()
    return officine.main()


if __name__ == "__main__":
    sys.exit(main())
