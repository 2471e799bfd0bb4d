"""On ordinary messages nothing is found, in any trade and language; and however a message is made, it is read in time."""

import time

import pytest

from amicable.i18n import LANGUAGES
from amicable.reading import Message, read, read_all
from tests.unit.reading.neutral_messages import neutral

MOST_FALSE = 0.002


@pytest.mark.parametrize("known", [True, False], ids=["language known", "language unknown"])
def test_false_alarms_are_rare(known):
    messages = [
        Message(text, text, language if known else "") for language in LANGUAGES for text in neutral(language)
    ]
    found = [one for one in read_all(messages) if one.findings]
    assert len(messages) > 1000
    assert len(found) <= MOST_FALSE * len(messages), found


@pytest.mark.parametrize("piece", ["(", "<div ", "<blockquote>", "> x\n", "\u200b", "a", "you Привет đồ ", "-- \n", "x:\n", "&amp;", "?! "])  # fmt: skip
def test_a_hostile_message_is_read_in_linear_time(piece):
    once, often = (_seconds(piece * (size // len(piece)) + " you idiots") for size in (40_000, 320_000))
    assert often < 8 * 4 * max(once, 0.05)


def _seconds(text: str) -> float:
    began = time.process_time()
    read(Message("1", text, "en"))
    return time.process_time() - began
