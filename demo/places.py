"""Towns, and phone numbers in them."""

from typing import NamedTuple


class Town(NamedTuple):
    """A town, its postal code, and the beginning of its fixed lines in E.164."""

    name: str
    postal_code: str
    fixed: str


TOWNS = (
    Town("Rabat", "10000", "+2125377"),
    Town("Salé", "11000", "+2125378"),
    Town("Témara", "12000", "+2125376"),
    Town("Kénitra", "14000", "+2125373"),
    Town("Casablanca", "20000", "+2125222"),
    Town("Mohammedia", "28800", "+2125233"),
    Town("Fès", "30000", "+2125356"),
    Town("Meknès", "50000", "+2125355"),
    Town("Marrakech", "40000", "+2125244"),
    Town("Agadir", "80000", "+2125288"),
    Town("Tanger", "90000", "+2125399"),
    Town("Oujda", "60000", "+2125366"),
)
AT_HOME = 4
"""Most clients live in the first so many towns, near the pharmacy."""

STREETS = (
    "avenue Hassan II",
    "avenue Mohammed V",
    "boulevard Al Massira",
    "rue des Orangers",
    "rue Ibn Khaldoun",
    "rue Oued Ziz",
    "avenue des FAR",
    "rue Tarik Ibn Ziad",
    "lotissement Al Qods",
    "hay Riad, secteur 9",
    "rue de Fès",
    "place du 16 Novembre",
    "résidence Anfa, immeuble C",
    "rue Al Yassamine",
    "quartier Souissi",
    "douar Oulad Mtaa",
)

MOBILES = ("61", "62", "64", "65", "66", "67", "70", "76", "77")
"""The beginnings of mobile numbers after +212."""
