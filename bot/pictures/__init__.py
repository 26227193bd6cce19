"""Pictures for chats: pure functions from data to PNG bytes, the same for the same data.

Wide enough for a phone and readable there: nothing is written smaller than 28 of 1080 pixels. Colours are told apart
by everybody, and nothing is told by colour alone. Drawing takes tens of milliseconds: in a handler it belongs into
`ctx.beforehand` and a thread. Importing this loads Pillow, so import it where something is drawn.
"""
