"""The XML as a PDF carries it: a file of a fixed name, of which the metadata (XMP) say what it is.

What Factur-X 1.0 asks for: the file is `factur-x.xml`, and four properties of a schema that a PDF/A has to
describe, as XMP itself does not know it.
"""

from datetime import datetime
from xml.sax.saxutils import escape

from printing.einvoice import cii
from printing.einvoice.invoice import Invoice
from printing.page.embedded import Embedded

FILE = "factur-x.xml"
_SCHEMA = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_PROPERTIES = {
    "DocumentFileName": (FILE, "The name of the embedded XML document"),
    "DocumentType": ("INVOICE", "The type of the hybrid document: INVOICE or ORDER"),
    "Version": ("1.0", "The version of the XML schema of the embedded document"),
    "ConformanceLevel": ("EN 16931", "The conformance level of the embedded document"),
}
"""What each is, and what it is said to be. A credit note is an INVOICE too."""


def embedded(invoice: Invoice, at: datetime) -> Embedded:
    """The file within the PDF of this invoice, which was issued `at`."""
    return Embedded(FILE, f"Factur-X {invoice.number}", cii.write(invoice), _metadata(), at)


def _metadata() -> bytes:
    said = "".join(f"<fx:{name}>{escape(value)}</fx:{name}>" for name, (value, _) in _PROPERTIES.items())
    described = "".join(_described(name, what) for name, (_, what) in _PROPERTIES.items())
    return f"""\
<rdf:Description rdf:about="" xmlns:fx="{_SCHEMA}">{said}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"> <pdfaExtension:schemas><rdf:Bag><rdf:li
 rdf:parseType="Resource"> <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
 <pdfaSchema:namespaceURI>{_SCHEMA}</pdfaSchema:namespaceURI> <pdfaSchema:prefix>fx</pdfaSchema:prefix>
 <pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas> </rdf:Description> """.encode()


def _described(name: str, what: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{what}</pdfaProperty:description></rdf:li>"
    )
