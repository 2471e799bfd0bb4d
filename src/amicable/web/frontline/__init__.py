"""The front line: incidents and pulses, written down in seconds, and one's own clients."""
