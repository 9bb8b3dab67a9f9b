"""The screens before the client list: the first start, the login, drafts."""
