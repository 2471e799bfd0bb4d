"""Words to watch, as rules in six languages: theirs to us (situations), ours to them (tone)."""

from amicable.wording.matching import Candidates, Found, Matcher, look, of_messages, of_tone
from amicable.wording.rules import BadRule, Rule, broken_in, rule, shipped, shipped_in
from amicable.wording.situations import SITUATIONS, TONES, Situation, Tone

__all__ = ["SITUATIONS", "TONES", "BadRule", "Candidates", "Found", "Matcher", "Rule", "Situation", "Tone", "broken_in", "look", "of_messages", "of_tone", "rule", "shipped", "shipped_in"]  # fmt: skip
