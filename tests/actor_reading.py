"""Short ways to ask the actors of a text."""

from functools import cache
from typing import NamedTuple

from detente.model import Actor, Document, Issue, Mention
from detente.packs import load_packs
from detente.stages.actors import find_actors
from support import parsed


class Reading(NamedTuple):
    """The actors of a text, with short questions to them."""

    document: Document
    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]

    def of(self, words: str, *, nth: int = 0) -> tuple[Actor, Mention]:
        """Return the actor and mention that cover exactly these words, the nth time they do."""
        text = self.document.text
        found = sorted(
            ((actor, mention) for actor in self.actors for mention in actor.mentions if mention.of(text) == words),
            key=lambda pair: pair[1].start,
        )
        assert len(found) > nth, f"no mention {words!r} in {sorted(self.words())}"
        return found[nth]

    def words(self) -> list[str]:
        """Return the words of all mentions."""
        return [mention.of(self.document.text) for actor in self.actors for mention in actor.mentions]

    def who(self, words: str, *, nth: int = 0) -> Actor:
        """Return the actor that these words name."""
        return self.of(words, nth=nth)[0]

    def members(self, words: str, *, nth: int = 0) -> set[str | None]:
        """Return the names of the members of a group."""
        names = {actor.id: actor.name for actor in self.actors}
        return {names[member] for member in self.who(words, nth=nth).members}


@cache
def read(text: str, *, published: str | None = "2013-11-02") -> Reading:
    """Return the actors of a text."""
    document = parsed(text, published=published)
    layers = find_actors(document, load_packs())
    actors, issues = layers["actors"], layers["issues"]
    return Reading(document, actors, issues)  # type: ignore[arg-type]
