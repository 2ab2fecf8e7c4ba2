"""Use-cases: check who may, change in one transaction, tell the bus. Of every API."""
