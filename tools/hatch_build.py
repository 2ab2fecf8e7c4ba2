"""Build hook: generates the TL types before a wheel or an editable install is put together.

The generated package is not in version control, so a wheel built without the generator would be
broken: that is an error. An editable install only points at `src/`, so it may be made first and
the types generated later.
"""

import subprocess
import sys
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TlBuildHook(BuildHookInterface[BuilderConfig]):
    """Runs `python -m tools.tlgen` in the root of the source tree."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Generate the types, for every kind of build.

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
