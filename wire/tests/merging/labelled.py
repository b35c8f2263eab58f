"""Edited paragraphs, each labelled by hand: how it stands to what was sent, and whose most of its words are.

Every story, place and agency is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

WIRE = {"source": "mp", "credit": "Meridian Press", "story": "mp-ferry", "version": 1}
LATER = {**WIRE, "version": 2}
DANA = {"by": "dana", "at": "2031-05-06T16:00:00+00:00"}
EDDA = {"by": "edda", "at": "2031-05-06T18:00:00+00:00"}

SENT = {
    "lede": "A state ferry struck a concrete pier at the Harbor City terminal on Tuesday morning, hurting 14 "
    "passengers and closing the busiest crossing on the sound for the rest of the day, officials said.",
    "failed": "The ferry Kestrel was arriving from Lorn Island with 212 people aboard when it failed to slow, said Mia "
    "Tan, who runs the terminal for the state. It hit the outer pier at about eight knots.",
    "quote": "“Nobody knew what was coming,” she said. “There was a horn, then a noise like a train.”",
    "hurt": "Most of the injured had cuts and bruises. Two were taken to Saint Brannoc Hospital with broken bones, and "
    "both were in stable condition by evening, a hospital spokesman, Joel Aker, said.",
    "cars": "About 60 cars were on the lower deck. Several were damaged when they rolled into one another.",
    "engine": "Investigators were looking at the engine controls, which were replaced in March after a shorter vessel "
    "of the same class lost power twice in one week near Point Ansel.",
    "age": "The Kestrel was built in 1979 and is the oldest of the nine ferries still in service.",
    "money": "The Legislature set aside $84 million last year for two new boats, but no yard has bid for the work, "
    "according to a report that the state auditor released in February.",
    "union": "The union that represents deckhands said it had warned of short crews since autumn. “We have been "
    "sailing with four where the rules ask for six,” said its president, Omar Vance.",
    "state": "A spokeswoman for the ferry system, Ines Roth, declined to comment on staffing while the inquiry lasts.",
    "again": "Service was expected to resume on Wednesday with a replacement boat borrowed from the northern route.",
    "last": "The last serious accident at the terminal was in 2004, when a barge broke loose in a storm.",
}
SECOND = SENT | {
    "lede": SENT["lede"].replace("hurting 14", "hurting 17"),
    "hurt": "Most of the injured had cuts and bruises. Three were taken to Saint Brannoc Hospital with broken bones, "
    "and one was in serious condition by evening, a hospital spokesman, Joel Aker, said.",
    "captain": "The captain, who has 22 years of service, was tested for alcohol and drugs and was put on leave, the "
    "Coast Guard said in a statement late Tuesday.",
}
OURS = {
    "local": "At Dahl’s bakery on Front Street, where the 8:05 crowd buys its rolls, the trays stood full at noon. "
    "“I’ll give them to the school,” Petra Dahl said.",
    "mayor": "Mayor Lew Hart asked people who work in Kestrel Bay to stay home or to share a car round the sound, and "
    "opened the library until midnight for those who were stranded.",
    "phone": "Passengers can ask for a refund by phone, at the terminal’s counter, or on the ferry system’s site.",
    "short": "Here is what we know.",
}


@dataclass(frozen=True)
class Label:
    text: str
    kind: str  # kept, altered, new
    main: object


@dataclass(frozen=True)
class Edit:
    """One save: what stood before, what further text was merged, and each paragraph after, labelled."""

    name: str
    after: list[Label]
    before: dict[str, str]
    also: dict[str, str] | None = None


def kept(text, main=WIRE):
    return Label(text, "kept", main)


def altered(text, main=WIRE):
    return Label(text, "altered", main)


def new(text, main=DANA):
    return Label(text, "new", main)


_UNION = SENT["union"].split(" “We have")
_FAILED = SENT["failed"].split(" It hit")

EDITS = [
    Edit("nothing but a save", [kept(text) for text in SENT.values()], SENT),
    Edit(
        "copyediting",
        [
            altered(SENT["lede"].replace("state ferry", "Washington state ferry")),
            altered(SENT["failed"].replace("Mia Tan", "Mia Tann")),
            kept(SENT["quote"].replace("“", '"').replace("”", '"')),
            altered(SENT["hurt"].replace("Two were", "Two passengers were").replace("by evening", "by Tuesday night")),
            kept(SENT["cars"].replace("deck. Several", "deck; several")),
            altered(SENT["age"].replace("1979", "1978")),
        ],
        SENT,
    ),
    Edit(
        "our paragraphs between theirs",
        [
            kept(SENT["lede"]),
            new(OURS["local"]),
            kept(SENT["failed"]),
            new(OURS["short"]),
            kept(SENT["quote"]),
            new(OURS["mayor"]),
            kept(SENT["last"]),
            new(OURS["phone"]),
        ],
        SENT,
    ),
    Edit(
        "trimmed, and in another order",
        [
            kept(SENT["union"]),
            kept(SENT["lede"]),
            kept(SENT["age"]),
            kept("Most of the injured had cuts and bruises."),
            kept(SENT["again"]),
            kept("Investigators were looking at the engine controls, which were replaced in March."),
        ],
        SENT,
    ),
    Edit(
        "paragraphs split",
        [
            kept(_FAILED[0]),
            kept(f"It hit{_FAILED[1]}"),
            kept(_UNION[0]),
            altered(f"“We have{_UNION[1]} He spoke in a call from Lorn Island."),
            kept("“Nobody knew what was coming,” she said."),
            kept("“There was a horn, then a noise like a train.”"),
        ],
        SENT,
    ),
    Edit(
        "paragraphs joined",
        [
            kept(f"{SENT['lede']} {SENT['failed']}"),
            kept(f"{SENT['age']} {SENT['last']}"),
            altered(f"{SENT['cars']} Joel Brand’s new truck was one of them. {SENT['again']}"),
            altered(f"{OURS['mayor']} {SENT['state']}", DANA),
        ],
        SENT,
    ),
    Edit(
        "written new on the same matter",
        [
            new("Kestrel Bay woke on Tuesday to a silent harbor. No boat came, and none was going to."),
            new("“My mother is on the island and her pills are here,” said Ray Moss, 51, at the head of the line."),
            new("The state has owned the Harbor City terminal since 1951 and the piers are older than that."),
            new("It is not clear who pays. The city says the state does; the state says that it is looking at it."),
            kept(SENT["quote"]),
        ],
        SENT,
    ),
    Edit(
        "a later version, merged",
        [
            altered(SECOND["lede"].replace("A state ferry", "A Washington ferry")),
            kept(SECOND["hurt"]),
            kept(SECOND["captain"], LATER),
            kept(SENT["failed"]),
            new(OURS["local"]),
            altered(f"{SECOND['captain']} He lives in Kestrel Bay.", LATER),
        ],
        SENT,
        SECOND,
    ),
]
