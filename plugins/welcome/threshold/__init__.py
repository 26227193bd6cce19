"""Who may stay: newcomers answer a question, say a code word, or wait for an admin's word."""
