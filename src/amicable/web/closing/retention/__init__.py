"""How long records are kept, restricting, erasing, and what a client may read of them."""
