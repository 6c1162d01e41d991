"""Which function answers which method. Methods that stand in the reference only are refused kindly."""

from collections.abc import Awaitable, Callable
from functools import partial

from sandbox.telegram.methods import editing, looking, receiving, sending, speaking
from sandbox.telegram.methods.calls import Call
from sandbox.telegram.reception import Reception

Method = Callable[[Call], object]

METHODS: dict[str, Method] = {
    "sendMessage": sending.send_message,
    "sendRichMessage": sending.send_rich_message,
    "sendPhoto": partial(sending.send_media, kind="photo"),
    "sendDocument": partial(sending.send_media, kind="document"),
    "sendAudio": partial(sending.send_media, kind="audio"),
    "sendVoice": partial(sending.send_media, kind="voice"),
    "sendVideo": partial(sending.send_media, kind="video"),
    "sendAnimation": partial(sending.send_media, kind="animation"),
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendContact": sending.send_contact,
    "sendSticker": sending.send_sticker,
    "sendDice": sending.send_dice,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin,
    "unpinChatMessage": editing.unpin,
    "unpinAllChatMessages": editing.unpin_all,
    "setMessageReaction": editing.react,
    "answerCallbackQuery": speaking.answer_press,
    "setMyCommands": speaking.set_commands,
    "getMyCommands": speaking.get_commands,
    "deleteMyCommands": speaking.delete_commands,
    "setMyName": speaking.set_name,
    "getMyName": speaking.get_name,
    "setMyDescription": speaking.set_description,
    "getMyDescription": speaking.get_description,
    "setMyShortDescription": speaking.set_short_description,
    "getMyShortDescription": speaking.get_short_description,
    "setChatMenuButton": speaking.set_menu_button,
    "getChatMenuButton": speaking.get_menu_button,
    "getMe": looking.get_me,
    "getFile": looking.get_file,
    "getChat": looking.get_chat,
    "getChatMember": looking.get_member,
    "getChatAdministrators": looking.get_administrators,
    "getChatMemberCount": looking.count_members,
    "leaveChat": looking.leave,
    "close": lambda _call: True,
    "logOut": lambda _call: True,
}

RECEIVING: dict[str, Callable[[Call, Reception], object | Awaitable[object]]] = {
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
}
