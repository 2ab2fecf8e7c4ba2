"""Rules and values of the product: ids, rights, privacy, text. Pure: no I/O, clock or entropy."""
