"""Draws the demonstration's illustrations, the same every time.

python -m wire.management.demo.draw_pictures FOLDER [NAME …]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from wire.management.demo import scenes_coast, scenes_sea, scenes_town
from wire.management.demo.canvas import Canvas

QUALITY = 82
SCENES: dict[str, Callable[[], Canvas]] = {
    "ferry-at-dusk": scenes_coast.ferry_at_dusk,
    "lighthouse-in-storm": scenes_coast.lighthouse_in_storm,
    "snow-peaks": scenes_coast.snow_peaks,
    "bridge-in-fog": scenes_coast.bridge_in_fog,
    "wind-farm": scenes_sea.wind_farm,
    "crab-boats": scenes_sea.crab_boats,
    "kelp-forest": scenes_sea.kelp_forest,
    "bakery": scenes_town.bakery,
    "stadium-at-night": scenes_town.stadium_at_night,
    "ballot-box": scenes_town.ballot_box,
    "library": scenes_town.library,
    "harbor-houses": scenes_town.harbor_houses,
}


def draw(folder: Path, names: list[str]) -> None:
    """Draw the named scenes, or all."""
    for name in names or SCENES:
        target = folder / f"{name}.jpg"
        SCENES[name]().finished().save(target, quality=QUALITY, optimize=True, progressive=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]), sys.argv[2:])
