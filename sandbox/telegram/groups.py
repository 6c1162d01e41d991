"""What people do in groups: bring the bot in and turn it out, come and go, move to a supergroup."""

from sandbox.telegram.accounts import Account, Standing
from sandbox.telegram.chats import Chat
from sandbox.telegram.messages import Content, Message
from sandbox.telegram.privacy import is_for_bot
from sandbox.telegram.world import World


class InGroups:
    """Somebody's life in groups."""

    def __init__(self, world: World, account: Account) -> None:
        self._world = world
        self.account = account

    async def adds_bot_to(self, group: Chat) -> None:
        """Bring the bot into a group."""
        self._set_bot(group, "member")
        self._note(group, {"new_chat_members": [self._world.bot.user]})

    async def kicks_bot_from(self, group: Chat) -> None:
        """Turn the bot out; it may not come back by itself."""
        self._set_bot(group, "kicked")

    async def promotes_bot_in(self, group: Chat, *rights: str) -> None:
        """Make the bot an administrator, with the usual rights or with just these."""
        bot = self._world.bot
        standing = Standing(bot, "administrator", set(rights)) if rights else Standing(bot, "administrator")
        self._world.change_standing(group, standing, self.account, "my_chat_member")

    async def mutes_bot_in(self, group: Chat) -> None:
        """Let the bot read but not write."""
        standing = Standing(self._world.bot, "restricted", may_write=False)
        self._world.change_standing(group, standing, self.account, "my_chat_member")

    async def joins(self, group: Chat) -> None:
        """Come into a group."""
        self._world.change_standing(group, Standing(self.account), self.account, "chat_member")
        self._note(group, {"new_chat_members": [self.account.user]})

    async def leaves(self, group: Chat) -> None:
        """Go out of a group."""
        self._world.change_standing(group, Standing(self.account, "left"), self.account, "chat_member")
        self._note(group, {"left_chat_member": self.account.user})

    async def migrates(self, group: Chat) -> Chat:
        """Turn a group into a supergroup; the old number answers with the new one from now on."""
        moved = self._world.open_chat(-1_000_000_000_000 + group.id, "supergroup", group.title)
        moved.members = dict(group.members)
        self._note(group, {"migrate_to_chat_id": moved.id})
        group.migrated_to = moved
        self._note(moved, {"migrate_from_chat_id": group.id})
        return moved

    def _set_bot(self, group: Chat, status: str) -> None:
        standing = Standing(self._world.bot, status)
        self._world.change_standing(group, standing, self.account, "my_chat_member")

    def _note(self, chat: Chat, body: dict[str, object]) -> Message:
        """A line in the chat that nobody wrote."""
        note = self._world.post(chat, self.account, Content("service", body=body), silent=True)
        if is_for_bot(self._world, note):
            self._world.tell(note)
        return note
