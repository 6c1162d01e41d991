"""What every connector promises, asked of each folder that the registry finds.

`tests/connectors/KEY/samples.py` offers `mapped(kind, sample)`: a sample of the folder as a Page.
"""

import json
import re
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from random import Random

import pytest

import services.connectors as home
from services.connectors.kit import registry
from services.connectors.kit.contract import Delivery, Family, Forged, Tools
from services.connectors.kit.guard import Guard
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from services.connectors.kit.records import Erased, Kind
from services.errors import Refused
from tests.connectors.kit.playing import machine_now

HOME = Path(home.__file__).parent
VENDORS = registry.vendors()
SAMPLES = [(key, file) for key in VENDORS for file in sorted((HOME / key / "samples").glob("*.json"))]
SECRET = "right-secret"
FILES = ("__init__.py", "connector.py", "client.py", "mapping.py", "README.md")

every = pytest.mark.parametrize("vendor", VENDORS.values(), ids=lambda vendor: vendor.key)
every_sample = pytest.mark.parametrize(("key", "file"), SAMPLES, ids=lambda part: getattr(part, "stem", part))


def page_of(key, file):
    """A sample through the mapping of its vendor."""
    mapped = import_module(f"tests.connectors.{key}.samples").mapped
    return mapped(Kind(file.stem), json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))


def tools_for(vendor):
    """Tools that reach nobody."""
    limiter = AccountLimiter("source:1", vendor.rate, OwnBuckets(), machine_now)
    return Tools(Guard(), limiter, None, machine_now)


def garbage(seed):
    """Deliveries of every unlikely kind."""
    chance = Random(seed)
    bodies = [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[" * 50_000,
        b"a" * 2**20,
        b"&".join([b"leads[add][0][id]=1"] * 30_000),
        "leads[add][0][id]=жук&account[id]=x".encode(),
        b'{"event": "ONCRMDEALADD", "data": []}',
        bytes(chance.randrange(256) for _ in range(3_000)),
    ]
    for body in bodies:
        places = (("/", ""), ("/hooks/x", "secret=" + "x" * 300), ("//" * 900, "&".join(["a=b"] * 900)),
                  (f"/hooks/{SECRET}", f"secret={SECRET}"))  # fmt: skip
        for path, query in places:
            yield Delivery(chance.choice(("POST", "GET", "PUT")), path, query, {"content-type": "text/plain"}, body)


@every
def test_a_vendor_is_named_as_its_folder_and_says_what_it_needs(vendor):
    names = [need.name for need in vendor.needs]

    assert (HOME / vendor.key).is_dir()
    assert vendor.title
    assert vendor.family in Family
    assert vendor.kinds and vendor.kinds <= set(Kind)
    assert names and len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in names)
    assert any(need.secret for need in vendor.needs), "nothing opens without a secret"
    assert 0 < vendor.rate.a_second <= 20


@every
def test_a_folder_has_its_files(vendor):
    assert [name for name in FILES if not (HOME / vendor.key / name).is_file()] == []
    assert (vendor.hook is None) or (HOME / vendor.key / "webhook.py").is_file()


@every
def test_every_need_and_every_kind_is_explained_to_whoever_connects(vendor):
    told = (HOME / vendor.key / "README.md").read_text(encoding="utf-8")

    assert [need.name for need in vendor.needs if f"`{need.name}`" not in told] == []
    assert [kind for kind in vendor.kinds if f"`{kind}`" not in told] == []


@every
def test_every_kind_has_a_sample(vendor):
    assert {file.stem for key, file in SAMPLES if key == vendor.key} == set(vendor.kinds)


@every_sample
def test_a_sample_becomes_records_of_its_kind(key, file):
    page = page_of(key, file)

    assert page.records
    assert page.odd == ()
    own = [record for record in page.records if not isinstance(record, Erased)]
    assert {type(record).__name__ for record in own} <= {f"Source{_singular(file.stem)}"}


@every_sample
def test_a_sample_gives_moments_in_utc_and_ids_as_text(key, file):
    for record in page_of(key, file).records:
        told = {name: getattr(record, name) for name in type(record).__slots__}
        moments = [value for value in told.values() if hasattr(value, "utcoffset")]
        assert all(moment.utcoffset() is not None and not moment.utcoffset() for moment in moments)
        assert all(value is None or isinstance(value, str) for name, value in told.items() if name.endswith("_id"))


@every_sample
def test_a_sample_holds_no_real_address(key, file):
    text = file.read_text(encoding="utf-8")

    assert set(re.findall(r"[\w.]+@([\w.]+)", text)) <= {"example.org", "example.com"}


@every
def test_nothing_opens_without_what_is_needed(vendor):
    with pytest.raises(Refused):
        vendor.opens({}, tools_for(vendor))


@every
@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "https://10.0.0.1/", "ftp://x", "", "https://a@b.example"])
def test_an_address_that_leads_elsewhere_is_refused(vendor, address):
    if not any(need.name == "url" for need in vendor.needs):
        pytest.skip("has an address of its own")
    given = {need.name: "1" for need in vendor.needs if need.secret} | {"url": address}

    with pytest.raises(Refused):
        vendor.opens(given, tools_for(vendor))


@every
def test_a_delivery_of_garbage_is_forged_or_says_nothing(vendor):
    if vendor.hook is None:
        pytest.skip("is never called by its vendor")
    secrets = {need.name: SECRET for need in vendor.needs}

    assert {_heard(vendor, delivery, secrets) for delivery in garbage(7)} <= {"forged", ()}
    assert {_heard(vendor, delivery, {}) for delivery in garbage(8)} == {"forged"}, (
        "without a secret nothing is believed"
    )


def _heard(vendor, delivery, secrets):
    try:
        return vendor.hook(delivery, secrets)
    except Forged:
        return "forged"


def _singular(kind):
    return {"people": "Person", "activities": "Activity"}.get(kind, kind.removesuffix("s").title())
