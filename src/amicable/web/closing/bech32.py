"""Bech32 (BIP 173), the form in which age writes its keys."""

SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECKSUM = 6


def encoded(prefix: str, content: bytes) -> str:
    """`content` under `prefix`, with its checksum."""
    values = _fives(content)
    return f"{prefix}1" + "".join(SIGNS[value] for value in values + _checksum(prefix, values))


def _fives(content: bytes) -> list[int]:
    """The same bits, five at a time, the last filled up with zeros."""
    bits = "".join(f"{byte:08b}" for byte in content)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[start : start + 5], 2) for start in range(0, len(bits), 5)]


def _checksum(prefix: str, values: list[int]) -> list[int]:
    signs = [ord(sign) for sign in prefix]
    left = _polymod([sign >> 5 for sign in signs] + [0] + [sign & 31 for sign in signs] + values + [0] * CHECKSUM) ^ 1  # fmt: skip
    return [left >> 5 * (CHECKSUM - 1 - place) & 31 for place in range(CHECKSUM)]


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(GENERATOR):
            found ^= factor if top >> place & 1 else 0
    return found
