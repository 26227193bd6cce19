"""Thanks for those who help, and somebody to look at questions nobody has answered."""
