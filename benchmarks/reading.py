"""Messages read, side by side with the quickest package that looks for swear words: one core, short messages and e-mails."""

import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
NEUTRAL = ROOT / "tests" / "unit" / "reading" / "neutral"
SHORT, MAILS = 60_000, 6_000
LENGTH = 600
"""Characters of an e-mail."""
FLAGGED = 0.05
"""Share of messages with a sentence that a rule flags; as many again hold one that comes close."""
LANGUAGE = "en"
ROUNDS = 7
"""Each reader reads everything so often; the quickest round counts, for the machine may do other things meanwhile."""


@dataclass(frozen=True)
class Texts:
    """What is read."""

    short: list[str]
    mails: list[str]


def texts() -> Texts:
    """Ordinary messages of all trades, with other names and numbers in each; the same ones every time."""
    from amicable.wording import shipped_in  # noqa: PLC0415 (the other benchmarks need none of it)

    rng = random.Random(11)
    frames = (NEUTRAL / f"{LANGUAGE}.txt").read_text(encoding="utf-8").splitlines()
    rules = [one for one in shipped_in(LANGUAGE) if not one.tone]
    flags, passes = (
        [text for one in rules for text in of(one)] for of in (lambda one: one.flags, lambda one: one.passes)
    )

    def neutral() -> str:
        n = rng.randrange(10_000)
        return rng.choice(frames).format(day=f"{n % 28 + 1} May", n=n % 97, time=f"{n % 12}:30", name=f"Anna{n}", place=f"Town{n % 300}")  # fmt: skip

    def chosen() -> str:
        dice = rng.random()
        return rng.choice(flags if dice < FLAGGED else passes) if dice < 2 * FLAGGED else neutral()

    def mail() -> str:
        sentences = [chosen()]
        while sum(map(len, sentences)) < LENGTH - 40:
            sentences.append(neutral())
        return f"Hello,\n\n{' '.join(sentences[:5])}\n\n{' '.join(sentences[5:])}\n\nKind regards,\nAnna"

    return Texts([chosen() for _ in range(SHORT)], [mail() for _ in range(MAILS)])


def _ours(language: str) -> Callable[[list[str]], int]:
    from amicable.reading import Message, read_all  # noqa: PLC0415

    def read(given: list[str]) -> int:
        messages = (Message(str(n), text, language) for n, text in enumerate(given))
        return sum(bool(one.findings) for one in read_all(messages))

    return read


def _theirs() -> Callable[[list[str]], int]:
    from badwords import ProfanityFilter  # noqa: PLC0415

    words = ProfanityFilter()
    words.init(languages=[LANGUAGE])
    return lambda given: sum(map(bool, words.find_many(given)))


READERS: dict[str, Callable[[], Callable[[list[str]], int]]] = {
    "ours, language known": lambda: _ours(LANGUAGE),
    "ours, language unknown": lambda: _ours(""),
    "badwords-py, one language": _theirs,
}


def reading(run: Callable[[str], dict[str, float]]) -> Iterator[str]:
    """A line for each reader, each in a process of its own, as `run` starts it."""
    yield "| | short a second | e-mails a second | with findings | ready after s | memory MB |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    for name in READERS:
        done = run(name)
        yield (
            f"| {name} | {done['short']:,.0f} | {done['mails']:,.0f} | {done['found']:.1%} | "
            f"{done['ready']:.1f} | {done['memory']:,.0f} |"
        )
    made = texts()
    for what, some in (("Short messages", made.short), ("E-mails", made.mails)):
        yield f"\n{what}: {len(some):,}, {sum(map(len, some)) / len(some):.0f} characters on average."


def main() -> None:
    """Measure one reader; print what it took. Memory is what it needs beyond the texts themselves."""
    made = texts()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    read = READERS[sys.argv[1]]()
    found = read(made.short[:1])
    ready = time.process_time() - began
    found = read(made.short)
    spent = {
        name: min(_seconds(read, some) for _ in range(ROUNDS))
        for name, some in (("short", made.short), ("mails", made.mails))
    }
    print(json.dumps({
        "short": len(made.short) / spent["short"], "mails": len(made.mails) / spent["mails"], "found": found / len(made.short),
        "ready": ready, "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }))  # fmt: skip


def _seconds(read: Callable[[list[str]], int], given: list[str]) -> float:
    """Processor seconds."""
    began = time.process_time()
    read(given)
    return time.process_time() - began


if __name__ == "__main__":
    main()
