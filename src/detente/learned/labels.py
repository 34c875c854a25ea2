"""What the learned voter can answer, question by question."""

import msgspec


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The labels of each question in the order of the network's outputs."""

    type: tuple[str, ...]
    mode: tuple[str, ...]
    """The first is none."""
    content: tuple[str, ...]
    """The first is none."""
    cameo: tuple[str, ...]
    root: tuple[str, ...]
    factuality: tuple[str, ...]
    direction: tuple[str, ...]

    def sizes(self) -> dict[str, int]:
        """Return how many labels each question has.

        >>> Labels(type=("AID",), mode=("",), content=(), cameo=(), root=(), factuality=(), direction=()).sizes()["type"]
        1
        """
        return {name: len(getattr(self, name)) for name in QUESTIONS}


QUESTIONS = ("type", "mode", "content", "cameo", "root", "factuality", "direction")
"""What is asked about a trigger or a pair."""
