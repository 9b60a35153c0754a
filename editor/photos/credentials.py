"""Content Credentials (C2PA) of a picture file: read, and signed with the newsroom's certificate.

The library that does it is loaded in a process of its own alone, bounded in time and memory:
`python -m editor.photos.credentials`, which is asked in JSON and answers in JSON. It
never goes to the network: not for manifests kept elsewhere, nor lists, stamps or revocations.
"""

import json
import mmap
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from editor.child import CREDENTIALS_ARGUMENT, Child, ChildFailed, answer_each, limit_memory
from editor.late import frozen
from editor.message import Message, Said, message
from editor.photos.families import MEGABYTE
from editor.story.forms import STORED
from editor.story.origin import Action, Ingredient, Origin, Standing, Step, strictest
from editor.story.text import clean_line

_OF_SIGNER = "signingCredential."
MEMORY_LIMIT = 2_000 * MEGABYTE
MOST_STEPS, MOST_FILES, LONGEST = 100, 50, 200  # more of a history is nobody's
_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "HEIF": "image/heic",
    "AVIF": "image/avif",
}
OFFLINE: dict[str, Any] = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": [], "max_decompressed_manifest_size_in_mb": 20},
}


class NotSigned(Said):
    """No credentials could be made; str() says why and what to do."""


def has_credentials(data: bytes | mmap.mmap) -> bool:
    """Whether there is a C2PA manifest store in it (JUMBF, C2PA 2.2, 11.1), or the address of one
    (11.4): any change of the file would break either."""
    inside = data.find(b"jumb") >= 0 and data.find(b"c2pa") >= 0
    return inside or data.find(b"dcterms:provenance") >= 0


def read_origin(
    path: Path, form: str, known: str = "", *, reader: Child | None = None
) -> Origin | None:
    """What the credentials of a picture of this format (`Photo.format`) say; None where it has
    none. `known` is a PEM file of certificates of signers the newsroom knows. Raises OSError."""
    if not path.stat().st_size:
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if not has_credentials(data):
            return None
    request = {"read": str(path.absolute()), "type": _MEDIA_TYPES.get(form, ""), "known": known}
    try:
        answer = json.loads((reader or _child()).run([json.dumps(request)]))
        return STORED.read_if(Origin, answer["origin"])
    except (ChildFailed, ValueError, KeyError, TypeError):
        return Origin(Standing.UNREADABLE)


@frozen
class Signing:
    """What one file is signed with and as: `certificates` and `key` are PEM files, `actions` what
    was done to the original to get it."""

    certificates: Path
    key: Path
    original: Path
    original_format: str
    original_name: str
    actions: tuple[Action, ...]


def signed(file: Path, form: str, how: Signing, *, embedded: bool, program: str) -> bytes:
    """A picture file with credentials in it, or else the manifest store that goes beside it, whose
    parent is the original with the credentials it has. Raises NotSigned."""
    for each in (how.certificates, how.key):
        if not each.is_file():
            raise NotSigned("signing.no-file", file=each)
    made = file.with_name(f"{file.name}.signed")
    request: dict[str, Any] = {
        "sign": str(file.absolute()),
        "type": _MEDIA_TYPES[form],
        "to": str(made.absolute()),
        "certificates": str(how.certificates.absolute()),
        "key": str(how.key.absolute()),
        "parent": str(how.original.absolute()),
        "parent_type": _MEDIA_TYPES[how.original_format],
        "parent_name": how.original_name,
        "actions": list(how.actions),
        "program": program,
        "embedded": embedded,
        "title": file.name,
    }
    try:
        answer = json.loads(_child().run([json.dumps(request)]))
        if "refused" in answer:
            raise NotSigned(Message.from_json(answer["refused"]))
        return made.read_bytes()
    except (ChildFailed, ValueError, OSError) as error:
        raise NotSigned("signing.failed", file=file.name) from error
    finally:
        made.unlink(missing_ok=True)


def _child() -> Child:
    return Child.of("editor.photos.credentials", CREDENTIALS_ARGUMENT, kept=True)


def main(arguments: list[str]) -> int:
    limit_memory(MEMORY_LIMIT)
    return answer_each(_answer)


def _answer(arguments: Sequence[str]) -> dict[str, Any]:
    request = json.loads(arguments[0])
    return _sign(request) if "sign" in request else {"origin": STORED.form(read(request))}


def read(request: Mapping[str, str]) -> Origin | None:
    """What the child answers."""
    import c2pa  # here alone: nobody else needs it, and what it does not survive this process ends

    settings = dict(OFFLINE)
    if request["known"]:
        # Where it has gone, nobody is known.
        with suppress(OSError, ValueError):
            settings["trust"] = {"trust_anchors": Path(request["known"]).read_text("utf-8")}
    context = c2pa.Context.from_dict(settings)
    try:
        with Path(request["read"]).open("rb") as file:
            reader = c2pa.Reader(request["type"], file, context=context)
            return of_store(json.loads(reader.json()))
    except c2pa.C2paError as error:
        said = str(error)
        if said.startswith("ManifestNotFound"):
            return None
        remote = said.startswith("Remote")
        return Origin(Standing.ELSEWHERE if remote else Standing.UNREADABLE, problem=_line(said))


def of_store(store: Mapping[str, Any]) -> Origin:
    """Of a manifest store as the library tells it."""
    manifests = store["manifests"]
    active = manifests[store["active_manifest"]]
    wrong = [each["code"] for each in store.get("validation_status", ())]
    # What concerns its signer alone leaves a picture what it is.
    broken = [code for code in wrong if not code.startswith(_OF_SIGNER)]
    if broken:
        standing = Standing.ALTERED
    else:
        trusted = store.get("validation_state") == "Trusted"
        standing = Standing.KNOWN if trusted else Standing.UNKNOWN
    signature = active.get("signature_info") or {}
    steps = tuple(_history(manifests, store["active_manifest"], set()))[:MOST_STEPS]
    used = [each for each in active.get("ingredients", ()) if isinstance(each, dict)]
    ingredients = tuple(_ingredient(manifests, each) for each in used[:MOST_FILES])
    by_ai = (step.agent for step in steps if step.agent and _is_ai(step.term))
    return Origin(
        standing,
        generator=_program(next(iter(active.get("claim_generator_info") or ()), None))
        or _line(active.get("claim_generator")),
        signer=_line(signature.get("issuer") or signature.get("common_name")),
        time=_line(signature.get("time")),
        steps=steps,
        ingredients=ingredients,
        ai_system=next(by_ai, ""),
        problem=_line(next(iter(broken or wrong), "")),
    )


def _history(manifests: Mapping[str, Any], name: str | None, seen: set[str]) -> Iterator[Step]:
    """The actions of what it was made from, and then its own."""
    if name is None or name in seen or name not in manifests or len(seen) > MOST_FILES:
        return
    seen.add(name)
    manifest = manifests[name]
    for each in manifest.get("ingredients", ()):
        if each.get("relationship") == "parentOf":
            yield from _history_of(manifests, each, seen)
    yield from _steps(manifest)


def _history_of(
    manifests: Mapping[str, Any], told: Mapping[str, Any], seen: set[str]
) -> Iterator[Step]:
    """Of an ingredient. Of one that was altered before it came in, only what speaks of AI: who
    signed afterwards does not vouch for the rest."""
    results = (told.get("validation_results") or {}).get("activeManifest") or {}
    codes = [each.get("code", "") for each in results.get("failure", ())]
    altered = any(not code.startswith(_OF_SIGNER) for code in codes)
    for step in _history(manifests, told.get("active_manifest"), seen):
        if not altered or _is_ai(step.term):
            yield step


def _steps(manifest: Mapping[str, Any]) -> Iterator[Step]:
    maker = _program(next(iter(manifest.get("claim_generator_info") or ()), None))
    for assertion in manifest.get("assertions", ()):
        if not str(assertion.get("label", "")).startswith("c2pa.actions"):
            continue
        data = assertion.get("data") or {}
        agents = data.get("softwareAgents") or []
        for action in data.get("actions", ())[:MOST_STEPS]:
            agent, index = action.get("softwareAgent"), action.get("softwareAgentIndex")
            if agent is None and isinstance(index, int) and 0 <= index < len(agents):
                agent = agents[index]
            said = (_line(action.get("digitalSourceType")), _line(action.get("when")))
            yield Step(_line(action.get("action")), _program(agent) or maker, *said)


def _ingredient(manifests: Mapping[str, Any], told: Mapping[str, Any]) -> Ingredient:
    types = [step.term for step in _history_of(manifests, told, set())]
    return Ingredient(_line(told.get("title")), _line(told.get("relationship")), strictest(types))


def _is_ai(term: str) -> bool:
    return "lgorithmicMedia" in term


def _program(told: object) -> str:
    if isinstance(told, Mapping):
        return _line(f"{told.get('name') or ''} {told.get('version') or ''}")
    return _line(told)


def _line(text: object) -> str:
    return clean_line(text)[:LONGEST] if isinstance(text, str) else ""


def _sign(request: Mapping[str, Any]) -> dict[str, Any]:
    import c2pa  # as above

    chain, key = (Path(request[name]).read_bytes() for name in ("certificates", "key"))
    try:
        algorithm = _algorithm(key)
    except (ValueError, TypeError):
        return {"refused": message("signing.no-key", file=request["key"]).to_json()}
    information = c2pa.C2paSignerInfo(alg=algorithm, sign_cert=chain, private_key=key, ta_url=None)
    opened = {"action": Action.OPENED, "parameters": {"ingredientIds": ["original"]}}
    manifest = {
        "claim_generator_info": [{"name": "Galley", "version": request["program"]}],
        "title": request["title"],
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {"actions": [opened, *({"action": each} for each in request["actions"])]},
            }
        ],
    }
    # A thumbnail for each step would be more than the picture itself.
    settings = {**OFFLINE, "builder": {"thumbnail": {"enabled": False}}}
    try:
        builder = c2pa.Builder(manifest, context=c2pa.Context.from_dict(settings))
        parent = {"title": request["parent_name"], "relationship": "parentOf", "label": "original"}
        with Path(request["parent"]).open("rb") as original:
            builder.add_ingredient(parent, request["parent_type"], original)
        if not request["embedded"]:
            builder.set_no_embed()
        signer = c2pa.Signer.from_info(information)
        with Path(request["sign"]).open("rb") as source, Path(request["to"]).open("w+b") as made:
            store = builder.sign(signer, request["type"], source, made)
    except c2pa.C2paError as error:
        return {"refused": message("signing.refused", why=_line(str(error))).to_json()}
    if not request["embedded"]:
        Path(request["to"]).write_bytes(store)
    return {}


def _algorithm(key: bytes) -> bytes:
    """C2PA's name of what a private key signs with (2.2, 13.2). Raises ValueError, TypeError."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    match load_pem_private_key(key, None):
        case EllipticCurvePrivateKey(curve=curve):
            return {256: b"es256", 384: b"es384"}.get(curve.key_size, b"es512")
        case Ed25519PrivateKey():
            return b"ed25519"
        case RSAPrivateKey():
            return b"ps256"
        case _:
            raise ValueError("a key that C2PA does not know")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
