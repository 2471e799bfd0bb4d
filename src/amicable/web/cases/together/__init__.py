"""The whole portfolio: whom to keep and delight, and which endings together would make room for them."""
