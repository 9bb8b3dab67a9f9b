"""The code of a country (ISO 3166-1 alpha-2) by the names under which people write it.

Those whose clients come to a pharmacy in Morocco or in France, but for these two, which `postal` knows; of
any other country the code itself is understood where it is typed. An e-invoice names countries by these codes
(EN 16931, BT-55).
"""

import re
from collections.abc import Mapping
from functools import cache

from models.store.search.folding import fold

_NAMES: Mapping[str, str] = {
    "AE": "Émirats arabes unis|United Arab Emirates|الإمارات العربية المتحدة",
    "AT": "Autriche|Austria|Österreich",
    "BE": "Belgique|Belgium|België",
    "BF": "Burkina Faso",
    "BG": "Bulgarie|Bulgaria",
    "BJ": "Bénin|Benin",
    "CA": "Canada",
    "CH": "Suisse|Switzerland|Schweiz",
    "CI": "Côte d'Ivoire|Ivory Coast",
    "CM": "Cameroun|Cameroon",
    "CN": "Chine|China",
    "CY": "Chypre|Cyprus",
    "CZ": "Tchéquie|République tchèque|Czechia|Czech Republic",
    "DE": "Allemagne|Germany|Deutschland",
    "DK": "Danemark|Denmark",
    "DZ": "Algérie|Algeria|الجزائر",
    "EE": "Estonie|Estonia",
    "EG": "Égypte|Egypt|مصر",
    "ES": "Espagne|Spain|España",
    "FI": "Finlande|Finland",
    "GA": "Gabon",
    "GB": "Royaume-Uni|United Kingdom|Grande-Bretagne|Great Britain|Angleterre|England|UK",
    "GN": "Guinée|Guinea",
    "GR": "Grèce|Greece",
    "HR": "Croatie|Croatia",
    "HU": "Hongrie|Hungary",
    "IE": "Irlande|Ireland",
    "IT": "Italie|Italy|Italia",
    "LT": "Lituanie|Lithuania",
    "LU": "Luxembourg",
    "LV": "Lettonie|Latvia",
    "MC": "Monaco",
    "ML": "Mali",
    "MR": "Mauritanie|Mauritania|موريتانيا",
    "MT": "Malte|Malta",
    "NE": "Niger",
    "NL": "Pays-Bas|Netherlands|Nederland|Hollande",
    "NO": "Norvège|Norway",
    "PL": "Pologne|Poland|Polska",
    "PT": "Portugal",
    "QA": "Qatar",
    "RO": "Roumanie|Romania",
    "SA": "Arabie saoudite|Saudi Arabia|السعودية",
    "SE": "Suède|Sweden",
    "SI": "Slovénie|Slovenia",
    "SK": "Slovaquie|Slovakia",
    "SN": "Sénégal|Senegal",
    "TD": "Tchad|Chad",
    "TG": "Togo",
    "TN": "Tunisie|Tunisia|تونس",
    "TR": "Turquie|Turkey|Türkiye",
    "US": "États-Unis|United States|USA",
}
_CODE = re.compile(r"[A-Z]{2}")


def code(name: str) -> str:
    """The code of a country, in whatever spelling; empty for one that is not known by that name."""
    said = fold(name)
    if said in _by_name():
        return _by_name()[said]
    return name.strip() if _CODE.fullmatch(name.strip()) else ""


@cache
def _by_name() -> Mapping[str, str]:
    return {fold(each): key for key, names in _NAMES.items() for each in (key, *names.split("|"))}
