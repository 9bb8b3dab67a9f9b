"""Staff: their codes, the pharmacy's security code, rights, drafts."""
