"""What the words of a header ask of the desk: kill, hold, correct. Rules as data, narrow on purpose."""

from __future__ import annotations

import re

from wire.vocabulary import Signal

# One row a way of saying it. Capitals count: "US--Kill Devil Hills" is a place, "KILL" an order.
SIGNAL_WORDS: tuple[tuple[Signal, str], ...] = (
    (Signal.KILL, r"(?:[,;:-]|\bBULLETIN|\bMANDATORY|\bPHOTO|\bSTORY|\bNOTE) ?KILL(?=$|[\s,.:;-])(?! [A-Z]{2,})"),
    (Signal.KILL, r"(?m:^)(?:BULLETIN )?KILL(?: NOTE| NOTICE| STORY)?\s*(?:[:.]|(?m:$))"),
    (Signal.KILL, r"(?i:\bkill is mandatory\b|\bmandatory kill\b)"),
    (Signal.KILL, r"(?m:^)(?i:\(?(?:attention |note to )?(?:editors?|eds\.?)\s*[:,–—-]?\s*(?:please )?kill\b)"),
    (Signal.KILL, r"\b(?:PHOTO|STORY|GRAPHIC|VIDEO) ELIMINATION\b|(?:^|, )(?i:kill)(?:,\s*\d+)?$"),
    (
        Signal.KILL,
        r"(?m:^)\W{0,3}(?i:(?:achtung\W{1,3})?(?:diese |die )?(?:meldung )?bitte nicht (?:mehr )?verwenden\b)",
    ),
    (Signal.KILL, r"(?m:^)\W{0,3}(?:ANNULATION|ANNULÉ|ANNULLIERT|ANULAD[AO]|ANULACIÓN|ANNULLAT[AO]|MAKULERAD)\b"),
    (Signal.WITHHOLD, r"\bWITHHOLD\b|(?m:^)Withhold (?:(?:BC|AP|AM|PM)-|(?:the |this )?(?:story|item|publication))"),
    (Signal.WITHHOLD, r"(?m:^)(?i:\(?(?:editors?|eds\.?)\s*[:,–—-]?\s*(?:please )?withhold\b)"),
    (Signal.CORRECTION, r"\bCORRECT(?:S|ION|IVE)\b|(?i:\b(?:this version|this story) corrects\b)"),
    (
        Signal.CORRECTION,
        r"(?m:^)\W{0,3}(?i:berichtigung|korrektur|rectificatif|rectificación|corrección|rettifica|rättelse|rettelse)"
        r" ?[:–—-](?=\s)",
    ),
    (Signal.CORRECTION, r", (?:Corrective|Correction)\b|(?m:^)(?i:\(?correction:)"),
    (Signal.CORRECTION, r"(?i:\bin an? (?:\w+ )?(?:story|article|item|caption)\b.{0,400}\berroneously \w+ed\b)"),
    (Signal.CLARIFICATION, r"\bCLARIFICATION\b|, Clarification\b|(?m:^)(?i:\(?clarification:)"),
    (Signal.ADVISORY, r"(?m:^)\(?ADVISORY\b|[,-] ?(?:Advisory|ADVISORY)(?=$|[,\s-])"),
    (Signal.ADVISORY, r"(?:\bAP |--?)Daybook\b|\bDAYBOOK\b|(?i:\bnews budget\b)|\b(?:News Digest|BUDGET ADVISORY)\b"),
    (Signal.ALERT, r"\bAPNewsAlert\b|\bNewsAlert\b|(?m:^)(?:NEWS ALERT|FLASH)\b"),
    (Signal.ADD, r"[ ,-]Add\d{1,2}\b"),
    (Signal.ADD, r"\b\d{1,2}(?:st|nd|rd|th) ?Add\b|(?m:^)\(?\d{1,2}(?:ST|ND|RD|TH) ADD\b|\bINSERTS? \d+ graf"),
    (Signal.UPDATE, r"\bUPDATES\b|\b\d{1,2}(?:st|nd|rd|th) ?(?:Ld|ld|Lead)\b|\bWritethru\b|\bWRITETHRU\b"),
    (Signal.UPDATE, r"\b\d{1,2}(?:ST|ND|RD|TH) LEAD\b"),
)
EMBARGO_WORDS = re.compile(
    r"(?i:\bhold(?:ing)? (?:for|until) release\b|\bnot for (?:release|publication|broadcast|use) (?:before|until)\b)"
    r"|\bHFR\b|\bEMBARGO(?:ED)?\b|\bUNDER EMBARGO\b"
    r"|^\W*(?i:(?:strictly |story |item |copy |media )?embargo(?:ed)?\b(?=\s*(?:until|till|til|to|for|:|-|–|—|$)))"
    r"|(?i:\bembargoed (?:until|till|to|for)\b)"
    r"|^\W*(?:(?i:eds\.?|editors?)\s*:\s*)?(?:For [Rr]elease|FOR RELEASE)\b(?! (?:from|of)\b)"
    r"|\(For release (?:online )?(?:at|on|after)\b"
    r"|^\W*(?i:sperrfrist)\b"
    r"|\bADV ?\d{1,2}\b|\bAdv ?\d{1,2}\b|\b(?:AP )?ADVANCE FOR\b|\bA(?:DV|dv) for [A-Z]"
)
# What must stand in a text before it is worth asking the rules of a signal: small letters in any case, others as here.
_HINTS: dict[Signal, tuple[str, ...]] = {
    Signal.KILL: ("kill", "elimination", "verwenden", "annul", "anula", "makulerad"),
    Signal.WITHHOLD: ("withhold",),
    Signal.CORRECTION: (
        *("correct", "erroneously", "berichtigung", "korrektur", "rectificati", "rectificación", "corrección"),
        *("rettifica", "rättelse", "rettelse"),
    ),
    Signal.CLARIFICATION: ("clarification",),
    Signal.ADVISORY: ("advisory", "daybook", "budget", "digest"),
    Signal.ALERT: ("NewsAlert", "NEWS ALERT", "FLASH"),
    Signal.ADD: ("Add", "ADD", "INSERT"),
    Signal.UPDATE: ("UPDATES", "Ld", "Lead", "LEAD", "Writethru", "WRITETHRU", "stld", "ndld", "rdld", "thld"),
    Signal.EMBARGO: ("release", "HFR", "embargo", "not for ", "ADV", "Adv", "sperrfrist"),
}
_SMALL_HINTS = tuple((hint, signal) for signal, hints in _HINTS.items() for hint in hints if hint.islower())
_OTHER_HINTS = tuple((hint, signal) for signal, hints in _HINTS.items() for hint in hints if not hint.islower())
_RULES = tuple((signal, re.compile(words)) for signal, words in SIGNAL_WORDS)


def signals_in(*texts: str) -> tuple[Signal, ...]:
    """The signals that slugs, headlines and notes to editors give in words, each once.

    Meant for header text; of a body only its first and last lines should be asked.
    """
    hinted = _hinted("\n".join(texts))
    if not hinted:
        return ()
    found = [
        signal for signal, words in _RULES if signal in hinted and any(words.search(text) for text in texts if text)
    ]
    if Signal.EMBARGO in hinted and embargo_words_in(*texts):
        found.append(Signal.EMBARGO)
    return tuple(dict.fromkeys(found))


def _hinted(text: str) -> set[Signal]:
    low = text.lower()
    hinted = {signal for hint, signal in _SMALL_HINTS if hint in low}
    hinted.update([signal for hint, signal in _OTHER_HINTS if hint in text])
    return hinted


def embargo_words_in(*texts: str) -> str:
    """The line that speaks of an embargo, word for word; "" when none does."""
    for text in texts:
        if Signal.EMBARGO not in _hinted(text):
            continue
        for line in text.splitlines():
            if EMBARGO_WORDS.search(line.strip()):
                return line.strip()
    return ""
