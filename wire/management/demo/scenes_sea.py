"""Illustrations of work and life at sea, for the demonstration."""

from __future__ import annotations

import math

from wire.management.demo.canvas import HEIGHT, WIDTH, Canvas, forest, glitter, ridge, swell


def wind_farm() -> Canvas:
    sheet = Canvas(77, [(0.0, "#f3c9a5"), (0.35, "#f6e0c0"), (0.6, "#cfe0da"), (0.601, "#4f8790"), (1.0, "#163f4c")])
    sheet.disc(420, 520, 80, "#fff6dd")
    sheet.disc(420, 520, 260, "#ffe7ba", 0.6, 80)
    ridge(sheet, 646, 70, "#a9bfbd", 0.45)
    sheet.shape([(0, 642), (WIDTH, 642), (WIDTH, HEIGHT), (0, HEIGHT)], "#5b939a")
    for y in range(680, HEIGHT, 46):
        swell(sheet, y, 12, 60 + (y - 640) * 0.16, "#1d5260", 0.22)
    glitter(sheet, 420, 655, 240, "#fff0cf", 60)
    for x, base, height in (
        (110, 660, 190),
        (300, 664, 220),
        (660, 668, 240),
        (930, 676, 330),
        (1440, 684, 400),
        (1190, 720, 570),
    ):
        _turbine(sheet, x, base, height)
    return sheet


def _turbine(sheet: Canvas, x: float, base: float, height: float) -> None:
    hub, blade, thick = base - height, height * 0.55, height * 0.018
    sheet.shape(
        [(x - thick * 1.5, base), (x - thick * 0.7, hub), (x + thick * 0.7, hub), (x + thick * 1.5, base)], "#fbfaf4"
    )
    sheet.shape(
        [(x + thick * 0.2, base), (x + thick * 0.2, hub), (x + thick * 0.7, hub), (x + thick * 1.5, base)], "#c4d0cf"
    )
    sheet.box(x - thick * 2.2, base - 6, thick * 4.4, 12, "#d9a441", 3)
    turn = sheet.random.uniform(0, 2)
    for arm in range(3):
        angle = turn + arm * math.tau / 3
        along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        corners = ((0, 0.6), (0.18, 1.5), (1, 0.15), (1, -0.15), (0, -0.6))
        sheet.shape(
            [
                (x + along[0] * blade * a + across[0] * thick * b, hub + along[1] * blade * a + across[1] * thick * b)
                for a, b in corners
            ],
            "#ffffff",
        )
    sheet.disc(x, hub, thick * 1.5, "#e3e8e4")


def crab_boats() -> Canvas:
    sheet = Canvas(31, [(0.0, "#b9c7cc"), (0.35, "#dde2dd"), (0.56, "#efe6d5"), (0.561, "#8fa7aa"), (1.0, "#2b4a55")])
    ridge(sheet, 604, 170, "#9fb2b5", 0.46)
    forest(sheet, 604, (20, 52), 15, "#6e8a8b")
    sheet.shape([(0, 598), (WIDTH, 598), (WIDTH, HEIGHT), (0, HEIGHT)], "#86a0a4")
    for y in range(640, HEIGHT, 40):
        swell(sheet, y, 8, 70, "#35565f", 0.22)
    for x, y, size, colour in ((980, 700, 0.8, "#2f5f73"), (520, 770, 1.15, "#b4442f")):
        _crab_boat(sheet, x, y, size, colour)
    sheet.box(0, 900, WIDTH, 167, "#5a4a3d")
    for x in range(-20, WIDTH, 74):
        sheet.box(x, 900, 70, 167, sheet.random.choice(["#6b5747", "#5f4d3f", "#746050"]))
    for x, y in ((1130, 880), (1272, 880), (1414, 880), (1200, 784), (1342, 784)):
        _crab_pot(sheet, x, y)
    return sheet


def _crab_boat(sheet: Canvas, x: float, y: float, size: float, colour: str) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + a * size, y + b * size) for a, b in points]

    sheet.shape(at((-250, 18), (250, 18), (180, 70), (-200, 70)), "#203a44", 0.45, 8)
    sheet.shape(at((-290, -90), (-200, 20), (230, 20), (255, -56), (-150, -50)), colour)
    sheet.shape(at((-290, -90), (-282, -80), (-146, -40), (254, -46), (255, -56), (-150, -50)), "#f4efe2")
    sheet.shape(at((-130, -52), (-130, -150), (-6, -150), (6, -52)), "#f4efe2")
    for window in (-118, -78, -38):
        sheet.shape(at((window, -136), (window + 30, -136), (window + 30, -106), (window, -106)), "#2b4a55")
    sheet.shape(at((-142, -162), (6, -162), (0, -148), (-136, -148)), "#2b3b40")
    sheet.line(at((40, -54), (40, -260), (190, -120)), "#2b3b40", 6 * size)
    sheet.line(at((40, -260), (-66, -160)), "#2b3b40", 3 * size)
    sheet.line(at((40, -260), (250, -56)), "#2b3b40", 3 * size)
    for buoy in range(5):
        centre = at((80 + buoy * 34, -62))[0]
        sheet.disc(*centre, 15 * size, "#e39b2f" if buoy % 2 else "#f4efe2")


def _crab_pot(sheet: Canvas, x: float, base: float) -> None:
    sheet.box(x, base, 128, 88, "#2f3a36", 16)
    sheet.box(x + 8, base + 8, 112, 72, "#8f8a76", 12)
    for step in range(1, 6):
        sheet.line([(x + step * 21, base + 6), (x + step * 21, base + 82)], "#2f3a36", 4)
    for step in range(1, 4):
        sheet.line([(x + 6, base + step * 22), (x + 122, base + step * 22)], "#2f3a36", 4)
    sheet.disc(x + 64, base + 8, 13, "#e2542f")


def kelp_forest() -> Canvas:
    sheet = Canvas(64, [(0.0, "#a9e0cf"), (0.25, "#4aa79b"), (0.65, "#1c6168"), (1.0, "#0b2c3a")])
    for x in (240, 560, 860, 1240):
        lean = sheet.random.uniform(60, 220)
        sheet.shape([(x, -10), (x + 90, -10), (x + lean + 230, 900), (x + lean, 900)], "#f0fff2", 0.22, 24)
    for depth, colour, count in ((0.5, "#2f887c", 6), (0.75, "#1f5f4f", 4), (1.0, "#5a6b2a", 3)):
        for place in range(count):
            _kelp(sheet, (place + sheet.random.uniform(0.25, 0.75)) * WIDTH / count, depth, colour)
    ridge(sheet, 1080, 150, "#08222d", 0.5)
    for _ in range(16):
        _fish(sheet, sheet.random.gauss(880, 210), sheet.random.gauss(430, 110), sheet.random.uniform(16, 34))
    for _ in range(60):
        across, down = sheet.random.uniform(0, WIDTH), sheet.random.uniform(0, 900)
        sheet.disc(across, down, sheet.random.uniform(1.5, 4), "#eafff4", 0.5)
    return sheet


def _kelp(sheet: Canvas, x: float, depth: float, colour: str) -> None:
    sway, phase = 16 + 26 * depth, sheet.random.uniform(0, 6)
    stem = [(x + math.sin(y / 150 + phase) * sway, y) for y in range((-40), HEIGHT + 20, 20)]
    sheet.line(stem, colour, 4 + 6 * depth)
    for index, (at, y) in enumerate(stem[1::2]):
        side, long = (1 if index % 2 else -1), (70 + 60 * depth) * sheet.random.uniform(0.7, 1.2)
        drop = long * 0.35
        leaf = [
            (at, y),
            (at + side * long * 0.4, y - 14 * depth),
            (at + side * long, y + drop),
            (at + side * long * 0.35, y + 20 * depth),
        ]
        sheet.shape(leaf, colour)
        sheet.disc(at + side * 7, y, 6 * depth, colour)


def _fish(sheet: Canvas, x: float, y: float, size: float) -> None:
    body = [(x + math.cos(a / 8) * size * 1.5, y + math.sin(a / 8) * size * 0.55) for a in range(51)]
    sheet.shape([(x - size * 1.2, y), (x - size * 2.1, y - size * 0.6), (x - size * 2.1, y + size * 0.6)], "#e9b45c")
    sheet.shape(body, "#f3c877")
    sheet.disc(x + size * 0.95, y - size * 0.1, size * 0.11, "#1b2b2f")
