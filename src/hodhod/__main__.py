"""`python -m hodhod` and the `hodhod` command."""

from hodhod.ops.cli import main

if __name__ == "__main__":
    main()
