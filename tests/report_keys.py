"""Keys of events and origins of stories in one line, so that tests of merging read as statements."""

from typing import Any

import msgspec

from detente.stories.records import EventKey, Origin, TextKey

FRIDAY = "2021-03-05"
PLAIN = EventKey(
    story="a",
    position=0,
    event="e",
    lane=1,
    type="CONSULT",
    mode=None,
    content=None,
    contexts=("diplomatic",),
    cameo="040",
    sources=("NOR",),
    targets=("SWE",),
    reciprocal=False,
    source_persons=(),
    target_persons=(),
    earliest=FRIDAY,
    latest=FRIDAY,
    stated=True,
    place=None,
    place_country=None,
    latitude=None,
    longitude=None,
    narrow=False,
    factuality="happened",
    certainty=3,
    counted=True,
    exclusions=(),
    part="body",
    words=0,
    turn=0,
    trigger_start=0,
    trigger_end=5,
)
TOWNS = {"Oslo": ("NOR", 59.91, 10.75), "Fornebu": ("NOR", 59.90, 10.62), "Bergen": ("NOR", 60.39, 5.32)}


def report(story: str, *, on: str | None = FRIDAY, until: str | None = None, town: str = "", **fields: Any) -> EventKey:
    """An event of NOR and SWE on a stated Friday; each in a sentence of its own unless `words` says otherwise."""
    where: dict[str, Any] = {}
    if town:
        country, latitude, longitude = TOWNS[town]
        where = {"place": town, "place_country": country, "latitude": latitude, "longitude": longitude, "narrow": True}
    fields = {"words": hash_of(story), "event": f"e-{story}", **where, **fields}
    return msgspec.structs.replace(PLAIN, story=story, earliest=on, latest=until or on, **fields)


def hash_of(story: str) -> int:
    """A number that is another for each story of a test."""
    return int.from_bytes(story.encode(), "big")


def origin(
    story: str, *, published: str | None = "2021-03-06", copy_of: str = "", terms: str = "", **fields: Any
) -> Origin:
    """A story that is its own source unless it copies another; `terms` are its telling words."""
    return Origin(
        key=hash_of(story),
        story=story,
        published=published,
        cluster=hash_of(copy_of or story),
        copy_of=copy_of or None,
        source=fields.pop("source", f"text:{copy_of or story}"),
        terms=frozenset(map(hash, terms.split())),
        **fields,
    )


def text(story: str, *, variant: int = 1, published: str | None = "2021-03-06", **fields: Any) -> TextKey:
    """A text of 100 shingles."""
    return TextKey(
        key=hash_of(story),
        story=story,
        published=published,
        agency=fields.get("agency"),
        publisher=fields.get("publisher"),
        variant=variant,
        size=100,
        terms=(),
    )
