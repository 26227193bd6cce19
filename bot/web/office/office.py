"""The office's addresses: coming in, the list of groups, a group's pages and their pictures, and what is done there."""
