"""How it is said: the tone of letters, scripts and notes."""
