"""Put files in place whole: they are written under other names in the same folder and renamed when all are done."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from detente.errors import ConfigError


@contextlib.contextmanager
def put_in_place(*files: Path) -> Iterator[tuple[Path, ...]]:
    """Give names to write to; when the block ends they become the files, and when it fails they are taken away.

    Raises:
        ConfigError: a folder cannot be made, or a file not be written.
    """
    parts = tuple(file.with_name(f".{file.name}.{os.getpid()}.part") for file in files)
    try:
        for file in files:
            if file.is_dir():
                raise ConfigError(f"cannot write {file}: it is a folder")
            file.parent.mkdir(parents=True, exist_ok=True)
        yield parts
        for part, file in zip(parts, files, strict=True):
            part.replace(file)
    except OSError as fault:
        raise ConfigError(f"cannot write {files[0]}: {fault.strerror}") from fault
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
