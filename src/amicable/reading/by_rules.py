"""Situations that other rules than the shipped ones find: those of the firm itself."""

from amicable.reading.messages import Finding, Message, finding
from amicable.reading.own_words import own_words
from amicable.wording import Found, Matcher, look


def read_by(rules: Matcher | None, message: Message) -> tuple[tuple[str, Finding], ...]:
    """What `rules` find in one message, each with the language of its rule.

    The firm's own rules are few and exact: each speaks for its language, and nobody asks which one the message is in.
    """
    if not rules or message.sender == "staff":
        return ()
    own = own_words(message.text)
    languages = dict.fromkeys(rule.language for rule in rules.rules)
    found = ((language, one) for language in languages for one in look(rules, own, language))
    return tuple((language, _in(message, one)) for language, one in found)


def _in(message: Message, one: Found) -> Finding:
    return finding(one, message.text)
