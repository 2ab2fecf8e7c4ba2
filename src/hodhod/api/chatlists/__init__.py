"""chatlists.*: folders that are shared by links."""
