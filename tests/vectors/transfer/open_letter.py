"""Opens letter.bin by data/transfer-letter.md alone. Needs Python 3 and the package `cryptography`."""

import base64
import hashlib
import hmac
import pathlib
import struct

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parents[2] / "data" / "transfer-letter.md"
LARGEST = 100663296


def raw(public):
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


# RFC 9180, sections 4, 5.1 and 7.1


def extract(salt, suite, label, secret):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, "sha256")


def expand(key, suite, label, info, length):
    info = struct.pack(">H", length) + b"HPKE-v1" + suite + label + info
    out, block, count = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([count]), "sha256")
        out, count = out + block, count + 1
    return out[:length]


def hpke_open(private, enc, info, aad, sealed):
    kem = b"KEM" + struct.pack(">H", 0x0020)
    suite = b"HPKE" + struct.pack(">HHH", 0x0020, 0x0001, 0x0003)
    shared = private.exchange(X25519PublicKey.from_public_bytes(enc))
    secret = extract(b"", kem, b"eae_prk", shared)
    secret = expand(secret, kem, b"shared_secret", enc + raw(private.public_key()), 32)
    context = b"\x00" + extract(b"", suite, b"psk_id_hash", b"") + extract(b"", suite, b"info_hash", info)
    secret = extract(secret, suite, b"secret", b"")
    key = expand(secret, suite, b"key", context, 32)
    nonce = expand(secret, suite, b"base_nonce", context, 12)
    return ChaCha20Poly1305(key).decrypt(nonce, sealed, aad)


# data/transfer-letter.md


def words():
    return DOCUMENT.read_text("utf-8").split("```words\n")[1].split("```")[0].split()


def read_card(text):
    folded = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
    symbols = "".join(c for c in folded if c.isascii() and c.isalnum()).upper()
    assert symbols.startswith("ZFK1"), "no card"
    symbols = symbols[4:]
    data = base64.b32decode(symbols + "=" * (-len(symbols) % 8))
    assert base64.b32encode(data).decode().rstrip("=") == symbols, "bits left over"
    data, check = data[:-5], data[-5:]
    assert hashlib.sha256(b"zhangfang card 1" + data).digest()[:5] == check, "a slip"
    return {"region": data[:6], "sign": data[6:38], "open": data[38:70], "name": data[70:].decode("utf-8")}


def fingerprint(card):
    fields = b"zhangfang office fingerprint 1" + card["region"] + card["sign"] + card["open"]
    return hashlib.sha256(fields).digest()


def open_letter(file, private, own, cards):
    assert file[:8] == b"ZFLETTER" and file[8] == 1 and len(file) <= LARGEST, "no letter of this version"
    kind, number, sender, recipient, sent, until = struct.unpack_from(">B40s32s32sqq", file, 9)
    enc, length = struct.unpack_from(">32sQ", file, 130)
    number = number.rstrip(b"\0").decode("ascii")
    assert kind in (1, 2) and number and number.replace("-", "").isalnum(), "form"
    assert length >= 16 and len(file) == 234 + length, "length"
    assert recipient == own, "not for us"
    card = next(card for card in cards if fingerprint(card) == sender)
    Ed25519PublicKey.from_public_bytes(card["sign"]).verify(file[170 + length :], file[: 170 + length])
    body = hpke_open(private, enc, b"zhangfang transfer letter 1", file[:130], file[170 : 170 + length])
    return {"kind": kind, "number": number, "sent": sent, "until": until}, body


def main():
    lines = (HERE / "values.txt").read_text("utf-8").splitlines()
    values = dict(line.split(" = ", 1) for line in lines if " = " in line)
    cards = {}
    for side in ("sender", "recipient"):
        value = lambda what: values[f"{side}.{what}"]
        card = cards[side] = read_card(value("card"))
        assert (card["name"], card["region"].decode()) == (value("name"), value("region"))
        sign = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(value("sign.private")))
        opening = X25519PrivateKey.from_private_bytes(bytes.fromhex(value("open.private")))
        assert card["sign"] == raw(sign.public_key()) == bytes.fromhex(value("sign.public"))
        assert card["open"] == raw(opening.public_key()) == bytes.fromhex(value("open.public"))
        assert fingerprint(card).hex() == value("fingerprint")
        assert [words()[byte] for byte in fingerprint(card)[:12]] == value("words").split()

    file = (HERE / "letter.bin").read_bytes()
    assert hashlib.sha256(file).hexdigest() == values["digest"]
    arguments = (opening, fingerprint(cards["recipient"]), [cards["sender"]])
    header, body = open_letter(file, *arguments)
    assert header["kind"] == 1
    assert all(str(header[name]) == values[name] for name in ("number", "sent", "until"))
    assert body == (HERE / "body.txt").read_bytes()

    for place in range(len(file)):
        changed = bytearray(file)
        changed[place] ^= 1
        try:
            open_letter(bytes(changed), *arguments)
        except (AssertionError, InvalidSignature, InvalidTag, StopIteration, ValueError):
            continue
        raise AssertionError(f"byte {place} may be changed")
    print(f"letter.bin opens: {header}, {len(body)} bytes; no byte of it may be changed")


if __name__ == "__main__":
    main()
