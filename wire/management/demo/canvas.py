"""The sheet the illustrations are drawn on, and the things of nature that several of them share."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1067
SCALE = 2  # drawn twice as large, then reduced: smooth edges
GRAIN = 5
Point = tuple[float, float]
Stops = Sequence[tuple[float, str]]


class Canvas:
    """A sheet measured in the finished picture's pixels."""

    def __init__(self, seed: int, stops: Stops) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a drawing, no secret
        self.image = gradient(stops)

    def shape(self, points: Sequence[Point], colour: str, alpha: float = 1.0, blur: float = 0) -> None:
        """Fill a polygon; `blur` softens its edge."""
        self._stamp(lambda pen: pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255), colour, alpha, blur)

    def box(self, x: float, y: float, width: float, height: float, colour: str, round_by: float = 0) -> None:
        """Fill a rectangle."""
        pen = ImageDraw.Draw(self.image)
        edges = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        pen.rounded_rectangle(edges, radius=round_by * SCALE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str, alpha: float = 1.0, blur: float = 0) -> None:
        """Fill a circle; with `blur` it is a glow."""
        edges = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self._stamp(lambda pen: pen.ellipse(edges, fill=255), colour, alpha, blur)

    def line(self, points: Sequence[Point], colour: str, width: float, alpha: float = 1.0) -> None:
        """Stroke a line."""
        path = [(x * SCALE, y * SCALE) for x, y in points]
        stroke = max(1, round(width * SCALE))
        self._stamp(lambda pen: pen.line(path, fill=255, width=stroke, joint="curve"), colour, alpha, 0)

    def _stamp(self, draw: Callable[[ImageDraw.ImageDraw], object], colour: str, alpha: float, blur: float) -> None:
        mask = Image.new("L", self.image.size, 0)
        draw(ImageDraw.Draw(mask))
        if blur:
            mask = mask.reduce(8).filter(ImageFilter.GaussianBlur(blur * SCALE / 8)).resize(self.image.size)
        if alpha < 1:
            mask = mask.point([round(level * alpha) for level in range(256)])
        self.image.paste(colour, (0, 0), mask)

    def finished(self) -> Image.Image:
        """The picture in its final size, with paper grain."""
        picture = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        noise = Image.frombytes("L", (WIDTH, HEIGHT), self.random.randbytes(WIDTH * HEIGHT))
        noise = noise.filter(ImageFilter.GaussianBlur(0.8)).point(
            [round(128 + (v - 128) * GRAIN / 64) for v in range(256)]
        )
        grain = Image.merge("RGB", [noise] * 3)
        return ImageChops.add(picture, grain, offset=-128)


def gradient(stops: Stops) -> Image.Image:
    """A sheet that runs from colour to colour, top to bottom: stops of (share of height, colour)."""
    column = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        at = y / (HEIGHT - 1)
        after = next(index for index, (share, _) in enumerate(stops) if share >= at)
        (low, start), (high, end) = stops[max(after - 1, 0)], stops[after]
        share = (at - low) / (high - low) if high > low else 0.0
        mixed = (round(a + (b - a) * share) for a, b in zip(rgb(start), rgb(end), strict=True))
        column.putpixel((0, y), tuple(mixed))
    return column.resize((WIDTH * SCALE, HEIGHT * SCALE), Image.Resampling.BICUBIC)


def rgb(colour: str) -> tuple[int, int, int]:
    """The parts of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def ridge(canvas: Canvas, base: float, height: float, colour: str, rough: float = 0.5) -> list[Point]:
    """Fill a mountain range that stands on `base`; answers its crest."""
    crest = [canvas.random.uniform(0.3, 0.7), canvas.random.uniform(0.3, 0.7)]
    swing = 0.5
    while len(crest) < 120:
        middles = [(a + b) / 2 + canvas.random.uniform(-swing, swing) for a, b in zip(crest, crest[1:], strict=False)]
        crest = [point for pair in zip(crest, [*middles, 0.0], strict=False) for point in pair][:-1]
        swing *= rough
    step = WIDTH / (len(crest) - 1)
    line = [(index * step, base - height * max(0.08, min(1.1, value))) for index, value in enumerate(crest)]
    canvas.shape([(0, HEIGHT), *line, (WIDTH, HEIGHT)], colour)
    return line


def fir(canvas: Canvas, x: float, base: float, height: float, colour: str) -> None:
    """One fir, in ragged tiers."""
    left: list[Point] = []
    right: list[Point] = []
    for tier in range(1, 10):
        y = base - height * (1 - tier / 9.3)
        spread = height * 0.026 * tier * canvas.random.uniform(0.85, 1.15)
        left += [(x - spread, y), (x - spread * 0.55, y - height * 0.015)]
        right += [(x + spread, y), (x + spread * 0.55, y - height * 0.015)]
    canvas.shape([(x, base - height), *right, (x + 3, base + 4), (x - 3, base + 4), *reversed(left)], colour)


def forest(canvas: Canvas, base: float, tall: tuple[float, float], gap: float, colour: str) -> None:
    """A row of firs across the sheet, with ground under it."""
    x = -20.0
    while x < WIDTH + 30:
        fir(canvas, x, base + canvas.random.uniform(-8, 8), canvas.random.uniform(*tall), colour)
        x += gap * canvas.random.uniform(0.6, 1.3)
    canvas.shape([(0, base - 6), (WIDTH, base - 6), (WIDTH, HEIGHT), (0, HEIGHT)], colour)


def swell(canvas: Canvas, y: float, height: float, length: float, colour: str, alpha: float = 1.0) -> None:
    """A band of waves from `y` down."""
    shift = canvas.random.uniform(0, 6)
    crest = [(x, y - height * abs(math.sin(x / length + shift)) ** 1.6) for x in range(0, WIDTH + 8, 8)]
    canvas.shape([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], colour, alpha)


def glitter(canvas: Canvas, x: float, top: float, width: float, colour: str, count: int = 60) -> None:
    """Light broken on water, widening towards us."""
    for _ in range(count):
        y = canvas.random.uniform(top, HEIGHT)
        depth = (y - top) / (HEIGHT - top)
        half = canvas.random.uniform(8, 26 + width * depth * 0.5)
        middle = x + canvas.random.gauss(0, width * (0.12 + 0.35 * depth))
        canvas.line([(middle - half, y), (middle + half, y)], colour, 1.5 + 3 * depth, 0.5)
