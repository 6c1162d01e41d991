"""What the bot shows, read request by request: whose rows stand in it, and whether anything is broken."""

import io
import itertools
import re
import zipfile
from collections import Counter, deque

from tests.chat.sight import forbidden

BROKEN = re.compile(r"наша ошибка|mistake is ours|^\[[a-z]+(-[a-z0-9]+)+\]$", re.MULTILINE)
"""An apology for a mistake of ours, and a phrase that nobody has written."""

_HARMLESS = (
    "not modified",
    "message to unpin not found",
    "message to edit not found",
    "no text in the message to edit",
)
_INVITE = re.compile(r"start=([A-Za-z0-9_-]{20,64})")


class Eyes:
    """Looks at everything the bot has asked of Telegram since the last look."""

    def __init__(self, markings, truth, telegram, log, seed):
        self._markings, self._truth, self._telegram, self._log = markings, truth, telegram, log
        self._read, self._logged = len(telegram.ledger.entries), len(log.records)
        self._seed, self.done = seed, deque(maxlen=12)
        self.shown = Counter()
        self.invites = []
        self.shut = set()
        """Chats that the bot may find closed until the next look."""

    def look(self, account, before, press=None, *, answered=True):
        """Look; `before` is what the account could look through when it began, returns the new buttons by chat."""
        self._ensure_quiet()
        entries = self._telegram.ledger.entries[self._read :]
        self._read += len(entries)
        for entry in entries:
            assert not entry.violations, self.told(f"{entry} breaks {entry.violations}")
            assert self._is_sound(entry), self.told(f"{entry} was refused")
            if entry.delivered:
                self._ensure_theirs(entry, self._sights_of(entry.chat_id, account, before))
        said = [entry for entry in entries if entry.chat_id is not None and entry.method != "sendChatAction"]
        answers = [entry for entry in said if entry.chat_id == account]
        assert answers or not answered, self.told("silence")
        assert press is None or not press.spins, self.told("the button still turns")
        return [buttons for entry in said if (buttons := self._buttons_of(entry.result))]

    def _ensure_quiet(self):
        """The log has nothing to tell of."""
        records = self._log.records[self._logged :]
        self._logged += len(records)
        for record in records:
            told = self._log.handler.format(record)
            assert record.levelname in ("DEBUG", "INFO"), self.told(f"the log says {told}")

    def _is_sound(self, entry):
        """Taken; or closed to the bot, or not to be changed because it is so already."""
        harmless = any(words in entry.description for words in _HARMLESS)
        return entry.status in (200, None) or harmless or entry.chat_id in self.shut

    def _sights_of(self, chat, account, before):
        """What may be looked through in a chat, by whoever reads it, now and where they did it themselves before."""
        if isinstance(chat, int) and chat < 0:
            mine = [*self._truth.sights(account), *before] if account is not None else []
            return [self._truth.group(chat, mine)]
        return [*self._truth.sights(chat), *(before if chat == account else [])]

    def _ensure_theirs(self, entry, sights):
        """Whoever reads the chat may read this."""
        shown, chat = entry.result, entry.chat_id
        is_message = isinstance(shown, dict) and "message_id" in shown
        text = "\n".join(self._texts_of(shown)) if is_message else str(entry.values.get("text", ""))
        assert not BROKEN.search(text), self.told(text)
        found = self._markings.found_in(text)
        self.shown.update(group[0].kind for group in found)
        wrong = forbidden(found, sights)
        assert not wrong, self.told(f"{wrong} stands before {chat}:\n{text[:1500]}")
        self.invites += _INVITE.findall(text)

    def _texts_of(self, shown):
        yield shown.get("text", "")
        yield shown.get("caption", "")
        rows = shown.get("reply_markup", {}).get("inline_keyboard", ())
        yield from (button["text"] + " " + button.get("url", "") for row in rows for button in row)
        for kept in (shown.get("document"), (shown.get("photo") or [None])[-1]):
            if kept is not None:
                file = self._telegram.world.files.named(kept["file_id"])
                yield file.name
                yield words_of(file.content)

    def _buttons_of(self, shown):
        """The message with what stands behind its buttons."""
        if not isinstance(shown, dict) or "chat" not in shown:
            return None
        message = self._telegram.world.chats[shown["chat"]["id"]].message(shown["message_id"])
        data = [button.data for button in itertools.chain.from_iterable(message.buttons)] if message else []
        return message, list(filter(None, data))

    def told(self, what):
        """What happened, with the seed and the steps that led there."""
        return f"{what}\nin the walk {self._seed} after\n" + "\n".join(self.done)


def words_of(content):
    """What can be read in a file: the parts of a workbook, a text, what stands behind a picture."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.partition(b"IEND")[2].decode("utf-8", "replace") or content.decode("utf-8", "replace")
