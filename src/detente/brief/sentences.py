"""One sentence for each kind of entry, in a fixed frame around the words of the stories.

What a frame says beyond those words follows from the status of the entry; whose words it is, and whether it is reported,
planned or denied, stands in the sentence.
"""

from collections.abc import Callable, Mapping

from detente.brief.phrases import (
    DETERMINERS,
    Names,
    cut,
    listed,
    named,
    on_day,
    planned_for,
    quoted,
    started,
    stopped,
    tidy,
    when,
    window,
    word_before,
)
from detente.ledger import Citation, Entry, Member, Standing
from detente.ledger.amounts import short_number
from detente.packs.ledger_words import LedgerWords

LABEL = 160
"""Characters of a story's words inside a sentence."""
LAST = {
    "fulfilled": "reported as done",
    "signed": "signed",
    "ratified": "ratification reported",
    "in_force": "in force",
    "suspended": "suspended",
    "broken": "reported as not kept",
    "terminated": "called off",
}
"""What became of something that was agreed."""
ROLES = ("guest", "host", "side")
BARE = 4
"""Words of "meet again in Perth"."""
OPEN_PAPER = {"planned": "is planned", "proposed": "is proposed", "agreed": "is agreed"}
PROGRESS = {"unclear": "progress is unclear", "none": "no progress is reported", "some": "some progress is reported"}
STANDING = frozenset({"dispute", "treaty_absent", "unknown", "alliance", "silence"})
"""Kinds that stand until somebody says otherwise: when they were told last is part of what is known."""
OWN = frozenset({"i", "me", "my", "we", "us", "our", "ours"})
FUTURE = frozenset({"will", "would", "shall", "'ll", "\u2019ll"})


class Teller:
    """Tells entries as sentences.

    Args:
        names: how countries are called.
        words: those of the ledger.
        since: what was told later is news.
        entries: all entries by id, for what an entry says of another.
    """

    def __init__(self, names: Names, words: LedgerWords, *, since: str, entries: Mapping[str, Entry]) -> None:
        self.names, self.words, self.since, self.entries = names, words, since, entries

    def tell(self, entry: Entry) -> str:
        """Return an entry as a sentence."""
        return stopped(started(tidy(TELLERS[entry.kind](self, entry))) + self.stale(entry))

    def stale(self, entry: Entry) -> str:
        """Return when a standing matter was told last, if that was before what counts as news."""
        last = entry.last_confirmed
        return f"; last told on {on_day(last)}" if entry.kind in STANDING and last and last <= self.since else ""

    def sides(self, entry: Entry, *roles: str) -> str:
        """Return the parties of some roles as a list of names; all of them where none is given."""
        return self.names.together(self.codes(entry, *roles))

    def codes(self, entry: Entry, *roles: str) -> list[str]:
        """Return the countries of the parties of some roles."""
        return [member.country for member in entry.parties if not roles or member.role in roles]

    def voice(self, citation: Citation, *sides: str) -> str:
        """Return who says it, unless the sentence already names him; empty for the reporter."""
        speaker = self.speaker(citation)
        return f", according to {speaker}" if speaker and speaker not in sides else ""

    def speaker(self, citation: Citation) -> str:
        """Return who speaks as the middle of a sentence has it: with the article of the story, a common noun small."""
        speaker = tidy(citation.voice)
        first, _, rest = speaker.partition(" ")
        if not speaker:
            return ""
        if f"the {speaker}".lower() in tidy(citation.quote).lower():
            return f"the {speaker}"
        common = rest.islower() and not self.names.knows(first.removesuffix("'s").removesuffix("\u2019s"))
        return f"{first.lower()} {rest}" if common else speaker

    def matter(self, label: str, sides: str) -> str:
        """Return a dispute as a clause: its name, or the verb that tells it after its sides."""
        first = label.split(" ", 1)[0]
        if first.lower() in DETERMINERS:
            return f"{label} stands open between {sides}"
        if self.words.is_verb(first, "disagree") or first.endswith("ed"):
            return f"{sides} {label}"
        return f"{sides} are in dispute ({quoted(label)})"

    def late(self, entry: Entry, deed: str) -> str:
        """Return what is missing from an entry whose day has passed."""
        return f"; no story so far says that it {deed}" if entry.state == "overdue" else ""


def label_of(entry: Entry) -> str:
    """Return the words that name an entry, short enough for a sentence."""
    return cut(tidy(entry.label), LABEL)


def gap_of(entry: Entry) -> str:
    """Return what an entry of kind unknown lacks ("no date"), where the ledger derived it; else an empty string."""
    derived = entry.kind == "unknown" and not entry.form and any(how == "about" for how, _ in entry.links)
    return entry.label.partition(": ")[0] if derived else ""


def day_of(standing: Standing) -> str:
    """Return when a status came about, with a space before it; empty where no day is known."""
    found = window(standing.earliest, standing.latest)
    return f" {found}" if found else ""


def joined(entry: Entry) -> str:
    """Return what was agreed as the end of "agreed ...": to do it, on it, that it will be."""
    label, quote = label_of(entry), tidy(entry.history[0].citation.quote)
    before = word_before(quote, tidy(entry.label))
    if label.startswith(("to ", "not to ")):
        return label
    if before == "to" or (before in {"and", "or"} and " to " in quote[: quote.find(label[:20])]):
        return f"to {label}"
    return f"{before} {label}" if before in {"on", "upon", "that"} else f"on {quoted(label)}"


def is_clause(entry: Entry) -> bool:
    """Tell whether an agreement's words are what sides agreed to do, rather than the name of a paper."""
    return entry.history[0].status == "agreed"


def _agreement(teller: Teller, entry: Entry) -> str:
    first, last = entry.history[0], entry.history[-1]
    sides = teller.sides(entry, "side")
    if not is_clause(entry):
        return _paper(teller, entry, sides)
    text = f"{sides} agreed{day_of(first)} {joined(entry)}{teller.voice(first.citation)}"
    if last.status in LAST and last is not first:
        steps = [one for one in entry.history[1:] if one.status in LAST]
        return text + "".join(f"; {LAST[one.status]}{day_of(one)}{teller.voice(one.citation)}" for one in steps)
    due = when(entry.due)
    return text + (f", due {due}" if due else "") + teller.late(entry, "was done")


def _paper(teller: Teller, entry: Entry, sides: str) -> str:
    last = entry.history[-1]
    label, day, voice = label_of(entry), day_of(last), teller.voice(last.citation)
    between = "" if all(teller.names.of(code) in label for code in teller.codes(entry, "side")) else f" between {sides}"
    if last.status in OPEN_PAPER:
        due = planned_for(entry.due)
        return f"{label}{between} {OPEN_PAPER[last.status]}{due}{voice}{teller.late(entry, 'came about')}"
    if last.status == "signed":
        return f"{sides} signed {label}{day}{voice}"
    if last.status == "ratified":
        return f"ratification of {label}{between} was reported{day}{voice}"
    return f"{label}{between}: {LAST.get(last.status, last.status.replace('_', ' '))}{day}{voice}"


def _commitment(teller: Teller, entry: Entry) -> str:
    first, last = entry.history[0], entry.history[-1]
    holders = teller.codes(entry, "holder")
    who = teller.names.together(holders)
    text = _promise(teller, entry, who, several=len(holders) > 1)
    due = when(entry.due) if entry.state in {"pending", "due", "overdue"} else ""
    text += f", due {due}" if due else ""
    if last is not first:
        text += _kept(teller, entry, last)
    return text + teller.late(entry, "was done")


def _promise(teller: Teller, entry: Entry, who: str, *, several: bool) -> str:
    first, label = entry.history[0], label_of(entry)
    before = word_before(tidy(first.citation.quote), tidy(entry.label))
    voice, day = teller.voice(first.citation, who), day_of(first)
    if first.status == "breach_alleged":
        accuser = teller.speaker(first.citation)
        return f"{accuser or 'the report'} accused {who}{day} of breaking {quoted(label)}"
    if first.status != "promised":
        return f"{who}: {first.status.replace('_', ' ')}{day}, {quoted(label)}{voice}"
    if " would be " in label or " will be " in label:
        return f"{who} said{day} that {label}{voice}"
    if before in FUTURE:
        # "our relations" are the speaker's words; in the report's mouth they would be the reader's.
        clause = quoted(label) if OWN.intersection(label.lower().split()) else label
        return f"{who} said{day} that {'they' if several else 'it'} would {clause}{voice}"
    clause = label if label.startswith(("to ", "not to ")) else f"to {label}"
    clause = f"not to {label.removeprefix('not ')}" if label.startswith("not ") and clause != label else clause
    return f"{who} promised{day} {clause}{voice}"


def _kept(teller: Teller, entry: Entry, last: Standing) -> str:
    voice = teller.speaker(last.citation)
    said = teller.voice(last.citation)
    if last.status == "fulfilled":
        return f"; reported as done{day_of(last)}{said}"
    if last.status == "breach_denied":
        alleged = next((s for s in reversed(entry.history) if s.status in {"breach_alleged", "broken"}), None)
        accuser = teller.speaker(alleged.citation) if alleged else ""
        return f"; {accuser or 'the report'} says that it was broken, {voice or 'the other side'} denies it"
    if last.status == "breach_alleged":
        return f"; {voice or 'the report'} says that it was broken"
    return f"; reported as broken{day_of(last)}{said}"


def _held(teller: Teller, entry: Entry) -> str:
    last = entry.history[-1]
    place = f" in {entry.place.name}" if entry.place else ""
    form = f", called {quoted(entry.form)}" if entry.form else ""
    name = _occasion(entry)
    name = f" ({name}{form})" if name or form else ""
    text = f"{teller.sides(entry, 'side', 'host', 'guest')} met{place}{day_of(last)}{name.replace('(, ', '(')}"
    return text + teller.voice(last.citation) + _table(teller, entry)


def _occasion(entry: Entry) -> str:
    """Return the words that name a meeting, unless they say no more than that there is one and where."""
    label, place = label_of(entry), entry.place.name if entry.place else ""
    return "" if place and place in label and len(label.split()) <= BARE else quoted(label)


def _table(teller: Teller, entry: Entry) -> str:
    """Return who is named as sitting at the table, side by side."""
    rows = {member.country: member.people for member in entry.parties if member.people}
    told = [
        f"for {teller.names.of(code)} {listed([_posted(one) for one in rows[code]])}"
        for code in teller.names.order(rows)
    ]
    return f"; {'; '.join(told)}" if told else ""


def _posted(person: str) -> str:
    name, _, office = tidy(person).partition(", ")
    return f"{name} ({office})" if office else name


def _planned(teller: Teller, entry: Entry) -> str:
    last, due = entry.history[-1], when(entry.due)
    name, place = _occasion(entry), f" in {entry.place.name}" if entry.place else ""
    sides, name = teller.sides(entry, "side", "host", "guest"), f" ({name})" if name else ""
    voice, late = teller.voice(last.citation), teller.late(entry, "took place")
    if last.status == "cancelled":
        return f"a meeting of {sides}{place} was called off{day_of(last)}{name}{voice}"
    if last.status == "postponed":
        return f"a meeting of {sides}{place} was put off{_anew(entry)}{name}{voice}{late}"
    plan = "planned to meet" if entry.state == "overdue" else "plan to meet"
    verb = {"agreed": "agreed to meet", "proposed": "are to meet, as is proposed,"}.get(last.status, plan)
    return f"{sides} {verb}{place}{f' {due}' if due else ''}{name}{voice}{late}"


def _anew(entry: Entry) -> str:
    return planned_for(entry.due, "to") or " without a new date"


def _visit(teller: Teller, entry: Entry) -> str:
    last = entry.history[-1]
    what, voice, late = quoted(label_of(entry)), teller.voice(last.citation), teller.late(entry, "took place")
    guest, host = _guest(teller, entry), teller.sides(entry, "host")
    trip = f"visit of {guest} to {host}" if guest and host else f"visit between {teller.sides(entry, *ROLES)}"
    if last.status == "held":
        return f"the {trip} took place{day_of(last)} ({what}){voice}"
    if last.status == "cancelled":
        return f"the {trip} was called off{day_of(last)} ({what}){voice}"
    if last.status == "postponed":
        return f"the {trip} was put off{_anew(entry)} ({what}){voice}{late}"
    state = {"agreed": "agreed", "proposed": "proposed"}.get(last.status, "planned")
    return f"a {trip} {'was' if late else 'is'} {state}{planned_for(entry.due)} ({what}){voice}{late}"


def _guest(teller: Teller, entry: Entry) -> str:
    guests: list[Member] = [member for member in entry.parties if member.role == "guest"]
    country = teller.names.together(member.country for member in guests)
    people = [person for member in guests for person in member.people]
    if len(people) != 1:
        return country
    name, _, office = people[0].partition(", ")
    return f"{tidy(name)}, {tidy(office)} of {country}," if office else f"{tidy(name)} of {country}"


def _dispute(teller: Teller, entry: Entry) -> str:
    last, sides = entry.history[-1], teller.sides(entry, "claimant", "side")
    if last.status == "settled":
        return f"{sides} settled a dispute{day_of(last)} ({quoted(label_of(entry))}){teller.voice(last.citation)}"
    text = teller.matter(label_of(entry), sides)
    if entry.time and entry.time.grain in {"year", "decade"} and entry.time.earliest:
        text += f"; the text traces it to {entry.time.earliest[:4]}"
    return text + (f"; {PROGRESS.get(entry.progress, tidy(entry.progress))}" if entry.progress else "")


def _absent(teller: Teller, entry: Entry) -> str:
    label, sides = label_of(entry), teller.sides(entry, "side")
    verb = "have" if label.startswith("no ") else "have not concluded"
    obstacle = f"; in the way stands {named(cut(tidy(entry.obstacle), LABEL))}" if entry.obstacle else ""
    return f"{sides} {verb} {label}{obstacle}"


def _alliance(teller: Teller, entry: Entry) -> str:
    last = entry.history[-1]
    text = f"{teller.sides(entry, 'side')} are allied"
    if last.status == "ended":
        text = f"the alliance of {teller.sides(entry, 'side')} was ended{day_of(last)}"
    if last.status == "reaffirmed":
        text += f"; {teller.speaker(last.citation) or 'one of them'} reaffirmed it{day_of(last)}"
    return text + (f"; it was {tidy(entry.progress)}" if entry.progress else "")


def _figure(teller: Teller, entry: Entry) -> str:
    last, amount = entry.history[-1], entry.amount
    label, voice = label_of(entry), teller.voice(last.citation)
    period = when(amount.period) if amount else ""
    period = f" {period}" if period else ""
    if amount is None or amount.value is None:
        return f"{label}: {last.status}{planned_for(amount.period) if amount else ''}{voice}"
    value = f"{short_number(amount.value)} {amount.unit}"
    value = label_of(entry) if amount.unit.lower() in label.lower() and short_number(amount.value) in label else value
    more = f" ({amount.comparison})" if amount.comparison else ""
    forecast = " (a forecast)" if last.status == "forecast" else ""
    return f"{label}: {value}{period}{more}{forecast}{voice}"


def _tie(teller: Teller, entry: Entry) -> str:
    told = {"rising": "is reported to grow", "falling": "is reported to shrink"}
    last = entry.history[-1]
    what = f"{teller.sides(entry, 'side')}: {quoted(label_of(entry))}"
    return f"{what} {told.get(last.status, 'is reported')}{teller.voice(last.citation)}"


def _threat(teller: Teller, entry: Entry) -> str:
    holder, threat = teller.sides(entry, "holder"), teller.sides(entry, "threat")
    voice, what = teller.voice(entry.history[0].citation), quoted(label_of(entry))
    if entry.form == "aim":
        return f"{threat} is named as the aim or the cause of steps by {holder} ({what}){voice}"
    return f"{threat} is named as a concern of {holder} ({what}){voice}"


def _silence(teller: Teller, entry: Entry) -> str:
    citation = entry.history[-1].citation
    people = [(tidy(person), member.country) for member in entry.parties for person in member.people]
    name, _, office = people[0][0].partition(", ") if people else (tidy(citation.voice), "", "")
    speaker = (
        f"{name}, {office} of {teller.names.of(people[0][1])}," if office else name or teller.sides(entry, "speaker")
    )
    return f"{speaker} said nothing of {quoted(label_of(entry))}, which is no denial"


def _unknown(teller: Teller, entry: Entry) -> str:
    about = next((teller.entries.get(other) for how, other in entry.links if how == "about"), None)
    what = gap_of(entry)
    if entry.form == "detail":
        return quoted(cut(tidy(entry.history[-1].citation.quote), LABEL))
    if about is None or not what:
        return f"it is not known {label_of(entry)}"
    named = label_of(about)
    if what == "text":
        bare = named.split(" ", 1)[-1] if named.split(" ", 1)[0] in {"a", "an", "the", "no"} else named
        return f"no story tells what the {bare} would say"
    if what == "who did it":
        return f"no story says who did it: {quoted(named)}"
    return f"no story says {what}: {quoted(named)}"


def _other(teller: Teller, entry: Entry) -> str:
    return f"{teller.sides(entry)}: {quoted(label_of(entry))}{teller.voice(entry.history[-1].citation)}"


TELLERS: dict[str, Callable[[Teller, Entry], str]] = {
    "agreement": _agreement,
    "treaty": _agreement,
    "commitment": _commitment,
    "meeting_held": _held,
    "meeting_planned": _planned,
    "visit": _visit,
    "dispute": _dispute,
    "treaty_absent": _absent,
    "alliance": _alliance,
    "figure": _figure,
    "tie": _tie,
    "threat": _threat,
    "silence": _silence,
    "unknown": _unknown,
    "contradiction": _other,
    "office": _other,
    "position": _other,
}
"""Kind of entry to the function that tells it."""
