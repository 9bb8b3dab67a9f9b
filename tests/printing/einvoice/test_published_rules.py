"""The XML of an invoice against the rules as they are published; that these rules are asked, and not only
present.
"""

from random import Random

import pytest

from printing.einvoice import cii
from tests.printing.einvoice import invoices
from tests.printing.einvoice.published_rules import faults


def test_invoices_of_every_kind_break_no_rule():
    random = Random(14)
    for _ in range(3):
        for invoice in invoices.drawn(random):
            xml = cii.write(invoice)
            assert faults(xml) == [], xml.decode()


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("<ram:GrandTotalAmount>48.00", "<ram:GrandTotalAmount>49.00", "BR-CO-15"),
        ("<ram:DuePayableAmount>48.00", "<ram:DuePayableAmount>48.01", "BR-CO-16"),
        ("<ram:LineTotalAmount>40.00", "<ram:LineTotalAmount>39.99", "BR-CO-10"),
        ("<ram:BasisAmount>40.00", "<ram:BasisAmount>39.99", "BR-S-08"),
        (">PMD<", ">AAI<", "BR-FR-05"),
        (">B1<", ">A1<", "BR-FR-08"),
        ('schemeID="0225">552100554', 'schemeID="0225">732829320', "BR-FR-21"),
        ("<ram:RateApplicablePercent>20.00", "<ram:RateApplicablePercent>14.00", "BR-FR-16"),
        ("<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", "", "XSD"),
    ],
)
def test_what_is_wrong_is_found_by_its_rule(right: str, wrong: str, rule: str):
    xml = cii.write(invoices.invoice([invoices.with_vat(2000, 4800)])).decode()
    assert right in xml
    assert any(rule in fault for fault in faults(xml.replace(right, wrong, 1).encode()))


def test_a_name_is_text_and_nothing_else():
    name = 'Gel </ram:Name><ram:ID>1</ram:ID> &amp; "50 %" \x1b[2J\u202e'
    xml = cii.write(invoices.invoice([invoices.with_vat(2000, 4800, name=name)]))
    assert faults(xml) == []
    assert b'Gel &lt;/ram:Name&gt;&lt;ram:ID&gt;1&lt;/ram:ID&gt; &amp;amp; "50 %" [2J<' in xml
