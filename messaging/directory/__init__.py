"""The company directory: a public register that is asked over HTTPS who bears a SIREN or SIRET.

Off until it is switched on in the settings. Nothing here is imported before somebody looks a company up.
"""
