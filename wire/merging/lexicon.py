"""Words that say a fact, as data: numbers, days, refusals, and words of which one is not the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_EN_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ES_NUMBERS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve"
)
_DE_NUMBERS = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_FR_NUMBERS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * n for n, word in enumerate(words.split())}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True)
class Lexicon:
    """A language's words for numbers and days. `articles` stand before common nouns, where nouns are capitalised."""

    frequent: frozenset[str]  # tells the language
    small: dict[str, int]
    tens: dict[str, int]
    months: dict[str, int]
    weekdays: dict[str, int]
    negations: frozenset[str]
    capitalises_days: bool = False
    capitalises_nouns: bool = False
    articles: frozenset[str] = frozenset()


ENGLISH = Lexicon(
    frequent=_set("the of and to in was were said that for with on at by is"),
    small={word: n for word, n in _counted(_EN_NUMBERS).items() if word != "one"},
    tens=_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    months=_counted("january february march april may june july august september october november december", 1)
    | {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12},
    weekdays=_counted("monday tuesday wednesday thursday friday saturday sunday", 1)
    | {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7},
    negations=_set("not no never none nobody nothing nowhere neither without cannot"),
    capitalises_days=True,
)
SPANISH = Lexicon(
    frequent=_set("el la los las de que y en un una por con del se su para al"),
    small={word: n for word, n in _counted(_ES_NUMBERS).items() if word != "uno"},
    tens=_counted("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
    months=_counted("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", 1),
    weekdays=_counted("lunes martes miércoles jueves viernes sábado domingo", 1),
    negations=_set("no nunca jamás ningún ninguna ninguno nadie nada tampoco sin"),
)
GERMAN = Lexicon(
    frequent=_set("der die das und ist nicht mit ein eine von den dem auf im zu bei sich wurde"),
    small=_counted(_DE_NUMBERS),
    tens=_counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10),
    months=_counted("januar februar märz april mai juni juli august september oktober november dezember", 1),
    weekdays=_counted("montag dienstag mittwoch donnerstag freitag samstag sonntag", 1) | {"sonnabend": 6},
    negations=_set("nicht kein keine keinen keinem keiner nie niemals niemand niemanden nichts ohne weder"),
    capitalises_days=True,
    capitalises_nouns=True,
    articles=_set(
        "der die das des dem den ein eine einen einem einer eines kein keine keinen keinem keiner im am zum zur beim "
        "vom ins ans sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer dieser diese dieses diesen diesem alle "
        "viele mehrere einige zwei drei vier"
    ),
)
FRENCH = Lexicon(
    frequent=_set("le la les des et est une dans du pour que qui sur au par avec"),
    small={word: n for word, n in _counted(_FR_NUMBERS).items() if word != "un"},
    tens=_counted("vingt trente quarante cinquante soixante", 20, 10),
    months=_counted("janvier février mars avril mai juin juillet août septembre octobre novembre décembre", 1),
    weekdays=_counted("lundi mardi mercredi jeudi vendredi samedi dimanche", 1),
    negations=_set("pas jamais aucun aucune personne rien sans ni"),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 4000  # characters


def lexicon_of(texts: Iterable[str]) -> Lexicon:
    """That of the language which `texts` are most likely in; English, where nothing tells."""
    words = Counter(_LETTERS.findall(" ".join(texts)[:_LOOKED_AT].lower()))
    votes = [sum(words[each] for each in lexicon.frequent) for lexicon in LEXICONS]
    return LEXICONS[votes.index(max(votes))]


LEXICONS = (ENGLISH, SPANISH, GERMAN, FRENCH)

TIMES_OVER = {
    **dict.fromkeys(("hundred", "hundert"), 10**2),
    **dict.fromkeys(("thousand", "tausend", "mil", "mille"), 10**3),
    **dict.fromkeys(("million", "millionen", "millón", "millones", "millions", "mn", "mio"), 10**6),
    **dict.fromkeys(("billion", "milliarde", "milliarden", "milliard", "milliards", "bn", "mrd"), 10**9),
    **dict.fromkeys(("trillion",), 10**12),
    **dict.fromkeys(("dozen", "dutzend", "docena"), 12),
}
PERCENT = {"percent", "pct", "prozent"}
MONEY = {
    **dict.fromkeys(("$", "us$", "dollar", "dollars", "dólares"), "$"),
    **dict.fromkeys(("€", "euro", "euros", "eur"), "€"),
    **dict.fromkeys(("£", "pounds"), "£"),
    **dict.fromkeys(("¥", "yen"), "¥"),
}
ABOUT = {
    **dict.fromkeys(("at least", "no fewer", "mindestens", "al menos", "au moins"), "≥"),
    **dict.fromkeys(("more than", "over", "mehr als", "más de", "plus de"), ">"),
    **dict.fromkeys(("fewer than", "less than", "under", "weniger als", "menos de", "moins de"), "<"),
    **dict.fromkeys(("up to", "as many as", "as much as", "bis zu", "hasta"), "≤"),
    **dict.fromkeys(("about", "around", "roughly", "approximately", "some", "etwa", "rund", "unos", "environ"), "~"),
    **dict.fromkeys(("nearly", "almost", "close to", "fast", "knapp", "casi", "presque"), "≲"),
}
HEDGES = _set("allegedly alleged reportedly apparently purportedly unconfirmed suspected mutmaßlich presuntamente")

DENIALS = _set("denied denies deny denying disputed disputes")
FAILING = _set("failed fails fail failing")  # with "to"

# A line is a group: words between two bars say the same, words across a bar do not. A line's last bar goes on below.
_SENSES = """
he him his himself | she her hers herself
mr | mrs ms miss
man men | woman women | boy boys | girl girls
son sons | daughter daughters | brother brothers | sister sisters | husband | wife | father | mother | uncle | aunt
denied denies deny denying disputes disputed | admitted admits admit acknowledged confessed |
confirmed confirms confirm
accepted accepts accept | declined declines refused refuses rejected
arrested arrest arrests | charged indicted charges indicts | convicted convicts |
acquitted cleared clears acquits | sentenced sentences | released releases frees freed | questioned questions
guilty | innocent
killed kills died dies dead deaths fatally | hurt hurts injured injures wounded wounds injuries | missing |
survived alive | unhurt uninjured unharmed
passed passes approved approves adopted adopts backed backs |
rejected rejects defeated defeats blocked blocks | postponed delayed tabled
won wins win | lost loses lose | tied drew
rose rises rise rising increased increase grew up | fell falls fall falling decreased dropped down declined
gain gains gained | loss losses
more | fewer less
above | below
before | after
first | last
opened opens open reopened | closed closes close shut
allowed legal lawful permitted | banned illegal unlawful prohibited forbidden
yesterday | today | tomorrow | tonight
morning | afternoon | evening | night | noon | midnight
am | pm
north northern | south southern | east eastern | west western | northeast | northwest | southeast | southwest
left leftward | right rightward
mile miles | kilometer kilometers kilometre kilometres km
foot feet | inch inches | yard yards | meter meters metre metres
ounce ounces | ton tons tonne tonnes | kilogram kilograms kilo kilos kg
gallon gallons | liter liters litre litres | barrel barrels
acre acres | hectare hectares
mph | kph | knots
fahrenheit | celsius
second seconds | minute minutes | hour hours | day days | week weeks | month months | year years | decade decades
dozens | scores | hundreds | thousands | millions | billions
once | twice
will | may might could
all | most | some | few
sergeant | lieutenant | captain | colonel | general | major | corporal | detective | deputy | sheriff | commander
governor | senator | representative | mayor | president | chancellor | premier | secretary | councilman | councilwoman
teacher | student | nurse | doctor | lawyer | judge | prosecutor | victim | suspect | witness
shot | stabbed | beaten | drowned | strangled
democrat democrats democratic | republican republicans
republikaner | demokraten
increase | decrease
bestritt bestreitet leugnete dementierte | gestand gestand räumte bestätigte
negó niega | admitió admite | confirmó confirma
muertos murieron fallecidos | heridos
tote toten | verletzte verletzten | vermisste vermissten
"""
# Of each word: the groups it is in, and its place between the bars.
SENSES: dict[str, list[tuple[int, int]]] = {}
for _group, _words in enumerate(_SENSES.strip().replace("|\n", "|").splitlines()):
    for _line, _alike in enumerate(_words.split("|")):
        for _word in dict.fromkeys(_alike.split()):
            SENSES.setdefault(_word, []).append((_group, _line))

# Written short and in full; the point and the capital are needed.
IN_FULL = {
    "sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "col": "colonel", "gen": "general", "maj": "major",
    "cpl": "corporal", "det": "detective", "cmdr": "commander", "gov": "governor", "sen": "senator",
    "rep": "representative", "dr": "doctor", "ave": "avenue", "blvd": "boulevard", "rd": "road", "ala": "alabama",
    "ariz": "arizona", "ark": "arkansas", "calif": "california", "colo": "colorado", "conn": "connecticut",
    "del": "delaware", "fla": "florida", "ga": "georgia", "ill": "illinois", "ind": "indiana", "kan": "kansas",
    "ky": "kentucky", "la": "louisiana", "md": "maryland", "mass": "massachusetts", "mich": "michigan",
    "minn": "minnesota", "miss": "mississippi", "mo": "missouri", "mont": "montana", "neb": "nebraska",
    "nev": "nevada", "okla": "oklahoma", "ore": "oregon", "pa": "pennsylvania", "tenn": "tennessee",
    "vt": "vermont", "va": "virginia", "wash": "washington", "wis": "wisconsin", "wyo": "wyoming",
}  # fmt: skip
SHORT_WITH_POINT = {
    *IN_FULL, "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu",
    "thurs", "fri", "sat", "sun", "mr", "mrs", "ms", "jr", "sr", "st", "vs", "no", "co", "inc", "corp", "bzw", "ca",
    "sra", "av",
}  # fmt: skip

# Too frequent to tell one sentence from another, and no names where a sentence opens with them.
SMALL_WORDS = _set("""
    a an the and or but nor so yet if as at by for from in into of off on onto out over to up with within than
    then that this these those there here it its i we you he she they his her their our my me him them us who
    whom whose which what when where while why how is are was were be been being am has have had do does did
    will would shall should can could may might must not no also just very more most some any all each both
    either neither other such only own same too s t said says say according about after before during since
    near along across above below behind beside toward towards per via ago
    until under between against through because although though however meanwhile still even despite one two el
    la los las un una de del y o en que por con su sus se al para es fue der die das und oder ein eine von dem
    den des im zu mit auf bei ist war le les du et ou dans une est sur au aux
    """)
# Common nouns and the like that open sentences in the news; with the capital of the opening they are no names.
OPENERS = SMALL_WORDS | _set("""
    officials police authorities investigators firefighters witnesses passengers residents critics supporters
    lawyers prosecutors students workers voters lawmakers analysts experts scientists doctors nurses teachers
    parents neighbors crews rescuers divers people many several dozens hundreds thousands nobody nothing
    everyone everything somebody someone anyone none few most earlier later now today yesterday tomorrow last
    next first second third another once part parts half nearly almost around roughly officers deputies
    detectives troops soldiers rebels protesters demonstrators reporters editors customers shoppers drivers
    pilots engineers inspectors owners members leaders opponents proponents councilors councillors commissioners
    trustees directors managers executives shares stocks sales prices oil gas rain snow wind winds water power
    traffic schools hospitals shelters roads bridges trains ferries flights yes please let look see go come
    tonight shots smoke flames work talks negotiations voting polls results
    """)
