# ruff: noqa: RUF001 -- quotation marks of every kind
"""Who says what: each row is ``direct|indirect|mixed [not] | cue | speaker | content``, with ``-`` for none."""

import pytest

from detente.model import Quote, Span
from detente.packs import load_packs
from detente.stages.quotes import find_quotes
from support import parsed


def rows(text: str) -> list[str]:
    def words(span: Span | None) -> str:
        return span.of(text) if span else "-"

    return [
        " | ".join(
            (
                f"{quote.direct} not" if quote.negated else quote.direct,
                words(quote.cue),
                words(quote.speaker),
                words(quote.content),
            )
        )
        for quote in find_quotes(parsed(text), load_packs().speech)["quotes"]
        if isinstance(quote, Quote)
    ]


CASES: list[tuple[str, list[str]]] = [
    (
        "The deal, the minister said, would help both sides.",
        ["indirect | said | the minister | The deal, the minister said, would help both sides"],
    ),
    (
        '"The deal," said Foreign Minister John Smith, "will help both sides."',
        [
            "direct | said | Foreign Minister John Smith | The deal",
            "direct | said | Foreign Minister John Smith | will help both sides.",
        ],
    ),
    (
        "According to Iran's foreign ministry, the talks were useful.",
        ["indirect | According to | Iran's foreign ministry | the talks were useful"],
    ),
    (
        "The talks were useful, according to two diplomats who asked not to be named.",
        ["indirect | according to | two diplomats who asked not to be named | The talks were useful"],
    ),
    (
        "A Foreign Ministry statement said the attack was a crime.",
        ["indirect | said | A Foreign Ministry statement | the attack was a crime"],
    ),
    (
        "The ministry declined to comment on the report.",
        ["indirect not | declined to comment | The ministry | the report"],
    ),
    (
        "The Pentagon refused to say whether troops had crossed the border.",
        ["indirect not | refused to say | The Pentagon | whether troops had crossed the border"],
    ),
    ("Russia accused Ukraine of shelling the town.", ["indirect | accused | Russia | Ukraine of shelling the town"]),
    (
        "The president denied that his troops had attacked the village.",
        ["indirect | denied | The president | his troops had attacked the village"],
    ),
    (
        "IRNA quoted the minister as saying that Iran would respond.",
        ["indirect | saying | the minister | Iran would respond"],
    ),
    (
        "In the words of one diplomat, the talks were a waste of time.",
        ["indirect | In the words of | one diplomat | the talks were a waste of time"],
    ),
    (
        '"It was a good meeting," he said. "We will meet again."',
        ["direct | said | he | It was a good meeting", "direct | - | he | We will meet again."],
    ),
    (
        "The statement, issued in Moscow, called for an end to the violence.",
        ["indirect | called | The statement, issued in Moscow | an end to the violence"],
    ),
    (
        "Germany condemned the attack and urged both sides to resume talks.",
        ["indirect | condemned | Germany | the attack", "indirect | urged | Germany | both sides to resume talks"],
    ),
    (
        '"The sanctions," the prime minister told parliament, "are working." She added: "We shall keep them."',
        [
            "direct | told | the prime minister | The sanctions",
            "direct | told | the prime minister | are working.",
            "direct | added | She | We shall keep them.",
        ],
    ),
    (
        'The envoy said: "No deal is better than a bad deal."',
        ["direct | said | The envoy | No deal is better than a bad deal."],
    ),
    (
        "“We will not surrender,” said Olena Marchuk, the deputy mayor.",
        ["direct | said | Olena Marchuk, the deputy mayor | We will not surrender"],
    ),
    (
        "'We cannot accept the farmers' terms,' the minister told reporters.",
        ["direct | told | the minister | We cannot accept the farmers' terms"],
    ),
    (
        'Brazil\'s foreign ministry said it was "deeply concerned" by the fighting.',
        ['mixed | said | Brazil\'s foreign ministry | it was "deeply concerned" by the fighting'],
    ),
    (
        'The general called the raid "a crime against humanity".',
        ['mixed | called | The general | the raid "a crime against humanity"'],
    ),
    (
        'She described the accord as "a turning point" for the region.',
        ['mixed | described | She | the accord as "a turning point" for the region'],
    ),
    (
        '"Our patience is over.\n\n"We have waited ten years.\n\n"Now we act," Adebayo said.',
        ['direct | said | Adebayo | Our patience is over.\n\n"We have waited ten years.\n\n"Now we act'],
    ),
    (
        "The two sides would meet again in Oslo, the mediator said.",
        ["indirect | said | the mediator | The two sides would meet again in Oslo"],
    ),
    ("Peru's president has yet to comment on the arrest.", ["indirect not | comment | Peru's president | the arrest"]),
    (
        "The spokesman neither confirmed nor denied the report.",
        ["indirect not | confirmed | The spokesman | the report", "indirect not | denied | The spokesman | the report"],
    ),
    ("The ministry said nothing about the missing ship.", ["indirect not | said | The ministry | the missing ship"]),
    (
        "Officials made no mention of the border clash.",
        ["indirect not | made no mention | Officials | the border clash"],
    ),
    (
        "Without mentioning Sudan, the minister criticised foreign meddling.",
        ["indirect not | mentioning | the minister | Sudan", "indirect | criticised | the minister | foreign meddling"],
    ),
    ("The attack was condemned by the European Union.", ["indirect | condemned | the European Union | The attack"]),
    (
        "Iran's claim that the vessel had been attacked was dismissed by Britain.",
        [
            "indirect | dismissed | Britain | Iran's claim that the vessel had been attacked",
            "indirect | claim | Iran | the vessel had been attacked",
        ],
    ),
    (
        "The minister tweeted that the ceasefire had collapsed.",
        ["indirect | tweeted | The minister | the ceasefire had collapsed"],
    ),
    (
        "As the ambassador put it, trade was the easy part.",
        ["indirect | put | the ambassador | trade was the easy part"],
    ),
    ("In Merkel's words, the pact was a bridge.", ["indirect | In Merkel's words | Merkel | the pact was a bridge"]),
    ("Moscow vowed to retaliate.", ["indirect | vowed | Moscow | to retaliate"]),
    ("Kenya promised that it would reopen the border.", ["indirect | promised | Kenya | it would reopen the border"]),
    ("He thinks that the talks will fail.", ["indirect | thinks | He | the talks will fail"]),
    (
        "The president, who said the army was ready, flew home.",
        ["indirect | said | The president | the army was ready"],
    ),
    ("Turkey denied the allegations.", ["indirect | denied | Turkey | the allegations"]),
    ("The king, speaking in Amman, warned of a wider war.", ["indirect | warned | The king | a wider war"]),
    ('"Why did they leave?" she asked.', ["direct | asked | she | Why did they leave?"]),
    ('"Stop the bombing!" the crowd chanted.', ["direct | chanted | the crowd | Stop the bombing!"]),
    ('The so-called "iron wall" was built in 1961.', []),
    (
        "Chad's rebels called on France to withdraw its troops.",
        ["indirect | called | Chad's rebels | France to withdraw its troops"],
    ),
    ("The United Nations called for a ceasefire.", ["indirect | called | The United Nations | a ceasefire"]),
    (
        "Asked about the islands, the minister said they were Japanese.",
        ["indirect | said | the minister | they were Japanese"],
    ),
    ("He was told that the visit had been cancelled.", ["indirect | told | - | the visit had been cancelled"]),
    (
        "It was announced that the summit would be postponed.",
        ["indirect | announced | - | the summit would be postponed"],
    ),
    ("Kremlin: talks with Tokyo were useful", ["indirect | : | Kremlin | talks with Tokyo were useful"]),
    (
        "Egypt and Sudan said they had agreed to share the water.",
        ["indirect | said | Egypt and Sudan | they had agreed to share the water"],
    ),
    (
        '"This is war," said one resident, adding that the shelling lasted all night.',
        [
            "direct | said | one resident | This is war",
            "indirect | adding | one resident | the shelling lasted all night",
        ],
    ),
    ('The minister, he said, "must resign".', ['mixed | said | he | The minister, he said, "must resign"']),
    (
        "Beijing lodged a protest, saying the flight had violated its airspace.",
        ["indirect | saying | Beijing | the flight had violated its airspace"],
    ),
    (
        'The report said the talks "went nowhere" and that both sides "left angry".',
        ['mixed | said | The report | the talks "went nowhere" and that both sides "left angry"'],
    ),
    ("Poland ordered the diplomats to leave.", ["indirect | ordered | Poland | the diplomats to leave"]),
    (
        "The chancellor praised the agreement but did not say when it would be signed.",
        [
            "indirect | praised | The chancellor | the agreement",
            "indirect not | say | The chancellor | when it would be signed",
        ],
    ),
    (
        "The prime minister would not say whether he had met the rebels.",
        ["indirect not | say | The prime minister | whether he had met the rebels"],
    ),
    (
        "Reuters reported on Monday that Cuba had released 12 prisoners.",
        ["indirect | reported | Reuters | Cuba had released 12 prisoners"],
    ),
    ('"We agreed on everything", the minister said.', ["direct | said | the minister | We agreed on everything"]),
    (
        'Talks, said one diplomat, had been "frank".',
        ['mixed | said | one diplomat | Talks, said one diplomat, had been "frank"'],
    ),
    (
        "The captain was quoted as saying the ship had been hit by a missile.",
        ["indirect | saying | The captain | the ship had been hit by a missile"],
    ),
    ('"No comment," the embassy said.', ["direct | said | the embassy | No comment"]),
    (
        "Talks with Chad were useful, according to the minister.",
        ["indirect | according to | the minister | Talks with Chad were useful"],
    ),
    ("The convoy left at dawn according to plan.", []),
    ("The envoy repeated his demand that the hostages be freed.", ["indirect | demand | his | the hostages be freed"]),
    ("Norway offered to host the talks.", ["indirect | offered | Norway | to host the talks"]),
    (
        "The United States threatened to impose sanctions on Sudan.",
        ["indirect | threatened | The United States | to impose sanctions on Sudan"],
    ),
    (
        '"It is a good day for Mali," President Ibrahim Keita said in a televised speech. "The war is over."',
        [
            "direct | said | President Ibrahim Keita | It is a good day for Mali",
            "direct | - | President Ibrahim Keita | The war is over.",
        ],
    ),
    ("He called the blockade illegal.", ["indirect | called | He | the blockade illegal"]),
    (
        "The judge asked whether the treaty was still valid.",
        ["indirect | asked | The judge | whether the treaty was still valid"],
    ),
    ("Nobody said that the border was closed.", ["indirect not | said | Nobody | the border was closed"]),
    ("The president never said he would resign.", ["indirect not | said | The president | he would resign"]),
    ("The minister did not rule out sanctions.", ["indirect not | rule out | The minister | sanctions"]),
    ("The two ministers discussed trade.", []),
    ('"I cannot say when," he replied.', ["direct | replied | he | I cannot say when"]),
    (
        'The president, in a statement, said the attack "will not go unanswered."',
        ['mixed | said | The president | the attack "will not go unanswered."'],
    ),
    ("The pact, officials say, is dead.", ["indirect | say | officials | The pact, officials say, is dead"]),
    ("The news was confirmed by the palace.", ["indirect | confirmed | the palace | The news"]),
    ("The president apologised for the bombing.", ["indirect | apologised | The president | the bombing"]),
    ("The Italian minister insisted on a ceasefire.", ["indirect | insisted | The Italian minister | a ceasefire"]),
    ("Jordan complained of repeated violations.", ["indirect | complained | Jordan | repeated violations"]),
    ("If the president says the war is over, the troops will leave.", []),
    ("“It’s our land,” the chief’s brother said.", ["direct | said | the chief’s brother | It’s our land"]),
    ("The 'neutral zone' was empty.", []),
    ("The '90s were hard, he said.", ["indirect | said | he | The '90s were hard"]),
    ("Ghana's leader hinted at new talks.", ["indirect | hinted | Ghana's leader | new talks"]),
    (
        "The ambassador wrote that the embassy had been closed.",
        ["indirect | wrote | The ambassador | the embassy had been closed"],
    ),
    (
        "The foreign ministry's announcement that the consulate would close came late.",
        ["indirect | announcement | The foreign ministry | the consulate would close"],
    ),
    ("She said: the border stays shut.", ["indirect | said | She | the border stays shut"]),
    (
        '"The army," he said, "is ready. It will not wait."',
        ["direct | said | he | The army", "direct | said | he | is ready. It will not wait."],
    ),
    ('The mayor shouted "traitor" at the deputies.', ["direct | shouted | The mayor | traitor"]),
    (
        "The rebels claimed responsibility for the blast.",
        ["indirect | claimed | The rebels | responsibility for the blast"],
    ),
    ("The army reported 12 dead.", ["indirect | reported | The army | 12 dead"]),
    ("Vietnam protested against the drilling.", ["indirect | protested | Vietnam | the drilling"]),
    (
        "The mediator told both delegations to return to Doha.",
        ["indirect | told | The mediator | both delegations to return to Doha"],
    ),
    (
        "The government blamed the rebels for the explosion.",
        ["indirect | blamed | The government | the rebels for the explosion"],
    ),
    ("Rebels were blamed by the government for the explosion.", ["indirect | blamed | the government | the explosion"]),
    (
        "Officials who declined to be named said the raid had failed.",
        ["indirect | said | Officials who declined to be named | the raid had failed"],
    ),
    ('"Enough," the bishop said, his voice breaking.', ["direct | said | the bishop | Enough"]),
    (
        '"We will win," she said. "But not today."\n\n"The army is with us."',
        [
            "direct | said | she | We will win",
            "direct | - | she | But not today.",
            "direct | - | she | The army is with us.",
        ],
    ),
    ('He spoke to reporters in Lima. "Nothing was signed."', ["direct | - | - | Nothing was signed."]),
    ('"This is a test." The minister left the room.', ["direct | - | - | This is a test."]),
    (
        "The minister said Peru would attend, but added that Chile had not been invited.",
        [
            "indirect | said | The minister | Peru would attend",
            "indirect | added | The minister | Chile had not been invited",
        ],
    ),
    (
        "The ministers said they would meet again in May and that experts would draft a treaty.",
        ["indirect | said | The ministers | they would meet again in May and that experts would draft a treaty"],
    ),
    (
        'Japan "strongly protested" against the launch, its foreign minister said.',
        ['mixed | said | its foreign minister | Japan "strongly protested" against the launch'],
    ),
    (
        'The treaty, which the opposition calls "a betrayal", takes effect in June.',
        ["direct | calls | the opposition | a betrayal"],
    ),
    ('The country\'s leader told a crowd: "We are free."', ["direct | told | The country's leader | We are free."]),
    (
        "The leader of the opposition, Maria Santos, said the vote was rigged.",
        ["indirect | said | The leader of the opposition, Maria Santos | the vote was rigged"],
    ),
    ("Neither minister commented on the leak.", ["indirect not | commented | Neither minister | the leak"]),
    (
        "The ministry would neither confirm nor deny the report.",
        ["indirect not | confirm | The ministry | the report", "indirect not | deny | The ministry | the report"],
    ),
    (
        "The admiral avoided mentioning the lost submarine.",
        ["indirect not | avoided mentioning | The admiral | the lost submarine"],
    ),
    (
        "A joint communique said the sides had agreed on a road map.",
        ["indirect | said | A joint communique | the sides had agreed on a road map"],
    ),
    (
        "The letter from the prime minister said troops would stay.",
        ["indirect | said | The letter from the prime minister | troops would stay"],
    ),
    ("It was not clear whether he had said that.", []),
    ('"Go home," it said.', ["direct | said | it | Go home"]),
    ('"We are ready", "said" the placards.', []),
    (
        "Tehran has repeatedly said that its programme is peaceful.",
        ["indirect | said | Tehran | its programme is peaceful"],
    ),
    (
        "In the view of many analysts, the deal is fragile.",
        ["indirect | In the view of | many analysts | the deal is fragile"],
    ),
    (
        "The ministry called on both sides to show restraint, saying that civilians had suffered enough.",
        [
            "indirect | called | The ministry | both sides to show restraint",
            "indirect | saying | The ministry | civilians had suffered enough",
        ],
    ),
    (
        "Many in Bangkok believe the generals are only waiting.",
        ["indirect | believe | Many in Bangkok | the generals are only waiting"],
    ),
    (
        "Analysts expect the central bank to cut rates in September.",
        ["indirect | expect | Analysts | the central bank to cut rates in September"],
    ),
    ("Mr. Okafor is confident that a deal can be found.", ["indirect | confident | Mr. Okafor | a deal can be found"]),
    (
        "The mayor denied taking bribes from the builder.",
        ["indirect | denied | The mayor | taking bribes from the builder"],
    ),
    (
        "The government's spokesman made clear that pensions would be cut.",
        ["indirect | made clear | The government's spokesman | pensions would be cut"],
    ),
    (
        "Some critics see the appointment as a reward for loyalty.",
        ["indirect | see | Some critics | the appointment as a reward for loyalty"],
    ),
    (
        "The hostages are said to be in good health.",
        ["indirect | said | - | The hostages are said to be in good health"],
    ),
    (
        "The governor has reportedly fled to Uzbekistan.",
        ["indirect | reportedly | - | The governor has reportedly fled to Uzbekistan"],
    ),
    (
        "A pledge by the seven leaders to cut emissions by half drew a cool response.",
        ["indirect | pledge | the seven leaders | to cut emissions by half"],
    ),
    (
        "The report said at least 200 villages had been burned and accused the militia of war crimes.",
        [
            "indirect | said | The report | at least 200 villages had been burned",
            "indirect | accused | The report | the militia of war crimes",
        ],
    ),
    (
        "Sweden thinks the fund is too small, while Italy and Greece think it is too slow.",
        [
            "indirect | thinks | Sweden | the fund is too small",
            "indirect | think | Italy and Greece | it is too slow",
        ],
    ),
    (
        "Moscow threatened to cut gas supplies unless Kiev paid its debts by Friday.",
        ["indirect | threatened | Moscow | to cut gas supplies unless Kiev paid its debts by Friday"],
    ),
    (
        "North Korea said on Thursday it was ready for talks.",
        ["indirect | said | North Korea | it was ready for talks"],
    ),
    (
        "The bill would set a level that bankers say would drive lenders out.",
        ["indirect | say | bankers | would drive lenders out"],
    ),
    (
        "If the deal falls through, the minister warned, thousands of jobs will go.",
        [
            "indirect | warned | the minister | If the deal falls through, the minister warned, thousands of jobs will go",
        ],
    ),
    (
        'The diplomats were expelled for "activities incompatible with their status", the ministry said.',
        ['mixed | said | the ministry | The diplomats were expelled for "activities incompatible with their status"'],
    ),
    (
        "The minister suggested that the talks might be moved, according to two people in the room.",
        [
            "indirect | according to | two people in the room | The minister suggested that the talks might be moved",
            "indirect | suggested | The minister | the talks might be moved",
        ],
    ),
    (
        'Mr. Sato was blunt. "There is no money. There will be none next year either."',
        ["direct | - | Mr. Sato | There is no money. There will be none next year either."],
    ),
    (
        '"My father," the king once told an interviewer, "taught me that silence is also an answer."',
        [
            "direct | told | the king | My father",
            "direct | told | the king | taught me that silence is also an answer.",
        ],
    ),
    ("Zelenskiy: Ukraine needs more air defences", ["indirect | : | Zelenskiy | Ukraine needs more air defences"]),
    ("Analysis: Ukraine needs more air defences", []),
    ("In an announcement that surprised markets, the central bank cut its main rate to a record low.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_what_is_said(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The premier's warning that war was near alarmed his aides.",
            marks=pytest.mark.xfail(strict=True, reason="parsed as a sentence about the war"),
        ),
        pytest.param(
            "The minister branded the vote a farce.",
            marks=pytest.mark.xfail(strict=True, reason="the name given is parsed as an adverbial"),
        ),
    ],
)
def test_known_misses(text: str) -> None:
    assert rows(text)
