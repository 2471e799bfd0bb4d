"""The optional reader by a language model: its words must stand in the message, and nothing leaves the machine unasked."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from amicable.reading import Message
from amicable.reading import read as by_rules
from amicable.reading.llm import NoReader, added, is_configured, reader
from amicable.wording import SITUATIONS

pydantic_ai = pytest.importorskip("pydantic_ai")
from pydantic_ai.messages import ModelResponse, ToolCallPart  # noqa: E402 (after the extra is known to be there)
from pydantic_ai.models.function import FunctionModel  # noqa: E402 (as above)
from pydantic_ai.models.test import TestModel  # noqa: E402 (as above)

TEXT = "Lower the price, or I tell everybody how useless you are.\n\nOn 3 Nov 2026 at 10:00 Ona wrote:\n> We are sorry.\n"


def answering(*found: dict) -> FunctionModel:
    """A model that always says the same."""

    def say(_messages, info):
        return ModelResponse([ToolCallPart(info.output_tools[0].name, {"found": list(found)})])

    return FunctionModel(say)


def read(*found: dict, text: str = TEXT, sender: str = "") -> list[tuple[str, str, int]]:
    result = reader(answering(*found)).read(Message("1", text, "", sender))
    return [(one.situation, one.quote, one.start) for one in result]


def test_words_that_stand_in_the_message_are_a_finding():
    assert read({"situation": "discount", "quote": "Lower the price"}) == [("discount", "Lower the price", 0)]


@pytest.mark.parametrize("quote", ["lower the price", "Lower  the price", "You must lower it", "", "   "])
def test_words_that_do_not_stand_there_exactly_so_are_dropped(quote):
    assert read({"situation": "discount", "quote": quote}) == []


def test_a_client_is_not_blamed_for_words_that_it_quotes_of_us():
    assert read({"situation": "complaint", "quote": "We are sorry."}) == []


def test_the_same_finding_twice_is_one():
    one = {"situation": "discount", "quote": "Lower the price"}
    assert len(read(one, one)) == 1


def test_our_own_messages_are_not_read():
    assert read({"situation": "discount", "quote": "Lower the price"}, sender="staff") == []


def test_what_it_points_at_is_never_sure():
    (one,) = reader(answering({"situation": "abuse", "quote": "how useless you are", "aimed": "you"})).read(Message("1", TEXT))  # fmt: skip
    assert (one.rule, one.level, one.confidence, one.aimed) == ("llm/abuse", "low", "low", "you")


def test_whatever_a_model_makes_up_is_a_known_situation_with_words_of_the_message():
    found = reader(TestModel()).read(Message("1", "a message with the letter a"))
    assert all(one.situation in SITUATIONS and one.quote in "a message with the letter a" for one in found)


def test_nobody_is_asked_unless_the_firm_wants_it():
    assert not is_configured({})
    with pytest.raises(NoReader, match="AMICABLE_READER"):
        reader(environment={})


def test_it_adds_to_the_rules_and_says_nothing_twice():
    text = "You are complete idiots. The colour is not mine."
    pointed = ({"situation": "abuse", "quote": "complete idiots"}, {"situation": "complaint", "quote": "The colour is not mine"})  # fmt: skip
    found = added(by_rules(Message("1", text, "en")), reader(answering(*pointed)).read(Message("1", text)))
    assert [one.situation for one in found.findings] == ["abuse", "complaint"]
    assert not found.findings[0].rule.startswith("llm/")


class Local(BaseHTTPRequestHandler):
    """A server of one's own that speaks as OpenAI's does."""

    asked: ClassVar[list[dict]] = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append({"path": self.path, "model": body["model"]})
        name = body["tools"][0]["function"]["name"]
        said = json.dumps({"found": [{"situation": "discount", "quote": "Lower the price"}]})
        call = {"id": "1", "type": "function", "function": {"name": name, "arguments": said}}
        answer = json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": body["model"], "choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant", "content": None, "tool_calls": [call]}}]}).encode()  # fmt: skip
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Tests need no log."""


def test_a_server_of_ones_own_is_asked_at_its_address(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Local)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        settings = {"AMICABLE_READER": "openai:small", "AMICABLE_READER_URL": f"http://127.0.0.1:{server.server_port}/v1"}  # fmt: skip
        (one,) = reader(environment=settings).read(Message("1", TEXT))
    finally:
        server.shutdown()
    assert one.quote == "Lower the price"
    assert Local.asked == [{"path": "/v1/chat/completions", "model": "small"}]
