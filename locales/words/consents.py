"""Consents in words, and their effects (INV-50)."""

from collections.abc import Mapping

from locales import N_, _
from models.outbox.channels.channel import Channel
from models.outbox.consents.table import ConsentSource, Word

_CHANNELS: Mapping[Channel, str] = {Channel.SMS: N_("SMS"), Channel.EMAIL: N_("E-mail")}
_WAYS: Mapping[Channel, str] = {Channel.SMS: N_("by SMS"), Channel.EMAIL: N_("by e-mail")}
_WORDS: Mapping[Word, str] = {
    Word.AGREES: N_("Agrees"),
    Word.NO_MARKETING: N_("No marketing"),
    Word.STOP: N_("STOP"),
}
_SOURCES: Mapping[ConsentSource, str] = {
    ConsentSource.SPOKEN: N_("counter"),
    ConsentSource.FORM: N_("form"),
    ConsentSource.PHONE: N_("phone"),
    ConsentSource.LETTER: N_("letter"),
    ConsentSource.INCOMING: N_("message received"),
    ConsentSource.MERGING: N_("merged fiches"),
}
_MEANS: Mapping[Word | None, str] = {
    None: N_("Never asked, reminders only"),
    Word.AGREES: N_("Agrees to reminders and marketing"),
    Word.NO_MARKETING: N_("No marketing, reminders only"),
    Word.STOP: N_("STOP, no message at all"),
}
_FOLLOWS: Mapping[Word, str] = {
    Word.AGREES: N_("May get marketing {way}, and reminders of what is owed."),
    Word.NO_MARKETING: N_("Gets no more marketing {way}; is still reminded of what is owed."),
    Word.STOP: N_("Gets nothing more {way}: neither marketing nor reminders of what is owed."),
}
BY_HAND = (ConsentSource.SPOKEN, ConsentSource.FORM, ConsentSource.PHONE, ConsentSource.LETTER)
"""The sources of a consent that a person records."""


def channel(value: Channel) -> str:
    """SMS, E-mail."""
    return _(_CHANNELS[value])


def word(value: Word) -> str:
    """Accepte, Sans publicité, STOP."""
    return _(_WORDS[value])


def source(value: ConsentSource) -> str:
    """How it came."""
    return _(_SOURCES[value])


def means(value: Word | None) -> str:
    """What a client's consent allows; None: nothing was ever said."""
    return _(_MEANS[value])


def follows(value: Word, by: Channel) -> str:
    """What a consent changes from now on."""
    return _(_FOLLOWS[value]).format(way=_(_WAYS[by]))
