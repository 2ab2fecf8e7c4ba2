"""Names of methods by their constructor ids, of every layer."""

import re
from pathlib import Path

SCHEMA = Path(__file__).parents[2] / "schema" / "api.tl"


def names() -> dict[int, str]:
    lines = re.findall(r"^([\w.]+)#([0-9a-f]{1,8}) ", SCHEMA.read_text(), re.MULTILINE)
    return {int(number, 16): name for name, number in lines}
