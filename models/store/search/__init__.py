"""Search: folding texts, the words of the index, and understanding what was typed or scanned."""
