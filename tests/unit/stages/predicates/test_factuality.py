import pytest

from detente.model import Predicate
from detente.packs import load_packs
from detente.stages.predicates import find_predicates
from support import parsed


def claims(text: str) -> dict[str, str]:
    """Word to its factuality, certainty and whether it is background; a word's second place is "word 2"."""
    found: dict[str, str] = {}
    for predicate in find_predicates(parsed(text), load_packs().factuality)["predicates"]:
        assert isinstance(predicate, Predicate)
        word = predicate.of(text)
        name = f"{word} 2" if word in found else word
        found[name] = f"{predicate.factuality} {predicate.certainty}" + (" background" if predicate.background else "")
    return found


CASES: list[tuple[str, dict[str, str]]] = [
    ("The minister may have ordered the attack.", {"ordered": "possible 1", "attack": "possible 1"}),
    ("The army nearly took the town.", {"took": "denied -2"}),
    ("The two sides agreed to hold talks in May.", {"agreed": "happened 3", "hold": "planned 2", "talks": "planned 2"}),
    ("Iran threatened to close the strait.", {"threatened": "happened 3", "close": "possible 1"}),
    (
        "The accord would have ended the war.",
        {"accord": "happened 3 background", "ended": "denied -2", "war": "happened 3 background"},
    ),
    ("The president said the army would leave by June.", {"said": "happened 3", "leave": "planned 1"}),
    ("Troops are leaving the city next week.", {"leaving": "planned 2"}),
    ("The planned visit was cancelled.", {"visit": "denied -3", "cancelled": "happened 3"}),
    (
        "Without an agreement, the war will go on.",
        {"agreement": "denied -3", "war": "happened 3 background", "go": "planned 2"},
    ),
    (
        "It is possible that the ceasefire will collapse.",
        {"possible": "ongoing 3", "ceasefire": "happened 3 background", "collapse": "possible 1"},
    ),
    (
        "Egypt is unlikely to attend the summit.",
        {"unlikely": "ongoing 3", "attend": "denied -1", "summit": "happened 3 background"},
    ),
    (
        "The mission was aimed at freeing the hostages.",
        {"mission": "happened 3", "aimed": "happened 3", "freeing": "planned 1"},
    ),
    (
        "The government sent troops to stop the violence.",
        {"sent": "happened 3", "stop": "planned 2", "violence": "happened 3 background"},
    ),
    (
        "Serbia became the first country to recognise the pact.",
        {"became": "happened 3", "recognise": "happened 3", "pact": "happened 3 background"},
    ),
    (
        "Talks to end the war resumed.",
        {"Talks": "happened 3", "end": "possible 1", "war": "happened 3 background", "resumed": "happened 3"},
    ),
    (
        "A plan to withdraw troops was dropped.",
        {"plan": "happened 3 background", "withdraw": "denied -2", "dropped": "happened 3"},
    ),
    ("He called for the release of the prisoners.", {"called": "happened 3", "release": "proposed 1"}),
    (
        "The ban on exports was lifted after the talks.",
        {
            "ban": "happened 3 background",
            "exports": "happened 3 background",
            "lifted": "happened 3",
            "talks": "happened 3 background",
        },
    ),
    ("Neither side attacked.", {"attacked": "denied -3"}),
    ("No one was killed.", {"killed": "denied -3"}),
    ("There have been no talks since the war.", {"talks": "denied -3", "war": "happened 3 background"}),
    ("Did the army attack the village?", {"attack": "possible 0"}),
    ("In 1982 Argentina invaded the islands.", {"invaded": "historical 3"}),
    ("The embassy was closed during the Cold War.", {"closed": "historical 3"}),
    (
        "The treaty prevents Iran from building a bomb.",
        {"treaty": "happened 3", "prevents": "happened 3", "building": "denied -3"},
    ),
    (
        "The president refused to sign the agreement.",
        {"refused": "happened 3", "sign": "denied -3", "agreement": "denied -3"},
    ),
    ("The rebels stopped shelling the city.", {"stopped": "happened 3", "shelling": "denied -2"}),
    ("The exercises will be held in the Black Sea.", {"exercises": "planned 2", "held": "planned 2"}),
    ("The alleged attack killed nine people.", {"attack": "alleged 1", "killed": "happened 3"}),
    ("The minister is expected to visit Ankara on Friday.", {"expected": "ongoing 3", "visit": "planned 2"}),
    ("Turkey does not plan to withdraw its troops.", {"plan": "denied -3", "withdraw": "denied -2"}),
    (
        "The United States urged Israel to stop the strikes.",
        {"urged": "happened 3", "stop": "proposed 1", "strikes": "happened 3 background"},
    ),
    ("Greece doubts that Turkey will comply.", {"doubts": "ongoing 3", "comply": "denied -1"}),
    (
        "The talks could lead to a treaty.",
        {"talks": "happened 3 background", "lead": "possible 1", "treaty": "possible 1"},
    ),
    (
        "The meeting, scheduled for Monday, was postponed.",
        {"meeting": "planned 1", "scheduled": "happened 3", "postponed": "happened 3"},
    ),
    ("France is ready to send troops.", {"ready": "ongoing 3", "send": "possible 1"}),
    ("Chad accused Sudan of arming rebels.", {"accused": "happened 3", "arming": "alleged 1"}),
    (
        "It's unclear whether the talks will resume.",
        {"unclear": "ongoing 3", "talks": "possible 0", "resume": "possible 0"},
    ),
    ("The defence minister did not attend the meeting.", {"attend": "denied -3", "meeting": "happened 3 background"}),
    ("The minister was due to arrive on Monday.", {"due": "happened 3", "arrive": "planned 2"}),
    ("Talks were expected to begin in Geneva.", {"Talks": "planned 2", "expected": "happened 3", "begin": "planned 2"}),
    ("The minister denied that the army had attacked the village.", {"denied": "happened 3", "attacked": "denied -2"}),
    (
        "Officials said the treaty would be signed in June.",
        {"said": "happened 3", "treaty": "planned 1", "signed": "planned 1"},
    ),
    (
        "The president said he would respond if Iran attacked.",
        {"said": "happened 3", "respond": "possible 1", "attacked": "possible 0"},
    ),
    ("If Turkey attacked the base, Syria would respond.", {"attacked": "possible 0", "respond": "possible 1"}),
    ("The army reportedly shelled the town.", {"shelled": "alleged 2"}),
    ("The army probably shelled the town.", {"shelled": "possible 2"}),
    ("Cuba is believed to have sent weapons to the rebels.", {"believed": "ongoing 3", "sent": "possible 2"}),
    ("The rebels are accused of killing two monks.", {"accused": "happened 3", "killing": "alleged 1"}),
    (
        "Germany believes that Russia ordered the killing.",
        {"believes": "ongoing 3", "ordered": "possible 2", "killing": "possible 2"},
    ),
    ("The proposed talks were rejected.", {"talks": "denied -3", "rejected": "happened 3"}),
    ("The cancelled meeting angered Paris.", {"meeting": "denied -3", "angered": "happened 3"}),
    ("The threatened strike did not take place.", {"strike": "denied -3", "take": "denied -3"}),
    ("A possible attack worried officials.", {"attack": "possible 1"}),
    ("The two armies held joint exercises last week.", {"held": "happened 3", "exercises": "happened 3"}),
    ("The ministers held the planned talks on Friday.", {"held": "happened 3", "talks": "happened 3"}),
    ("Despite the ban, ships sailed.", {"ban": "happened 3 background", "sailed": "happened 3"}),
    ("Since the coup, the border has been closed.", {"coup": "happened 3 background", "closed": "happened 3"}),
    (
        "In the event of an attack, the alliance would respond.",
        {"attack": "possible 0", "alliance": "happened 3 background", "respond": "possible 1"},
    ),
    ("He warned of a new war.", {"warned": "happened 3", "war": "possible 1"}),
    ("Iraq promised to release the prisoners.", {"promised": "happened 3", "release": "planned 2"}),
    ("Iraq released the prisoners.", {"released": "happened 3"}),
    ("Israel did not release the prisoners.", {"release": "denied -3"}),
    ("No talks were held.", {"talks": "denied -3", "held": "denied -3"}),
    ("The government never signed the accord.", {"signed": "denied -3", "accord": "denied -3"}),
    ("The government can no longer control the border.", {"control": "denied -2"}),
    ("The president has to resign.", {"resign": "proposed 1"}),
    ("Soldiers used to patrol the street.", {"patrol": "happened 3"}),
    ("China is going to build a base.", {"build": "planned 2"}),
    ("The leaders are to meet in Geneva.", {"meet": "planned 2"}),
    ("Release the hostages!", {"Release": "proposed 1"}),
    ("Poland should expel the envoys.", {"expel": "proposed 1"}),
    ("Poland should have expelled the envoys.", {"expelled": "denied -2"}),
    ("The plan is to withdraw troops by May.", {"plan": "happened 3", "withdraw": "planned 1"}),
    ("The army is preparing to attack.", {"preparing": "ongoing 3", "attack": "planned 1"}),
    ("The army forced villagers to leave.", {"forced": "happened 3", "leave": "happened 3"}),
    ("The army helped free the hostages.", {"helped": "happened 3", "free": "happened 3"}),
    ("The rebels managed to cross the river.", {"managed": "happened 3", "cross": "happened 3"}),
    ("The rebels failed to cross the river.", {"failed": "happened 3", "cross": "denied -3"}),
    ("The envoys forgot to sign the document.", {"forgot": "happened 3", "sign": "denied -3"}),
    ("They did not manage to agree.", {"manage": "denied -3", "agree": "denied -3"}),
    ("They did not fail to agree.", {"fail": "denied -3", "agree": "happened 3"}),
    ("Italy regrets that it withdrew its troops.", {"regrets": "happened 3", "withdrew": "happened 3 background"}),
    ("Norway is considering sending troops.", {"considering": "ongoing 3", "sending": "possible 1"}),
    (
        "The two sides discussed a possible exchange of prisoners.",
        {"discussed": "happened 3", "exchange": "possible 1"},
    ),
    ("The United States imposed sanctions on Iran.", {"imposed": "happened 3", "sanctions": "happened 3"}),
    ("The ambassador will not attend the ceremony.", {"attend": "denied -3", "ceremony": "happened 3 background"}),
    ("The ambassador might not attend the ceremony.", {"attend": "possible -1", "ceremony": "possible -1"}),
    ("The war is not over.", {"war": "happened 3 background", "is": "denied -3"}),
    ("Peru demanded the withdrawal of the troops.", {"demanded": "happened 3", "withdrawal": "proposed 1"}),
    ("The court ordered the arrest of the general.", {"ordered": "happened 3", "arrest": "planned 2"}),
    (
        "The court banned the party from taking part in the election.",
        {"banned": "happened 3", "taking": "denied -3", "election": "happened 3 background"},
    ),
    ("Hungary blocked the sanctions.", {"blocked": "happened 3", "sanctions": "denied -2"}),
    (
        "Hungary vetoed the plan to impose sanctions.",
        {"vetoed": "happened 3", "plan": "happened 3 background", "impose": "denied -2", "sanctions": "denied -2"},
    ),
    ("Sudan agreed not to attack the convoy.", {"agreed": "happened 3", "attack": "denied -3"}),
    (
        "Sudan refused to stop the bombing.",
        {"refused": "happened 3", "stop": "denied -3", "bombing": "happened 3 background"},
    ),
    ("They neither met nor talked.", {"met": "denied -3", "talked": "denied -3"}),
    ("The minister hardly spoke.", {"spoke": "denied -2"}),
    ("Nine were killed in attack on market", {"killed": "happened 3", "attack": "happened 3 background"}),
    ("Before the attack, troops had left the town.", {"attack": "happened 3 background", "left": "happened 3"}),
    ("The minister will visit Ankara before the summit.", {"visit": "planned 2", "summit": "planned 2"}),
    (
        "Both sides are close to signing an agreement.",
        {"close": "ongoing 3", "signing": "planned 1", "agreement": "planned 1"},
    ),
    (
        "The army said it had repelled an attack.",
        {"said": "happened 3", "repelled": "happened 3", "attack": "happened 3 background"},
    ),
    (
        "The ministry said it had no plans to attack.",
        {"said": "happened 3", "had": "denied -3", "plans": "denied -3", "attack": "denied -2"},
    ),
    ("Fighting continued in the north.", {"Fighting": "ongoing 3", "continued": "happened 3"}),
    ("The two sides continued to fight.", {"continued": "happened 3", "fight": "ongoing 3"}),
    ("The dispute remains unresolved.", {"dispute": "ongoing 3", "remains": "ongoing 3", "unresolved": "ongoing 3"}),
    (
        "The government wants to join the alliance.",
        {"wants": "ongoing 3", "join": "possible 1", "alliance": "possible 1"},
    ),
    ("The company resumed exports.", {"resumed": "happened 3", "exports": "happened 3"}),
    ("The army may have to withdraw.", {"withdraw": "possible 1"}),
    ("The visit is scheduled for Friday.", {"visit": "planned 2", "scheduled": "ongoing 3"}),
    (
        "The visit, planned for Friday, will focus on trade.",
        {"visit": "planned 2", "planned": "happened 3", "focus": "planned 2", "trade": "happened 3 background"},
    ),
    ("The government called on the rebels to surrender.", {"called": "happened 3", "surrender": "proposed 1"}),
    (
        "The minister said that without a ceasefire the convoy could not enter.",
        {"said": "happened 3", "ceasefire": "denied -3", "enter": "denied -2"},
    ),
    ("Israel bombed the site in 1981.", {"bombed": "historical 3"}),
    (
        "The 1956 declaration ended the war.",
        {"declaration": "historical 3", "ended": "happened 3", "war": "happened 3 background"},
    ),
    ("Ten years ago the army seized power.", {"seized": "historical 3"}),
    ("Two years ago the army seized power.", {"seized": "happened 3"}),
    ("Former Soviet republics agreed to cooperate.", {"agreed": "happened 3", "cooperate": "planned 2"}),
    ("Nobody attacked the base.", {"attacked": "denied -3"}),
    ("Why did France withdraw its troops?", {"withdraw": "happened 3"}),
    ("Will France withdraw its troops?", {"withdraw": "possible 0"}),
    ("The attack did not kill anyone.", {"attack": "happened 3 background", "kill": "denied -3"}),
    ("The minister thanked France for sending troops.", {"thanked": "happened 3", "sending": "happened 3 background"}),
    ("Rather than attack, the army withdrew.", {"attack": "denied -3", "withdrew": "happened 3"}),
    ("The army withdrew instead of attacking.", {"withdrew": "happened 3", "attacking": "denied -3"}),
    ("He was arrested for spying.", {"arrested": "happened 3", "spying": "happened 3"}),
    ("They met to discuss trade.", {"met": "happened 3", "discuss": "happened 2", "trade": "happened 3 background"}),
    ("Turkey closed the border after rebels attacked a convoy.", {"closed": "happened 3", "attacked": "happened 3"}),
    ("Turkey will close the border after the rebels leave.", {"close": "planned 2", "leave": "planned 2"}),
    (
        "When the president returns, talks will begin.",
        {"returns": "planned 2", "talks": "planned 2", "begin": "planned 2"},
    ),
    (
        "The ceasefire collapsed after an attack on the airport.",
        {"ceasefire": "happened 3", "collapsed": "happened 3", "attack": "happened 3 background"},
    ),
    (
        "Denmark agreed to send ships but refused to send troops.",
        {"agreed": "happened 3", "send": "planned 2", "refused": "happened 3", "send 2": "denied -3"},
    ),
    (
        "The agreement to end the siege was signed on Monday.",
        {"agreement": "happened 3", "end": "planned 2", "siege": "happened 3 background", "signed": "happened 3"},
    ),
    (
        "Ghana signed an agreement to buy ships.",
        {"signed": "happened 3", "agreement": "happened 3", "buy": "planned 2"},
    ),
    (
        "A proposal for talks was welcomed.",
        {"proposal": "happened 3 background", "talks": "proposed 1", "welcomed": "happened 3"},
    ),
    ("Chile called for a meeting.", {"called": "happened 3", "meeting": "proposed 1"}),
    (
        "Ministers failed to reach an agreement.",
        {"failed": "happened 3", "reach": "denied -3", "agreement": "denied -3"},
    ),
    ("No agreement was reached.", {"agreement": "denied -3", "reached": "denied -3"}),
    ("There was an attack on the base.", {"attack": "happened 3"}),
    ("There will be a meeting in May.", {"meeting": "planned 2"}),
    (
        "The alliance would be strengthened by the treaty.",
        {"alliance": "possible 1", "strengthened": "possible 1", "treaty": "happened 3 background"},
    ),
    (
        "The deal could help to end the war.",
        {"deal": "happened 3 background", "help": "possible 1", "end": "possible 1", "war": "happened 3 background"},
    ),
    ("An attack on Iran would be a mistake.", {"attack": "possible 1", "mistake": "possible 1"}),
    ("War is unlikely.", {"War": "possible -1", "unlikely": "ongoing 3"}),
    ("An attack is possible.", {"attack": "possible 1", "possible": "ongoing 3"}),
    ("Talks are under way.", {"Talks": "happened 3", "are": "ongoing 3"}),
    ("Peace talks have begun.", {"talks": "happened 3", "begun": "happened 3"}),
    ("The army is said to have killed ten people.", {"said": "happened 3", "killed": "alleged 1"}),
    ("According to the report, soldiers burned the village.", {"report": "happened 3", "burned": "happened 3"}),
    ("Zambia suspended the talks.", {"suspended": "happened 3", "talks": "happened 3 background"}),
    ("Zambia cancelled the talks.", {"cancelled": "happened 3", "talks": "denied -3"}),
    ("Zambia postponed the talks.", {"postponed": "happened 3", "talks": "planned 1"}),
    ("Zambia did not cancel the talks.", {"cancel": "denied -3", "talks": "planned 1"}),
    (
        "The arrest of the general followed the coup.",
        {"arrest": "happened 3", "followed": "happened 3", "coup": "happened 3 background"},
    ),
    ("It was the first attack since the truce.", {"attack": "happened 3", "truce": "happened 3 background"}),
    ("Protesters tried to storm the embassy.", {"tried": "happened 3", "storm": "possible 1"}),
    (
        "The police tried to stop the march but failed.",
        {"tried": "happened 3", "stop": "possible 1", "march": "happened 3 background", "failed": "happened 3"},
    ),
    ("The minister never intended to resign.", {"intended": "denied -3", "resign": "denied -2"}),
    (
        "The general is suspected of ordering the massacre.",
        {"suspected": "happened 3", "ordering": "alleged 1", "massacre": "alleged 1"},
    ),
    ("The minister spoke of a possible withdrawal.", {"spoke": "happened 3", "withdrawal": "possible 1"}),
    ("Angola asked the bank for a loan.", {"asked": "happened 3", "loan": "proposed 1"}),
    ("Angola received a loan.", {"received": "happened 3", "loan": "happened 3"}),
    ("The rescue of the crew was abandoned.", {"rescue": "denied -3", "abandoned": "happened 3"}),
    ("Neither the visit nor the talks took place.", {"visit": "denied -3", "talks": "denied -3", "took": "denied -3"}),
    ("The president must not sign the bill.", {"sign": "proposed -1"}),
    ("The rebels cannot win the war.", {"win": "denied -2", "war": "denied -2"}),
    ("Let us stop the war.", {"Let": "proposed 1", "stop": "proposed 1", "war": "happened 3 background"}),
    ("Iran said it had not attacked the ship.", {"said": "happened 3", "attacked": "denied -3"}),
    (
        "Iran said it was not considering talks.",
        {"said": "happened 3", "considering": "denied -3", "talks": "possible -1"},
    ),
    ("Iran did not say whether it had attacked the ship.", {"say": "denied -3", "attacked": "possible 0"}),
    (
        "The chancellor knew that troops had entered the town.",
        {"knew": "happened 3", "entered": "happened 3 background"},
    ),
    ("The chancellor pretended that troops had left.", {"pretended": "happened 3", "left": "alleged 1"}),
    ("Kenya has been building a wall.", {"building": "ongoing 3"}),
    ("Mali plans an election.", {"plans": "ongoing 3", "election": "planned 2"}),
    ("Mali is planning an election next year.", {"planning": "ongoing 3", "election": "planned 2"}),
    ("Mali's planned election was postponed.", {"election": "planned 1", "postponed": "happened 3"}),
    ("Ministers are due to meet.", {"due": "ongoing 3", "meet": "planned 2"}),
    ("The ministers are not due to meet.", {"due": "denied -3", "meet": "denied -2"}),
    ("The navy would have to withdraw.", {"withdraw": "possible 1"}),
    (
        "Unless the talks resume, the truce will end.",
        {"talks": "possible 0", "resume": "possible 0", "truce": "happened 3 background", "end": "possible 1"},
    ),
    (
        "Had the talks succeeded, the war would have ended.",
        {
            "talks": "happened 3 background",
            "succeeded": "denied -2",
            "war": "happened 3 background",
            "ended": "denied -2",
        },
    ),
    ("The two sides have not met since 2019.", {"met": "denied -3"}),
    ("The two sides agreed in principle to exchange prisoners.", {"agreed": "happened 3", "exchange": "planned 2"}),
    ("Rebels seized the town in 1998.", {"seized": "historical 3"}),
    ("The revolution of 1979 changed the country.", {"revolution": "historical 3", "changed": "happened 3"}),
    ("Nazi troops invaded the country.", {"invaded": "historical 3"}),
    ("Post-Soviet states formed a union.", {"formed": "happened 3"}),
    ("In the 19th century Britain occupied the island.", {"occupied": "historical 3"}),
    (
        "The minister congratulated the winners of the election.",
        {"congratulated": "happened 3", "election": "happened 3 background"},
    ),
    (
        "The talks, which began on Monday, ended without an agreement.",
        {"talks": "happened 3 background", "began": "happened 3", "ended": "happened 3", "agreement": "denied -3"},
    ),
    (
        "France dropped its threat to veto the resolution.",
        {"dropped": "happened 3", "threat": "happened 3 background", "veto": "possible 0", "resolution": "possible 0"},
    ),
    ("A spokesman ruled out talks.", {"ruled": "happened 3", "talks": "denied -3"}),
    ("The country is ready for talks.", {"ready": "ongoing 3", "talks": "possible 1"}),
    (
        "The country stands ready to hold talks.",
        {"stands": "ongoing 3", "ready": "ongoing 3", "hold": "possible 1", "talks": "possible 1"},
    ),
    ("The summit is expected in May.", {"summit": "planned 2", "expected": "ongoing 3"}),
    ("The strike was averted.", {"strike": "denied -3", "averted": "happened 3"}),
    ("The plot to kill the king was foiled.", {"kill": "denied -2", "foiled": "happened 3"}),
    ("Troops stormed the building, killing four people.", {"stormed": "happened 3", "killing": "happened 3"}),
    ("The king arrived, accompanied by two ministers.", {"arrived": "happened 3", "accompanied": "happened 3"}),
    ("The army doubts the truce will hold.", {"doubts": "ongoing 3", "truce": "denied -1", "hold": "denied -1"}),
    ("It is likely that the talks will fail.", {"likely": "ongoing 3", "talks": "planned 2", "fail": "planned 2"}),
    (
        "They hope that the talks will succeed.",
        {"hope": "ongoing 3", "talks": "happened 3 background", "succeed": "possible 1"},
    ),
    (
        "The ministry insisted that no attack had taken place.",
        {"insisted": "happened 3", "attack": "denied -3", "taken": "denied -3"},
    ),
    ("Police prevented protesters from entering the square.", {"prevented": "happened 3", "entering": "denied -3"}),
    ("The bomb could have killed hundreds.", {"killed": "possible 1"}),
    ("The bomb may have killed hundreds.", {"killed": "possible 1"}),
    ("He almost resigned.", {"resigned": "denied -2"}),
    ("He may not resign.", {"resign": "possible -1"}),
    ("Officials hinted at a withdrawal.", {"hinted": "happened 3", "withdrawal": "possible 1"}),
    (
        "The senator suggested cutting aid.",
        {"suggested": "happened 3", "cutting": "proposed 1", "aid": "happened 3 background"},
    ),
    (
        "The senator suggested that aid be cut.",
        {"suggested": "happened 3", "aid": "happened 3 background", "cut": "proposed 1"},
    ),
    ("Malta would not accept the migrants.", {"accept": "denied -2"}),
    ("Malta would accept the migrants if others did.", {"accept": "possible 1", "did": "possible 0"}),
    (
        "He asked whether the treaty had been signed.",
        {"asked": "happened 3", "treaty": "possible 0", "signed": "possible 0"},
    ),
    ("He asked the army to leave.", {"asked": "happened 3", "leave": "proposed 1"}),
    ("Will they attack? Nobody knows.", {"attack": "possible 0", "knows": "denied -3"}),
    ("The parliament voted to leave the union.", {"voted": "happened 3", "leave": "planned 2"}),
    ("The parliament voted against the treaty.", {"voted": "happened 3", "treaty": "denied -3"}),
    ("The alleged spy was expelled.", {"expelled": "happened 3"}),
    ("The navy conducted a missile test.", {"conducted": "happened 3", "test": "happened 3"}),
    ("The navy is conducting an exercise.", {"conducting": "ongoing 3", "exercise": "ongoing 3"}),
    ("The war continues.", {"war": "ongoing 3", "continues": "ongoing 3"}),
    ("Poland had hoped to adopt the euro by 2012.", {"hoped": "happened 3", "adopt": "possible -1"}),
    ("He was able to leave the country.", {"able": "happened 3", "leave": "happened 2"}),
    (
        "They refused to pay and accused the bank.",
        {"refused": "happened 3", "pay": "denied -3", "accused": "happened 3"},
    ),
    (
        "Fiji denied that it had tapped the phones and accused Oslo.",
        {"denied": "happened 3", "tapped": "denied -2", "accused": "happened 3"},
    ),
    ("Few economists believe that the target can be met.", {"believe": "denied -1", "met": "denied -1"}),
    (
        "The court did little to curb the violence.",
        {"did": "happened 3", "curb": "denied -1", "violence": "happened 3 background"},
    ),
    ("Residents were told to stay indoors.", {"told": "happened 3", "stay": "proposed 1"}),
    (
        "The reform was supposed to simplify the tax.",
        {"reform": "happened 3", "supposed": "happened 3", "simplify": "possible 0"},
    ),
    ("Police found no evidence that he had fled.", {"found": "denied -3", "fled": "denied -2"}),
    ("The minister apologised to nobody.", {"apologised": "denied -3"}),
    ("Anyone who enters the zone is fined.", {"enters": "possible 0", "fined": "happened 3"}),
    (
        "The envoy will leave once the deal is signed.",
        {"leave": "planned 2", "deal": "possible 1", "signed": "possible 1"},
    ),
    ("Voters go to the polls on Sunday.", {"go": "planned 2", "polls": "planned 2"}),
    ("Malaysia expels the envoy.", {"expels": "happened 3"}),
    ("Norway still owns the islands.", {"owns": "ongoing 3"}),
    ("The law must pass or the government will shut down.", {"pass": "proposed 1", "shut": "possible 1"}),
    ("The delegates walked out rather than vote.", {"walked": "happened 3", "vote": "denied -2"}),
    ("The gunman is said to have flown to Cairo.", {"said": "happened 3", "flown": "alleged 1"}),
    (
        "Iran dismissed a report that it had hit a tanker.",
        {"dismissed": "happened 3", "report": "happened 3 background", "hit": "alleged 0"},
    ),
    (
        "Sweden took the step of expelling the envoy.",
        {"took": "happened 3", "step": "happened 3", "expelling": "happened 3"},
    ),
    ("He likes to say that he won.", {"likes": "ongoing 3", "say": "ongoing 3", "won": "happened 3"}),
    ("The court acquitted him of murder.", {"acquitted": "happened 3", "murder": "denied -2"}),
    ("He was not aware of the letter.", {"aware": "denied -3"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_what_is_claimed(text: str, expected: dict[str, str]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param(text, word, expected, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, word, expected, reason in [
            (
                "Were the talks to fail, war would follow.",
                "fail",
                "possible 0",
                "the inversion is parsed as a relative clause",
            ),
            ("The fleet sails tomorrow.", "sails", "planned 2", "the verb is tagged as a noun"),
            ("The refusal to talk angered Paris.", "angered", "happened 3", "the verb is tagged as an adjective"),
            ("The attack nearly derailed the talks.", "talks", "happened 3 background", "an object of what nearly was"),
            (
                "The two sides discussed a withdrawal of troops.",
                "withdrawal",
                "possible 1",
                "topics are taken for facts",
            ),
        ]
    ],
)
def test_known_misses(text: str, word: str, expected: str) -> None:
    assert claims(text)[word] == expected
