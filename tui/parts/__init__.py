"""Parts that several subjects share: lists with a search, short lists, periods, papers."""
