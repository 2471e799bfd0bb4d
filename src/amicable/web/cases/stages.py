"""Which page shows a stage of a case; rooms above add theirs when the application starts."""

PAGES = {"evidence": "case_evidence", "ladder": "case_ladder", "decision": "case_decision"}
"""Stage of the path -> name of its page."""
