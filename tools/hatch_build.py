"""Build hook: generates the TL types and builds the web client before a wheel is put together.

The generated package is not in version control, so a wheel built without the generator would be
broken: that is an error. An editable install only points at `src/`, so it may be made first and
the types generated later; so may the web client, which `make` builds.

HODHOD_WITHOUT_WEB=1 makes a wheel without the web client, where npm has no network.
"""

import os
import subprocess
import sys
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class HodhodBuildHook(BuildHookInterface[BuilderConfig]):
    """Runs `python -m tools.tlgen` and `python -m tools.web` in the root of the source tree."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Generate the types, for every kind of build, and build the client for a wheel.

        Args:
            version: what hatchling builds: "standard" (a wheel) or "editable".
            build_data: hatchling's description of the build; left as it is.

        Raises:
            RuntimeError: a wheel is built and the generator or the schema is not there.
        """
        del build_data
        root = Path(self.root)
        missing = [
            path
            for path in ("tools/tlgen/__main__.py", "schema/api.tl", "schema/mtproto.tl")
            if not (root / path).is_file()
        ]
        if not missing:
            subprocess.run([sys.executable, "-m", "tools.tlgen"], cwd=root, check=True)
        elif version != "editable":
            raise RuntimeError(f"cannot generate the TL types: {', '.join(missing)} not found")
        if version != "editable" and not os.environ.get("HODHOD_WITHOUT_WEB"):
            subprocess.run([sys.executable, "-m", "tools.web"], cwd=root, check=True)
