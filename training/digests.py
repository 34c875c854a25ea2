"""The digests of a model's files, which the program checks before it loads them."""

import hashlib
import json
from pathlib import Path

from detente.learned.voter import FILES


def write_digests(folder: Path) -> None:
    """Write digests.json anew for the files of a folder."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "digests.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
