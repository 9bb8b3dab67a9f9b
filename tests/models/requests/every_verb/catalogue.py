"""VAT rates, categories and products: created, edited, withdrawn, imported."""

from datetime import date

from models.importing import batches
from models.importing.batches import ImportSubject
from models.importing.products import undoing as product_undoing
from models.importing.products import verbs as product_import
from models.trade.catalogue import categories, vat
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.verbs import ProductFields
from models.values import Centimes
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    normal = vat.create("Taux normal", 2000, date(2020, 1, 1), **shop.who)
    vat.rename(normal, "Normal", **shop.who)
    vat.set_rate(normal, 1900, date(2026, 1, 1), seen=None, **shop.who)
    vat.set_rate(normal, 1800, date(2026, 12, 1), seen=None, **shop.who)
    vat.drop_rate(normal, date(2026, 12, 1), seen=1800, **shop.who)
    hygiene = categories.create(CategoryFields("Hygiène"), **shop.who)
    remedies = categories.create(CategoryFields("Remèdes"), **shop.who)
    now = CategoryFields("Médicaments", regulated=True)
    categories.edit(remedies, now, seen=CategoryFields("Remèdes"), **shop.who)
    soap = ProductFields("Savon", hygiene, Centimes(1_000), normal, code="SAV", bar_code="6118001170333")
    shop.soap = product_editing.create(soap, **shop.who)
    dearer = ProductFields("Savon", hygiene, Centimes(1_250), normal, code="SAV", bar_code="6118001170333")
    product_editing.edit(shop.soap, dearer, seen=soap, **shop.who)
    fields = ProductFields("Sirop", remedies, Centimes(3_000), code="SIR")
    shop.syrup = product_editing.create(fields, **shop.who)
    product_editing.withdraw(shop.syrup, **shop.who)
    product_editing.put_back(shop.syrup, **shop.who)
    gauze = ProductFields("Gaze", hygiene, Centimes(800), normal, code="GAZ", fractional=True)
    shop.gauze = product_editing.create(gauze, **shop.who)
    file = shop.folder / "produits.csv"
    titles = "Code;Code barres;Désignation;Catégorie;Prix TTC;TVA\n"
    file.write_text(f"{titles}GEL;;Gel;Hygiène;45,00;Normal\nSIR;;Sirop;Médicaments;32,00;\n")
    product_import.carry_out(product_import.read(file), **shop.who)
    file.write_text("Code;Nom;Catégorie;Prix\nWRONG;Faux;Hygiène;1\n", encoding="utf-8")
    product_import.carry_out(product_import.read(file), **shop.who)
    product_undoing.undo(batches.batches(ImportSubject.PRODUCTS)[0].id, **shop.who)
