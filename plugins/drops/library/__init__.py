"""Texts, pictures, links and files kept for posting."""
