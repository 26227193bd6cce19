"""What kinds of members a group has, who has been silent, and who is on leave."""
