"""How long a merge takes, also of texts made to be slow to compare; and how often it needs a person."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from wire.merging.difference import difference  # noqa: E402
from wire.merging.merge import merge  # noqa: E402

SYLLABLES = ("al", "ben", "cor", "dal", "en", "fer", "gol", "har", "in", "jo", "kel", "lo", "mar", "no", "or", "pel")
COMMON = ("the", "of", "a", "in", "and", "to", "said", "on", "that", "for", "was", "with")


Make = Callable[[random.Random], list[str]]


def paragraph(dice: random.Random, words: int = 36) -> list[str]:
    """A paragraph of sentences of a dozen words; one word in three is common."""
    text = []
    for n in range(words):
        word = dice.choice(COMMON) if dice.random() < 0.35 else "".join(dice.choices(SYLLABLES, k=3))
        text.append(word.capitalize() if n % 12 == 0 else word + "." if n % 12 == 11 else word)
    return text


def html(paragraphs: list[list[str]]) -> str:
    return "\n".join(f"<p>{' '.join(words)}</p>" for words in paragraphs)


def edited(paragraphs: list[list[str]], dice: random.Random, share: float) -> list[list[str]]:
    """The same story with that share of its paragraphs edited, cut, moved, or followed by one more."""
    done: list[list[str]] = []
    for words in paragraphs:
        if dice.random() >= share:
            done.append(words)
            continue
        what = dice.random()
        if what < 0.6:
            at = dice.randrange(len(words))
            done.append([*words[:at], "".join(dice.choices(SYLLABLES, k=3)), *words[at + 1 :]])
        elif what < 0.75:
            done += [words, paragraph(dice)]
        elif what < 0.85:
            done.insert(dice.randint(0, len(done)), words)
    return done


def story(size: int, share: float) -> Make:
    def make(dice: random.Random) -> list[str]:
        base = [paragraph(dice) for _ in range(size)]
        return [html(base), html(edited(base, dice, share)), html(edited(base, dice, share))]

    return make


def one_paragraph(words: int, kinds: int, stops: bool) -> Make:
    def make(dice: random.Random) -> list[str]:
        bodies = [[f"w{dice.randrange(kinds)}" for _ in range(words)] for _ in range(3)]
        return [
            html([[word + "." if stops and n % 9 == 0 else word for n, word in enumerate(body)]]) for body in bodies
        ]

    return make


def lightly_edited(words: int) -> Make:
    def make(dice: random.Random) -> list[str]:
        base = paragraph(dice, words)
        states = [list(base), list(base)]
        for state in states:
            for at in dice.sample(range(words), words // 100):
                state[at] = "changed"
        return [html([base]), html([states[0]]), html([states[1]])]

    return make


def taken_apart(words: int) -> Make:
    """One paragraph that we split in hundreds; the wire changes a word."""

    def make(dice: random.Random) -> list[str]:
        base = paragraph(dice, words)
        parts = [base[n : n + 12] for n in range(0, words, 12)]
        return [html([base]), html([[*base[:-1], "changed."]]), html(parts)]

    return make


def all_linked(words: int) -> Make:
    def make(dice: random.Random) -> list[str]:
        base = paragraph(dice, words)
        linked = [f'<a href="/{n}">{word}</a>' for n, word in enumerate(base)]
        return [html([base]), html([[*base[:-1], "changed."]]), html([linked])]

    return make


def same(share: float) -> Make:
    def make(dice: random.Random) -> list[str]:
        base = [paragraph(random.Random(1))] * 400
        return [html(base), html(edited(base, dice, share)), html(edited(base, dice, share))]

    return make


def all_others(dice: random.Random) -> list[str]:
    return [html([paragraph(dice) for _ in range(400)]) for _ in range(3)]


def tiny(dice: random.Random) -> list[str]:
    return [html([[f"w{dice.randrange(3)}"] for _ in range(400)]) for _ in range(3)]


def items(dice: random.Random) -> list[str]:
    bodies = story(400, 1)(dice)
    return [f"<ul>{body.replace('<p>', '<li>').replace('</p>', '</li>')}</ul>" for body in bodies]


SCENARIOS: dict[str, Make] = {
    "34 paragraphs, 1 in 10 edited": story(34, 0.1),
    "34 paragraphs, 1 in 3 edited": story(34, 0.33),
    "34 paragraphs, all edited": story(34, 1),
    "400 paragraphs, 1 in 10 edited": story(400, 0.1),
    "400 paragraphs, 1 in 3 edited": story(400, 0.33),
    "400 paragraphs, all edited": story(400, 1),
    "400 paragraphs, all others": all_others,
    "400 times the same, 1 in 10 edited": same(0.1),
    "400 times the same, all edited": same(1),
    "400 of one word": tiny,
    "20,000 words, 1 in 100 edited": lightly_edited(20_000),
    "20,000 words, all others": one_paragraph(20_000, 5_000, True),
    "20,000 words of two kinds": one_paragraph(20_000, 2, True),
    "20,000 words without a stop": one_paragraph(20_000, 50, False),
    "20,000 words in 1,667 paragraphs": taken_apart(20_000),
    "20,000 words, each a link": all_linked(20_000),
    "list of 400 items, all edited": items,
}


def unasked(local: int, wire: int, rounds: int = 300) -> tuple[float, float]:
    """Share of updates that need no decision, and that would if no paragraph touched by both could be merged."""
    clean = apart = 0
    for seed in range(rounds):
        dice = random.Random(seed)
        base = [paragraph(dice) for _ in range(34)]
        states, touched = [], []
        for edits in (wire, local):
            state = [list(words) for words in base]
            places = dice.sample(range(34), edits)
            for n in places:
                state[n][dice.randrange(len(state[n]))] = "".join(dice.choices(SYLLABLES, k=4))
            states.append(state)
            touched.append(set(places))
        clean += merge(html(base), html(states[0]), html(states[1])).is_clean
        apart += touched[0].isdisjoint(touched[1])
    return clean / rounds, apart / rounds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    worst = 0.0
    print(f"{'':34}{'merge':>10}{'difference':>12}{'conflicts':>11}")
    for name, make in SCENARIOS.items():
        base, theirs, ours = make(random.Random(7))
        merging, comparing = [], []
        for _ in range(rounds):
            start = time.process_time()
            merged = merge(base, theirs, ours)
            merging.append(time.process_time() - start)
            start = time.process_time()
            difference(base, ours)
            comparing.append(time.process_time() - start)
        worst = max(worst, min(merging))
        print(
            f"{name:34}{min(merging) * 1000:7.1f} ms{min(comparing) * 1000:9.1f} ms{len(merged.conflicts):11}",
            flush=True,
        )
    print(f"worst: {worst:.2f} s")
    for local, wire in ((2, 3), (4, 6), (8, 10)):
        share, apart = unasked(local, wire)
        print(f"34 paragraphs, a word changed in {local} here and {wire} there: {share:.0%} need no decision", end="")
        print(f" ({apart:.0%} touch no paragraph twice)")


if __name__ == "__main__":
    main()
