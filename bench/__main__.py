"""Runs the measurements that are named, or all, and prints their figures."""

import argparse
import importlib
import platform
import sys

NAMES = ("codec", "handshakes", "idle", "store", "messages")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which; all by default")
    names = parser.parse_args().names or NAMES
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    for name in names:
        for figure in importlib.import_module(f"bench.{name}").measure():
            print(figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
