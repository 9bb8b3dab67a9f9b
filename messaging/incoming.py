"""What clients answer: STOP ends what is sent to their number at once; all is kept for a person to read."""

from models.outbox import incoming_texts
from models.people import phones
from models.refusals import TooLong
from models.requests import trail
from models.store.search.folding import fold

STOP_WORDS = frozenset(map(fold, ("stop", "arrêt", "arrêter", "désinscription", "توقف", "إيقاف", "قف")))


def receive(sender: str, text: str, key: str = "") -> bool:
    """A message that came to the pharmacy's number: kept, and where it says STOP that holds at once.

    Whether it did. `key` is the gateway's own name for it: told twice, it is done once.
    """
    if not text.strip():
        return False
    number = _number(sender)
    stop = bool(number) and is_stop(text)
    # Its digest, as nobody knows what a gateway may call it.
    op_id = f"incoming {trail.asked(sender, text, key)}" if key else trail.new_op_id()
    incoming_texts.receive(number or sender, text, stop=stop, op_id=op_id)
    return stop


def is_stop(text: str) -> bool:
    """Whether the first word asks for no more messages, in any case and with or without accents."""
    words = fold(text).split()
    return bool(words) and words[0] in STOP_WORDS


def _number(sender: str) -> str:
    """As E.164; empty for a name, or for what is no number. Operators often leave the plus out."""
    for shape in (sender, f"+{sender}"):
        try:
            return phones.to_e164(shape)
        except (phones.NotAPhone, TooLong):
            continue
    return ""
