"""messages.*: sending, reading, changing and finding messages; dialogs."""
