"""Inline mode: somebody writes a bot's name and some words in any chat, and sends what it offers.

    getInlineBotResults ─► asking ─► updateBotInlineQuery ─► setInlineBotResults: offering, results
    sendInlineBotResult ─► sending ─► a message via the bot ─► updateBotInlineSend
    editInlineBotMessage ─► editing

Source: https://core.telegram.org/api/bots/inline
"""
