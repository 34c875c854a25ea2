"""How sure the coder is of an event: a share between 0 and 1, fitted on text that the network was not trained on."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import msgspec

from detente.errors import ModelError

LIMIT = 30.0
"""Where a sum of weights counts as certain."""


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """What each sign for or against an event weighs: a logistic regression, fitted by `training/calibrate.py --fit`."""

    weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the weights of a file.

        Raises:
            ModelError: The file is missing or no table of numbers.
        """
        try:
            weights = msgspec.json.decode(path.read_bytes(), type=dict[str, float])
        except (OSError, msgspec.DecodeError) as error:
            raise ModelError(str(path), f"cannot be read: {error}", advice="reinstall detente") from error
        return cls(weights=weights)

    def save(self, path: Path) -> None:
        """Write the weights, the heaviest first."""
        rows = sorted(self.weights.items(), key=lambda row: (-abs(row[1]), row[0]))
        path.write_text(json.dumps(dict(rows), indent=1) + "\n", encoding="utf-8")

    def share(self, signs: Mapping[str, float]) -> float:
        """Return how often what shows these signs is an event of its type; unknown signs weigh nothing.

        >>> Calibration(weights={"bias": -1.0, "no source": -2.0}).share({"bias": 1.0, "no source": 0.5})
        0.11920292202211755
        """
        total = sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return 1.0 / (1.0 + math.exp(-max(-LIMIT, min(LIMIT, total))))
