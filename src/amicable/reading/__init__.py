"""Reading messages: what a client wrote itself, in which language, and which situations it documents."""

from amicable.reading.messages import Finding, Message, Reading, read, read_all

__all__ = ["Finding", "Message", "Reading", "read", "read_all"]
