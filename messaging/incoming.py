"""What clients answer. STOP ends what is sent to their number at once; everything else is nobody's order."""

from models.outbox import consents
from models.people import phones, trail
from models.store.folding import fold

STOP_WORDS = frozenset(map(fold, ("stop", "arrêt", "arrêter", "désinscription", "توقف", "إيقاف", "قف")))


def receive(sender: str, text: str, key: str = "") -> bool:
    """A message that came to the pharmacy's number; whether it said STOP, which is then written down.

    `key` is the gateway's own name for it: told twice, it is done once.
    """
    number = _number(sender)
    if not number or not is_stop(text):
        return False
    # Its digest, as nobody knows what a gateway may call it.
    consents.stop(number, op_id=f"incoming {trail.asked(sender, text, key)}" if key else trail.new_op_id())
    return True


def is_stop(text: str) -> bool:
    """Whether the first word asks for no more messages, in any case and with or without accents."""
    words = fold(text).split()
    return bool(words) and words[0] in STOP_WORDS


def _number(sender: str) -> str:
    """As E.164; empty for a name, or for what is no number. Operators often leave the plus out."""
    for shape in (sender, f"+{sender}"):
        try:
            return phones.to_e164(shape)
        except phones.NotAPhone:
            continue
    return ""
