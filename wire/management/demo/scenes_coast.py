"""Illustrations of the coast, for the demonstration."""

from __future__ import annotations

import math

from wire.management.demo.canvas import HEIGHT, SCALE, WIDTH, Canvas, forest, glitter, gradient, ridge, swell


def ferry_at_dusk() -> Canvas:
    sky = [(0.0, "#1d2a4d"), (0.3, "#5a4a7a"), (0.5, "#d9785f"), (0.6, "#f6b26b"), (0.601, "#4a4a70"), (1.0, "#141d38")]
    sheet = Canvas(11, sky)
    sheet.disc(1180, 520, 240, "#ffd08a", 0.5, 90)
    sheet.disc(1180, 520, 58, "#fff0c2")
    for base, height, colour in ((642, 250, "#8a5f7c"), (644, 150, "#5b4768"), (646, 80, "#3a3356")):
        ridge(sheet, base, height, colour, 0.48)
    sheet.shape([(0, 640), (WIDTH, 640), (WIDTH, HEIGHT), (0, HEIGHT)], "#39406a")
    water = gradient([(0.0, "#c98672"), (0.6, "#c98672"), (0.66, "#6d5c80"), (1.0, "#151f3d")])
    sheet.image.paste(water.crop((0, 640 * SCALE, WIDTH * SCALE, HEIGHT * SCALE)), (0, 640 * SCALE))
    glitter(sheet, 1180, 650, 260, "#ffd99a", 90)
    _ferry(sheet, 330, 700)
    glitter(sheet, 590, 735, 420, "#f6c27a", 40)
    return sheet


def _ferry(sheet: Canvas, x: float, y: float) -> None:
    hull = [(x, y - 52), (x + 40, y), (x + 520, y), (x + 560, y - 52)]
    sheet.shape([(a, y + (y - b) * 0.8) for a, b in hull], "#0d1430", 0.6, 6)
    sheet.shape(hull, "#121a35")
    sheet.line([(x + 8, y - 40), (x + 552, y - 40)], "#e8d9c0", 5)
    for inset, top, height in ((26, 104, 54), (70, 146, 44), (180, 182, 38)):
        sheet.box(x + inset, y - top, 560 - 2 * inset, height, "#e9dcc8" if top != 104 else "#cfc3b8")
        for window in range(int((560 - 2 * inset - 20) / 26)):
            sheet.box(x + inset + 14 + window * 26, y - top + 14, 15, 16, "#ffcf7a" if top != 104 else "#33405f", 2)
    sheet.shape([(x + 255, y - 182), (x + 262, y - 232), (x + 305, y - 232), (x + 312, y - 182)], "#2f6b62")
    sheet.box(x + 259, y - 218, 48, 10, "#f1e3c9")
    for mast in (200, 372):
        sheet.line([(x + mast, y - 180), (x + mast, y - 250)], "#e9dcc8", 4)
    sheet.disc(x + 372, y - 252, 14, "#ff8a6a", 0.7, 8)
    sheet.disc(x + 372, y - 252, 5, "#ffd6c2")


def lighthouse_in_storm() -> Canvas:
    sheet = Canvas(23, [(0.0, "#20303a"), (0.45, "#51686e"), (0.62, "#93a39d"), (1.0, "#1a3038")])
    for _ in range(26):
        x, y = sheet.random.uniform(-100, WIDTH), sheet.random.uniform(0, 380)
        sheet.disc(x, y, sheet.random.uniform(70, 190), sheet.random.choice(["#2a3c45", "#3b5058", "#647b7e"]), 0.4, 50)
    sheet.shape([(1085, 331), (-40, 150), (-40, 420)], "#fff2c4", 0.28, 14)
    sheet.shape([(1085, 331), (1640, 270), (1640, 400)], "#fff2c4", 0.2, 14)
    for y, height, colour in ((690, 40, "#5f7c80"), (740, 60, "#47666c")):
        swell(sheet, y, height, 70, colour)
    sheet.shape(
        [(820, 860), (900, 720), (985, 690), (1010, 655), (1160, 650), (1210, 700), (1330, 740), (1500, 880)], "#17242a"
    )
    _tower(sheet)
    for y, height, length, colour in ((820, 70, 95, "#335158"), (900, 80, 120, "#274349"), (985, 85, 150, "#1b343b")):
        swell(sheet, y, height, length, colour)
    _spray(sheet)
    return sheet


def _tower(sheet: Canvas) -> None:
    sheet.shape([(1035, 660), (1054, 372), (1118, 372), (1138, 660)], "#f2ece0")
    for low, high in ((600, 540), (480, 425)):
        half = [50 - 0.068 * (660 - y) for y in (low, high)]
        sheet.shape(
            [(1086 - half[0], low), (1086 - half[1], high), (1086 + half[1], high), (1086 + half[0], low)], "#b7402f"
        )
    sheet.shape([(1086, 372), (1138, 660), (1112, 660), (1098, 372)], "#1a2a33", 0.22)
    sheet.box(1044, 362, 84, 12, "#1b262b")
    sheet.box(1060, 308, 52, 54, "#ffe9a8")
    sheet.shape([(1052, 308), (1086, 272), (1120, 308)], "#1b262b")
    sheet.disc(1086, 334, 90, "#fff4c8", 0.55, 30)


def _spray(sheet: Canvas) -> None:
    for _ in range(170):
        angle, reach = sheet.random.uniform(3.5, 5.9), abs(sheet.random.gauss(0, 95))
        x, y = 880 + math.cos(angle) * reach, 790 + math.sin(angle) * reach
        sheet.disc(x, y, sheet.random.uniform(2, 8), "#e8efe9", 0.55)
    for _ in range(34):
        y = sheet.random.uniform(720, 1050)
        x, half = sheet.random.uniform(0, WIDTH), sheet.random.uniform(20, 80)
        sheet.line([(x - half, y), (x, y - 6), (x + half, y)], "#dfe9e4", 3, 0.5)


PEAK_X = (0, 190, 330, 560, 700, 980, 1240, 1370, 1600)
PEAK_Y = (640, 470, 540, 300, 420, 130, 430, 350, 560)


def snow_peaks() -> Canvas:
    sheet = Canvas(5, [(0.0, "#7fb2cf"), (0.4, "#d5e6e4"), (0.62, "#f6e7cf"), (1.0, "#dfe7e0")])
    sheet.disc(330, 210, 70, "#fff8e0")
    sheet.disc(330, 210, 190, "#fff3cf", 0.5, 70)
    peaks = list(zip(PEAK_X, PEAK_Y, strict=True))
    sheet.shape([(0, HEIGHT), *peaks, (WIDTH, HEIGHT)], "#6d8fa5")
    for x, y, size in ((980, 130, 1.0), (560, 300, 0.55), (1370, 350, 0.4)):
        snow = [(0, 0), (150, 172), (96, 160), (70, 210), (30, 150), (-10, 230), (-52, 150), (-92, 206), (-168, 176)]
        sheet.shape([(x + a * size, y + b * size * 0.98) for a, b in snow], "#f7faf7")
        shade = [(0, 0), (150, 172), (96, 160), (70, 210), (36, 150)]
        sheet.shape([(x + a * size, y + b * size * 0.98) for a, b in shade], "#b9cfda")
    for base, height, colour in ((760, 230, "#557e8a"), (840, 200, "#3f6a70")):
        ridge(sheet, base, height, colour)
        sheet.shape([(0, base - 60), (WIDTH, base - 60), (WIDTH, base + 10), (0, base + 10)], "#e4efe8", 0.35, 26)
    for base, tall, gap, colour in (
        (900, (90, 170), 34, "#2c5553"),
        (985, (150, 270), 58, "#1c403d"),
        (1070, (260, 430), 120, "#0f2a29"),
    ):
        forest(sheet, base, tall, gap, colour)
    return sheet


def bridge_in_fog() -> Canvas:
    sheet = Canvas(42, [(0.0, "#e9d9c4"), (0.5, "#d4c6b6"), (0.72, "#a9b3b0"), (1.0, "#6c8288")])
    ridge(sheet, 640, 260, "#c3bdb0", 0.46)
    ridge(sheet, 680, 180, "#a7aca5", 0.46)
    sheet.shape([(0, 640), (WIDTH, 640), (WIDTH, 760), (0, 760)], "#e8dfd0", 0.75, 40)
    for x, colour, width in ((1180, "#6f7f80", 26), (470, "#2f4247", 38)):
        _pylon(sheet, x, colour, width)
    for left, right, sag in ((-240, 470, 560), (470, 1180, 540), (1180, 1890, 560)):
        _cable(sheet, left, right, sag)
    sheet.shape([(-10, 640), (WIDTH, 588), (WIDTH, 616), (-10, 684)], "#2b3b40")
    sheet.line([(0, 626), (WIDTH, 576)], "#2b3b40", 4)
    for x in range(60, WIDTH, 210):
        sheet.box(x, 622 - x * 0.0325, 44, 16, sheet.random.choice(["#b4513c", "#d9a441", "#4f7a78"]), 5)
    sheet.shape([(0, 800), (WIDTH, 770), (WIDTH, 900), (0, 940)], "#e8e2d6", 0.6, 40)
    for y in range(880, HEIGHT, 22):
        swell(sheet, y, 7, 44, "#4d666d", 0.28)
    return sheet


def _pylon(sheet: Canvas, x: float, colour: str, width: float) -> None:
    for leg in (-1, 1):
        sheet.shape(
            [
                (x + leg * 40 - width / 2, 860),
                (x + leg * 30 - width / 3, 170),
                (x + leg * 30 + width / 3, 170),
                (x + leg * 40 + width / 2, 860),
            ],
            colour,
        )
    for y in (200, 360, 520):
        sheet.box(x - 36, y, 72, 18, colour)


def _cable(sheet: Canvas, left: float, right: float, low: float) -> None:
    def height(x: float) -> float:
        share = (x - left) / (right - left) * 2 - 1
        return low - (low - 180) * share * share

    sheet.line([(x, height(x)) for x in range(int(left), int(right) + 8, 8)], "#2f4247", 6)
    for x in range(int(left), int(right), 34):
        sheet.line([(x, height(x)), (x, 640 - x * 0.0325)], "#3c4f54", 1.6, 0.8)
