"""The channels by name. A new one is a module beside this one and a line here."""

from models.outbox.channels.channel import Channel
from models.outbox.channels.protocol import ChannelRules
from models.outbox.channels.sms import Sms

CHANNELS: dict[Channel, ChannelRules] = {Channel.SMS: Sms()}
MAIN = Channel.SMS
"""The default channel."""


def rules_of(channel: Channel) -> ChannelRules:
    """What has to be known of a channel."""
    return CHANNELS[channel]
