"""What the front line has written down enters the ledger by itself, also when nobody opens a page."""

from amicable.web.frontline.entering import enter_evidence


def enter_due() -> int:
    """Enter what waits; the number of incidents and pulses."""
    done = enter_evidence(lambda _sentence, _progress: None)
    return int(str(done["incidents"])) + int(str(done["pulses"]))
