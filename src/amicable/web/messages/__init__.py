"""What clients wrote, what was read in it, and what people say of that; the rules behind it, and our own words checked."""
