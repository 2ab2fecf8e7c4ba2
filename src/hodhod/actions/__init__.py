"""Use-cases: check who may, change in one transaction, tell the bus. Shared by the RPC and Bot APIs."""
