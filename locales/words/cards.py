"""The words of badges with a bar code."""

from collections.abc import Mapping

from locales import N_
from models.pharmacy.cards import Says, Symbol

SAYS_TITLE, SYMBOL_TITLE, PHOTO_TITLE = N_("Bar code says"), N_("Drawn as"), N_("Photo on it")
SAYS: Mapping[Says, str] = {
    Says.CODE: N_("the code of the client"),
    Says.NUMBER: N_("the number of the client"),
}
SYMBOLS: Mapping[Symbol, str] = {Symbol.CODE_128: N_("a bar code (Code 128)"), Symbol.QR: N_("a QR code")}
