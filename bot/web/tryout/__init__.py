"""The try-out: a page that feels like a group chat, with made-up people, the real bot and a clock one can move."""
