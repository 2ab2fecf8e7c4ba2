"""What happens to bots that ask over HTTP.

    log of a box ──► page of it ──► Update objects ──► queue of the bot ──► getUpdates, webhook
         (cursor)                       (one transaction with the cursor)

Nothing is written for bots when something happens: it is in the logs of their boxes and chats
anyway. It is read from there when somebody wants to know, once, however often the server stops
meanwhile. Events on the bus only say that it is time to look.
"""
