"""An invoice as XML: Cross Industry Invoice D22B, profile EN 16931 of Factur-X.

The order of elements is that of the schema. Every text passes `inert`, and the library escapes it.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from models.values import Centimes
from printing.einvoice.invoice import (
    CURRENCY,
    Address,
    Invoice,
    Line,
    Note,
    Preceding,
    Price,
    Totals,
    TradeParty,
    VatTotal,
)
from printing.page.text import inert

PROFILE = "urn:cen.eu:en16931:2017"
"""BT-24."""
_UN = "urn:un:unece:uncefact:data:"
_SPACES = {
    "rsm": f"{_UN}standard:CrossIndustryInvoice:100",
    "ram": f"{_UN}standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{_UN}standard:UnqualifiedDataType:100",
    "qdt": f"{_UN}standard:QualifiedDataType:100",
}
for _prefix, _space in _SPACES.items():
    ElementTree.register_namespace(_prefix, _space)

_SIREN, _SIRET = "0002", "0009"
"""Schemes of the list ISO 6523."""


def write(invoice: Invoice) -> bytes:
    """The XML, UTF-8. The same invoice is the same bytes."""
    root = Element(_name("rsm:CrossIndustryInvoice"))
    context = _add(root, "rsm:ExchangedDocumentContext")
    _add(_add(context, "BusinessProcessSpecifiedDocumentContextParameter"), "ID", invoice.process)
    _add(_add(context, "GuidelineSpecifiedDocumentContextParameter"), "ID", PROFILE)
    _document(_add(root, "rsm:ExchangedDocument"), invoice)
    trade = _add(root, "rsm:SupplyChainTradeTransaction")
    for number, line in enumerate(invoice.lines, 1):
        _line(_add(trade, "IncludedSupplyChainTradeLineItem"), number, line)
    agreement = _add(trade, "ApplicableHeaderTradeAgreement")
    _party(_add(agreement, "SellerTradeParty"), invoice.seller)
    _party(_add(agreement, "BuyerTradeParty"), invoice.buyer)
    _delivery(_add(trade, "ApplicableHeaderTradeDelivery"), invoice)
    _settlement(_add(trade, "ApplicableHeaderTradeSettlement"), invoice)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _document(document: Element, invoice: Invoice) -> None:
    _add(document, "ID", invoice.number)
    _add(document, "TypeCode", invoice.kind)
    _day(_add(document, "IssueDateTime"), invoice.day)
    for note in invoice.notes:
        _note(_add(document, "IncludedNote"), note)


def _note(element: Element, note: Note) -> None:
    _add(element, "Content", note.text)
    _add(element, "SubjectCode", note.subject)


def _line(item: Element, number: int, line: Line) -> None:
    _add(_add(item, "AssociatedDocumentLineDocument"), "LineID", str(number))
    _add(_add(item, "SpecifiedTradeProduct"), "Name", line.name)
    _prices(_add(item, "SpecifiedLineTradeAgreement"), line.price, line.unit)
    delivered = _add(item, "SpecifiedLineTradeDelivery")
    _add(delivered, "BilledQuantity", _quantity(line.quantity), unitCode=line.unit)
    settlement = _add(item, "SpecifiedLineTradeSettlement")
    tax = _add(settlement, "ApplicableTradeTax")
    _add(tax, "TypeCode", "VAT")
    _add(tax, "CategoryCode", line.category)
    _add(tax, "RateApplicablePercent", _percent(line.rate))
    _amount(_add(settlement, "SpecifiedTradeSettlementLineMonetarySummation"), "LineTotalAmount", line.net)


def _prices(agreement: Element, price: Price, unit: str) -> None:
    if price.discount:
        gross = _price(agreement, "GrossPriceProductTradePrice", price.gross, price.pieces, unit)
        discount = _add(gross, "AppliedTradeAllowanceCharge")
        _add(_add(discount, "ChargeIndicator"), "udt:Indicator", "false")
        _add(discount, "ActualAmount", _decimal(price.discount))
    _price(agreement, "NetPriceProductTradePrice", price.net, price.pieces, unit)


def _price(agreement: Element, name: str, amount: Decimal, pieces: int, unit: str) -> Element:
    element = _add(agreement, name)
    _add(element, "ChargeAmount", _decimal(amount))
    _add(element, "BasisQuantity", _quantity(pieces), unitCode=unit)
    return element


def _party(element: Element, party: TradeParty) -> None:
    if party.siret:
        _add(element, "GlobalID", party.siret, schemeID=_SIRET)
    _add(element, "Name", party.name)
    if party.siren:
        _add(_add(element, "SpecifiedLegalOrganization"), "ID", party.siren, schemeID=_SIREN)
    _address(element, party.address)
    scheme, identifier = party.endpoint
    _add(_add(element, "URIUniversalCommunication"), "URIID", identifier, schemeID=scheme)
    if party.vat_number:
        _add(_add(element, "SpecifiedTaxRegistration"), "ID", party.vat_number, schemeID="VA")


def _address(party: Element, address: Address) -> None:
    element = _add(party, "PostalTradeAddress")
    lines = zip(("LineOne", "LineTwo", "LineThree"), address.street, strict=False)
    for name, text in (("PostcodeCode", address.postal_code), *lines, ("CityName", address.city)):
        if text:
            _add(element, name, text)
    _add(element, "CountryID", address.country)


def _delivery(delivery: Element, invoice: Invoice) -> None:
    if invoice.deliver_to:
        _address(_add(delivery, "ShipToTradeParty"), invoice.deliver_to)
    if invoice.delivered:
        event = _add(delivery, "ActualDeliverySupplyChainEvent")
        _day(_add(event, "OccurrenceDateTime"), invoice.delivered)
    if invoice.despatch:
        _add(_add(delivery, "DespatchAdviceReferencedDocument"), "IssuerAssignedID", invoice.despatch)


def _settlement(settlement: Element, invoice: Invoice) -> None:
    _add(settlement, "InvoiceCurrencyCode", CURRENCY)
    for group in invoice.vat:
        _vat(_add(settlement, "ApplicableTradeTax"), group)
    if invoice.terms or invoice.due:
        terms = _add(settlement, "SpecifiedTradePaymentTerms")
        if invoice.terms:
            _add(terms, "Description", invoice.terms)
        if invoice.due:
            _day(_add(terms, "DueDateDateTime"), invoice.due)
    _totals(_add(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation"), invoice.totals)
    _preceding(settlement, invoice.preceding)


def _vat(tax: Element, group: VatTotal) -> None:
    _amount(tax, "CalculatedAmount", group.vat)
    _add(tax, "TypeCode", "VAT")
    if group.reason:
        _add(tax, "ExemptionReason", group.reason)
    _amount(tax, "BasisAmount", group.basis)
    _add(tax, "CategoryCode", group.category)
    _add(tax, "RateApplicablePercent", _percent(group.rate))


def _totals(summation: Element, totals: Totals) -> None:
    _amount(summation, "LineTotalAmount", totals.net)
    _amount(summation, "TaxBasisTotalAmount", totals.net)
    _amount(summation, "TaxTotalAmount", totals.vat, currencyID=CURRENCY)
    if totals.rounding:
        _amount(summation, "RoundingAmount", totals.rounding)
    _amount(summation, "GrandTotalAmount", totals.gross)
    if totals.paid:
        _amount(summation, "TotalPrepaidAmount", totals.paid)
    _amount(summation, "DuePayableAmount", totals.payable)


def _preceding(settlement: Element, preceding: Iterable[Preceding]) -> None:
    for one in preceding:
        reference = _add(settlement, "InvoiceReferencedDocument")
        _add(reference, "IssuerAssignedID", one.number)
        _day(_add(reference, "FormattedIssueDateTime"), one.day, space="qdt")


def _day(element: Element, day: date, space: str = "udt") -> None:
    """Format 102 is a year, a month and a day."""
    _add(element, f"{space}:DateTimeString", f"{day:%Y%m%d}", format="102")


def _amount(element: Element, name: str, centimes: Centimes, **attributes: str) -> None:
    _add(element, name, f"{Decimal(int(centimes)) / 100:.2f}", **attributes)


def _decimal(value: Decimal) -> str:
    """At least two decimals, and no zeros beyond them."""
    units, _, decimals = f"{value:.6f}".partition(".")
    return f"{units}.{decimals.rstrip('0').ljust(2, '0')}"


def _quantity(thousandths: int) -> str:
    return f"{Decimal(thousandths) / 1000:f}"


def _percent(hundredths: int) -> str:
    return f"{Decimal(hundredths) / 100:.2f}"


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, _name(name), attributes)
    if text:
        element.text = inert(text)
    return element


def _name(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{_SPACES[prefix or 'ram']}}}{local}"
