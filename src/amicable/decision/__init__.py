"""Keep, mend or end: facts, findings, the review of the portfolio, the dossier of a client."""
