"""The code books: PLOVER types, modes and contexts, CAMEO codes, scales, quad classes and the way between them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from detente.errors import PackError
from detente.model import Quad, Scale
from detente.packs.loader import find_files, read_toml, read_tsv

PLOVER = "PLOVER 2.0"
CAMEO = "CAMEO 1.1"
ICEWS = "ICEWS Goldstein"


class Mode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mode of an event type with its score, None where the code book prints none."""

    name: str
    definition: str
    score: float | None = None


class Hosted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mode and CAMEO code of an act in which one side visits the other; the guest is the source."""

    mode: str
    cameo: str


class Soil(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a town stands for the state on whose soil it lies, where no actor was found for a side."""

    targets: str = ""
    """Slots in order of preference in which the town abroad is the target ("visited Belgrade", "flights *to* Lagos")."""
    rules: bool = False
    """True where a passive without a doer is done by whoever rules the town abroad: "was jailed in Minsk"."""


class EventType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PLOVER event type, one file each in ``core/events``."""

    code: str
    name: str
    definition: str
    quad: int
    score: float
    cameo: str
    """The CAMEO code of this type where nothing more is known: a root such as "04"."""
    recipient: bool
    """True where the code book demands a recipient."""
    mode: tuple[Mode, ...] = ()
    future: str = ""
    """The type that a planned one is coded as; empty keeps its own (PLOVER: a meeting to come is AGREE)."""
    addressee: Literal["affected", "agent"] = "affected"
    """Whom the act is aimed at where only its content tells: whoever the deed affects, or whoever does it."""
    judges: bool = False
    """What it is about is a deed told before where no more is named ("condemned the attack"): it is aimed at the doer."""
    own_means: bool = False
    """Done with one's own ("sent 500 troops", "put the army on alert"): only words that say against whom give a target at home."""
    tells_content: bool = False
    """The deed that the act is about is itself told (as what somebody is accused of)."""
    content_modes: dict[str, str] = {}
    """Mode by the type of what the act is about, where the sense gives none: refusing to meet is REJECT/meet."""
    unattributed: bool = False
    """Told without anybody on either side ("a bomb went off"), it is still an event, kept out of default counts."""
    hosted: Hosted | None = None
    """How an act of two sides is read when it takes place on the soil of one of them."""
    soil: Soil | None = None
    """How towns stand for states in it; None where they are only places."""


class CameoCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/cameo.tsv``."""

    code: str
    name: str
    goldstein: float
    type: str
    """PLOVER type (STATEMENT for 01 and 02)."""


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PLOVER context and what it covers."""

    name: str
    definition: str


class Crossing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/crossings.tsv``: which CAMEO code a type with mode, content and context has; empty cells match all."""

    type: str
    cameo: str
    mode: str = ""
    content: str = ""
    content_mode: str = ""
    context: str = ""


class _Contexts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    context: tuple[Context, ...] = ()


class Ontology:
    """Look up types, codes and scales by code."""

    def __init__(
        self,
        *,
        types: Mapping[str, EventType],
        cameo: Mapping[str, CameoCode],
        contexts: Mapping[str, Context],
        crossings: Sequence[Crossing],
    ) -> None:
        self.types, self.cameo, self.contexts = dict(types), dict(cameo), dict(contexts)
        self.crossings = tuple(crossings)

    def modes(self, code: str) -> dict[str, Mode]:
        """Return the modes of a type by name."""
        return {mode.name: mode for mode in self.types[code].mode}

    def scale(self, code: str, mode: str | None) -> Scale:
        """Return PLOVER's score of a type and mode; a mode without a score has its type's."""
        kind = self.types[code]
        score = self.modes(code)[mode].score if mode else None
        return Scale(table=PLOVER, value=kind.score if score is None else score)

    def quad(self, code: str) -> Quad:
        """Return the PLOVER quad class of a type."""
        return Quad(scheme=PLOVER, class_=self.types[code].quad)

    def goldstein(self, code: str) -> Scale:
        """Return the Goldstein value of a CAMEO code."""
        return Scale(table=ICEWS, value=self.cameo[code].goldstein)

    def cameo_quad(self, code: str) -> Quad:
        """Return the CAMEO quad class of a code: 1 = 01-05, 2 = 06-08, 3 = 09-13, 4 = 14-20."""
        root = int(code[:2])
        return Quad(scheme=CAMEO, class_=1 + (root > 5) + (root > 8) + (root > 13))

    def cross(
        self,
        code: str,
        *,
        mode: str | None = None,
        content: str | None = None,
        content_mode: str | None = None,
        contexts: Sequence[str] = (),
    ) -> str:
        """Return the CAMEO code of a type with what is known of it: the crossing with most cells that match."""
        best, found = -1, self.types[code].cameo
        for row in self.crossings:
            if row.type != code:
                continue
            cells = ((row.mode, mode), (row.content, content), (row.content_mode, content_mode))
            if all(not cell or cell == value for cell, value in cells) and (not row.context or row.context in contexts):
                specific = sum(bool(cell) for cell, _ in cells) + bool(row.context)
                if specific > best:
                    best, found = specific, row.cameo
        return found


def load_ontology(roots: Sequence[Path]) -> Ontology:
    """Read ``core/`` of every root.

    Raises:
        PackError: a file is wrong, a code is given twice, or a crossing names an unknown code.
    """
    types: dict[str, EventType] = {}
    for file in find_files(roots, "core/events/*.toml"):
        kind = read_toml(file, EventType)
        if kind.code in types:
            raise PackError(str(file), "code", f"{kind.code} is defined twice")
        types[kind.code] = kind
    cameo = {row.code: row for file in find_files(roots, "core/cameo.tsv") for row in read_tsv(file, CameoCode)}
    contexts = {
        context.name: context
        for file in find_files(roots, "core/contexts.toml")
        for context in read_toml(file, _Contexts).context
    }
    crossings: list[Crossing] = []
    for file in find_files(roots, "core/crossings*.tsv"):
        for row in read_tsv(file, Crossing):
            if row.type not in types or row.cameo not in cameo or (row.context and row.context not in contexts):
                raise PackError(str(file), f"{row.type} {row.cameo} {row.context}".strip(), "names an unknown code")
            crossings.append(row)
    return Ontology(types=types, cameo=cameo, contexts=contexts, crossings=crossings)
