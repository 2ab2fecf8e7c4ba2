"""The bot that makes bots: what the command line does for the operator, it does for everybody.

It is a bot as any other: what is written to it comes out of its queue, in order, once, on one node.

Source: https://core.telegram.org/bots/features#botfather
"""
