"""How updates reach the bot: asked for, or sent to its address."""

from sandbox.telegram.limits import LOOPBACK
from sandbox.telegram.methods.calls import Call
from sandbox.telegram.protocol import Refused, Wire
from sandbox.telegram.reception import Hook, Reception

LONGEST_POLL = 50


async def get_updates(call: Call, reception: Reception) -> list[Wire]:
    """What is new since `offset`; waits up to `timeout` seconds for something."""
    if reception.hook is not None:
        told = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise Refused(409, f"Conflict: {told}")
    updates, offset, limit = call.world.updates, call.get("offset", 0), call.get("limit", 100)
    updates.allow(call.get("allowed_updates"))
    updates.confirm_before(offset)
    poller = reception.begin_poll()
    wait = min(max(call.get("timeout", 0), 0), LONGEST_POLL)
    fresh = await call.world.pulse.until(
        lambda: True if poller.ended or updates.from_offset(max(offset, 0), limit) else None, wait
    )
    if poller.ended:
        told = "terminated by other getUpdates request; make sure that only one bot instance is running"
        raise Refused(409, f"Conflict: {told}")
    reception.end_poll(poller)
    found = updates.from_offset(max(offset, 0), limit) if fresh else []
    updates.served(found)
    return [update.wire for update in found]


def set_webhook(call: Call, reception: Reception) -> bool:
    """Have updates sent to an address; an empty one takes the hook away."""
    updates = call.world.updates
    updates.allow(call.get("allowed_updates"))
    if call.get("drop_pending_updates"):
        updates.drop()
    if not call["url"]:
        reception.unhook()
        return True
    certified = "certificate" in call.values
    reception.set_hook(Hook(call["url"], call.get("secret_token"), call.get("max_connections", 40), certified))
    return True


def delete_webhook(call: Call, reception: Reception) -> bool:
    """Back to polling."""
    if call.get("drop_pending_updates"):
        call.world.updates.drop()
    reception.unhook()
    return True


def get_webhook_info(call: Call, reception: Reception) -> Wire:
    """Where updates go, how many wait, and what went wrong last."""
    updates, hook = call.world.updates, reception.hook
    body: Wire = {"url": hook.url if hook else "", "has_custom_certificate": bool(hook and hook.certified)}
    body["pending_update_count"] = len(updates.waiting)
    if updates.allowed:
        body["allowed_updates"] = updates.allowed
    if hook is None:
        return body
    body |= {"max_connections": hook.connections, "ip_address": sorted(LOOPBACK)[0]}
    if hook.trouble:
        body |= {"last_error_date": hook.trouble_at, "last_error_message": hook.trouble}
    return body
