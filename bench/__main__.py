"""Runs the measurements that are named, or all, and prints their figures."""

import argparse
import dataclasses
import importlib
import json
import os
import platform
import sys
from pathlib import Path

NAMES = (
    *("raw", "codec", "handshakes", "idle", "store", "messages", "workers", "rush"),
    *("channel", "restart"),
    *("bots", "thumbnails", "web"),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which: {' '.join(NAMES)}; all by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"no such measurement: {' '.join(sorted(unknown))}")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(machine)
    rows: list[dict[str, object]] = []
    for name in options.names or NAMES:
        command = f"python -m bench {name}"
        print(f"\n{command}")
        for figure in importlib.import_module(f"bench.{name}").measure():
            print(f"  {figure}", flush=True)
            rows.append({"command": command} | dataclasses.asdict(figure))
        if options.json is not None:
            options.json.write_text(json.dumps({"machine": machine, "figures": rows}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
