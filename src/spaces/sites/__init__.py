"""Sites for children: what a list of them holds, their kinds, and reading such a list."""
