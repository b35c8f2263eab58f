"""Which lines of a mail are its copy: not the mail that it answers, nor banners, signatures and footers around it.

The lines are those of plain text or of house HTML; an element's own breaks are line feeds in its line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from wire.parsers._lines import is_prose

_FROM = "From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|差出人|发件人"
_SUBJECT = "Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Тема|件名|主题"
_OTHER = (
    r"Sent|Date|To|Cc|Bcc|Reply-To|Importance|Attachments?|Gesendet|Datum|An|Kopie|Envoyé|À|Enviado(?: el)?|Fecha|Para"
    r"|Data|Inviato|A|Verzonden|Aan|Skickat|Till|Sendt|Dato|Til|Lähetetty|Päiväys|Vastaanottaja|Kopio|日時|宛先|Отправлено|Дата|Кому"
)
_TO = "To|An|À|Para|A|Aan|Till|Til|Vastaanottaja|Komu|Кому|宛先|收件人"
# What mail programs set over the mail that is answered or passed on: From, then a few lines, Subject or To among them.
_COLON = r"(?:\*? ?:|: ?\*)"
_HEAD = re.compile(
    rf"^[ \t]*\*?(?:{_FROM}){_COLON}[ \t]*(?P<sender>\S.{{0,300}})\n"
    rf"(?:(?:[ \t]*\*?(?:{_SUBJECT}|{_OTHER}){_COLON}.{{0,400}}|[ \t]+\S.{{0,400}}|.{{0,300}}@.{{0,300}}|)\n){{0,5}}?"
    rf"[ \t]*\*?(?:{_SUBJECT}|{_TO}){_COLON}.{{0,400}}"
    rf"(?:\n(?:[ \t]*\*?(?:{_SUBJECT}|{_OTHER}){_COLON}.{{0,400}}|[^@\n]{{0,200}}@.{{0,300}})){{0,6}}",
    re.MULTILINE,
)
_HEAD_LINE = re.compile(rf"[ \t]*\*?(?:{_SUBJECT}|{_OTHER}){_COLON}.{{0,400}}")
_PASSED_ON = (
    r"-{2,} ?(?:Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Messaggio inoltrato"
    r"|Doorgestuurd bericht|Vidarebefordrat meddelande) ?-{2,}|Begin forwarded message ?:"
    r"|Anfang der weitergeleiteten (?:Nachricht|E-Mail) ?:|Début du message (?:réexpédié|transféré) ?:"
)
_MARK = re.compile(
    rf"\s*(?:{_PASSED_ON}|-{{2,}} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine) ?-{{2,}}|_{{20,}})\s*"
)
_IS_PASSED_ON = re.compile(rf"(?m)^[> \t]*(?:{_PASSED_ON})\s*$")
_BANNER = re.compile(
    r"(?i)\W{0,6}(?:(?:caution|warning|attention|notice)\W{1,4})?(?:external (?:e-?mail|sender|message)\b"
    r"|this (?:e-?mail|message) (?:originated|came|was sent|is) from (?:outside|an external)"
    r"|you don['’]t often get e-?mail from|view (?:this|the) (?:e-?mail|newsletter|message|release|online version)"
    r"|view (?:it )?(?:in|on) (?:your |a |the )?(?:web ?)?browser\b)"
)
_FOOTER = re.compile(
    r"(?i)\W{0,6}(?:you(?:['’]re| are)? (?:currently )?(?:receiv\w+|have received|subscribed to)"
    r" th(?:is|e) (?:e-?mail|message|newsletter|release)|you received this (?:e-?mail|message) because"
    r"|to unsubscribe\b|unsubscribe\b.{0,80}$|this (?:e-?mail|message) was sent to \S+@"
    r"|if you (?:no longer wish|would prefer not|wish to unsubscribe|would like to unsubscribe)"
    r"|(?:click here to )?manage (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)\b)"
)
_LIST_RULE = re.compile(r"_{30,}")
_LIST = re.compile(r"(?i)\bmailing list\b|/mailman/|\blistinfo\b|unsubscribe")
_DISCLAIMER = re.compile(
    r"(?i)\W*(?:disclaimer|confidentiality notice"
    r"|the (?:information|contents?) (?:contained )?in this (?:e-?mail|message)"
    r"|this (?:e-?mail|message)(?: and any| is (?:intended|confidential|private)| may| contains)"
    r"|sent from my \w+|get outlook for \w+|diese e-?mail enthält|ce (?:message|courriel) (?:et|est|contient))"
)
# What such lines speak of; copy may open with the same words.
_LEGAL = re.compile(
    r"(?i)confiden|intended (?:for|only|solely)|recipient|addressee|privileged|in error|disclaimer\W*$"
    r"|vertraulich|empfänger|destinat|strictement|this e-?mail (?:and|is)"
)
_ON_MAILS = re.compile(r"(?i)e-?mails?\b|newsletter|mailing list|messages|release|subscri\w+|click|preferences")
_TO_YOU = re.compile(r"(?i)\b(?:you|your|click|here|us)\b")
_LONGEST_FOOTER = 400
_SENT_BY = re.compile(r"(?i)\W*(?:sent from my|get outlook for) \w.{0,60}")
_CLOSING = re.compile(
    r"(?i)\s*(?:(?:(?:with )?(?:kind|best|warm|kindest|warmest|many thanks and) )?regards|(?:with )?best wishes"
    r"|all the best|yours(?: sincerely| faithfully| truly)?|sincerely(?: yours)?|mfg|cordialement|mvh"
    r"|(?:mit )?(?:freundlichen?|besten?|vielen?|herzlichen?|schönen?) gr(?:ü|ue)(?:ß|ss)en?(?: aus .{2,30})?"
    r"|bien (?:cordialement|à vous)|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|cordiali saluti|distinti saluti"
    r"|med vänliga? hälsning(?:ar)?|(?:med )?venn?lig hilsen|ystävällisin terveisin"
    r"|met vriendelijke groet(?:en)?|atenciosamente|с уважением"
    r"|(?:many )?thanks(?: again| in advance| and regards)?|thank you(?: very much)?|cheers|best|merci|danke|gracias)"
    r"\s*[,.!]?\s*"
)
# "Hi all," and the sentence below it that says where the story is.
_GREETING = re.compile(
    r"(?i)\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|liebe[rs]?|hallo|guten tag"
    r"|sehr geehrte[rn]?|bonjour|chère?s?|hola|estimad[oa]s?|ciao|gentili?|hej|hei|beste|уважаемые)"
    r"\b(?:(?: [^\s.]+){0,2}[.-]?|.{0,60}[,!:–])\s*"
)
# It speaks of the story, and to somebody: "following" and "below" alone stand in copy too.
_STORY = (
    r"(?:story|piece|copy|report|text|article|column|feature|update|draft|release|statement"
    r"|pi(?:x|cs|ctures)|photos?)"
)
_COVERING = re.compile(
    r"(?i)\b(?:(?:find|see|have|sending|sent)\b.{0,60}\b(?:below|attached|enclosed|following)"
    r"|(?:attached|enclosed)(?:,? please)?,? (?:is|are|find|you|please|my|our|the|an?)\b"
    r"|(?:below|following)(?:,? please)?,? (?:is|are|find|you|my|our)\b"
    rf"|\b{_STORY} (?:is |are )?(?:attached|enclosed|below|follows)\b"
    rf"|here(?:['’]s| is| are| comes) (?:the|my|our|your|an?) (?:[\w'’-]+ ){{0,4}}{_STORY}\b"
    r"|(?:my|our|here|you|I|we)\b.{0,80}\bas (?:promised|discussed|agreed|requested)\b"
    r"|^\s*as (?:promised|discussed|agreed|requested)\b"
    r"|anbei|beigefügt|hier (?:ist|kommt) (?:der|mein|unser) (?:text|artikel|bericht)|unten (?:der|mein|unser)"
    r"|ci-(?:dessous|joint)|voici (?:le|la|mon|ma|notre) (?:papier|article|texte|dépêche|reportage)"
    r"|adjunt[oa]\b|a continuación,? (?:el|la|mi|nuestr[oa])|in allegato|di seguito (?:il|la|un|una)\b)"
)
_LONGEST_COVERING = 160
_LONGEST_GREETING = 40  # right above copy
_MOST_BELOW = 20  # lines of a name, an office, its numbers
_MOST_WORDS_BELOW = 60
_MOST_WORDS_OF_A_MOTTO = 25
_LONGEST_NOTE = 400  # characters above a mail that is passed on: a note to the desk, and no copy
_LOOKED_AT = 200_000
_MOST_TURNS = 5
_MOST_TRIED = 20  # lines that may begin a footer


@dataclass
class Cut:
    """Where the copy stands among the lines; what stood around it; who wrote what was passed on."""

    start: int
    end: int
    kept: dict[str, str] = field(default_factory=dict)
    author: str = ""
    note: str = ""

    def keep(self, name: str, lines: Sequence[str]) -> None:
        words = "\n".join(lines).strip()
        if words:
            self.kept[name] = f"{words}\n{self.kept[name]}" if name in self.kept else words


def is_passed_on(text: str) -> bool:
    return bool(_IS_PASSED_ON.search(text, 0, _LOOKED_AT))


def cut_out(lines: Sequence[str], forwards: bool) -> Cut:
    """The copy among a mail's lines. `forwards`: its subject says that it passes a mail on."""
    cut = Cut(0, len(lines))
    for _ in range(_MOST_TURNS):
        if not _cut_mail(lines, cut, forwards):
            break
    _cut_banner(lines, cut)
    _cut_greeting(lines, cut)
    for find, name in ((_footer, "footer"), (_disclaimer, "disclaimer"), (_signature, "signature")):
        at = find(lines, cut)
        if at is not None and _has_words(lines[cut.start : at]):
            cut.keep(name, lines[at : cut.end])
            cut.end = at
    return cut


def _cut_mail(lines: Sequence[str], cut: Cut, forwards: bool) -> bool:
    """Cut at the head of a mail inside this one; True when what is left may hold another."""
    text = "\n".join(lines[cut.start : cut.end])
    found = _HEAD.search(text, 0, _LOOKED_AT) if len(lines) > 1 or "\n" in text else None
    if not found:
        return False
    starts = list(accumulate((len(line) + 1 for line in lines[cut.start : cut.end]), initial=0))
    opens = cut.start + bisect_left(starts, found.start() + 1) - 1
    below = cut.start + bisect_left(starts, found.end())
    while opens > cut.start and _leads_in(lines[opens - 1]):
        opens -= 1
    above = "\n".join(lines[cut.start : opens]).strip()
    is_note = len(above) < _LONGEST_NOTE and len(above) < sum(map(len, lines[below : cut.end]))
    if above and not (is_note and (forwards or is_passed_on(text))):
        cut.keep("quoted", lines[opens : cut.end])
        cut.end = opens
        return False
    if not _has_words(lines[below : cut.end]):
        return False
    cut.keep("forwarded", lines[opens:below])
    cut.author = found["sender"].replace("[mailto:", "<").replace("]", ">").strip()
    cut.start, cut.note = below, "\n".join(filter(None, (cut.note, above)))
    return True


def _leads_in(line: str) -> bool:
    return not line.strip() or bool(_MARK.fullmatch(line) or _HEAD_LINE.fullmatch(line))


def _cut_banner(lines: Sequence[str], cut: Cut) -> None:
    at = cut.start
    while at < cut.end and not lines[at].strip():
        at += 1
    if at < cut.end and _BANNER.match(lines[at]):
        below = at + 1
        while below < cut.end and lines[below - 1].strip() and lines[below].strip() and "" in lines:  # plain: a block
            below += 1
        if _has_words(lines[below : cut.end]):
            cut.keep("banner", lines[at:below])
            cut.start = below


def _cut_greeting(lines: Sequence[str], cut: Cut) -> None:
    filled = [at for at in range(cut.start, cut.end) if lines[at].strip()][:4]
    if len(filled) < 3 or not _GREETING.fullmatch(lines[filled[0]]):
        return
    if filled[1] == filled[0] + 1 and "" in lines and len(lines[filled[0]]) > _LONGEST_GREETING:
        return  # a sentence that goes on in the next line
    begins = _below_paragraph(lines, filled[1], cut.end)
    sentence = " ".join(lines[filled[1] : begins])
    covers = len(sentence) < _LONGEST_COVERING and _COVERING.search(sentence) and _has_words(lines[begins : cut.end])
    below = begins if covers else filled[1]
    cut.keep("greeting", lines[cut.start : below])
    cut.start = below


def _below_paragraph(lines: Sequence[str], at: int, end: int) -> int:
    """Where the paragraph that begins here has ended: of HTML each line is one."""
    if "" not in lines:
        return at + 1
    while at < end and lines[at].strip():
        at += 1
    return at


def _footer(lines: Sequence[str], cut: Cut) -> int | None:
    tried = 0
    for at in range(cut.start, cut.end):
        if at > cut.start and tried < _MOST_TRIED and _FOOTER.match(lines[at]):
            tried += 1
            if _is_footer(lines, at, cut.end):
                return at
        if _LIST_RULE.match(lines[at]) and _LIST.search("\n".join(lines[at : at + 5])):
            return at
    return None


def _is_footer(lines: Sequence[str], at: int, end: int) -> bool:
    """Whether this paragraph speaks of the mail itself, and no story goes on below it."""
    below = _below_paragraph(lines, at, end)
    words = " ".join(lines[at:below])
    if len(words) > _LONGEST_FOOTER or not _ON_MAILS.search(words) or is_prose(words) and not _TO_YOU.search(words):
        return False
    return not tells_a_story("\n\n".join(lines[below:end]) if "" not in lines else "\n".join(lines[below:end]))


def _disclaimer(lines: Sequence[str], cut: Cut) -> int | None:
    """A disclaimer begins a paragraph below the first."""
    plain = "" in lines
    places = (at for at in range(cut.start + 1, cut.end) if not plain or not lines[at - 1].strip())
    return next((at for at in places if _DISCLAIMER.match(lines[at]) and _is_disclaimer(lines, at, cut.end)), None)


def _is_disclaimer(lines: Sequence[str], at: int, end: int) -> bool:
    if _SENT_BY.match(lines[at]):
        return bool(_SENT_BY.fullmatch(lines[at].strip()))
    first = lines[at].partition("\n")[0]
    return bool(_LEGAL.search(first) or _LEGAL.search(" ".join(lines[at : _below_paragraph(lines, at, end)])))


def _signature(lines: Sequence[str], cut: Cut) -> int | None:
    """A closing, with but a name, an office and its numbers below it: a story may follow a covering letter."""
    filled = [at for at in range(cut.start, cut.end) if lines[at].strip()]
    for at in filled[1:][-_MOST_BELOW:]:
        if _CLOSING.fullmatch(lines[at].partition("\n")[0]):
            below = [lines[each] for each in filled if each > at]
            is_list = bool(below) and len(lines[at].split()) == 1 and any(map(str.isdigit, below[0]))
            is_story = any(map(is_prose, below)) or sum(len(line.split()) for line in below) > _MOST_WORDS_BELOW
            return None if is_story or is_list else at
    return None


def tells_a_story(text: str) -> bool:
    """Whether there are sentences in this text, and more of them than below a name."""
    paragraphs = (" ".join(each.split()) for each in re.split(r"\n\s*\n", text))
    told = [each for each in paragraphs if is_prose(each) and not (_DISCLAIMER.match(each) or _FOOTER.match(each))]
    return sum(len(each.split()) for each in told) > _MOST_WORDS_OF_A_MOTTO


def _has_words(lines: Sequence[str]) -> bool:
    return any(line.strip() for line in lines)
