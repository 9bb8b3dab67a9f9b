"""Recognises the columns of a file of clients by its first line, in any order, as Sobrus, Kezia and
spreadsheets name them; in French, and in English and Arabic where that is plain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.files.reading import FileRefused
from models.importing.files import titles
from models.importing.files.titles import FoundColumn, Titles
from models.refusals import N_


class ClientColumn(StrEnum):
    """What a column of a file of clients may hold: a field of the fiche by its name, or one of the others."""

    LAST_NAME = "last_name"
    """The last name; the whole name, where no column holds the first one."""
    FIRST_NAME = "first_name"
    TITLE = "title"
    PHONE = "phone"
    """A phone of any kind: a mobile becomes the mobile, any other the phone at home."""
    MOBILE = "mobile"
    WORK_PHONE = "work_phone"
    HOME_PHONE = "home_phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    ORGANISM = "organism"
    REGISTRATION_NUMBER = "registration_number"
    AFFILIATION_NUMBER = "affiliation_number"
    CODE = "code"
    BIRTH_DATE = "birth_date"
    CATEGORY = "category"
    INFO = "info"
    BALANCE = "balance"


Column = ClientColumn
_TITLES = {
    Column.LAST_NAME: (
        *("nom", "noms", "nom prénom", "prénom nom", "nom complet", "nom de famille", "client", "clients"),
        *("raison sociale", "dénomination", "name", "full name", "last name", "surname", "family name"),
        *("customer", "customer name", "الاسم", "اسم", "الاسم الكامل", "الاسم العائلي", "النسب"),
        *("الزبون", "العميل", "الاسم والنسب"),
    ),
    Column.FIRST_NAME: (
        *("prénom", "prénoms", "first name", "firstname", "given name", "الاسم الشخصي", "الاسم الأول"),
    ),
    Column.TITLE: ("civilité", "titre", "title", "civ"),
    Column.PHONE: (
        *("téléphone", "tél", "télé", "téléphones", "téléphone 1", "tél 1", "tel1", "phone", "telephone"),
        *("phone number", "contact", "الهاتف", "هاتف", "رقم الهاتف"),
    ),
    Column.MOBILE: (
        *(
            "gsm",
            "mobile",
            "portable",
            "téléphone portable",
            "tél portable",
            "téléphone mobile",
            "tél mobile",
        ),
        *("tél gsm", "téléphone gsm", "cellulaire", "mobile phone", "cell phone", "whatsapp"),
        *("الهاتف المحمول", "المحمول", "الجوال", "النقال", "الهاتف النقال"),
    ),
    Column.WORK_PHONE: (
        *("téléphone bureau", "tél bureau", "bureau", "téléphone travail", "tél travail", "work phone"),
        *("téléphone professionnel", "tél professionnel", "tél pro", "téléphone 2", "tél 2", "tel2"),
    ),
    Column.HOME_PHONE: (
        *("fixe", "téléphone fixe", "tél fixe", "domicile", "téléphone domicile", "tél domicile"),
        *("téléphone maison", "home phone", "الهاتف الثابت"),
    ),
    Column.EMAIL: (
        *("e-mail", "email", "mail", "courriel", "adresse e-mail", "adresse email", "adresse mail"),
        *("adresse électronique", "email address", "البريد الإلكتروني", "البريد الالكتروني"),
    ),
    Column.ADDRESS: (
        *("adresse", "adresse 1", "adresse postale", "adresse complète", "rue", "address", "street"),
        *("العنوان", "عنوان"),
    ),
    Column.POSTAL_CODE: ("code postal", "cp", "zip", "zip code", "postcode", "postal code", "الرمز البريدي"),
    Column.CITY: ("ville", "localité", "commune", "city", "town", "المدينة", "مدينة"),
    Column.ORGANISM: (
        *("organisme", "organisme de santé", "organisme payeur", "mutuelle", "assurance", "couverture"),
        *("caisse", "régime", "amo", "insurer", "insurance", "التأمين", "التغطية الصحية"),
    ),
    Column.REGISTRATION_NUMBER: (
        *("immatriculation", "n° d'immatriculation", "matricule", "immat", "n° cnss", "n° cnops"),
        *("registration", "registration number"),
    ),
    Column.AFFILIATION_NUMBER: ("affiliation", "n° d'affiliation", "n° adhérent"),
    Column.CODE: (
        *(
            "code",
            "code client",
            "n° client",
            "numéro client",
            "référence",
            "réf",
            "code carte",
            "carte",
            "carte de fidélité",
            "badge",
        ),
        *("customer code", "card", "الرمز", "رمز الزبون"),
    ),
    Column.BIRTH_DATE: (
        *("date de naissance", "naissance", "né le", "née le", "né(e) le", "date naiss", "ddn", "birth date"),
        *("birthdate", "date of birth", "birthday", "تاريخ الازدياد", "تاريخ الميلاد"),
    ),
    Column.CATEGORY: ("catégorie", "catégorie client", "groupe", "category", "group", "الفئة"),
    Column.INFO: (
        *("remarque", "remarques", "observation", "observations", "note", "notes", "commentaire"),
        *("commentaires", "information", "informations", "info", "comment", "ملاحظات"),
    ),
    Column.BALANCE: (
        *("solde", "soldes", "solde actuel", "solde crédit", "crédit", "crédits", "dette", "dettes", "doit"),
        *("montant dû", "montant", "reste à payer", "reste dû", "impayé", "impayés", "total non payé"),
        *("non payé", "net à payer", "encours", "balance", "amount", "amount due", "debt", "outstanding"),
        *("الرصيد", "رصيد", "الدين", "المبلغ"),
    ),
}
MEANINGS = titles.by_key(_TITLES)


@dataclass
class NameColumnMissing(FileRefused):
    """No column was taken for the name; `columns` are what was found."""

    columns: tuple[FoundColumn, ...]
    sentence: ClassVar[str] = N_("Which column of {file} holds the name?")


def understand(
    file: str, head: Sequence[Sequence[str]], chosen: Sequence[str] | None
) -> Titles[ClientColumn] | None:
    """The columns by the first line, or as they were chosen; None where the file names none of them.

    Raises `NameColumnMissing` or `TitleTwice`.
    """
    if not head or (chosen is None and not titles.are_titles(head[0])):
        return None
    found = titles.understand(file, head, MEANINGS, chosen)
    if chosen is None and Column.LAST_NAME not in found.places and len(found.places) < 2:
        return None
    if Column.LAST_NAME not in found.places:
        raise NameColumnMissing(file, found.columns)
    return found


def is_strict(found: Titles[ClientColumn] | None) -> bool:
    """Whether these are the two columns of the documented format: the name, then the balance (import-csv)."""
    return found is None or (found.width == 2 and found.places == {Column.LAST_NAME: 0, Column.BALANCE: 1})
