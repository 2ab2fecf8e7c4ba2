"""Settings: declared once, read from a file and the environment, refused with the line if wrong.

declare.py    what a setting is          sections.py   all of them
check.py      one value                  lines.py      where it stands in the file
load.py       file, environment, options → Settings
reference.py  Settings in writing
"""

from hodhod.ops.settings.check import split_address
from hodhod.ops.settings.load import Loaded, SettingsError, load
from hodhod.ops.settings.sections import Settings

__all__ = ["Loaded", "Settings", "SettingsError", "load", "split_address"]
