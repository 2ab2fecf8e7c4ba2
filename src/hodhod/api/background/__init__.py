"""What clients ask for by themselves and this server has nothing of: typed right, and empty.

An empty answer is chosen only where it is the truth (nobody has sticker sets, so their list is
empty). A method that would have to keep something is not answered here: it is in `unsupported`.
"""
