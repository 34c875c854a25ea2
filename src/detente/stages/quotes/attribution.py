"""Something attributed without a verb of speech, as tokens of one sentence."""

import msgspec


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Content and cue as tokens of one sentence; `speaker` is the head of the speaker's noun phrase."""

    first: int
    last: int
    cue: tuple[int, int] | None
    speaker: int | None
    negated: bool = False

    @property
    def apart(self) -> tuple[int, int]:
        """The tokens that are no part of the speaker: the cue's, or none."""
        return self.cue or (-1, -1)
