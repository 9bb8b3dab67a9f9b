"""What several subjects are made of: lists with a search, short lists, periods, papers."""
