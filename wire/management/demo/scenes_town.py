"""Illustrations of the town, for the demonstration."""

from __future__ import annotations

from wire.management.demo.canvas import HEIGHT, SCALE, WIDTH, Canvas, gradient, ridge, swell


def bakery() -> Canvas:
    sheet = Canvas(8, [(0.0, "#2b3a55"), (0.8, "#45506b"), (1.0, "#2b3145")])
    _brick_wall(sheet)
    sheet.box(130, 150, 1340, 100, "#20403c", 8)
    for x in range(0, 9):
        sheet.disc(300 + x * 125, 200, 9, "#ffdf9e")
        sheet.disc(300 + x * 125, 200, 34, "#ffdf9e", 0.5, 14)
    sheet.box(160, 330, 880, 500, "#20403c")
    sheet.image.paste(
        gradient([(0.0, "#ffe3a3"), (1.0, "#f2a65a")]).resize((840 * SCALE, 430 * SCALE)), (180 * SCALE, 350 * SCALE)
    )
    _loaves(sheet)
    sheet.box(1120, 330, 300, 570, "#20403c")
    sheet.box(1150, 360, 240, 330, "#ffd58a", 4)
    sheet.box(1362, 640, 16, 70, "#d9b46a", 8)
    sheet.box(1190, 420, 160, 74, "#f8efdd", 6)
    _awning(sheet)
    sheet.box(0, 900, WIDTH, 167, "#4a4b58")
    sheet.shape([(180, 905), (1040, 905), (1240, 1067), (20, 1067)], "#ffc97a", 0.38, 24)
    sheet.box(0, 896, WIDTH, 12, "#2f303b")
    return sheet


def _brick_wall(sheet: Canvas) -> None:
    sheet.box(0, 0, WIDTH, 900, "#7d4a3c")
    for row in range(30):
        for column in range(-1, 18):
            tint = sheet.random.choice(["#85503f", "#7a4638", "#8d5845", "#744235"])
            sheet.box(column * 96 + (row % 2) * 48, row * 30, 92, 26, tint, 2)


def _awning(sheet: Canvas) -> None:
    for stripe in range(14):
        x, colour = 130 + stripe * 96, "#f4ead6" if stripe % 2 else "#c2503d"
        sheet.shape([(x, 262), (x + 96, 262), (x + 96, 372), (x, 372)], colour)
        sheet.disc(x + 48, 372, 48, colour)
    sheet.shape([(130, 262), (1474, 262), (1474, 285), (130, 285)], "#000000", 0.25)


def _loaves(sheet: Canvas) -> None:
    for shelf, y in enumerate((560, 700)):
        sheet.box(180, y, 840, 14, "#8a5a34")
        for place in range(9):
            x, colour = 205 + place * 92, sheet.random.choice(["#b8702f", "#9c5a26", "#cf8b45"])
            tall = sheet.random.uniform(46, 74) if shelf else sheet.random.uniform(40, 60)
            sheet.box(x, y - tall, 74, tall, colour, 28)
            for cut in (18, 36, 54):
                sheet.line([(x + cut - 8, y - tall + 22), (x + cut + 6, y - tall + 10)], "#f3d19c", 5)
    for x in (330, 600, 870):
        sheet.line([(x, 350), (x, 400)], "#3a2c20", 4)
        sheet.disc(x, 412, 60, "#fff7dc", 0.7, 22)
        sheet.disc(x, 412, 18, "#fffbe8")
    sheet.box(180, 764, 840, 16, "#20403c")
    sheet.box(592, 350, 12, 430, "#20403c")


def stadium_at_night() -> Canvas:
    sheet = Canvas(90, [(0.0, "#0b1630"), (0.42, "#274069"), (0.5, "#5c6f8f"), (1.0, "#1c4a2e")])
    ridge(sheet, 560, 200, "#16244a", 0.48)
    for row in range(9):
        y = 420 + row * 17
        sheet.box(0, y, WIDTH, 17, "#1c2536" if row % 2 else "#232e42")
        for x in range(6, WIDTH, 17):
            if sheet.random.random() < 0.72:
                tint = sheet.random.choice(["#c8553d", "#e8c07d", "#8fa7c4", "#d9d4c7", "#58708f", "#3f5673"])
                sheet.box(x + sheet.random.uniform(0, 5), y + 3, 8, 11, tint, 4)
    sheet.box(0, 586, WIDTH, 481, "#2f8a4c")
    for stripe in range(10):
        near, far = stripe * 460 - 1500, 180 + stripe * 124
        colour = "#2f8a4c" if stripe % 2 else "#37995a"
        sheet.shape([(far, 585), (far + 126, 585), (near + 462, HEIGHT), (near, HEIGHT)], colour)
    sheet.shape([(0, 572), (WIDTH, 572), (WIDTH, 590), (0, 590)], "#f1ead9")
    sheet.line([(800, 590), (800, HEIGHT)], "#eef5ea", 5)
    arc = [(800 + 330 * (1 - (t / 20 - 1) ** 2) ** 0.5, 830 + 120 * (t / 20 - 1)) for t in range(41)]
    sheet.line(arc, "#eef5ea", 5)
    sheet.line([(1600 - x, y) for x, y in arc], "#eef5ea", 5)
    for x in (150, 1450):
        _floodlight(sheet, x)
    _players(sheet)
    return sheet


def _floodlight(sheet: Canvas, x: float) -> None:
    sheet.line([(x, 430), (x, 120)], "#8b98a8", 10)
    sheet.box(x - 95, 60, 190, 96, "#202b3c", 6)
    for row in range(3):
        for column in range(6):
            sheet.disc(x - 76 + column * 30, 78 + row * 30, 11, "#fffbe6")
    sheet.disc(x, 108, 120, "#fff6d0", 0.4, 60)


def _players(sheet: Canvas) -> None:
    red, white = "#c8402f", "#f0ead8"
    for x, y, size, shirt in (
        (560, 800, 1.0, red),
        (690, 770, 0.9, white),
        (1010, 860, 1.2, red),
        (330, 700, 0.7, white),
    ):
        _player(sheet, x, y, size, shirt)
    sheet.disc(786, 880, 13, "#f8f6ee")


def _player(sheet: Canvas, x: float, y: float, size: float, shirt: str) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + a * size, y + b * size) for a, b in points]

    sheet.shape(at((-40, 112), (150, 128), (40, 100)), "#123a22", 0.5, 6)
    sheet.line(at((-4, 55), (-26, 82), (-34, 112)), "#1d2433", 13 * size)
    sheet.line(at((4, 55), (26, 80), (18, 112)), "#1d2433", 13 * size)
    sheet.line(at((-36, 40), (-12, 8), (30, 34)), shirt, 11 * size)
    sheet.shape(at((-20, 0), (22, 0), (16, 60), (-16, 60)), shirt)
    sheet.disc(x + 3 * size, y - 18 * size, 15 * size, "#a9714f")


def ballot_box() -> Canvas:
    sheet = Canvas(16, [(0.0, "#f2dcb8"), (0.7, "#eecfa0"), (0.701, "#b9854f"), (1.0, "#8f6237")])
    for turn in range(0, 24, 2):
        left, right = -200 + turn * 90, -110 + turn * 90
        sheet.shape([(800, 720), (left, -200), (right, -200)], "#f9ecd2", 0.5)
    sheet.shape([(420, 940), (1240, 940), (1340, 1000), (380, 1010)], "#4d3018", 0.5, 18)
    sheet.box(470, 520, 660, 430, "#27476b", 10)
    sheet.shape([(1000, 520), (1130, 520), (1130, 950), (1000, 950)], "#1b3350", 0.6)
    sheet.shape([(440, 520), (520, 440), (1080, 440), (1160, 520)], "#3a628f")
    sheet.box(440, 516, 720, 40, "#1f3b5b", 6)
    sheet.shape([(650, 492), (664, 470), (936, 470), (950, 492)], "#0f2135")
    sheet.shape([(672, 482), (650, 190), (914, 170), (930, 482)], "#fdfaf2")
    sheet.shape([(672, 482), (650, 190), (672, 189), (694, 482)], "#e2dac8")
    for row in range(4):
        y = 242 + row * 58
        sheet.box(712, y, 30, 30, "#27476b", 15)
        sheet.box(718, y + 6, 18, 18, "#27476b" if row == 1 else "#fdfaf2", 9)
        sheet.box(760, y + 8, 110 - row * 12, 14, "#a9b2ba", 7)
    _hand(sheet)
    for size, colour in ((96, "#f2dcb8"), (82, "#27476b")):
        sheet.disc(800, 750, size, colour)
    sheet.line([(752, 752), (788, 792), (856, 712)], "#f2dcb8", 20)
    return sheet


def _hand(sheet: Canvas) -> None:
    sheet.shape([(1010, -10), (1260, -10), (1075, 235), (935, 150)], "#b4442f")
    sheet.line([(935, 150), (1075, 235)], "#f4ead6", 26)
    sheet.shape([(948, 168), (1052, 232), (990, 330), (900, 356), (868, 330), (886, 250)], "#8a5a3c")
    for start, end in (((900, 268), (842, 316)), ((918, 296), (856, 348)), ((944, 316), (884, 372))):
        sheet.line([start, end], "#8a5a3c", 34)
        sheet.disc(*end, 17, "#8a5a3c")
    sheet.line([(936, 214), (862, 258)], "#96664a", 36)
    sheet.disc(862, 258, 18, "#96664a")


def library() -> Canvas:
    sheet = Canvas(52, [(0.0, "#3d2a22"), (1.0, "#2a1c17")])
    inks = ["#b4442f", "#2f5f73", "#d9a441", "#3f6b52", "#7a4b6b", "#e6d8bd", "#8c5a34", "#274560", "#c77f5a"]
    for shelf in range(5):
        floor, x = 198 + shelf * 205, 36.0
        sheet.box(0, floor - 178, WIDTH, 178, "#1f1410")
        while x < 1560:
            wide, tall = sheet.random.uniform(30, 68), sheet.random.uniform(108, 166)
            if sheet.random.random() < 0.07:
                x += sheet.random.uniform(40, 90)
                continue
            _book(sheet, x, floor, wide, tall, sheet.random.choice(inks))
            x += wide + 2
        sheet.box(0, floor, WIDTH, 27, "#8a5c38")
        sheet.box(0, floor, WIDTH, 6, "#b07d50")
    for x in (0, 786, 1572):
        sheet.box(x, 0, 28, HEIGHT, "#6f4729")
    sheet.disc(1120, 330, 520, "#ffdd9a", 0.2, 170)
    _reading_lamp(sheet)
    return sheet


def _book(sheet: Canvas, x: float, floor: float, wide: float, tall: float, ink: str) -> None:
    sheet.box(x, floor - tall, wide, tall, ink, 3)
    sheet.box(x + wide - 5, floor - tall + 2, 4, tall - 2, "#1f1410")
    if wide > 30:
        sheet.box(x + 5, floor - tall + 18, wide - 12, 6, "#f0dfb8")
        sheet.box(x + 5, floor - 34, wide - 12, 12, "#f0dfb8")
    if wide > 44:
        sheet.box(x + wide / 2 - 4, floor - tall + 34, 6, tall * 0.35, "#f0dfb8", 3)


def _reading_lamp(sheet: Canvas) -> None:
    sheet.shape([(0, 930), (WIDTH, 930), (WIDTH, HEIGHT), (0, HEIGHT)], "#5a3a24")
    sheet.box(0, 924, WIDTH, 14, "#9a6a42")
    sheet.shape([(900, 930), (1340, 930), (1480, 1040), (760, 1040)], "#ffd58a", 0.45, 24)
    sheet.line([(1120, 930), (1120, 700)], "#c9a24f", 14)
    sheet.box(1050, 914, 140, 20, "#c9a24f", 8)
    sheet.shape([(980, 740), (1040, 630), (1200, 630), (1260, 740)], "#2f6b52")
    sheet.disc(1120, 790, 150, "#ffe9b0", 0.5, 40)
    sheet.shape([(420, 925), (610, 895), (800, 925), (610, 938)], "#f6efdf")
    sheet.line([(610, 897), (610, 936)], "#cbbfa5", 4)


def harbor_houses() -> Canvas:
    sheet = Canvas(19, [(0.0, "#8fb6c4"), (0.4, "#dbe4da"), (0.62, "#f3dfc0"), (1.0, "#52757f")])
    walls, x = ["#c8553d", "#e0b04c", "#f1e6d0", "#5f8a8b", "#a6443a", "#d98e5f", "#44606f"], -20.0
    sheet.shape([(0, 700), (WIDTH, 700), (WIDTH, HEIGHT), (0, HEIGHT)], "#5c828b")
    while x < WIDTH:
        wide, tall = sheet.random.uniform(130, 190), sheet.random.uniform(250, 390)
        colour = walls[int(x / 160) % len(walls)]
        _house(sheet, x, 690, wide, tall, colour)
        sheet.shape([(x, 722), (x + wide, 722), (x + wide, 722 + tall * 0.8), (x, 722 + tall * 0.8)], colour, 0.34, 10)
        x += wide
    sheet.box(0, 686, WIDTH, 40, "#4b4a48")
    for y in range(740, HEIGHT, 22):
        swell(sheet, y, 6, 46, "#2f525d", 0.24)
    for x, colour in ((360, "#f4efe2"), (1090, "#b4442f")):
        sheet.shape([(x, 800), (x + 30, 846), (x + 230, 846), (x + 270, 790), (x + 60, 806)], colour)
        sheet.line([(x + 120, 806), (x + 120, 560)], "#4a3526", 7)
        sheet.shape([(x + 30, 852), (x + 230, 852), (x + 190, 900), (x + 70, 900)], "#203a44", 0.45, 8)
    return sheet


def _house(sheet: Canvas, x: float, base: float, wide: float, tall: float, colour: str) -> None:
    top = base - tall
    sheet.box(x, top, wide - 3, tall, colour)
    sheet.shape([(x - 4, top), (x + wide / 2, top - wide * 0.55), (x + wide + 1, top)], "#5b3a33")
    sheet.shape([(x + 12, top), (x + wide / 2, top - wide * 0.42), (x + wide - 14, top)], colour)
    for row in range(int(tall / 92)):
        for column in range(3):
            lit = sheet.random.random() < 0.3
            left, y = x + 16 + column * (wide - 30) / 3, top + 26 + row * 86
            sheet.box(left, y, 26, 44, "#f8f2e2", 2)
            sheet.box(left + 4, y + 4, 18, 36, "#ffd37a" if lit else "#3b5560")
    sheet.box(x + wide / 2 - 18, base - 62, 36, 62, "#3a2a26", 3)
