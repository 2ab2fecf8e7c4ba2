"""langpack.*: the languages and the strings of the server's own texts."""
