"""The owner's pages in a browser: entered by a link from the bot, made of what plugins show, acting by commands.

`entering` lets people in, `looking` shows, `doing` has commands done, `following` keeps live pages fresh, `rendering`
turns blocks into HTML. Nothing here knows a plugin; rights are those of the chat, asked anew at every request.
"""
