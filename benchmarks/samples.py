"""Copy for the benchmarks: invented, of the size that agencies send."""

from __future__ import annotations

import json
from html import escape

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


def _copy(number: int, paragraphs: int = 22) -> str:
    """The words of such a story as HTML, with a subhead, an emphasis and a link, as most have."""
    lines = [f"<p>{WORDS.format(n=number + each)}</p>" for each in range(paragraphs)]
    lines[0] = f"<p>HARBOR CITY, Wash. (MP) — {WORDS.format(n=number)}</p>"
    lines[8] = "<h2>Slow approach</h2>"
    lines[9] = f"<p><em>{WORDS.format(n=number)}</em></p>"
    lines[15] = f'<p>See <a href="https://meridian.example/ferry/{number}">all of it</a>. {WORDS.format(n=number)}</p>'
    return "\n".join(lines)


def newsml_g2(number: int) -> bytes:
    """The story as a NewsML-G2 item with XHTML in it."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:mp:{number}" version="3" standard="NewsML-G2"
standardversion="2.35" conformance="power" xml:lang="en-US"><catalogRef href="http://wire.example/catalog.xml"/>
<rightsInfo><copyrightHolder literal="Meridian Press"/><usageTerms>For editorial use only.</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Meridian Press"/>
<versionCreated>2031-05-06T14:30:00Z</versionCreated><firstCreated>2031-05-06T13:00:00Z</firstCreated>
<pubStatus qcode="stat:usable"/><edNote>Eds: With Photo {number}.</edNote></itemMeta>
<contentMeta><urgency>4</urgency><located qcode="city:1"><name>Harbor City</name></located>
<creator role="crol:author"><name>Ray Cole</name></creator><language tag="en"/>
<subject qcode="medtop:20000139"><name>ferries</name></subject><subject qcode="subj:03013000"/>
<slugline>US--Ferry Crash {number}</slugline><headline>Ferry {number} hits pier; {number} hurt</headline>
<by>By Ray Cole</by><description role="drol:summary">A ferry struck the old pier.</description></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml" wordcount="700">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>
{_copy(number)}</body></html></inlineXML></contentSet></newsItem>""".encode()


def newsml_12(number: int) -> bytes:
    """The story as a NewsML 1.2 item in its envelope."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20310506T143000Z</DateAndTime><NewsService FormalName="World"/>
<Priority FormalName="4"/></NewsEnvelope><NewsItem xml:lang="en"><Identification><NewsIdentifier>
<ProviderId>meridian.example</ProviderId><DateId>20310506</DateId><NewsItemId>TX-{number}</NewsItemId>
<RevisionId PreviousRevision="0" Update="N">1</RevisionId>
<PublicIdentifier>urn:newsml:meridian.example:20310506:TX-{number}:1</PublicIdentifier></NewsIdentifier>
<NameLabel>Ferry-crash-{number}</NameLabel></Identification><NewsManagement><NewsItemType FormalName="News"/>
<FirstCreated>20310506T130000Z</FirstCreated><ThisRevisionCreated>20310506T143000Z</ThisRevisionCreated>
<Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement><NewsComponent><NewsLines>
<HeadLine>Ferry {number} hits pier; {number} hurt</HeadLine><ByLine>By Ray Cole</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Meridian Press"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/><Genre FormalName="Current"/>
<SubjectCode><Subject FormalName="03013000" cat="DIS"/></SubjectCode><Location HowPresent="Origin">
<Property FormalName="City" Value="Harbor City"/></Location></DescriptiveMetadata><ContentItem>
<MediaType FormalName="Text"/><Characteristics><Property FormalName="Words" Value="700"/></Characteristics>
<DataContent>{_copy(number)}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>""".encode()


def ap_atom(number: int) -> bytes:
    """The story as an entry of AP's WebFeeds, with NITF in it."""
    story = nitf(number, paragraphs=17).decode().partition("?>")[2]
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:apcm="http://ap.org/schemas/03/2005/apcm"
xmlns:apnm="http://ap.org/schemas/03/2005/apnm" xml:lang="en-us"><id>urn:feed:1</id><title>Wire</title><entry>
<id>urn:entry:{number}</id><title>US--Ferry Crash {number}</title><published>2031-05-06T13:00:00Z</published>
<updated>2031-05-06T14:30:00Z</updated><content type="text/xml">{story}</content>
<apnm:NewsManagement><apnm:ManagementId>urn:item:{number}</apnm:ManagementId>
<apnm:ManagementType>Change</apnm:ManagementType><apnm:ManagementSequenceNumber>2</apnm:ManagementSequenceNumber>
<apnm:PublishingStatus>Usable</apnm:PublishingStatus></apnm:NewsManagement><apcm:ContentMetadata>
<apcm:MediaType>Text</apcm:MediaType><apcm:Priority Numeric="4" Legacy="r"/>
<apcm:DateLine>HARBOR CITY, Wash.</apcm:DateLine><apcm:HeadLine>Ferry {number} hits pier</apcm:HeadLine>
<apcm:SlugLine>US--Ferry Crash {number}</apcm:SlugLine><apcm:ByLine>By RAY COLE</apcm:ByLine>
<apcm:SubjectClassification Authority="AP Category Code" Value="n"/></apcm:ContentMetadata></entry></feed>""".encode()


def atom(number: int) -> bytes:
    """The story as an Atom entry, its HTML escaped."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Meridian Press</title><id>urn:feed:1</id>
<updated>2031-05-06T14:30:00Z</updated><link href="https://meridian.example/"/><entry>
<title>Ferry {number} hits pier; {number} hurt</title><link href="https://meridian.example/ferry/{number}"/>
<id>urn:mp:{number}</id><updated>2031-05-06T14:30:00Z</updated><published>2031-05-06T13:00:00Z</published>
<author><name>Ray Cole</name></author><category term="ferries"/><summary>A ferry struck the old pier.</summary>
<content type="html">{escape(_copy(number), quote=False)}</content></entry></feed>""".encode()


def rss(number: int) -> bytes:
    """The story as an RSS item, its HTML in CDATA."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Meridian Press</title>
<link>https://meridian.example/</link><language>en-us</language><item>
<title>Ferry {number} hits pier; {number} hurt</title><link>https://meridian.example/ferry/{number}</link>
<guid isPermaLink="false">urn:mp:{number}</guid><pubDate>Tue, 06 May 2031 14:30:00 GMT</pubDate>
<dc:creator>Ray Cole</dc:creator><category>ferries</category><description>A ferry struck the old pier.</description>
<content:encoded><![CDATA[{_copy(number)}]]></content:encoded></item></channel></rss>""".encode()


def ninjs(number: int) -> bytes:
    """The story as ninjs 1."""
    story = {
        **{"uri": f"urn:mp:{number}", "type": "text", "version": "3", "pubstatus": "usable", "urgency": 4},
        **{"versioncreated": "2031-05-06T14:30:00Z", "firstcreated": "2031-05-06T13:00:00Z", "language": "en"},
        **{"headline": f"Ferry {number} hits pier; {number} hurt", "slugline": f"US--Ferry Crash {number}"},
        **{"byline": "By Ray Cole", "located": "Harbor City", "ednote": f"Eds: With Photo {number}."},
        **{"copyrightholder": "Meridian Press", "usageterms": "For editorial use only.", "body_html": _copy(number)},
        "subject": [{"code": "03013000", "name": "ferries"}, {"code": "medtop:20000139", "name": "accident"}],
        "infosource": [{"name": "Meridian Press"}],
    }
    return json.dumps(story, ensure_ascii=False).encode()


def ap_media(number: int) -> bytes:
    """The story as an item of the AP Media API, its text fetched beside it."""
    item = {
        "uri": f"https://api.ap.org/media/v/content/{number:032}?qt=q1&et=0a1aza0c0",
        **{"altids": {"itemid": f"{number:032}", "transref": "q0417"}, "version": 2, "type": "text"},
        **{"pubstatus": "usable", "signals": ["newscontent"], "headline": f"Ferry {number} hits pier", "urgency": 4},
        **{"versioncreated": "2031-05-06T14:30:00Z", "firstcreated": "2031-05-06T13:00:00Z", "provider": "AP"},
        **{"slugline": f"US--Ferry Crash {number}", "bylines": [{"by": "By RAY COLE", "title": "Associated Press"}]},
        **{"located": "HARBOR CITY, Wash.", "datelinelocation": {"city": "Harbor City", "countrycode": "USA"}},
        "subject": [
            {"rels": ["category"], "code": "a", "name": "Domestic News"},
            {"code": "c94627", "name": "Ferries"},
        ],
    }
    answer = {"api_version": "2.2", "method": "/content.GET", "data": {"item": item}}
    return json.dumps({**answer, "nitf": nitf(number, paragraphs=18).decode()}, ensure_ascii=False).encode()


# Each format in XML or JSON, and how to make an item of it.
OF_6_KB = {
    **{"newsmlg2": newsml_g2, "newsml12": newsml_12, "nitf": nitf, "apatom": ap_atom, "atom": atom, "rss": rss},
    **{"apmedia": ap_media, "ninjs": ninjs},
}
