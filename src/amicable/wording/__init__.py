"""Words to watch, as rules in six languages: theirs to us (situations), ours to them (tone)."""

from amicable.wording.matching import Found, Matcher, look, of_messages, of_tone
from amicable.wording.rules import BadRule, Rule, rule, shipped
from amicable.wording.situations import SITUATIONS, TONES, Situation, Tone

__all__ = ["SITUATIONS", "TONES", "BadRule", "Found", "Matcher", "Rule", "Situation", "Tone", "look", "of_messages", "of_tone", "rule", "shipped"]  # fmt: skip
