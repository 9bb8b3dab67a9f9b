"""Paper: values in, PDF out.

WeasyPrint and Jinja2 are imported only when something is printed.
"""
