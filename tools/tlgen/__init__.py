"""From TL schemas to Python: parse, merge layers, generate value types and codecs.

Run from the root of the repository::

    python -m tools.tlgen                                generate src/hodhod/tl/generated
    python -m tools.tlgen merge --layer 230 api230.tl    fold a layer into schema/api.tl
    python -m tools.tlgen print FOLDER                   show what other schemas would give

Nothing here imports ``hodhod``, because ``hodhod.tl`` needs what this package writes.
"""
