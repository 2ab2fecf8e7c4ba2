"""Figures for one machine: `make bench`, or `python -m bench NAME…` for some of them."""
