"""What a new installation begins with: two agencies, six sections, two standing blocks. All can be changed on the desk."""

from django.db import migrations

SECTIONS = [
    ("Local News", "local-news", "Local\nn\n03"),
    ("Nation & World", "nation-world", "a\ni\nw\np\nNational\nInternational\nWorld\nPolitics\n02\n11\n16\n*"),
    ("Business", "business", "f\nBusiness\nFinance\nFinancial\nEconomy\n04"),
    ("Sports", "sports", "s\nq\nSport\nSports\n15"),
    ("Life", "life", "e\nl\nd\nt\nLifestyle\nEntertainment\nFeatures\nScience\nHealth\n01\n07\n10\n13"),
    ("Opinion", "opinion", "k\nOpinion\nCommentary\nEditorial"),
]
SOURCES = [
    ("ap", "The Associated Press", "AP\nAssociated Press\napnews.com", "https://apnews.com/"),
    (
        "wpns",
        "The Washington Post",
        "Washington Post\nWPNS\nWASHPOST\nThe Washington Post News Service",
        "https://www.washingtonpost.com/",
    ),
]
BLOCKS = [
    (
        "talk",
        "Talk to us",
        "<p>Seen something we should know about? Tell the newsroom, or send a letter to the editor.</p>",
    ),
    (
        "support",
        "Support local journalism",
        "<p>Our reporting from here is paid for by the people who live here. If it matters to you, help us do more "
        "of it.</p>",
    ),
]


def fill(apps, schema_editor):
    for order, (name, slug, codes) in enumerate(SECTIONS, start=1):
        apps.get_model("wire", "Section").objects.create(name=name, slug=slug, wire_codes=codes, order=order)
    for slug, name, others, home in SOURCES:
        apps.get_model("wire", "Source").objects.create(
            slug=slug, name=name, credit_line=name, also_called=others, home_url=home
        )
    for name, heading, body in BLOCKS:
        apps.get_model("wire", "SiteBlock").objects.create(name=name, heading=heading, body=body)


class Migration(migrations.Migration):
    dependencies = [("wire", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
