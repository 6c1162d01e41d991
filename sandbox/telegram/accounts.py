"""Accounts, and what an account is in a group."""

from dataclasses import dataclass, field

from sandbox.telegram.protocol import Wire

_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories", "can_send_welcome_messages", "can_pin_messages"),
)
_USUAL = {"can_manage_chat", "can_delete_messages", "can_pin_messages", "can_invite_users"}


@dataclass(eq=False)
class Account:
    """A person or a bot, as everybody sees it."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        """The full name."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    @property
    def user(self) -> Wire:
        """The account as a `User`."""
        wire: Wire = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        more = {"last_name": self.last_name, "username": self.username, "language_code": self.language}
        return wire | {key: value for key, value in more.items() if value}


@dataclass
class Standing:
    """What an account is in a chat: `creator administrator member restricted left kicked`."""

    account: Account
    status: str = "member"
    rights: set[str] = field(default_factory=lambda: set(_USUAL))
    may_write: bool = True

    @property
    def is_inside(self) -> bool:
        """Whether it is in the chat at all."""
        return self.status not in ("left", "kicked")

    @property
    def is_admin(self) -> bool:
        """Whether it leads the chat."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether it holds a right of administrators."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    @property
    def wire(self) -> Wire:
        """The standing as a `ChatMember`."""
        body: Wire = {"user": self.account.user, "status": self.status}
        if self.status == "creator":
            body["is_anonymous"] = False
        if self.status == "administrator":
            body |= {right: right in self.rights for right in _RIGHTS}
        if self.status == "kicked":
            body["until_date"] = 0
        if self.status == "restricted":
            body |= {"is_member": True, "until_date": 0} | dict.fromkeys(_RESTRICTED, self.may_write)
        return body


_RESTRICTED = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users"),
    *("can_pin_messages", "can_manage_topics"),
)
