"""What a group said before the bot came, from an exported log: `dandelion history FILE --group 3`."""
