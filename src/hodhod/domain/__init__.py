"""Rules and values of the product: ids, rights, privacy, text. Pure: no I/O, no clock, no entropy of its own."""
