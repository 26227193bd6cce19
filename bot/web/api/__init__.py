"""The API for programs: `/api/v1`, a token of a person's, and the rights that person has at that moment.

`asking` lets a program in, `reading` tells, `ordering` has commands done, `checking` compares with schemas,
`describing` writes the OpenAPI description of all of it, `problems` says what went wrong.
"""
