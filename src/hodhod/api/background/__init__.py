"""What clients ask for by themselves and this server has nothing of: correctly typed and empty.

An empty answer is chosen only where it is the truth (nobody has sticker sets, so the list of them is
empty). A method that would have to keep something is not answered here: it is in `unsupported`.
"""
