"""Signers for the tests, and pictures with Content Credentials, made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from editor.photos.credentials import OFFLINE
from editor.story.photo import SOURCE_TYPE

CAMERA, AI = f"{SOURCE_TYPE}digitalCapture", f"{SOURCE_TYPE}trainedAlgorithmicMedia"
PARTLY_AI = f"{SOURCE_TYPE}compositeWithTrainedAlgorithmicMedia"
_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)


class Signer:
    """An organisation with a certificate of its own authority."""

    def __init__(self, organisation: str) -> None:
        authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        root = _certificate("Test authority", authority, "Test authority", authority)
        leaf = _certificate(organisation, own, "Test authority", authority)
        self.root = root.public_bytes(Encoding.PEM)
        self.chain = leaf.public_bytes(Encoding.PEM) + self.root
        self.key = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def files(self, folder: Path) -> tuple[Path, Path, Path]:
        """Its chain, key and authority as PEM files."""
        made = (folder / "chain.pem", folder / "key.pem", folder / "known.pem")
        for path, content in zip(made, (self.chain, self.key, self.root), strict=True):
            path.write_bytes(content)
        return made

    def sign(
        self,
        data: bytes,
        actions: Sequence[dict[str, Any]],
        *,
        media_type: str = "image/jpeg",
        ingredients: Sequence[tuple[dict[str, Any], bytes]] = (),
        remote: str = "",
    ) -> bytes:
        """`remote`: the credentials lie at that address, and not in the picture."""
        manifest = {
            "claim_generator_info": [{"name": "Dark Room", "version": "7"}],
            "title": "signed.jpg",
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": list(actions)}}],
        }
        builder = c2pa.Builder(manifest, context=c2pa.Context.from_dict(OFFLINE))
        for told, content in ingredients:
            builder.add_ingredient(told, media_type, BytesIO(content))
        if remote:
            builder.set_no_embed()
            builder.set_remote_url(remote)
        information = c2pa.C2paSignerInfo(b"es256", self.chain, self.key, None)
        made = BytesIO()
        builder.sign(c2pa.Signer.from_info(information), media_type, BytesIO(data), made)
        return made.getvalue()


def created(source_type: str, agent: str = "") -> dict[str, Any]:
    made = {"action": "c2pa.created", "digitalSourceType": source_type}
    return made | ({"softwareAgent": {"name": agent}} if agent else {})


@cache
def signer(organisation: str = "Datong Daily") -> Signer:
    return Signer(organisation)


def _certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuers_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    authority = key is issuers_key
    names = [
        x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, each),
                x509.NameAttribute(NameOID.COMMON_NAME, each),
            ]
        )
        for each in (subject, issuer)
    ]
    usage = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
            *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    ) | {"key_cert_sign" if authority else "digital_signature": True}
    made = (
        x509.CertificateBuilder(names[1], names[0], key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(authority, 1 if authority else None), True)
        .add_extension(x509.KeyUsage(**usage), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    if not authority:
        known = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuers_key.public_key())
        for_what = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(known, False).add_extension(for_what, False)
    return made.sign(issuers_key, hashes.SHA256())
