"""The catalogue of the example pharmacy: about two hundred products, as `name ; price
in DH ; VAT %` by category.

`*` after the price: never discounted, as first milk may not be (the code on breast-milk substitutes). `/`
after the price: also sold in parts.
"""

from datetime import date
from typing import Any

from models.money.amounts import parse_amount
from models.store import many
from models.trade.catalogue.codes import check_digit
from models.trade.catalogue.table import Category, Product, search_key
from models.trade.catalogue.vat import Vat, VatRate

_MEDICINES = """
Paracétamol 500 mg, 20 comprimés ; 14,60 ; 0
Paracétamol 1 g, 8 comprimés ; 16,20 ; 0
Paracétamol 1 g, 8 effervescents ; 19,80 ; 0
Paracétamol enfant 150 mg, sirop ; 18,40 ; 0
Paracétamol codéiné, 16 comprimés ; 29,90 ; 7
Ibuprofène 400 mg, 20 comprimés ; 24,30 ; 7
Ibuprofène enfant 100 mg, sirop ; 32,10 ; 7
Aspirine 500 mg, 20 comprimés ; 13,90 ; 0
Aspirine protect 100 mg, 30 comprimés ; 27,70 ; 7
Diclofénac 50 mg, 30 comprimés ; 29,40 ; 7
Diclofénac gel 1 %, 50 g ; 26,80 ; 7
Kétoprofène 100 mg, 20 gélules ; 44,50 ; 7
Amoxicilline 500 mg, 12 gélules ; 37,20 ; 0
Amoxicilline 1 g, 14 comprimés ; 69,30 ; 0
Amoxicilline 250 mg, sirop ; 31,60 ; 0
Amoxicilline acide clavulanique 1 g, 16 sachets ; 118,00 ; 0
Amoxicilline acide clavulanique enfant, sirop ; 79,40 ; 0
Azithromycine 500 mg, 3 comprimés ; 72,50 ; 0
Clarithromycine 500 mg, 14 comprimés ; 149,00 ; 0
Céfixime 200 mg, 8 comprimés ; 105,70 ; 0
Ciprofloxacine 500 mg, 10 comprimés ; 92,40 ; 0
Métronidazole 500 mg, 14 comprimés ; 33,80 ; 0
Fosfomycine 3 g, 1 sachet ; 68,20 ; 0
Nifuroxazide 200 mg, 12 gélules ; 27,10 ; 7
Metformine 850 mg, 60 comprimés ; 41,90 ; 0
Metformine 1 000 mg, 60 comprimés ; 53,60 ; 0
Gliclazide 60 mg, 30 comprimés ; 87,30 ; 0
Glimépiride 2 mg, 30 comprimés ; 62,40 ; 0
Insuline glargine, 5 stylos ; 468,00 ; 0
Insuline rapide, 5 stylos ; 392,00 ; 0
Amlodipine 5 mg, 30 comprimés ; 58,70 ; 0
Amlodipine 10 mg, 30 comprimés ; 89,10 ; 0
Ramipril 5 mg, 30 comprimés ; 76,90 ; 0
Périndopril 5 mg, 30 comprimés ; 112,50 ; 0
Valsartan 80 mg, 28 comprimés ; 121,00 ; 0
Valsartan 160 mg, 28 comprimés ; 158,00 ; 0
Bisoprolol 5 mg, 30 comprimés ; 47,80 ; 0
Aténolol 100 mg, 28 comprimés ; 39,90 ; 0
Furosémide 40 mg, 20 comprimés ; 22,60 ; 0
Spironolactone 50 mg, 20 comprimés ; 48,30 ; 0
Atorvastatine 20 mg, 30 comprimés ; 132,00 ; 0
Rosuvastatine 10 mg, 30 comprimés ; 148,50 ; 0
Clopidogrel 75 mg, 28 comprimés ; 187,00 ; 0
Lévothyroxine 50 µg, 30 comprimés ; 18,90 ; 0
Lévothyroxine 100 µg, 30 comprimés ; 24,20 ; 0
Oméprazole 20 mg, 14 gélules ; 58,40 ; 7
Ésoméprazole 40 mg, 14 comprimés ; 92,80 ; 7
Pantoprazole 40 mg, 28 comprimés ; 118,60 ; 7
Alginate de sodium, 24 sachets ; 46,20 ; 7
Dompéridone 10 mg, 30 comprimés ; 33,40 ; 7
Métoclopramide 10 mg, 40 comprimés ; 17,60 ; 7
Lopéramide 2 mg, 20 gélules ; 26,30 ; 7
Diosmectite, 30 sachets ; 48,90 ; 7
Macrogol, 20 sachets ; 61,70 ; 7
Phloroglucinol 80 mg, 10 lyophilisats ; 28,80 ; 7
Trimébutine 100 mg, 30 comprimés ; 37,50 ; 7
Cétirizine 10 mg, 15 comprimés ; 34,90 ; 7
Desloratadine 5 mg, 30 comprimés ; 69,20 ; 7
Desloratadine sirop ; 48,70 ; 7
Prednisolone 20 mg, 20 effervescents ; 39,80 ; 0
Bétaméthasone gouttes ; 27,40 ; 0
Bétaméthasone crème, 30 g ; 24,90 ; 0
Salbutamol aérosol, 200 doses ; 38,60 ; 0
Budésonide formotérol, 120 doses ; 268,00 ; 0
Montélukast 10 mg, 28 comprimés ; 139,00 ; 0
Carbocistéine sirop adulte ; 29,60 ; 7
Ambroxol sirop enfant ; 26,90 ; 7
Sirop antitussif au miel ; 35,40 ; 7
Acide fusidique crème, 15 g ; 33,20 ; 0
Éconazole crème, 30 g ; 29,70 ; 7
Terbinafine crème, 15 g ; 42,80 ; 7
Aciclovir crème, 2 g ; 38,90 ; 7
Collyre à la tobramycine ; 31,50 ; 0
Larmes artificielles, 30 unidoses ; 79,00 ; 7
Gouttes auriculaires antibiotiques ; 36,40 ; 0
Alprazolam 0,5 mg, 30 comprimés ; 28,30 ; 0
Bromazépam 6 mg, 30 comprimés ; 31,20 ; 0
Escitalopram 10 mg, 28 comprimés ; 129,00 ; 0
Sertraline 50 mg, 28 gélules ; 98,70 ; 0
Valproate 500 mg, 40 comprimés ; 86,50 ; 0
Carbamazépine 200 mg, 50 comprimés ; 71,20 ; 0
Tramadol 50 mg, 20 gélules ; 42,60 ; 0
Allopurinol 300 mg, 28 comprimés ; 49,40 ; 0
Colchicine 1 mg, 20 comprimés ; 26,10 ; 0
Fer et acide folique, 30 comprimés ; 32,80 ; 0
Contraceptif oral, 3 plaquettes ; 45,00 ; 0
Progestérone 200 mg, 15 capsules ; 89,60 ; 0
Vaccin contre la grippe, 1 seringue ; 92,00 ; 0
Enoxaparine 4 000 UI, 6 seringues ; 298,00 ; 0
Calcium vitamine D3, 60 comprimés ; 98,00 ; 7
"""
_HYGIENE = """
Sérum physiologique, 40 unidoses ; 39,00 ; 20
Spray nasal à l'eau de mer, 100 ml ; 69,00 ; 20
Solution hydroalcoolique, 300 ml ; 32,00 ; 20
Savon antiseptique, 250 ml ; 38,00 ; 20
Eau oxygénée 10 volumes, 250 ml ; 12,50 ; 20
Alcool 70°, 250 ml ; 15,00 ; 20
Coton hydrophile, 100 g ; 14,00 ; 20
Dentifrice dents sensibles, 75 ml ; 42,00 ; 20
Dentifrice blancheur, 75 ml ; 39,00 ; 20
Bain de bouche, 500 ml ; 58,00 ; 20
Brosse à dents souple ; 24,00 ; 20
Brossettes interdentaires, 8 ; 45,00 ; 20
Fil dentaire ciré, 50 m ; 32,00 ; 20
Crème fixative pour appareil, 40 g ; 54,00 ; 20
Shampooing antipelliculaire, 200 ml ; 89,00 ; 20
Shampooing antipoux, 125 ml ; 96,00 ; 20
Lotion antichute, 12 ampoules ; 289,00 ; 20
Déodorant sans alcool, 50 ml ; 62,00 ; 20
Gel intime, 200 ml ; 72,00 ; 20
Serviettes hygiéniques, 14 ; 22,00 ; 20
Préservatifs, 12 ; 48,00 ; 20
Lubrifiant, 50 ml ; 65,00 ; 20
Répulsif moustiques, 100 ml ; 79,00 ; 20
Pastilles pour la gorge, 24 ; 36,00 ; 20
Bouchons d'oreilles, 6 ; 29,00 ; 20
"""
_SKIN = """
Crème hydratante visage, 40 ml ; 148,00 ; 20
Crème hydratante corps, 400 ml ; 169,00 ; 20
Baume relipidant peau atopique, 200 ml ; 189,00 ; 20
Huile lavante, 400 ml ; 142,00 ; 20
Eau micellaire, 500 ml ; 129,00 ; 20
Eau thermale, 150 ml ; 86,00 ; 20
Gel nettoyant peau grasse, 200 ml ; 118,00 ; 20
Soin anti-imperfections, 40 ml ; 159,00 ; 20
Sérum à la vitamine C, 30 ml ; 298,00 ; 20
Sérum à l'acide hyaluronique, 30 ml ; 312,00 ; 20
Crème anti-âge jour, 50 ml ; 345,00 ; 20
Crème anti-âge nuit, 50 ml ; 362,00 ; 20
Contour des yeux, 15 ml ; 218,00 ; 20
Écran solaire SPF 50, 50 ml ; 168,00 ; 20
Écran solaire teinté SPF 50, 40 ml ; 189,00 ; 20
Spray solaire enfant SPF 50, 200 ml ; 214,00 ; 20
Lait après-soleil, 200 ml ; 109,00 ; 20
Crème dépigmentante, 30 ml ; 276,00 ; 20
Crème mains, 50 ml ; 58,00 ; 20
Stick à lèvres ; 38,00 ; 20
Crème pieds secs à l'urée, 100 ml ; 92,00 ; 20
Huile d'argan pure, 50 ml ; 95,00 ; 20
Crème cicatrisante, 40 ml ; 98,00 ; 20
Vernis fortifiant, 12 ml ; 84,00 ; 20
"""
_BABY = """
Lait 1er âge, 400 g ; 89,00 * ; 7
Lait 2e âge, 400 g ; 86,00 ; 7
Lait de croissance, 400 g ; 82,00 ; 7
Lait sans lactose, 400 g ; 112,00 ; 7
Lait anti-régurgitations, 400 g ; 108,00 ; 7
Céréales vanille, 250 g ; 34,00 ; 20
Petit pot légumes, 2 × 130 g ; 26,00 ; 20
Couches taille 3, 44 ; 98,00 ; 20
Couches taille 4, 40 ; 98,00 ; 20
Lingettes bébé, 72 ; 29,00 ; 20
Crème pour le change, 75 ml ; 68,00 ; 20
Liniment, 500 ml ; 74,00 ; 20
Gel lavant bébé, 500 ml ; 108,00 ; 20
Biberon 240 ml ; 62,00 ; 20
Tétines débit moyen, 2 ; 48,00 ; 20
Sucette 6-18 mois ; 39,00 ; 20
Mouche-bébé ; 58,00 ; 20
Thermomètre de bain ; 49,00 ; 20
Anneau de dentition ; 42,00 ; 20
Tire-lait manuel ; 289,00 ; 20
"""
_DEVICES = """
Tensiomètre au bras ; 489,00 ; 20
Tensiomètre au poignet ; 389,00 ; 20
Lecteur de glycémie ; 249,00 ; 20
Bandelettes de glycémie, 50 ; 189,00 ; 7
Lancettes, 100 ; 58,00 ; 20
Aiguilles pour stylo, 100 ; 139,00 ; 7
Thermomètre électronique ; 49,00 ; 20
Thermomètre frontal ; 298,00 ; 20
Oxymètre de pouls ; 219,00 ; 20
Nébuliseur ; 589,00 ; 20
Chambre d'inhalation enfant ; 168,00 ; 20
Genouillère taille M ; 158,00 ; 20
Chevillère taille M ; 132,00 ; 20
Ceinture lombaire taille L ; 279,00 ; 20
Collier cervical ; 118,00 ; 20
Attelle de poignet ; 149,00 ; 20
Bas de contention, paire ; 268,00 ; 20
Béquille, paire ; 219,00 ; 20
Compresses stériles, 10 ; 12,00 ; 20
Bande extensible 10 cm ; 14,00 / ; 20
Sparadrap, 5 m ; 18,00 ; 20
Pansements assortis, 40 ; 26,00 ; 20
Gants d'examen, 100 ; 68,00 ; 20
Masques chirurgicaux, 50 ; 35,00 ; 20
Changes adultes taille L, 14 ; 142,00 ; 20
Poche urinaire ; 16,00 ; 20
Seringue 5 ml ; 2,50 ; 20
Test de grossesse ; 25,00 ; 20
Pilulier semainier ; 59,00 ; 20
Bouillotte ; 72,00 ; 20
"""
_SUPPLEMENTS = """
Vitamine C 1 000, 20 effervescents ; 49,00 ; 20
Vitamine D3 gouttes, 20 ml ; 98,00 ; 20
Magnésium B6, 60 comprimés ; 89,00 ; 20
Multivitamines, 30 comprimés ; 119,00 ; 20
Multivitamines enfant, sirop ; 92,00 ; 20
Oméga 3, 60 capsules ; 168,00 ; 20
Zinc 15 mg, 60 gélules ; 99,00 ; 20
Probiotiques, 10 sachets ; 128,00 ; 20
Mélatonine, 30 comprimés ; 115,00 ; 20
Gelée royale, 10 ampoules ; 149,00 ; 20
Spiruline, 120 comprimés ; 138,00 ; 20
Collagène marin, 14 sachets ; 298,00 ; 20
Levure de bière, 60 gélules ; 79,00 ; 20
Biotine cheveux et ongles, 60 gélules ; 159,00 ; 20
Draineur minceur, 500 ml ; 189,00 ; 20
Tisane digestive, 20 sachets ; 32,00 ; 10
Tisane sommeil, 20 sachets ; 34,00 ; 10
Miel d'euphorbe, 250 g ; 145,00 / ; 10
Huile de nigelle, 60 ml ; 85,00 ; 10
Fenugrec, 60 gélules ; 69,00 ; 10
"""

CATEGORIES = (
    ("Médicaments", True, _MEDICINES),
    ("Parapharmacie", False, _HYGIENE),
    ("Dermo-cosmétique", False, _SKIN),
    ("Bébé", False, _BABY),
    ("Matériel médical", False, _DEVICES),
    ("Compléments alimentaires", False, _SUPPLEMENTS),
)
"""Name, whether its prices are regulated, its products."""

RATES = (
    (0, "Exonéré", ((date(2000, 1, 1), 0),)),
    (7, "Médicaments", ((date(2000, 1, 1), 7), (date(2024, 1, 1), 0))),
    (10, "Taux de 10 %", ((date(2000, 1, 1), 10),)),
    (20, "Taux normal", ((date(2000, 1, 1), 20),)),
)
"""For each percentage in a product's line: the name of the rate, and its history."""

_COUNTRY = "611"
"""The GS1 prefix of Morocco."""


def stock() -> None:
    """Writes the catalogue, inside the transaction that fills the database."""
    number, vats = 0, _vats()
    for name, regulated, listed in CATEGORIES:
        category = Category.create(name=name, regulated=regulated)
        rows: list[dict[str, Any]] = []
        for line in listed.strip().splitlines():
            number += 1
            label, price, vat = (part.strip() for part in line.split(" ; "))
            code = bar_code(f"{_COUNTRY}800{number:06d}")
            amount, mark = parse_amount(price.rstrip(" */")), price[-1]
            key = search_key(label, code)
            rows.append(
                {
                    "code": code,
                    "name": label,
                    "search_key": key,
                    "category": category.id,
                    "price": amount,
                    "vat": vats[int(vat)],
                    "discount_forbidden": mark == "*",
                    "fractional": mark == "/",
                }
            )
        many.insert(Product, rows)


def _vats() -> dict[int, int]:
    """The rates by percentage; medicines had 7 % until the finance law of 2024, article 6 (Morocco)."""
    found: dict[int, int] = {}
    for percent, name, rates in RATES:
        vat = Vat.create(name=name)
        dated = ({"vat": vat.id, "since": since, "rate": rate * 100} for since, rate in rates)
        many.insert(VatRate, dated)
        found[percent] = vat.id
    return found


def bar_code(digits: str) -> str:
    """Twelve digits and the check digit (EAN-13)."""
    return f"{digits}{check_digit(digits)}"
