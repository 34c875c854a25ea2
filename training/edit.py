"""Read the written corpus as an editor: report what the writers coded differently, and mend what the codes decide.

usage: python training/edit.py [--mend] FILE...

Mended: a CAMEO code left out is filled from the crossing of type, mode, content and contexts (`core/crossings*.tsv`), but
for charges, which have none (FORMAT.md, decision 5), and asking is 02x where the word does not demand (decision 6); a
conviction is 116 and an arrest 173; the context of parliaments is `legislative`, as PLOVER names it. Reported and left
open: planned deeds that decision 14 makes promises, and sanctions that decision 7 makes refusals.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from detente.packs import load_packs
from detente.packs.ontology import Ontology

EVENT = re.compile(r"(e\d+) ([A-Z]+)(?:/([a-z-]+))?(?::([A-Z]+))? (\S+?)((?: \w+=\S+)*)")
FIXED = {("SANCTION", "convict"): "116", ("COERCE", "arrest"): "173"}
PROMISED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
DEMAND = re.compile(r"demand|order|insist|ultimatum|told|instruct|dictat|require|command")
MARK = re.compile(r"\[([^\[\]|]+)\|(e\d+)\]")
BROKEN_OFF = re.compile(
    r"\[(?:broke|breaking|break|broken)[^\]|]* off\|(e\d+)\][^.]*\b(?:talks|negotiations|dialogue)\b"
)


def edit_line(line: str, ontology: Ontology) -> tuple[str, list[str], list[str]]:
    """Return the mended line, what was mended and what stays open.

    >>> from detente.packs import load_packs
    >>> edit_line("[Oslo|a1] [jailed|e1] two. || e1 SANCTION/convict a1>-; a1 NOR/JUD", load_packs().ontology)[0]
    '[Oslo|a1] [jailed|e1] two. || e1 SANCTION/convict a1>- cameo=116; a1 NOR/JUD'
    """
    text, bar, codes = line.partition(" || ")
    if not bar or line.startswith("#"):
        return line, [], []
    mended: list[str] = []
    opened: list[str] = []
    parts = []
    broken = set(BROKEN_OFF.findall(text))
    words = {key: marked.lower() for marked, key in MARK.findall(text)}
    for told in codes.split("; "):
        part, match = told, EVENT.fullmatch(told.strip())
        if not match:
            parts.append(part)
            continue
        key, kind, mode, content, _, rest = match.groups()
        facts = dict(pair.split("=", 1) for pair in rest.split())
        if "ctx" in facts and "parliament" in facts["ctx"].split(","):
            part = part.replace("parliament", "legislative")
            mended.append("parliament is the context legislative")
        code = None if "cameo" in facts else _code(kind, mode, content, facts, ontology)
        if code and code.startswith("10") and not DEMAND.search(words.get(key, "")):
            code = "02" + code[2:]
        if code in ontology.cameo:
            part = f"{part.rstrip()} cameo={code}"
            mended.append(f"{kind}{'/' + mode if mode else ''} without CAMEO code")
        if facts.get("fact") == "planned" and kind in PROMISED:
            opened.append(f"planned {kind}: AGREE by decision 14?")
        if key in broken and kind != "REJECT":
            opened.append(f"talks broken off as {kind}: REJECT/meet by decision 7?")
        parts.append(part)
    return text + bar + "; ".join(parts), mended, opened


def _code(kind: str, mode: str | None, content: str | None, facts: dict[str, str], ontology: Ontology) -> str | None:
    if (kind, mode) in FIXED:
        return FIXED[kind, mode or ""]
    if kind not in ontology.types or (kind, mode) == ("ACCUSE", "allege"):
        return None
    contexts = tuple(facts["ctx"].split(",")) if "ctx" in facts else ()
    return ontology.cross(kind, mode=mode, content=content, content_mode=None, contexts=contexts)


def edit_files(paths: list[Path], *, mend: bool) -> Iterator[str]:
    """Edit files in place where asked; give the report line by line."""
    ontology = load_packs().ontology
    counts: Counter[str] = Counter()
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        edited = [edit_line(line, ontology) for line in lines]
        for number, (_, mended, opened) in enumerate(edited, 1):
            counts.update(mended)
            yield from (f"{path}:{number}: {fault}" for fault in opened)
        if mend:
            path.write_text("".join(f"{line}\n" for line, _, _ in edited), encoding="utf-8")
    yield from (f"{number:5} {fault}" for fault, number in counts.most_common())


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mend", action="store_true")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    for line in edit_files(options.files, mend=options.mend):
        print(line)


if __name__ == "__main__":
    main()
