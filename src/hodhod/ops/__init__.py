"""Operations: settings, the command line, keys, logs, metrics, and the wiring of all parts."""
