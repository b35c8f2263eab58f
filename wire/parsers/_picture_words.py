"""Who says what of a picture: one table of fields and the places that may hold them, XMP before IIM before Exif."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from wire.parsers._picture_file import PictureFile
from wire.parsers._picture_iim import Datasets, iim_in, read_iim
from wire.parsers._picture_tiff import Tags
from wire.parsers._picture_xmp import Properties, read_xmp
from wire.parsers._text import undoubled
from wire.parsers.errors import MalformedItem

# A place is an XMP property, an IIM dataset or an Exif tag; the first that says anything is believed.
Place = str | tuple[int, int] | int

FIELDS: dict[str, tuple[Place, ...]] = {
    "headline": ("photoshop:Headline", (2, 105)),
    "title": ("dc:title", (2, 5), 0x9C9B),
    "caption": ("dc:description", (2, 120), "tiff:ImageDescription", 0x010E, "exif:UserComment"),
    "creators": ("dc:creator", (2, 80), "tiff:Artist", 0x013B, 0x9C9D),
    "credit": ("photoshop:Credit", (2, 110)),
    "source": ("photoshop:Source", (2, 115)),
    "copyright_notice": ("dc:rights", (2, 116), "tiff:Copyright", 0x8298),
    "instructions": ("photoshop:Instructions", (2, 40)),
    "keywords": ("dc:subject", (2, 25), 0x9C9E),
    "subjects": ("Iptc4xmpCore:SubjectCode", (2, 12)),
    "category": ("photoshop:Category", (2, 15)),
    "more_categories": ("photoshop:SupplementalCategories", (2, 20)),
    "city": ("photoshop:City", (2, 90)),
    "language": ("dc:language", (2, 135)),
    "urgency": ("photoshop:Urgency", (2, 10)),
    "usage_terms": ("xmpRights:UsageTerms",),
    "owners": ("plus:CopyrightOwner", "xmpRights:Owner"),
    "alt_text": ("Iptc4xmpCore:AltTextAccessibility",),
    "priority": ((1, 60),),
    "edit_status": ((2, 7),),
    "action_advised": ((2, 42),),
    "embargo": ("pur:embargoDate", "prism:embargoDate"),
    "expires": ("pur:expirationDate", "prism:expirationDate"),
    "changed": ("xmp:MetadataDate", "xmp:ModifyDate"),
}
# Names that last while the picture is sent again. The file's own name may change, and is none of them.
NAMES: tuple[Place, ...] = (
    *("Iptc4xmpExt:DigImageGUID", "dc:identifier", "plus:ImageSupplierImageID", (1, 100)),
    *("GettyImagesGIFT:AssetID", "xmpMM:DocumentID"),
)
EXTRA: dict[str, tuple[Place, ...]] = {
    "transmission_reference": ("photoshop:TransmissionReference", (2, 103)),
    "byline_title": ("photoshop:AuthorsPosition", (2, 85)),
    "caption_writer": ("photoshop:CaptionWriter", (2, 122)),
    "sublocation": ("Iptc4xmpCore:Location", (2, 92)),
    "state": ("photoshop:State", (2, 95)),
    "country": ("photoshop:Country", (2, 101)),
    "country_code": ("Iptc4xmpCore:CountryCode", (2, 100)),
    "genre": ("Iptc4xmpCore:IntellectualGenre", (2, 4)),
    "scene": ("Iptc4xmpCore:Scene",),
    "contact": ("Iptc4xmpCore:CreatorContactInfo", (2, 118)),
    "extended_description": ("Iptc4xmpCore:ExtDescrAccessibility",),
    "people_shown": ("Iptc4xmpExt:PersonInImage",),
    "organisations_shown": ("Iptc4xmpExt:OrganisationInImageName",),
    "event": ("Iptc4xmpExt:Event",),
    "digital_source_type": ("Iptc4xmpExt:DigitalSourceType",),
    "web_statement": ("xmpRights:WebStatement",),
    "rating": ("xmp:Rating",),
    "fixture": ((2, 22),),
    "object_cycle": ((2, 75),),
    "edit_status": ((2, 7),),
    "action_advised": ((2, 42),),
    "service": ((1, 30),),
    "sent": ((1, 70),),
    "original_document": ("xmpMM:OriginalDocumentID",),
    "image_unique_id": (0xA420,),
}
_VOCABULARIES = ("Iptc4xmpCore:", "Iptc4xmpExt:", "plus:", "xmpRights:", "dc:")
_TECHNICAL = {"dc:format", "dc:date", "dc:type", "plus:Version"}
# IIM's own version, the parts of times, what the picture is made of, and previews.
_READ_OR_TECHNICAL = {0, 30, 35, 37, 38, 55, 60, 130, 131, 200, 201, 202}
_CAMERAS_OWN = re.compile(r"(?:OLYMPUS|SONY|KONICA|MINOLTA|SAMSUNG|PENTAX|DCIM|DIGITAL CAMERA|default$)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0]+")


@dataclass
class Words:
    """All that a picture's file says, by place."""

    xmp: Properties = field(default_factory=dict)
    iim: Datasets = field(default_factory=dict)
    exif: Tags = field(default_factory=dict)
    unreadable: str = ""

    def every(self, *places: Place) -> list[str]:
        """The texts of the first place that has any."""
        return next((texts for place in places if (texts := self._at(place))), [])

    def first(self, *places: Place) -> str:
        return next(iter(self.every(*places)), "")

    def text(self, name: str) -> str:
        return self.first(*FIELDS[name])

    def texts(self, name: str) -> list[str]:
        return self.every(*FIELDS[name])

    def city_of_the_camera(self) -> str:
        """The city of the place where the picture was taken, which newer files give in a structure."""
        places = self.xmp.get("Iptc4xmpExt:LocationCreated", ())
        found = (place.get("Iptc4xmpExt:City") for place in (places if isinstance(places, list) else [places]) if place)
        return next((tidied(city) for city in found if isinstance(city, str)), "")

    def witnesses(self, name: str) -> dict[str, str]:
        """What each witness says of a field, XMP and IIM and Exif beside one another."""
        said = {_witness(place): ", ".join(texts) for place in FIELDS[name][::-1] if (texts := self._at(place))}
        return dict(reversed(said.items()))

    def unplaced(self) -> dict[str, Any]:
        """What has no field: by a plain name where there is one, else by the standard's."""
        known = {place for places in (*FIELDS.values(), *EXTRA.values()) for place in places}
        kept: dict[str, Any] = {name: _bare(texts) for name in EXTRA if (texts := self._values(*EXTRA[name]))}
        for name, value in self.xmp.items():
            if name.startswith(_VOCABULARIES) and name not in known | _TECHNICAL:
                kept[name] = _bare(value)
        for (record, number), texts in self.iim.items():
            if record == 2 and (record, number) not in known and number not in _READ_OR_TECHNICAL:
                kept[f"iim_{record}_{number}"] = _bare([tidied(each) for each in texts])
        kept |= {"unreadable": self.unreadable} if self.unreadable else {}
        return kept

    def _values(self, *places: Place) -> Any:
        for place in places:
            if value := self.xmp.get(place) if isinstance(place, str) else self._at(place):
                return value
        return None

    def _at(self, place: Place) -> list[str]:
        if isinstance(place, str):
            found = _texts(self.xmp.get(place, ""))
        elif isinstance(place, tuple):
            found = self.iim.get(place, [])
        else:
            found = [text for raw in self.exif.get(place, ()) for text in _exif_text(place, raw)]
        return [text for each in found if (text := tidied(undoubled(each))).strip("-")]


def read_words(file: PictureFile) -> Words:
    """The words of a file. XMP that is damaged says nothing; the others may still speak."""
    words = Words(iim=read_iim(file.iim) or read_iim(iim_in(file.photoshop)), exif=file.exif)
    if file.xmp.strip(b"\x00 \r\n"):
        try:
            words.xmp = read_xmp(file.xmp)
        except MalformedItem as error:
            words.unreadable = str(error)
    return words


def tidied(text: str) -> str:
    """A text with its lines kept and everything around them trimmed."""
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def _texts(value: Any) -> list[str]:
    """The texts of a property; of a structure the names in it."""
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    if isinstance(value, dict):
        return [str(text) for name, text in value.items() if name.endswith("Name") and isinstance(text, str)]
    return [value]


def _exif_text(tag: int, raw: int | bytes) -> list[str]:
    if isinstance(raw, int):
        return [str(raw)]
    if 0x9C9B <= tag <= 0x9C9F:  # what Windows adds
        return [raw.decode("utf-16-le", "replace")]
    text = _decoded(raw).replace("\x00", " ")
    return [] if tag == 0x010E and _CAMERAS_OWN.match(text) else [text]


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _witness(place: Place) -> str:
    return "xmp" if isinstance(place, str) else "iim" if isinstance(place, tuple) else "exif"


def _bare(value: Any) -> Any:
    """A list of one is that one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
