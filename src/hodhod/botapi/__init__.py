"""The HTTP Bot API, over the use-cases: what bots are written against elsewhere works here.

    server      routes: /bot<token>/<method>
    reading     parameters out of query, JSON, forms and multipart
    registry    the table of methods
    errors      refusals, in the words that libraries look for
    types/      what goes over the wire (msgspec), one description for reading, writing, documents
    convert/    from TL to those
    methods/    a file a topic
    updates/    what happened, read out of the logs of the bot's boxes into its queue

Source: https://core.telegram.org/bots/api
"""
