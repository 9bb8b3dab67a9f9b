"""The words for every enum, by subject, so that paper, shell and screens say the same."""
