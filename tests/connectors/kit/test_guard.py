"""Addresses given by people lead to the internet and nowhere else: whatever is tried, nobody inside is asked."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.connectors.kit.asking import Ask
from services.connectors.kit.guard import Guard, belongs
from services.errors import AccessLost, Down, Refused
from tests.connectors.kit.playing import says

READ = Ask("deals.list", "deals")


def resolving(*answers):
    """A resolver that gives the answers in turn, the last one for ever, and remembers what it was asked."""
    left, asked = list(answers), []

    async def resolve(host, port):
        asked.append((host, port))
        return left.pop(0) if len(left) > 1 else left[0]

    resolve.asked = asked
    return resolve


INNER = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1",
    "fe80::1%1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INNER)
async def test_a_name_that_leads_inside_is_refused(address):
    guard = Guard(resolving([address]))

    with pytest.raises(Refused) as caught:
        await guard.addresses(guard.origin("https://portal.example.org"))

    assert caught.value.phrase == "address-inner"


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_itself_is_refused(address):
    written = f"[{address}]" if ":" in address else address

    with pytest.raises(Refused):
        Guard().origin(f"https://{written}/rest")


async def test_a_name_is_refused_when_one_of_its_addresses_leads_inside():
    guard = Guard(resolving(["93.184.216.34", "10.0.0.1"]))

    with pytest.raises(Refused):
        await guard.addresses(guard.origin("https://portal.example.org"))


async def test_public_addresses_are_let_out_older_family_first():
    guard = Guard(resolving(["2606:2800:220:1::1", "93.184.216.34", "93.184.216.34"]))

    found = await guard.addresses(guard.origin("https://Portal.Example.org./rest/1/x"))

    assert found == ["93.184.216.34", "2606:2800:220:1::1"]


@pytest.mark.parametrize(
    ("url", "phrase"),
    [
        ("https://2130706433/", "address-unreadable"),
        ("https://0x7f000001/", "address-unreadable"),
        ("https://0x7f.0.0.1/", "address-unreadable"),
        ("https://0177.0.0.1/", "address-unreadable"),
        ("https://127.1/", "address-unreadable"),
        ("https://127.0.0.1./", "address-inner"),
        ("https://１２７.0.0.1/", "address-inner"),
        ("https://127。0。0。1/", "address-inner"),
        ("https://user@portal.example.org/", "address-with-login"),
        ("https://portal.example.org@127.0.0.1/", "address-with-login"),
        ("https://user:pass@portal.example.org/", "address-with-login"),
        ("https://portal.example.org\\@127.0.0.1/", "address-unreadable"),
        ("https://portal.example.org:22/", "address-port"),
        ("https://portal.example.org:8080/", "address-port"),
        ("https://portal.example.org:99999/", "address-unreadable"),
        ("https://portal.example.org:x/", "address-unreadable"),
        ("http://portal.example.org/", "address-not-https"),
        ("ftp://portal.example.org/", "address-not-https"),
        ("file:///etc/passwd", "address-not-https"),
        ("gopher://127.0.0.1:70/", "address-not-https"),
        ("portal.example.org", "address-unreadable"),
        ("//portal.example.org", "address-unreadable"),
        ("", "address-unreadable"),
        ("https://", "address-unreadable"),
        ("https:///rest", "address-unreadable"),
        ("https://a b.example/", "address-unreadable"),
        ("https://por\ntal.example/", "address-unreadable"),
        ("https://por%00tal.example/", "address-unreadable"),
        ("https://portal..example/", "address-unreadable"),
        ("https://-portal.example/", "address-unreadable"),
        ("https://[::1", "address-unreadable"),
        ("https://[fe80::1%25eth0]/", "address-inner"),
        (f"https://{'a' * 64}.example/", "address-unreadable"),
        (f"https://portal.example/{'a' * 3000}", "address-unreadable"),
    ],
)
def test_what_is_no_plain_address_is_refused_with_its_reason(url, phrase):
    with pytest.raises(Refused) as caught:
        Guard().origin(url)

    assert caught.value.phrase == phrase


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://acme.bitrix24.ru/rest/1/secret/", "https://acme.bitrix24.ru"),
        (" https://ACME.bitrix24.ru:443 ", "https://acme.bitrix24.ru"),
        ("https://пример.испытание/rest", "https://xn--e1afmkfd.xn--80akhbyknj4f"),
        ("https://93.184.216.34/", "https://93.184.216.34"),
        ("https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]"),
    ],
)
def test_an_origin_is_told_in_its_one_usual_form_and_holds_no_path(url, origin):
    assert str(Guard().origin(url)) == origin


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("acme.amocrm.ru", True), ("ACME.AMOCRM.RU.", True), ("amocrm.ru", True), ("a.b.kommo.com", True),
        ("evilamocrm.ru", False), ("amocrm.ru.evil.example", False), ("amocrm.com.evil", False), ("", False),
    ],
)  # fmt: skip
def test_whose_host_it_is_is_told_by_whole_labels(host, ours):
    assert belongs(host, ("amocrm.ru", "kommo.com")) is ours


async def test_whatever_is_tried_the_listener_inside_is_not_asked(vendor, line_to):
    tries = [
        f"http://localhost:{vendor.port}/", f"https://localhost:{vendor.port}/", f"http://127.0.0.1:{vendor.port}/",
        f"http://2130706433:{vendor.port}/", f"http://[::ffff:127.0.0.1]:{vendor.port}/", f"http://0:{vendor.port}/",
        f"https://portal.example.org@127.0.0.1:{vendor.port}/", f"https://portal.example.org:{vendor.port}/",
    ]  # fmt: skip
    for url in tries:
        with pytest.raises(Refused):
            line_to(vendor, guard=Guard(resolving(["127.0.0.1"])), origin=url)

    assert vendor.asked == []


async def test_a_name_that_turns_inside_later_loses_access_and_nobody_is_asked(vendor, line_to):
    line = line_to(vendor, guard=Guard(resolving(["127.0.0.1"])), origin="https://portal.example.org")

    with pytest.raises(AccessLost) as caught:
        await line.ask(READ)

    assert caught.value.phrase == "address-inner"
    assert vendor.asked == []


async def test_a_name_without_an_address_is_a_source_that_is_down(vendor, line_to):
    async def nothing(_host, _port):
        raise OSError("no such name")

    with pytest.raises(Down) as caught:
        await line_to(vendor, guard=Guard(nothing), origin="https://portal.example.org").ask(READ)

    assert caught.value.sent is False


def certificate_for(*names):
    """A key and a certificate for the names, which is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A vendor of tests")])
    now = datetime.now(UTC)
    alternatives = [x509.DNSName(one) for one in names] + [x509.IPAddress(ip_address("127.0.0.9"))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1000)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, made


@pytest.fixture
def secure(tmp_path):
    """What a vendor with a certificate for crm.example needs, and what believes it."""
    key, made = certificate_for("crm.example")
    place = tmp_path / "both.pem"
    place.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(place)
    trusting = ssl.create_default_context(cafile=place)
    return serving, trusting


async def test_the_checked_address_is_the_one_connected_to_under_the_name(start, line_to, secure):
    serving, trusting = secure
    vendor = await start(serving)
    vendor.says(says('{"a": 1}'))
    url = f"https://crm.example:{vendor.port}"
    resolve = resolving(["127.0.0.1"], ["127.0.0.2"])
    line = line_to(vendor, guard=Guard(resolve, [url]), origin=url, trust=trusting)

    answers = [await line.ask(READ) for _ in range(3)]

    assert [one.json() for one in answers] == [{"a": 1}] * 3
    assert resolve.asked == [("crm.example", vendor.port)]
    assert vendor.asked[0][2]["Host"] == f"crm.example:{vendor.port}"


async def test_the_next_address_is_tried_when_one_cannot_be_connected_to(start, line_to, secure):
    serving, trusting = secure
    vendor = await start(serving)
    vendor.says(says('{"a": 1}'))
    url = f"https://crm.example:{vendor.port}"
    guard = Guard(resolving(["127.0.0.2", "127.0.0.1"]), [url])

    answer = await line_to(vendor, guard=guard, origin=url, trust=trusting).ask(READ)

    assert answer.json() == {"a": 1}


@pytest.mark.parametrize(("host", "trusted"), [("other.example", True), ("crm.example", False)])
async def test_a_certificate_of_another_name_or_of_nobody_known_is_not_believed(start, line_to, secure, host, trusted):
    serving, trusting = secure
    vendor = await start(serving)
    vendor.says(says())
    url = f"https://{host}:{vendor.port}"
    line = line_to(
        vendor, guard=Guard(resolving(["127.0.0.1"]), [url]), origin=url, trust=trusting if trusted else None
    )

    with pytest.raises(Down) as caught:
        await line.ask(READ)

    assert (caught.value.code, caught.value.sent) == ("certificate", False)
    assert vendor.asked == []


async def test_proxies_of_the_environment_are_not_asked(vendor, start, line_to, monkeypatch):
    proxy = await start()
    proxy.says(says())
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy.origin)

    await line_to(vendor).ask(READ)

    assert proxy.asked == []
    assert len(vendor.asked) == 1


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://acme.crm.example", True),
        ("https://ACME.crm.example/leads", True),
        ("http://127.0.0.1:81", True),
        ("https://crm.example", False),
        ("https://notcrm.example", False),
        ("https://acme.crm.example.org", False),
    ],
)
def test_a_vendor_with_domains_of_its_own_is_looked_for_nowhere_else(url, ours):
    guard = Guard(allowed=["http://127.0.0.1:81"])

    if ours:
        assert guard.origin(url, of=("crm.example",)).host
    else:
        with pytest.raises(Refused):
            guard.origin(url, of=("crm.example",))
