"""Copy for the benchmarks: invented, of the size that agencies send."""

from __future__ import annotations

WORDS = (
    "The county opened an inquiry into the crossing and its crew on Tuesday, a day after the ferry struck the old pier "
    "and {n} passengers were hurt, officials said. “Nobody knew what was coming,” said Mia Tan, who runs the terminal."
)


def nitf(number: int, paragraphs: int = 22) -> bytes:
    """A story of about 6 kB, unlike any other number's."""
    copy = "".join(f"<p>{WORDS.format(n=number + each)}</p>" for each in range(paragraphs))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>Ferry {number} hits pier</title>
<meta name="anpa-category" content="n"/><meta name="anpa-sequence" content="n{number % 10_000:04}"/>
<tobject><tobject.subject tobject.subject.ipr="IPTC" tobject.subject.refnum="03013000"/></tobject>
<docdata management-status="usable"><doc-id regsrc="Meridian Press" id-string="urn:mp:{number}"/>
<urgency ed-urg="4"/><date.issue norm="20310506T143000Z"/><ed-msg info="Eds: With Photo {number}."/>
<du-key key="US--Ferry Crash {number}" version="1"/><doc.copyright year="2031" holder="Meridian Press"/>
<key-list><keyword key="ferries"/><keyword key="piers"/><keyword key="harbors"/></key-list></docdata></head>
<body><body.head><hedline><hl1>Ferry {number} hits pier; {number} hurt</hl1></hedline><byline>By RAY COLE</byline>
<distributor>Meridian Press</distributor><dateline><location>HARBOR CITY, Wash.</location></dateline></body.head>
<body.content><block><p>HARBOR CITY, Wash. (MP) — {WORDS.format(n=number)}</p>{copy}</block></body.content>
</body></nitf>""".encode()
