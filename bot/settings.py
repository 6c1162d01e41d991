"""The settings: the only reader of the environment and of `.env`; a wrong value is one clear line."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.clock import read_clock
from bot.keys import read_ring
from services.errors import Refused

_PREFIX = "TAKT_"
_FILE = ".env"
_ALIKE = 0.84
"""How like a known name a strange one must be to count as a slip; TAKT_TEST_DATABASE_URL is not one."""

_TOKEN = re.compile(r"[0-9]{3,16}:[A-Za-z0-9_-]{20,80}")
_PROXY = re.compile(r"(?:https?|socks[45]h?)://[^\s/]{1,300}/?")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
"""The beginnings of a database address as people write them, and the driver that is meant."""


class Settings(BaseSettings):
    """What the person who runs Takt decides; everything has a default that works."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file=_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: SecretStr | None = None
    bot_api_url: str = ""
    proxy: SecretStr | None = None
    public_url: str = ""
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65_535)
    data_dir: Path = Path("data")
    database_url: str = Field(default="", repr=False, validate_default=True)
    secret_key: SecretStr | None = None
    clock: str = ""
    allow_local_sources: bool = False
    log: Literal["text", "json"] = "text"

    @field_validator("bot_token")
    @classmethod
    def _a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("not a token of BotFather")
        return token

    @field_validator("bot_api_url", "public_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        return safe_address(url) if url else url

    @field_validator("proxy")
    @classmethod
    def _a_proxy(cls, proxy: SecretStr | None) -> SecretStr | None:
        if proxy is not None and not _PROXY.fullmatch(proxy.get_secret_value()):
            raise ValueError("not a proxy we can use")
        return proxy

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()

    @field_validator("database_url")
    @classmethod
    def _with_driver(cls, url: str) -> str:
        if not url:
            return url
        scheme, mark, rest = url.partition("://")
        if not mark or not rest or scheme not in _DRIVERS:
            raise ValueError("not a database we know")
        return f"{_DRIVERS[scheme]}://{rest}"

    @field_validator("secret_key")
    @classmethod
    def _usable(cls, ring: SecretStr | None) -> SecretStr | None:
        if ring is not None:
            read_ring(ring.get_secret_value())
        return ring

    @field_validator("clock")
    @classmethod
    def _readable(cls, clock: str) -> str:
        read_clock(clock)
        return clock

    @property
    def database(self) -> str:
        """The address of the database; without a word about it, a SQLite file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'takt.db'}"

    @property
    def encryption_keys(self) -> tuple[bytes, ...]:
        """The key ring for credentials at rest, or nothing when it is kept in the data folder."""
        return read_ring(self.secret_key.get_secret_value()) if self.secret_key else ()


class _Apart(Settings):
    """Settings that hear of nothing but what they are given."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def settings_apart(**given: object) -> Settings:
    """Settings of a demo: what is not given is the default, whatever the person's environment and `.env` say."""
    return _Apart.model_validate(given)


def safe_address(url: str) -> str:
    """An HTTPS address without a slash at its end; plain http is for this machine only. Raises ValueError."""
    parts = urlsplit(url.strip())
    local = parts.hostname in _LOOPBACK
    if parts.scheme not in ("https", *(["http"] if local else [])) or not parts.hostname:
        raise ValueError("not an address over https")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise ValueError("an address has nothing but host and path")
    _ = parts.port
    return url.strip().rstrip("/")


def load_settings() -> Settings:
    """Read the settings; Refused names the variable to correct, and never shows an address or a key."""
    try:
        _refuse_slips((*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars))
        return Settings()
    except ValidationError as error:
        name = str(error.errors(include_input=False)[0]["loc"][0])
    except UnicodeDecodeError as error:
        raise Refused("settings-not-text", path=_FILE) from error
    except OSError as error:
        raise Refused("settings-out-of-reach", path=_FILE, why=error.strerror or "") from error
    raise Refused(f"setting-{name.replace('_', '-')}", name=_PREFIX + name.upper())


def _refuse_slips(names: Iterable[str]) -> None:
    """A misspelt name would be passed over in silence, and its default would surprise."""
    known = [name.upper() for name in Settings.model_fields]
    for name in sorted(name.upper() for name in names):
        plain = name.removeprefix(_PREFIX)
        if not name.startswith(_PREFIX) or plain in known:
            continue
        meant = get_close_matches(plain, known, n=1, cutoff=_ALIKE)
        if meant:
            raise Refused("setting-unknown", name=name, meant=_PREFIX + meant[0])
